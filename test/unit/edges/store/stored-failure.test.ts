import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../../../electron/core/model/failure.ts';
import { accountById, insertAccount, noteRoundFailed } from '../../../../electron/edges/store/accounts.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { everyFailure } from '../../../fakes/failures.ts';
import { at } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';

const roundAt = at('2026-03-01T08:10:00Z');

const desk = () => {
  const { database } = aStore();
  const account = anAccount();
  insertAccount(database, account);
  return {
    database,
    note: (code: (typeof failureCodes)[number]) => noteRoundFailed(database, account.id, roundAt, everyFailure[code]),
    put: (stored: object) => database.run('UPDATE round SET failure = ?', JSON.stringify(stored)),
    read: () => accountById(database, account.id)?.failure,
  };
};

describe('a stored failure', () => {
  it.each(failureCodes)('%s comes back with all its facts', (code) => {
    const { database, note, read } = desk();
    note(code);
    expect(JSON.stringify(sorted(read()))).toBe(JSON.stringify(sorted(everyFailure[code])));
    expect(database.damaged.all).toEqual([]);
  });

  it.each(failureCodes)('%s is kept by its code when none of its facts fits', (code) => {
    const { database, note, put, read } = desk();
    note(code);
    const misfits = Object.keys(everyFailure[code]).filter((name) => name !== 'code');
    put({ ...Object.fromEntries(misfits.map((name) => [name, ['another version']])), more: 1, code });
    expect(read()).toMatchObject({ code });
    expect(JSON.stringify(read())).not.toMatch(/another version|more/);
    expect(database.damaged.all).toEqual([]);
  });

  it.each(failureCodes)('%s is kept by its code when it has no facts', (code) => {
    const { database, note, put, read } = desk();
    note(code);
    put({ code });
    expect(read()).toMatchObject({ code });
    expect(database.damaged.all).toEqual([]);
  });

  it('keeps the facts that fit beside those that do not', () => {
    const { note, put, read } = desk();
    note('provider.refused');
    put({ code: 'provider.refused', status: 400, providerCode: 7, reason: 'empty', providerMessage: 'Page.' });
    expect(read()).toEqual({ code: 'provider.refused', status: 400, providerMessage: 'Page.' });
    put({ code: 'input.invalid', field: 'label', reason: 'unheard-of' });
    expect(read()).toEqual({ code: 'input.invalid', field: 'label' });
    put({ code: 'network.proxy', detail: 'proxy-of-tomorrow', status: 407 });
    expect(read()).toEqual({ code: 'network.proxy', detail: 'UNKNOWN', status: 407 });
  });

  it('with a code that is none is damaged, as ever', () => {
    const { database, note, put, read } = desk();
    note('bug');
    put({ code: 'no.such-code' });
    expect(read()).toBeNull();
    expect(database.damaged.all).toMatchObject([{ table: 'round', column: 'failure' }]);
  });
});

const sorted = (value: object | null | undefined): readonly unknown[] => Object.entries(value ?? {}).sort();
