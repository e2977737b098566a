import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { insertAccount, listAccounts } from '../../../../../electron/edges/store/accounts.ts';
import { UsageError } from '../../../../../electron/faces/terminal/arguments.ts';
import { backupCommand, restoreCommand } from '../../../../../electron/faces/terminal/commands/backup.ts';
import { anAccount } from '../../../../fakes/accounts.ts';
import { ms } from '../../../../fakes/instants.ts';
import { aFolder, aStore } from '../../../../fakes/store.ts';
import { aTerminal } from '../../../../fakes/terminal.ts';

const now = (): number => ms('2026-03-10T00:00:00Z');

const typed = (folder: string, ...line: readonly string[]) =>
  aTerminal({ line, storePath: join(folder, 'store.sqlite'), now });

it('a backup that one command writes beside a running program is what the other puts in place', async () => {
  const folder = aFolder();
  const file = join(aFolder(), 'kept.sqlite');
  const store = aStore(join(folder, 'store.sqlite'));
  insertAccount(store.database, anAccount({ label: 'one' }));
  expect(await backupCommand(typed(folder, 'backup', file))).toEqual({
    exit: 0,
    json: { ok: true, file },
    text: `Everything but the keys is now in ${file}.`,
  });
  const held = restoreCommand(typed(folder, 'restore', file));
  expect([held.exit, held.text]).toEqual([
    3,
    'Another Leasebell is writing to this data folder. Quit the app or the other command first; reading commands work meanwhile.',
  ]);
  store.database.run('DELETE FROM account');
  store.close();
  const restored = restoreCommand(typed(folder, 'restore', file));
  expect(restored.exit).toBe(0);
  expect(restored.json).toMatchObject({ accounts: 1, kept: 'store.sqlite.replaced-2026-03-10T00-00-00-000Z' });
  expect(restored.text.split('\n')).toEqual([
    'The backup is in place: accounts: 1 · rentals: 0 · orders: 0 · last synced: never',
    'What was there before is kept in the data folder as store.sqlite.replaced-2026-03-10T00-00-00-000Z.',
    'Keys are not part of a backup. An account whose key is not in this computer’s keychain asks for it.',
  ]);
  const after = aStore(join(folder, 'store.sqlite'));
  expect(listAccounts(after.database).map(({ label }) => label)).toEqual(['one']);
});

it('what cannot be done is said in words about the backup, and ends with 1', async () => {
  const folder = aFolder();
  const file = join(folder, 'letter');
  writeFileSync(file, 'dear reader');
  const taken = await backupCommand(typed(folder, 'backup', file));
  expect([taken.exit, taken.text]).toEqual([
    1,
    `A file with this name is there already; it was left as it is. Choose another name.\n  Detail: ${file}`,
  ]);
  const odd = restoreCommand(typed(folder, 'restore', file));
  expect([odd.exit, odd.text.split('\n')[0]]).toEqual([
    1,
    'This file is not a Leasebell backup, or it is damaged. Nothing was changed.',
  ]);
  expect(existsSync(join(folder, 'store.sqlite'))).toBe(false);
  const empty = await backupCommand(typed(folder, 'backup', join(folder, 'new')));
  expect([empty.exit, empty.text]).toEqual([1, 'Nothing is stored yet, so there is nothing to back up.']);
});

it.each([['backup'], ['restore'], ['backup', ''], ['restore', 'a', 'b']])(
  '%s %s %s is wrong usage',
  async (...line) => {
    const terminal = typed(aFolder(), ...line);
    const run = async (): Promise<unknown> =>
      line[0] === 'backup' ? backupCommand(terminal) : restoreCommand(terminal);
    await expect(run()).rejects.toThrow(UsageError);
  },
);
