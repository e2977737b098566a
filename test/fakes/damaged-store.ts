import { silentLog } from '../../electron/edges/system/log.ts';
import { join } from 'node:path';
import { accountIdOf, rentalIdOf } from '../../electron/core/model/ids.ts';
import { insertAccount, noteRoundDone, noteRoundFailed } from '../../electron/edges/store/accounts.ts';
import { putAccountRule } from '../../electron/edges/store/rental-wishes.ts';
import { applyReading } from './apply-reading.ts';
import { runCommand } from '../../electron/faces/terminal/commands/run.ts';
import { anAccount } from './accounts.ts';
import { anEngine } from './engine.ts';
import { at, ms } from './instants.ts';
import { anItem, anOrder, aReading } from './orders.ts';
import { aFolder, aStore } from './store.ts';
import { aTerminal } from './terminal.ts';
import { wholeAnswer } from './whole-answer.ts';

export const bad = accountIdOf('acc1');
const well = accountIdOf('acc2');
export const damagedId = rentalIdOf('acc1:order-1/item-1');
export const roundAt = at('2026-03-31T21:55:00Z');
export const start = ms('2026-03-31T22:00:00Z');

/** A store with two accounts, each with one rental that ends at midnight, and one damaged column. */
export const aDamagedStore = (table: string, column: string, text: string, where: string) => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  const { database } = store;
  for (const [id, label, title] of [
    [bad, 'one', 'damaged'],
    [well, 'two', 'healthy'],
  ] as const) {
    const account = anAccount({ id, label });
    insertAccount(database, account);
    const order = anOrder({ accountId: id, title, items: [anItem({ title })] });
    applyReading(database, account, aReading([order]), roundAt);
    noteRoundDone(database, id, roundAt);
  }
  noteRoundFailed(database, bad, roundAt, { code: 'network.offline', detail: 'ENOTFOUND' });
  database.run(`INSERT INTO rental_wish (rental_id, account_id, note) VALUES ('acc1:order-1/item-1', 'acc1', 'mine')`);
  putAccountRule(database, bad, { pointsMs: [3_600_000], mutedUntil: null, daysKept: null });
  database.run(`UPDATE ${table} SET ${column} = ? WHERE ${where}`, text);
  return { store, path };
};

/** Runs a command over a store that is open for writing elsewhere; `meanwhile` is what happens while it waits to be stopped, which may be logged. */
export const runOver = async (path: string, line: string, meanwhile: (() => void) | null = null) => {
  const said: string[] = [];
  const localeSetting = () => ({ locale: 'en', timeZone: 'UTC' }) as const;
  const log = meanwhile === null ? {} : { log: silentLog() };
  const terminal = aTerminal({
    line,
    storePath: path,
    now: () => start,
    localeSetting,
    said,
    engine: () => anEngine(aStore(path), () => start, log),
  });
  const untilStopped = () => Promise.resolve(meanwhile?.());
  const answer = await wholeAnswer(runCommand)({ ...terminal, untilStopped });
  return { answer, said: said.join('\n') };
};

/** Commands that read the store. */
export const readingCommands = [
  'rentals',
  'orders',
  'reminders',
  'reminders --upcoming 30d',
  'accounts list',
  'export rentals --format csv',
  'export orders --format json',
  'export --format ics',
  'export reminders --format csv',
];
