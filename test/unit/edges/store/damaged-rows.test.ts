import { describe, expect, it } from 'vitest';
import { providerOrderIdOf } from '../../../../electron/core/model/ids.ts';
import { orderSummary } from '../../../../electron/edges/store/order-sights.ts';
import { rentalById } from '../../../../electron/edges/store/rentals.ts';
import { putWish, wishOfRental } from '../../../../electron/edges/store/rental-wishes.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { mendDerived } from '../../../../electron/engine/polling/mend-derived.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNotifier } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { anItem, anOrder, aReading } from '../../../fakes/orders.ts';

import {
  aDamagedStore,
  bad,
  damagedId,
  readingCommands,
  roundAt,
  runOver,
  start,
} from '../../../fakes/damaged-store.ts';
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
  ['rental_wish', 'tags', `account_id = 'acc1'`],
  ['account_rule', 'points', `account_id = 'acc1'`],
  ['deadline_move', 'facts', `account_id = 'acc1'`],
] as const;
const garbage = ['{"x":', '{}', 'null', '[]', '7', '"text"', '[{"x":1}]', '{"at":7,"id":{}}'];
const damages = columns.flatMap(([table, column, where]) =>
  garbage.map((text) => [table, column, text, where] as const),
);

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
    for (const command of readingCommands) {
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
    const isKnown = (...ids: readonly string[]): readonly boolean[] =>
      ids.map((id) => orderSummary(database, bad, providerOrderIdOf(id)) !== null);
    const other = anOrder({ id: 'order-2', accountId: bad, items: [anItem({ title: 'new' })] });
    Array.from(mendDerived(database, start));
    applyReading(database, account, aReading([other], { settled: false }), roundAt);
    expect(database.all(`SELECT id FROM rental WHERE account_id = 'acc1'`)).toHaveLength(2);
    expect(isKnown('order-1', 'order-2')).toEqual([false, true]);
    const again = anOrder({ accountId: bad, title: 'damaged', items: [anItem({ title: 'damaged' })] });
    const { changes } = applyReading(database, account, aReading([again], { settled: false }), roundAt);
    expect(changes).toEqual([]);
    expect(database.damaged.all).toEqual([]);
    expect(isKnown('order-1', 'order-2')).toEqual([true, true]);
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
