import { join } from 'node:path';
import { expect, it } from 'vitest';
import { minute } from '../../../../../electron/core/model/instant.ts';
import { accountByLabel, insertAccount } from '../../../../../electron/edges/store/accounts.ts';
import { openForReading } from '../../../../../electron/edges/store/open.ts';
import { runCommand } from '../../../../../electron/faces/terminal/commands/run.ts';
import { anAccount } from '../../../../fakes/accounts.ts';
import { anEngine } from '../../../../fakes/engine.ts';
import { FakeNetwork, woloverPage } from '../../../../fakes/http.ts';
import { ms } from '../../../../fakes/instants.ts';
import { aFolder, aStore } from '../../../../fakes/store.ts';
import { aTerminal } from '../../../../fakes/terminal.ts';
import { keysFor } from '../../../../fakes/vault.ts';
import { memoryVault } from '../../../../../electron/edges/secrets/memory-vault.ts';

const nowMs = ms('2026-03-10T00:00:00Z');

it.each([
  ['--every 5m', { intervalMs: 5 * minute, settings: { durationUnit: 'month' } }],
  ['--set durationUnit=day', { intervalMs: anAccount().intervalMs, settings: { durationUnit: 'day' } }],
])('accounts set %s changes what is named, and asks nobody: nothing runs by itself here', async (words, after) => {
  const storePath = join(aFolder(), 'store.sqlite');
  const store = aStore(storePath);
  const settings = { durationUnit: 'month' };
  insertAccount(store.database, anAccount({ label: 'one', provider: 'wolover', settings }));
  const network = new FakeNetwork(() => woloverPage());
  const vault = { ...memoryVault(), read: keysFor({ apiKey: 'k' }) };
  const result = await runCommand(
    aTerminal({
      ...{ line: `accounts set one ${words}`, storePath, now: () => nowMs },
      engine: () => anEngine(store, () => nowMs, { vault, openHttp: network.open }),
    }),
  );
  expect(result).toMatchObject({ exit: 0, json: { account: { label: 'one', ...after } } });
  expect(network.asked).toEqual([]);
  const reader = openForReading(storePath);
  if (!reader.ok || reader.value === null) throw new Error('the store cannot be read');
  expect(accountByLabel(reader.value.database, 'one')).toMatchObject({ ...after, staleSince: null });
  reader.value.close();
});
