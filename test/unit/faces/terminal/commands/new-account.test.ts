import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { failed, success } from '../../../../../electron/core/model/failure.ts';
import { failureText } from '../../../../../electron/core/words/failure.ts';
import { speakIn, t } from '../../../../../electron/core/words/words.ts';
import { memoryVaultFrom } from '../../../../../electron/edges/secrets/memory-vault.ts';
import { accountIdOf } from '../../../../../electron/core/model/ids.ts';
import { insertAccount } from '../../../../../electron/edges/store/accounts.ts';
import { addAccountCommand } from '../../../../../electron/faces/terminal/commands/new-account.ts';
import { checkedLabel } from '../../../../../electron/program/accounts/entered.ts';
import { anAccount } from '../../../../fakes/accounts.ts';
import { ms } from '../../../../fakes/instants.ts';
import { aFolder, aStore } from '../../../../fakes/store.ts';
import { aTerminal } from '../../../../fakes/terminal.ts';

beforeAll(() => speakIn(() => 'en'));

const adding = (storePath: string, label: string, typed?: readonly string[]) =>
  addAccountCommand(
    aTerminal({
      line: ['accounts', 'add', '--provider', 'wolover', '--label', label, '--secret', 'apiKey'],
      storePath,
      now: () => ms('2026-03-01T08:00:00Z'),
      ...(typed === undefined ? {} : { typed }),
    }),
  );

it.each([
  ['\u200b', 'empty'],
  ['x'.repeat(61), 'too-large'],
  [anAccount().label, 'taken'],
] as const)('a label that cannot be used is known without a key: "%s" is %s', async (label, reason) => {
  const store = aStore();
  insertAccount(store.database, anAccount());
  expect((await adding(store.path, label)).json).toEqual(failed('input.invalid', { field: 'label', reason }));
});

it('any other label is free, also where there is no store yet', async () => {
  expect(checkedLabel(' new ', null)).toEqual(success('new'));
  // The key is asked for next.
  const { json } = await adding(join(aFolder(), 'store.sqlite'), ' new ', []);
  expect(json).toEqual(failed('input.invalid', { field: 'apiKey', reason: 'empty' }));
});

it('without an entry for the account the environment is named, and no keychain', async () => {
  const vault = memoryVaultFrom('{"other":{"apiKey":"K"}}');
  if (!vault.ok) throw new Error('refused');
  const read = await vault.value.read({ ...anAccount(), id: accountIdOf('x'), label: 'work' });
  if (read.ok) throw new Error('given');
  expect(failureText(read.failure)).toMatch(/^LEASEBELL_SECRETS has no entry/);
  expect(failureText(read.failure)).not.toMatch(/keychain/i);
});

it.each([
  [t.cli_watching, { count: 1 }, 'Watching 1 account. Press Ctrl+C to stop.'],
  [t.cli_watching, { count: 2 }, 'Watching 2 accounts. Press Ctrl+C to stop.'],
] as const)('counts one as one, case %#', (sentence, counts, expected) => {
  expect(sentence(counts)).toBe(expected);
});

it('counts one as one in sentences of several counts', () => {
  expect(t.cli_removed({ label: 'W', orders: 1, rentals: 2 })).toBe(
    'Removed W with 1 order and 2 rentals, and its key.',
  );
  expect(t.cli_added_with_orders({ label: 'W', count: 1 })).toBe('Added W: the provider reports 1 order.');
  expect(t.account_sync_done({ orders: 1, changes: 0, accounts: 1 })).toBe('Synced: 1 order, 0 changes, 1 account.');
});

it('says once where reminders wait that cannot be shown', () => {
  const said = t.trouble_no_channel({ why: t.channel_no_service() });
  expect(said.match(/wait/g)).toHaveLength(1);
});
