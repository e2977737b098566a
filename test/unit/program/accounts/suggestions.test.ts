import { providers } from '../../../../electron/providers/registry.ts';
import { describe, expect, it } from 'vitest';
import { suggestionsOf } from '../../../../electron/program/accounts/suggestions.ts';
import type { Account } from '../../../../electron/core/model/account.ts';
import { providerOrderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { accountById, insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { putJoin, putWish } from '../../../../electron/edges/store/rental-wishes.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { insertChange } from '../../../../electron/edges/store/changes.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { woloverRow } from '../../../fakes/http.ts';
import { at } from '../../../fakes/instants.ts';
import { anOrder, aReading } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';
import { readWoloverRow } from '../../../fakes/wolover.ts';

const { id } = anAccount();
const all = ['hour', 'day', 'week', 'month', 'year'];

/** A Wolover account without a unit; its rounds are applied to a real store. Rows are placed on 1 March at 00:00Z, for one unit. */
const desk = (settings: Readonly<Record<string, string>> = { durationUnit: 'unknown' }) => {
  const { database } = aStore();
  insertAccount(database, anAccount({ provider: 'wolover', settings, lastSyncedAt: null }));
  const current = (): Account => {
    const account = accountById(database, id);
    if (account === null) throw new Error('no account');
    return account;
  };
  const round = (time: string, ...rows: readonly unknown[]): void => {
    const orders = rows.map((row) => readWoloverRow(row, settings));
    applyReading(database, current(), { ...aReading([]), orders }, at(time));
    noteRoundDone(database, id, at(time));
  };
  const fits = (): readonly string[] => suggestionsOf({ database, providers }, current()).suggestions[0]?.fits ?? all;
  return { database, current, round, fits };
};

describe('what the stored orders of an account say about its unit', () => {
  it('grows as a delivered order goes on, by the last round that listed it', () => {
    const { round, fits } = desk();
    round('2026-03-01T01:00:00Z', woloverRow('1', 5));
    expect(fits()).toEqual(all);
    round('2026-03-10T00:00:00Z', woloverRow('1', 5));
    expect(fits()).toEqual(['week', 'month', 'year']);
    round('2026-04-10T00:00:00Z', woloverRow('1', 5));
    expect(fits()).toEqual(['month', 'year']);
  });

  it('does not count an order that is listed no more', () => {
    const { round, fits } = desk();
    round('2026-03-01T01:00:00Z', woloverRow('1', 5), woloverRow('2', 1));
    round('2026-04-10T00:00:00Z', woloverRow('2', 3));
    expect(fits()).toEqual(all);
  });

  it('keeps what a freeze proved after the machine is destroyed', () => {
    const { round, fits } = desk();
    round('2026-03-31T23:55:00Z', woloverRow('1', 5));
    round('2026-04-01T00:05:00Z', woloverRow('1', 6));
    expect(fits()).toEqual(['month']);
    round('2026-04-01T00:25:00Z', woloverRow('1', 6));
    round('2026-04-01T00:35:00Z', woloverRow('1', 9));
    expect(fits()).toEqual(['month']);
  });

  it('does not take a machine that was given back for one that expired', () => {
    const { round, fits } = desk();
    round('2026-03-01T02:00:00Z', woloverRow('1', 5));
    round('2026-03-01T02:10:00Z', woloverRow('1', 8));
    expect(fits()).toEqual(all);
  });

  it.each([
    ['that came back after a freeze', 'renewed' as const],
    ['that was only seen to end', 'expired' as const],
  ])('knows an order %s', (_, kind) => {
    const { database, round, fits } = desk();
    round('2026-03-01T01:00:00Z', woloverRow('1', 5));
    const change = { kind, rentalId: 'acc1:1/1', providerOrderId: '1', before: '6', after: '5' };
    insertChange(database, id, change, at('2026-03-02T00:00:00Z'));
    round('2026-04-10T00:00:00Z', woloverRow('1', 5));
    expect(fits()).toEqual(kind === 'renewed' ? all : ['month', 'year']);
  });

  it('leaves out orders that the user joined, and rentals whose end the user corrected', () => {
    const { database, round, fits } = desk();
    round('2026-04-10T00:00:00Z', woloverRow('1', 5));
    expect(fits()).toEqual(['month', 'year']);
    putWish(database, id, rentalIdOf('acc1:1/1'), { correctedEndAt: at('2026-05-01T00:00:00Z') });
    expect(fits()).toEqual(all);
    putWish(database, id, rentalIdOf('acc1:1/1'), { correctedEndAt: null });
    expect(fits()).toEqual(['month', 'year']);
    putJoin(database, id, providerOrderIdOf('1'), providerOrderIdOf('0'));
    expect(fits()).toEqual(all);
  });

  it('names the products of orders that are not over', () => {
    const { database, current, round } = desk();
    const named = (name: string) => ({ orderProductVo: { name } });
    round(
      '2026-03-01T01:00:00Z',
      woloverRow('1', 5),
      woloverRow('2', 1, named('调试机')),
      woloverRow('3', 2, named('调试机')),
      woloverRow('4', 8, named('旧机')),
    );
    expect(suggestionsOf({ database, providers }, current()).products).toEqual([
      { name: '调试机', orders: 2 },
      { name: '4090×1', orders: 1 },
    ]);
  });

  it('is nothing at a provider that states its ends', () => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    applyReading(database, anAccount(), aReading([anOrder()]), at('2026-04-10T00:00:00Z'));
    expect(suggestionsOf({ database, providers }, anAccount())).toEqual({ suggestions: [], products: [] });
  });
});
