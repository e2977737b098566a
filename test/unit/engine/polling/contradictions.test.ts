import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import { ringingRentals } from '../../../../electron/edges/store/ringing-rentals.ts';
import { mendDerived } from '../../../../electron/engine/polling/mend-derived.ts';
import { runCommand } from '../../../../electron/faces/terminal/commands/run.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { FakeNotifier } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../fakes/orders.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { aTerminal } from '../../../fakes/terminal.ts';
import { wholeAnswer } from '../../../fakes/whole-answer.ts';

const nowMs = ms('2026-03-31T22:00:00Z');
const readAt = at('2026-03-31T21:55:00Z');

/** A store with one rental that ends in two hours, and the credit of nothing. */
const desk = () => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  const { database } = store;
  const account = anAccount();
  insertAccount(database, account);
  const order = anOrder({
    id: 'soon',
    title: 'soon',
    items: [anItem({ title: 'soon', end: stated('2026-04-01T00:00:00Z') })],
  });
  applyReading(database, account, aReading([order]), readAt);
  noteRoundDone(database, account.id, readAt);
  // As tools write, which know nothing of what refers to what.
  database.execute('PRAGMA foreign_keys = OFF');
  return { path, store, database, account };
};

const rowsOf = ({ database }: ReturnType<typeof desk>) => ({
  rentals: database.all('SELECT * FROM rental'),
  orders: database.all('SELECT * FROM orders'),
});

/** One column that follows from the rest of its row, or from other rows, made nonsense. */
const damages = [
  `UPDATE rental SET subject = 'nonsense'`,
  `UPDATE rental SET subject = ''`,
  `UPDATE rental SET subject = 'balance'`,
  `UPDATE rental SET account_id = 'nobody'`,
  `UPDATE rental SET id = 'nonsense'`,
  `UPDATE rental SET listing = 'nonsense'`,
  `UPDATE rental SET rings_until = NULL`,
  `UPDATE rental SET rings_until = 1`,
  `UPDATE rental SET rings_until = -9000000000000000`,
  `UPDATE rental SET state = 'nonsense'`,
  `UPDATE rental SET state = 'expired', sort_group = 2`,
  `UPDATE rental SET state_until = NULL`,
  `UPDATE rental SET state_until = 9000000000000000`,
  `UPDATE rental SET sort_group = 7`,
  `UPDATE rental SET sort_group = -1`,
  `UPDATE rental SET sort_at = 0`,
  `UPDATE rental SET rings_until = NULL, sort_group = 1, sort_at = 0, subject = 'x', account_id = 'y', state = 'z'`,
  `UPDATE orders SET account_id = 'nobody'`,
  `UPDATE orders SET provider_order_id = 'nonsense'`,
  `UPDATE orders SET status = 'nonsense'`,
  `UPDATE orders SET status = 'cancelled'`,
  `UPDATE orders SET placed_at = NULL`,
  `UPDATE orders SET placed_at = 'nonsense'`,
];

describe.each(damages)('after %s', (damage) => {
  it('the row is put right by what the others and its body say, once', () => {
    const here = desk();
    const before = rowsOf(here);
    here.database.execute(damage);
    Array.from(mendDerived(here.database, nowMs));
    expect(rowsOf(here)).toEqual(before);
    const written = here.database.rowsWritten;
    Array.from(mendDerived(here.database, nowMs));
    expect(here.database.rowsWritten).toBe(written);
  });

  it('the bell rings, and nothing is damaged any more', async () => {
    const { store, database } = desk();
    database.execute(damage);
    const notifier = new FakeNotifier();
    const engine = anEngine(store, () => nowMs, { notifier });
    engine.start();
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    expect(notifier.rings.map(({ heading }) => heading)).toEqual(['soon ends 7200000']);
    expect(database.damaged.all).toEqual([]);
    await engine.stop();
  });

  it('no command that reads hides the row without a word, and doctor hears of it', async () => {
    const { path, store, database } = desk();
    database.execute(damage);
    store.close();
    const run = async (line: string) => {
      const said: string[] = [];
      const localeSetting = () => ({ locale: 'en', timeZone: 'UTC' }) as const;
      const terminal = aTerminal({ line, storePath: path, now: () => nowMs, localeSetting, said });
      const { exit, text, json } = await wholeAnswer(runCommand)(terminal);
      return { exit, said, text, json };
    };
    for (const line of [
      'rentals',
      'orders',
      'orders --status active',
      'export rentals --format csv',
      'export --format ics',
      'reminders --upcoming 30d',
      'rentals --ending-within 7d',
    ]) {
      const { exit, said, text } = await run(line);
      if (text.includes('soon')) continue;
      expect([line, exit, said.length > 0]).toEqual([line, 1, true]);
    }
    expect(await run('doctor')).toMatchObject({ exit: 1, json: { store: { ok: false, damagedRows: 1 } } });
  });
});

it('what was damaged while the engine runs, by another program, is put right at the next look', async () => {
  const { path, store, database } = desk();
  let now = nowMs - 30 * 60_000;
  const notifier = new FakeNotifier();
  const engine = anEngine(store, () => now, { notifier });
  engine.start();
  const settle = async () => {
    for (let turn = 0; turn < 400; turn += 1) await Promise.resolve();
  };
  await settle();
  const before = database.all('SELECT * FROM rental');
  const other = new Database(path, { readOnly: false });
  other.execute(`PRAGMA foreign_keys = OFF; UPDATE rental SET rings_until = NULL, sort_group = 2, account_id = 'x'`);
  other.close();
  now = nowMs;
  engine.tick();
  await expect
    .poll(() => database.all('SELECT rings_until FROM rental'))
    .toEqual([{ rings_until: before[0]?.['rings_until'] }]);
  expect(ringingRentals(database, now)).toHaveLength(1);
  await engine.stop();
});
