import { describe, expect, it } from 'vitest';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { rentalById } from '../../../../electron/edges/store/rentals.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { ringingRentals } from '../../../../electron/edges/store/ringing-rentals.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { mendDerived } from '../../../../electron/engine/polling/mend-derived.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNotifier } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-31T22:00:00Z');
const readAt = at('2026-03-31T21:55:00Z');

/** A store with a rental that ends in two hours, one that is over, one that was cancelled before its end, and an order that bought nothing. */
const desk = () => {
  const store = aStore();
  const { database } = store;
  const account = anAccount();
  insertAccount(database, account);
  const orders = [
    anOrder({ id: 'soon', title: 'soon', items: [anItem({ title: 'soon', end: stated('2026-04-01T00:00:00Z') })] }),
    anOrder({
      id: 'over',
      status: 'expired',
      items: [anItem({ status: 'expired', end: stated('2026-03-01T00:00:00Z') })],
    }),
    anOrder({
      id: 'off',
      status: 'cancelled',
      items: [anItem({ status: 'cancelled', end: stated('2026-06-01T00:00:00Z') })],
    }),
    anOrder({ id: 'nothing', items: [] }),
  ];
  applyReading(database, account, aReading(orders), readAt);
  noteRoundDone(database, account.id, readAt);
  const written = (): number => {
    const before = database.rowsWritten;
    Array.from(mendDerived(database, nowMs));
    return database.rowsWritten - before;
  };
  return { store, database, account, written };
};
const soon = rentalIdOf('acc1:soon/item-1');
const filter = { state: null, accountId: null };
const page = { offset: 0, limit: 10 };

describe('rows that follow from others', () => {
  it('that are right are not touched', () => {
    expect(desk().written()).toBe(0);
  });

  it.each(['0', 'NULL', '1775000000000'])('rings_until = %s with a deadline ahead is put right, once', (value) => {
    const { database, written } = desk();
    database.run(`UPDATE rental SET rings_until = ${value}, state = 'unknown'`);
    written();
    expect(ringingRentals(database, nowMs).map(({ id }) => id)).toContain(soon);
    expect(database.one('SELECT state, rings_until FROM rental WHERE id = ?', soon)).toEqual({
      state: 'ending',
      rings_until: ms('2026-04-08T00:00:00Z'),
    });
    expect(written()).toBe(0);
  });

  it('rentals that are gone are assembled anew from their orders, once, and found by their words alone', () => {
    const { database, written } = desk();
    const before = database.all('SELECT id, body FROM rental ORDER BY id');
    database.execute('DELETE FROM rental');
    expect(written()).toBeGreaterThan(0);
    expect(database.all('SELECT id, body FROM rental ORDER BY id')).toEqual(before);
    expect(listRentals(database, { ...filter, query: 'soon' }, page).map(({ id }) => id)).toEqual([soon]);
    expect(written()).toBe(0);
  });

  it('one that is gone among others comes back, and the others stay', () => {
    const { database, written } = desk();
    database.run('DELETE FROM rental WHERE id = ?', soon);
    written();
    expect(rentalById(database, soon)).not.toBeNull();
    expect(database.all('SELECT id FROM rental')).toHaveLength(3);
    expect(written()).toBe(0);
  });

  it('beside damaged rows nothing is thrown, nor written again and again', () => {
    const { database, written } = desk();
    database.run(`UPDATE orders SET body = '{"cut' WHERE provider_order_id = 'over'`);
    database.run(`UPDATE rental SET body = 'null' WHERE id = ?`, soon);
    database.run(`UPDATE rental SET body = '[' WHERE id = 'acc1:off/item-1'`);
    written();
    expect(written()).toBe(0);
  });
});

describe('the engine', () => {
  it.each(['UPDATE rental SET rings_until = NULL', 'UPDATE rental SET rings_until = 0', 'DELETE FROM rental'])(
    'rings after %s, from its start on',
    async (damage) => {
      const { store, database } = desk();
      database.execute(damage);
      const notifier = new FakeNotifier();
      const engine = anEngine(store, () => nowMs, { notifier });
      engine.start();
      for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
      expect(notifier.rings.map(({ heading }) => heading)).toEqual(['soon ends 7200000']);
      await engine.stop();
    },
  );
});
