import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rentalJson } from '../../answers/rental.ts';
import { day } from '../../contract/instant.ts';
import { t } from '../../contract/words/words.ts';
import { addDemoAccounts } from '../../demo/add-accounts.ts';
import { startDemoServers } from '../../demo/servers.ts';
import { accountsOf } from '../../engine.ts';
import { memoryVault } from '../../secrets/memory-vault.ts';
import type { Vault } from '../../secrets/vault.ts';
import { failedAnswer, type Answer } from '../output.ts';
import { remindersTable, rentalsTable } from '../tables.ts';
import { failureSentence, type Terminal } from '../terminal.ts';
import { accountJsons } from './accounts.ts';
import { rentalViews, upcomingReminders } from './read.ts';

const shownDays = 30;

/** Opens an engine over a folder with a vault of its own. */
export type OpenIn = (folder: string, vault: Vault) => ReturnType<Terminal['openEngine']>;

/** `demo`: the whole thing against the embedded providers, in a folder that is thrown away. */
export const demo = async (terminal: Terminal, openIn: OpenIn): Promise<Answer> => {
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-demo-'));
  const servers = await startDemoServers({ now: () => new Date(terminal.clock.now()) });
  try {
    const opened = openIn(folder, memoryVault());
    if (!opened.ok) return failedAnswer(opened.failure, failureSentence(opened.failure, terminal));
    const engine = opened.value;
    try {
      terminal.streams.err(t.cli_demo_starts());
      await addDemoAccounts(engine.registration, servers);
      const outcomes = await engine.syncNow(accountsOf(engine));
      const { database } = engine.parts.store;
      const nowMs = terminal.clock.now();
      const rentals = rentalViews(database, { query: '', accountId: null }, nowMs);
      const reminders = upcomingReminders(database, nowMs, nowMs + shownDays * day);
      const text = [
        rentalsTable(rentals, terminal),
        '',
        t.cli_demo_reminders({ days: shownDays }),
        remindersTable(reminders, terminal),
      ].join('\n');
      return {
        exit: outcomes.every((outcome) => outcome.ok) ? 0 : 1,
        json: { accounts: accountJsons(engine.registration), rentals: rentals.map(rentalJson), reminders },
        text,
      };
    } finally {
      await engine.stop();
    }
  } finally {
    await servers.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
};
