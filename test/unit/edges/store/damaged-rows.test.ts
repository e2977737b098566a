import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountIdOf, providerOrderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount, noteRoundDone, noteRoundFailed } from '../../../../electron/edges/store/accounts.ts';
import { orderMarks } from '../../../../electron/edges/store/orders.ts';
import { rentalById } from '../../../../electron/edges/store/rentals.ts';
import { putAccountRule, putWish, wishOfRental } from '../../../../electron/edges/store/wishes.ts';
import { applyReading } from '../../../../electron/engine/polling/apply.ts';
import { runCommand } from '../../../../electron/faces/terminal/commands/run.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNotifier } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading } from '../../../fakes/orders.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { aTerminal } from '../../../fakes/terminal.ts';

const bad = accountIdOf('acc1');
const well = accountIdOf('acc2');
const damagedId = rentalIdOf('acc1:order-1/item-1');
const roundAt = at('2026-03-31T21:55:00Z');
const start = ms('2026-03-31T22:00:00Z');

/** Every JSON column, and which account or rental its row is about. */
const columns = [
  ['account', 'settings', `id = 'acc1'`],
  ['round', 'failure', `account_id = 'acc1'`],
  ['rental', 'body', `account_id = 'acc1'`],
  ['rental', 'held_end', `account_id = 'acc1'`],
  ['orders', 'body', `account_id = 'acc1'`],
  ['orders', 'facts', `account_id = 'acc1'`],
  ['rental_wish', 'snooze', `account_id = 'acc1'`],
  ['rental_wish', 'points', `account_id = 'acc1'`],
  ['account_rule', 'points', `account_id = 'acc1'`],
  ['deadline_move', 'facts', `account_id = 'acc1'`],
] as const;
const garbage = ['{"x":', '{}', 'null', '[]', '7', '"text"', '[{"x":1}]', '{"at":7,"id":{}}'];
const damages = columns.flatMap(([table, column, where]) =>
  garbage.map((text) => [table, column, text, where] as const),
);

/** A store with two accounts, each with one rental that ends at midnight, and one damaged column. */
const aDamagedStore = (table: string, column: string, text: string, where: string) => {
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

/** Runs a command over a store that is open for writing elsewhere. */
const runOver = async (path: string, line: string) => {
  const said: string[] = [];
  const place = () => ({ locale: 'en', timeZone: 'UTC' }) as const;
  const answer = await runCommand(aTerminal({ line, storePath: path, now: () => start, place, said }));
  return { answer, said: said.join('\n') };
};

const commands = [
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

describe('one damaged row', () => {
  it.each(damages)('%s.%s = %s: the healthy rental rings, and the engine stops in order', async (...damage) => {
    const { store } = aDamagedStore(...damage);
    const notifier = new FakeNotifier();
    const engine = anEngine(store, () => start, { notifier });
    engine.start();
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    expect(notifier.rings.map(({ heading }) => heading).join()).toContain('healthy');
    await engine.stop();
  });

  it.each(damages)('%s.%s = %s: every reading command lists the healthy ones', async (...damage) => {
    const { path } = aDamagedStore(...damage);
    for (const command of commands) {
      const { answer, said } = await runOver(path, command);
      if (command !== 'reminders' && !command.startsWith('export reminders'))
        expect(answer.text, command).toMatch(/healthy|two/);
      expect(answer.exit, command).toBe(said.includes('cannot be read') ? 1 : 0);
    }
  });

  it('is named by the command that leaves it out, which fails', async () => {
    const { path } = aDamagedStore('rental', 'body', '{"x":', `account_id = 'acc1'`);
    const { answer, said } = await runOver(path, 'rentals');
    expect(answer).toMatchObject({ exit: 1, json: [{ title: 'healthy' }] });
    expect(said).toContain('one · order-1/item-1');
  });

  it('of a rental is assembled again from its orders by the bell', () => {
    const { store } = aDamagedStore('rental', 'body', '{}', `account_id = 'acc1'`);
    const engine = anEngine(store, () => start);
    engine.start();
    expect(rentalById(store.database, damagedId)).toMatchObject({ title: 'damaged' });
    expect(store.database.damaged.all).toEqual([]);
    return engine.stop();
  });

  it('of an order counts as unknown, is read anew without news, and leaves its rental as it was until then', () => {
    const { store } = aDamagedStore('orders', 'body', '{}', `account_id = 'acc1'`);
    const { database } = store;
    const account = anAccount({ id: bad, label: 'one' });
    const other = anOrder({ id: 'order-2', accountId: bad, items: [anItem({ title: 'new' })] });
    applyReading(database, account, aReading([other], { settled: false }), roundAt);
    expect(database.all(`SELECT id FROM rental WHERE account_id = 'acc1'`)).toHaveLength(2);
    expect([...orderMarks(database, bad).keys()]).toEqual([providerOrderIdOf('order-2')]);
    const again = anOrder({ accountId: bad, title: 'damaged', items: [anItem({ title: 'damaged' })] });
    const { changes } = applyReading(database, account, aReading([again], { settled: false }), roundAt);
    expect(changes).toEqual([]);
    expect(database.damaged.all).toEqual([]);
    expect(orderMarks(database, bad).size).toBe(2);
  });

  it('of a wish costs that part alone, and saying something else keeps it as it is', () => {
    const { store } = aDamagedStore('rental_wish', 'points', '{"x":', `account_id = 'acc1'`);
    const { database } = store;
    expect(wishOfRental(database, damagedId)).toMatchObject({ note: 'mine', pointsMs: null });
    putWish(database, bad, damagedId, { label: 'named' });
    expect(database.one('SELECT note, label, points FROM rental_wish')).toEqual({
      note: 'mine',
      label: 'named',
      points: '{"x":',
    });
  });
});
