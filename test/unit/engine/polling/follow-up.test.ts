import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../electron/core/model/account.ts';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import type { Change } from '../../../../electron/core/model/sync.ts';
import { accountById, insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { changesOfRental } from '../../../../electron/edges/store/changes.ts';
import { putWish } from '../../../../electron/edges/store/rental-wishes.ts';
import { rentalById, rentalsOfAccount } from '../../../../electron/edges/store/rentals.ts';
import { rentalKeyOf } from '../../../../electron/edges/store/rental-keys.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { followUp, nothingSighted } from '../../../../electron/engine/polling/follow-up.ts';
import { OrderIntake } from '../../../../electron/engine/polling/order-intake.ts';
import { reassembleRentals } from '../../../../electron/engine/polling/reassemble.ts';
import { orderTally } from '../../../../electron/edges/store/unassembled.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNotifier } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const start = at('2026-03-01T08:00:00Z');
const later = at('2026-03-01T08:10:00Z');

const machine = (id: string, end: string, order = `buy-${id}`) =>
  anOrder({
    id: order,
    kind: order.startsWith('renew') ? 'renewal' : 'new',
    items: [anItem({ resourceId: id, title: id, end: stated(end) })],
  });

/** A store whose account was read whole once. */
const desk = (orders = [machine('a', '2026-04-01T00:00:00Z'), machine('b', '2026-04-01T00:00:00Z')]) => {
  const store = aStore();
  const { database } = store;
  insertAccount(database, anAccount({ lastSyncedAt: null }));
  const current = (): Account => {
    const account = accountById(database, anAccount().id);
    if (account === null) throw new Error('no account');
    return account;
  };
  applyReading(database, current(), aReading(orders), start);
  noteRoundDone(database, current().id, start);
  /** Stores orders as a round does that is ended before it makes rentals of them; its walk has ended, unless it is said to go on. */
  const takeOnly = (...taken: ReturnType<typeof machine>[]): OrderIntake => {
    const intake = new OrderIntake(database, current());
    intake.take(taken, later);
    return intake;
  };
  const follow = (): readonly Change[] => {
    new OrderIntake(database, current()).endWalk();
    const found: Change[] = [];
    const steps = followUp(
      { database, onApplied: ({ changes }) => found.push(...changes) },
      current(),
      nothingSighted,
      later,
    );
    Array.from(steps);
    return found;
  };
  const endOf = (id: string): string | null => rentalById(database, rentalIdOf(id))?.end.at ?? null;
  return { store, database, current, takeOnly, follow, endOf };
};

describe('orders that were stored by a round that ended before it made rentals of them', () => {
  it('leave the rentals as they were, and are made up for, with their changes, once', () => {
    const { takeOnly, follow, endOf, database, current } = desk();
    takeOnly(machine('a', '2026-03-20T00:00:00Z'), machine('c', '2026-05-01T00:00:00Z'));
    expect([endOf('acc1:buy-a/item-1'), endOf('acc1:buy-c/item-1')]).toEqual([at('2026-04-01T00:00:00Z'), null]);
    expect(follow().map(({ kind, rentalId }) => `${kind} ${rentalId}`)).toEqual([
      'endMoved acc1:buy-a/item-1',
      'placed acc1:buy-c/item-1',
    ]);
    expect(endOf('acc1:buy-a/item-1')).toBe(at('2026-03-20T00:00:00Z'));
    expect(changesOfRental(database, rentalIdOf('acc1:buy-a/item-1'))).toMatchObject([{ kind: 'endMoved', at: later }]);
    const rows = database.rowsWritten;
    expect(follow()).toEqual([]);
    expect(database.rowsWritten).toBe(rows);
    expect(rentalsOfAccount(database, current().id)).toHaveLength(3);
  });

  it('ring from the start of the program on, though no provider can be reached', async () => {
    const { store, takeOnly } = desk();
    takeOnly(machine('c', '2026-03-02T10:00:00Z')).endWalk();
    const notifier = new FakeNotifier();
    const engine = anEngine(store, () => ms('2026-03-02T08:00:00Z'), { notifier, online: () => false });
    engine.start();
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    expect(notifier.rings.map(({ heading }) => heading)).toEqual(['c ends 7200000']);
    await engine.stop();
  });

  it('wait for the end of their walk: what renews one of them may not have been read', async () => {
    const { store, takeOnly, database, current } = desk();
    takeOnly({ ...machine('a', '2026-04-01T00:00:00Z'), status: 'expired', providerStatus: 'over' });
    const engine = anEngine(store, () => ms('2026-03-02T08:00:00Z'), { online: () => false });
    engine.start();
    expect(rentalById(database, rentalIdOf('acc1:buy-a/item-1'))?.phase).toBe('delivered');
    expect(orderTally(database, current().id).walkEnded).toBe(false);
    await engine.stop();
  });

  it('changed again before that tell what they were at first', () => {
    const { takeOnly, follow } = desk();
    const unpaid = { ...machine('a', '2026-04-01T00:00:00Z'), status: 'expired', providerStatus: 'x' } as const;
    takeOnly(unpaid);
    takeOnly(machine('a', '2026-04-01T00:00:00Z'));
    expect(follow()).toEqual([]);
  });

  it('that a rental was made of ahead of their turn are changed like others afterwards', () => {
    const { takeOnly, follow, endOf, database, current } = desk([machine('a', '2026-04-01T00:00:00Z')]);
    const renewal = machine('a', '2026-06-01T00:00:00Z', 'renew-a');
    const filling = Array.from({ length: 150 }, (_, index) => machine(`x${String(index)}`, '2026-04-01T00:00:00Z'));
    // The renewal is the last of many new orders; the change of the first one takes it along.
    takeOnly({ ...machine('a', '2026-04-01T00:00:00Z'), orderNumber: 'seen' }, ...filling, renewal).endWalk();
    const steps = followUp({ database, onApplied: () => undefined }, current(), nothingSighted, later);
    steps.next();
    expect(endOf('acc1:buy-a/item-1')).toBe(at('2026-06-01T00:00:00Z'));
    takeOnly(machine('a', '2026-05-15T00:00:00Z', 'renew-a'));
    expect(follow().filter(({ rentalId }) => rentalId === 'acc1:buy-a/item-1')).toMatchObject([{ kind: 'endMoved' }]);
    expect(endOf('acc1:buy-a/item-1')).toBe(at('2026-05-15T00:00:00Z'));
    expect(rentalsOfAccount(database, current().id)).toHaveLength(151);
  });
});

it('what the user says meanwhile is about the rentals that they see', () => {
  const { database, current, takeOnly, follow, endOf } = desk();
  const id = rentalIdOf('acc1:buy-a/item-1');
  takeOnly(machine('a', '2026-03-20T00:00:00Z'));
  putWish(database, current().id, id, { label: '训练机' });
  reassembleRentals(database, current(), { rentals: [rentalKeyOf(database, id) ?? 0] }, later);
  expect(rentalById(database, id)).toMatchObject({ title: '训练机', end: { at: at('2026-04-01T00:00:00Z') } });
  expect(follow().map(({ kind }) => kind)).toEqual(['endMoved']);
  expect(endOf('acc1:buy-a/item-1')).toBe(at('2026-03-20T00:00:00Z'));
});

describe('a round in which one of many orders changed', () => {
  const many = Array.from({ length: 400 }, (_, index) => machine(`m${String(index)}`, '2026-04-01T00:00:00Z'));

  it('writes that order and its rental, and no more for there being more of them', () => {
    const { database, current } = desk(many);
    const rows = database.rowsWritten;
    const reading = aReading([machine('m7', '2026-05-01T00:00:00Z')], {
      unchanged: many.map(({ providerOrderId }) => providerOrderId).filter((id) => id !== 'buy-m7'),
    });
    const { rentals } = applyReading(database, current(), reading, later);
    expect([...rentals.keys()]).toEqual(['acc1:buy-m7/item-1']);
    expect(database.rowsWritten - rows).toBeLessThan(12);
  });

  it('takes along what shares its machine, and leaves what shares the order of that alone', () => {
    const batch = anOrder({
      id: 'batch',
      items: ['p', 'q'].map((id) => anItem({ id, resourceId: id, title: id, end: stated('2026-04-01T00:00:00Z') })),
    });
    const { database, current } = desk([batch]);
    const renewal = machine('p', '2026-06-01T00:00:00Z', 'renew-p');
    const { rentals } = applyReading(
      database,
      current(),
      aReading([renewal], { unchanged: [batch.providerOrderId] }),
      later,
    );
    expect([...rentals].map(([id, { end }]) => [id, end.at])).toEqual([['acc1:batch/p', at('2026-06-01T00:00:00Z')]]);
    expect(rentalsOfAccount(database, current().id).map(({ rental }) => rental.id)).toEqual([
      'acc1:batch/p',
      'acc1:batch/q',
    ]);
  });

  it('an order that names its machine only now goes on as the same rental', () => {
    const nameless = anOrder({ id: 'buy', items: [anItem({ title: 'm' })] });
    const { database, current } = desk([nameless]);
    const named = anOrder({ id: 'buy', items: [anItem({ title: 'm', resourceId: 'r' })] });
    applyReading(database, current(), aReading([named, machine('r', '2026-07-01T00:00:00Z', 'renew')]), later);
    expect(rentalsOfAccount(database, current().id).map(({ rental }) => [rental.id, rental.orders])).toEqual([
      ['acc1:buy/item-1', ['buy', 'renew']],
    ]);
  });
});
