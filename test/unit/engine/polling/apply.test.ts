import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../electron/core/model/account.ts';
import { providerOrderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import type { RoundReading } from '../../../../electron/core/ports/provider.ts';
import { accountById, insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { changesOfRental } from '../../../../electron/edges/store/changes.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { ordersOfAccount } from '../../../../electron/edges/store/orders.ts';
import { rentalsOfAccount } from '../../../../electron/edges/store/rentals.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { suppressPoint } from '../../../../electron/engine/bell/write-claims.ts';
import { nothingTold, plan } from '../../../../electron/core/reminders/plan.ts';
import { putJoin, putWish } from '../../../../electron/edges/store/rental-wishes.ts';
import type { AppliedReading } from '../../../../electron/engine/polling/apply.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { reassembleAccount } from '../../../../electron/engine/polling/reassemble.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { plainTexts } from '../../../fakes/bell.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, aWoloverOrder, stated } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

/** An account whose rounds are applied one after the other to a real store. */
const rounds = () => {
  const { database } = aStore();
  const account = anAccount({ lastSyncedAt: null });
  insertAccount(database, account);
  const current = (): Account => {
    const found = accountById(database, account.id);
    if (found === null) throw new Error('no account');
    return found;
  };
  const apply = (time: string, reading: RoundReading): AppliedReading => {
    const applied = applyReading(database, current(), reading, at(time));
    noteRoundDone(database, account.id, at(time));
    return applied;
  };
  return { database, account, apply, current };
};
const endsOf = (database: Database): readonly (string | null)[] =>
  listRentals(database, { query: '', state: null, accountId: null }, { offset: 0, limit: 10 }).map(
    (rental) => rental.end.at,
  );
const phasesOf = (database: Database): readonly string[] =>
  listRentals(database, { query: '', state: null, accountId: null }, { offset: 0, limit: 10 }).map(
    (rental) => rental.phase,
  );

const ending = (end: string) => anOrder({ id: 'create', items: [anItem({ resourceId: 'qvm-1', end: stated(end) })] });

describe('a round that finds nothing new', () => {
  it('writes no row, whether the provider repeats its orders or says that they are unchanged', () => {
    const { database, apply } = rounds();
    const orders = [ending('2026-04-01T00:00:00Z'), aWoloverOrder(5)];
    apply('2026-03-01T08:00:00Z', aReading(orders));
    const account = accountById(database, anAccount().id) ?? anAccount();
    const before = database.rowsWritten;
    const repeated = applyReading(database, account, aReading(orders), at('2026-03-01T08:10:00Z'));
    const unchanged = applyReading(
      database,
      account,
      aReading([], { unchanged: orders.map((order) => order.providerOrderId) }),
      at('2026-03-01T08:20:00Z'),
    );
    expect([repeated.changes, unchanged.changes]).toEqual([[], []]);
    expect(database.rowsWritten - before).toBe(0);
  });

  it('does not depend on the order of the fields', () => {
    const { database, apply, current } = rounds();
    const order = ending('2026-04-01T00:00:00Z');
    apply('2026-03-01T08:00:00Z', aReading([order]));
    const before = database.rowsWritten;
    const turned = Object.assign(
      {},
      ...Object.entries(order)
        .reverse()
        .map(([name, value]) => ({ [name]: value })),
    );
    applyReading(database, current(), aReading([turned]), at('2026-03-01T08:10:00Z'));
    expect(database.rowsWritten - before).toBe(0);
  });

  it('rewrites only what changed', () => {
    const { database, apply } = rounds();
    const others = ['a', 'b', 'c'].map((id) => anOrder({ id, items: [anItem({ resourceId: id })] }));
    apply('2026-03-01T08:00:00Z', aReading([ending('2026-04-01T00:00:00Z'), ...others]));
    const rowOf = (id: string) => database.one('SELECT * FROM orders WHERE provider_order_id = ?', id);
    const before = rowOf('b');
    apply('2026-03-01T08:10:00Z', aReading([ending('2026-03-20T00:00:00Z'), ...others]));
    expect(rowOf('b')).toEqual(before);
    expect(endsOf(database)).toContain(at('2026-03-20T00:00:00Z'));
  });
});

it('the first round is no history; later ones are', () => {
  const { database, apply } = rounds();
  const id = rentalIdOf('acc1:1800000000000000001/1800000000000000001');
  expect([...apply('2026-03-01T08:00:00Z', aReading([aWoloverOrder(2)])).fresh.keys()]).toEqual([id]);
  expect(changesOfRental(database, id)).toEqual([]);
  expect(apply('2026-03-01T08:10:00Z', aReading([aWoloverOrder(5)])).fresh.size).toBe(0);
  expect(changesOfRental(database, id)).toMatchObject([
    { kind: 'delivered', before: '2', after: '5', at: at('2026-03-01T08:10:00Z') },
  ]);
});

it('all or nothing: a bug in the middle leaves the store as it was', () => {
  const { database, apply, current } = rounds();
  apply('2026-03-01T08:00:00Z', aReading([ending('2026-04-01T00:00:00Z')]));
  const before = ordersOfAccount(database, current().id);
  const broken = {
    ...anOrder({ id: 'broken' }),
    items: [
      {
        ...anItem(),
        end: stated('2026-04-01T00:00:00Z'),
        startsAt: null,
        get id(): string {
          throw new Error('a bug');
        },
      },
    ],
  };
  expect(() =>
    applyReading(database, current(), aReading([ending('2026-03-20T00:00:00Z'), broken]), at('2026-03-01T08:10:00Z')),
  ).toThrow('a bug');
  expect(ordersOfAccount(database, current().id)).toEqual(before);
  expect(endsOf(database)).toEqual([at('2026-04-01T00:00:00Z')]);
});

describe('an end that moves later without a new order', () => {
  it('needs two rounds that agree', () => {
    const { database, apply } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([ending('2026-04-01T00:00:00Z')]));
    const first = apply('2026-03-01T08:10:00Z', aReading([ending('2026-05-01T00:00:00Z')]));
    expect(endsOf(database)).toEqual([at('2026-04-01T00:00:00Z')]);
    const second = apply('2026-03-01T08:20:00Z', aReading([ending('2026-05-01T00:00:00Z')]));
    expect(endsOf(database)).toEqual([at('2026-05-01T00:00:00Z')]);
    expect([first.changes, second.changes.map((change) => change.kind)]).toEqual([[], ['endMoved']]);
  });

  it('a list that says nothing new about the order is no second opinion: its end was not read again', () => {
    const { database, apply } = rounds();
    const moved = ending('2026-05-01T00:00:00Z');
    apply('2026-03-01T08:00:00Z', aReading([ending('2026-04-01T00:00:00Z')]));
    apply('2026-03-01T08:10:00Z', aReading([moved]));
    apply('2026-03-01T08:20:00Z', aReading([], { unchanged: [moved.providerOrderId] }));
    expect(endsOf(database)).toEqual([at('2026-04-01T00:00:00Z')]);
    apply('2026-03-01T08:30:00Z', aReading([moved]));
    expect(endsOf(database)).toEqual([at('2026-05-01T00:00:00Z')]);
  });

  it('a round that did not see the order does not agree', () => {
    const { database, apply } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([ending('2026-04-01T00:00:00Z')]));
    apply('2026-03-01T08:10:00Z', aReading([ending('2026-05-01T00:00:00Z')]));
    apply('2026-03-01T08:20:00Z', aReading([], { settled: false }));
    expect(endsOf(database)).toEqual([at('2026-04-01T00:00:00Z')]);
  });

  it('nor does the user who names the rental meanwhile', () => {
    const { database, apply, current } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([ending('2026-04-01T00:00:00Z')]));
    apply('2026-03-01T08:10:00Z', aReading([ending('2026-05-01T00:00:00Z')]));
    reassembleAccount(database, current(), at('2026-03-01T08:11:00Z'));
    expect(endsOf(database)).toEqual([at('2026-04-01T00:00:00Z')]);
    expect(rentalsOfAccount(database, current().id)[0]?.heldEnd?.at).toBe(at('2026-05-01T00:00:00Z'));
  });

  it('a renewal counts at once, also when it was seen unpaid before', () => {
    const renewal = (status: 'unpaid' | 'active') =>
      anOrder({
        id: 'renew',
        kind: 'renewal',
        status,
        providerStatus: status,
        placedAt: at('2026-03-25T00:00:00Z'),
        items: [
          anItem({
            id: 'r',
            resourceId: 'qvm-1',
            status: status === 'active' ? 'active' : 'paid',
            providerStatus: status,
            startsAt: at('2026-04-01T00:00:00Z'),
            end: stated('2026-05-01T00:00:00Z'),
          }),
        ],
      });
    const { database, apply } = rounds();
    const bought = ending('2026-04-01T00:00:00Z');
    apply('2026-03-24T08:00:00Z', aReading([bought]));
    apply('2026-03-25T00:10:00Z', aReading([bought, renewal('unpaid')]));
    expect(endsOf(database)).toEqual([at('2026-04-01T00:00:00Z')]);
    const { changes } = apply('2026-03-25T00:20:00Z', aReading([bought, renewal('active')]));
    expect(endsOf(database)).toEqual([at('2026-05-01T00:00:00Z')]);
    expect(changes.map((change) => change.kind)).toEqual(['renewed']);
  });
});

describe('an order that is no longer listed', () => {
  const reading = (settled: boolean) => aReading([], { settled });

  it('vanishes after two settled rounds in a row', () => {
    const { database, apply } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([aWoloverOrder(5)]));
    expect(apply('2026-03-01T08:10:00Z', reading(true)).changes).toEqual([]);
    expect(phasesOf(database)).toEqual(['delivered']);
    expect(apply('2026-03-01T08:20:00Z', reading(true)).changes.map((change) => change.kind)).toEqual(['vanished']);
    expect(phasesOf(database)).toEqual(['vanished']);
  });

  it('unsettled rounds prove nothing, however many', () => {
    const { database, apply } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([aWoloverOrder(5)]));
    for (const minutes of [10, 20, 30, 40]) apply(`2026-03-01T08:${String(minutes)}:00Z`, reading(false));
    expect(phasesOf(database)).toEqual(['delivered']);
  });

  it('seen again in between, it starts from the beginning', () => {
    const { database, apply } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([aWoloverOrder(5)]));
    apply('2026-03-01T08:10:00Z', reading(true));
    apply('2026-03-01T08:20:00Z', aReading([], { unchanged: [aWoloverOrder(5).providerOrderId] }));
    apply('2026-03-01T08:30:00Z', reading(true));
    expect(phasesOf(database)).toEqual(['delivered']);
  });

  it('comes back when the provider lists it again; its order was never forgotten', () => {
    const { database, apply, current } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([aWoloverOrder(5)]));
    for (const minutes of [10, 20, 30]) apply(`2026-03-01T08:${String(minutes)}:00Z`, reading(true));
    expect(ordersOfAccount(database, current().id)).toHaveLength(1);
    apply('2026-03-01T08:40:00Z', aReading([aWoloverOrder(5)]));
    expect(phasesOf(database)).toEqual(['delivered']);
  });

  it('once vanished it is not written again and again', () => {
    const { database, apply, current } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([aWoloverOrder(5)]));
    for (const minutes of [10, 20]) apply(`2026-03-01T08:${String(minutes)}:00Z`, reading(true));
    const before = database.rowsWritten;
    applyReading(database, current(), reading(true), at('2026-03-01T08:30:00Z'));
    expect(database.rowsWritten - before).toBe(0);
  });
});

describe('the frozen window', () => {
  const releasesOf = (database: Database) =>
    listRentals(database, { query: '', state: null, accountId: null }, { offset: 0, limit: 10 })[0]?.releases;

  it('lies between the last round that did not show it frozen and the first that did', () => {
    const { database, apply } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([aWoloverOrder(5)]));
    apply('2026-03-01T08:10:00Z', aReading([aWoloverOrder(5)]));
    apply('2026-03-01T08:20:00Z', aReading([aWoloverOrder(6)]));
    const expected = {
      at: at('2026-03-01T08:40:00Z'),
      surelyAt: at('2026-03-01T08:50:00Z'),
      basis: 'derived',
      note: 'frozen-window',
    };
    expect(releasesOf(database)).toEqual(expected);
    apply('2026-03-01T08:30:00Z', aReading([aWoloverOrder(6)]));
    expect(releasesOf(database)).toEqual(expected);
  });

  it('at the first round of the account only the upper bound is known', () => {
    const { database, apply } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([aWoloverOrder(6)]));
    expect(releasesOf(database)).toEqual({
      at: at('2026-03-01T08:30:00Z'),
      surelyAt: at('2026-03-01T08:30:00Z'),
      basis: 'derived',
      note: 'frozen-since-unknown',
    });
  });

  it('an order first seen frozen in a later round froze after the round before', () => {
    const { database, apply } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([]));
    apply('2026-03-01T08:10:00Z', aReading([aWoloverOrder(6)]));
    expect(releasesOf(database)).toMatchObject({
      at: at('2026-03-01T08:30:00Z'),
      surelyAt: at('2026-03-01T08:40:00Z'),
    });
  });

  it('a round that failed does not count as one that did not show it', () => {
    const { database, account, apply } = rounds();
    apply('2026-03-01T08:00:00Z', aReading([aWoloverOrder(5)]));
    // At 08:10 the account could not be reached: nothing is applied, and its last success stays.
    expect(accountById(database, account.id)?.lastSyncedAt).toBe(at('2026-03-01T08:00:00Z'));
    apply('2026-03-01T08:20:00Z', aReading([aWoloverOrder(6)]));
    expect(releasesOf(database)?.at).toBe(at('2026-03-01T08:30:00Z'));
  });

  it('seen running in a first round that was interrupted, it froze after that', () => {
    const { database, current, apply } = rounds();
    applyReading(
      database,
      current(),
      aReading([aWoloverOrder(5)], { settled: false, interruptedBy: { code: 'network.timeout', detail: 'headers' } }),
      at('2026-03-01T08:00:00Z'),
    );
    apply('2026-03-01T08:10:00Z', aReading([aWoloverOrder(6)]));
    expect(releasesOf(database)?.at).toBe(at('2026-03-01T08:30:00Z'));
  });
});

it('a later round that was interrupted saw the order running too: it froze after that', () => {
  const { database, current, apply } = rounds();
  apply('2026-03-01T08:00:00Z', aReading([aWoloverOrder(2)]));
  const interrupted = aReading([aWoloverOrder(5)], {
    settled: false,
    interruptedBy: { code: 'network.timeout', detail: 'headers' },
  });
  applyReading(database, current(), interrupted, at('2026-03-01T08:10:00Z'));
  apply('2026-03-01T08:20:00Z', aReading([aWoloverOrder(6)]));
  const [rental] = listRentals(database, { query: '', state: null, accountId: null }, { offset: 0, limit: 1 });
  expect(rental?.releases?.at).toBe(at('2026-03-01T08:40:00Z'));
});

it('rentals are found by the newest words of their orders', () => {
  const { database, apply } = rounds();
  const worded = (value: string) => anOrder({ facts: [{ path: 'remark', value }] });
  apply('2026-03-01T08:00:00Z', aReading([worded('旧备注')]));
  apply('2026-03-01T08:10:00Z', aReading([worded('新备注')]));
  const found = (query: string) =>
    listRentals(database, { query, state: null, accountId: null }, { offset: 0, limit: 10 }).length;
  expect([found('旧备注'), found('新备注')]).toEqual([0, 1]);
});

it('an order without an item makes no rental and is kept', () => {
  const { database, apply, current } = rounds();
  apply('2026-03-01T08:00:00Z', aReading([anOrder({ items: [], incomplete: ['Order.Items'] })]));
  expect([ordersOfAccount(database, current().id).length, rentalsOfAccount(database, current().id).length]).toEqual([
    1, 0,
  ]);
});

it('ids beyond the doubles stay exact', () => {
  const { database, apply, current } = rounds();
  apply(
    '2026-03-01T08:00:00Z',
    aReading([anOrder({ id: '1144119593787195392' }), anOrder({ id: '1144119593787195393' })]),
  );
  expect(ordersOfAccount(database, current().id).map((order) => order.providerOrderId)).toEqual([
    '1144119593787195392',
    '1144119593787195393',
  ]);
});

it('what happens while an account is read whole for the first time is news only of rentals that were met before', () => {
  const { database, current } = rounds();
  const account = current();
  const read = (word: number, time: string) =>
    applyReading(database, account, aReading([aWoloverOrder(word)], { settled: false }), at(time));
  expect(read(2, '2026-03-01T08:00:00Z').fresh.size).toBe(1);
  const second = read(5, '2026-03-01T08:10:00Z');
  expect([second.fresh.size, second.changes.map((change) => change.kind)]).toEqual([0, ['delivered']]);
  const id = rentalIdOf('acc1:1800000000000000001/1800000000000000001');
  expect(changesOfRental(database, id)).toMatchObject([{ kind: 'delivered' }]);
});

describe('a rental of several orders', () => {
  const bought = anOrder({ id: 'bought', items: [anItem({ resourceId: 'ins-1' })] });
  const renewal = (end: string) =>
    anOrder({
      id: 'renewal',
      kind: 'renewal',
      placedAt: at('2026-03-20T00:00:00Z'),
      items: [anItem({ id: 'r', resourceId: 'ins-1', startsAt: at('2026-04-01T00:00:00Z'), end: stated(end) })],
    });
  const unchanged = { unchanged: [bought.providerOrderId] };

  it('whose end moves on in one of them, the others unchanged: planned until a second round agrees', () => {
    const { database, apply } = rounds();
    apply('2026-03-21T00:00:00Z', aReading([bought, renewal('2026-05-01T00:00:00Z')]));
    apply('2026-03-21T00:10:00Z', aReading([renewal('2027-05-01T00:00:00Z')], unchanged));
    expect(endsOf(database)).toEqual([at('2026-05-01T00:00:00Z')]);
    apply('2026-03-21T00:20:00Z', aReading([bought, renewal('2027-05-01T00:00:00Z')]));
    expect(endsOf(database)).toEqual([at('2027-05-01T00:00:00Z')]);
  });

  it('of which an old one is read only in the second round of a first sync: what happened to it then is no news', () => {
    const { database, account, current } = rounds();
    const old = anOrder({
      id: 'old',
      status: 'refunded',
      providerStatus: 'refunded',
      placedAt: at('2025-03-01T00:00:00Z'),
      items: [
        anItem({
          id: 'o',
          resourceId: 'ins-1',
          status: 'refunded',
          startsAt: at('2025-03-01T00:00:00Z'),
          end: stated('2025-04-01T00:00:00Z'),
        }),
      ],
    });
    const id = rentalIdOf('acc1:bought/item-1');
    applyReading(database, account, aReading([bought], { settled: false }), at('2026-03-10T00:00:00Z'));
    noteRoundDone(database, account.id, at('2026-03-10T00:00:00Z'), false);
    putWish(database, account.id, id, { label: '训练机' });
    const second = applyReading(database, current(), aReading([old, bought]), at('2026-03-10T00:10:00Z'));
    const { changes, history, rentals } = second;
    expect([...rentals.keys()]).toEqual([id]);
    expect(changes.map(({ kind }) => kind)).toContain('refunded');
    expect([...history]).toEqual(changes);
    expect(changesOfRental(database, id)).toEqual([]);
  });

  it('keeps its id over a store begun anew from the copy, which has it in the log', () => {
    const { database, account, current, apply } = rounds();
    apply('2026-03-21T00:00:00Z', aReading([bought, renewal('2026-05-01T00:00:00Z')]));
    const [kept] = rentalsOfAccount(database, account.id);
    const [point] = plan(kept === undefined ? [] : [kept.rental], nothingTold, ms('2026-04-24T00:00:00Z')).due;
    if (point === undefined) throw new Error('nothing is due');
    suppressPoint(point, account, 'passed', { database, texts: plainTexts, nowMs: ms('2026-04-24T00:00:00Z') });
    for (const table of ['rental', 'orders', 'order_tally', 'round']) database.run(`DELETE FROM ${table}`);
    applyReading(
      database,
      current(),
      aReading([renewal('2026-05-01T00:00:00Z')], { settled: false }),
      at('2026-04-24T01:00:00Z'),
    );
    noteRoundDone(database, account.id, at('2026-04-24T01:00:00Z'), false);
    applyReading(database, current(), aReading([bought, renewal('2026-05-01T00:00:00Z')]), at('2026-04-24T01:10:00Z'));
    expect(rentalsOfAccount(database, account.id).map(({ rental }) => rental.id)).toEqual(['acc1:bought/item-1']);
  });
});

describe('an id that turns out to be shared', () => {
  const purchase = (id: string, placed: string, end: string) =>
    anOrder({
      id,
      placedAt: at(placed),
      items: [anItem({ id: `${id}-item`, resourceId: 'tenant-7', startsAt: at(placed), end: stated(end) })],
    });
  const march = purchase('march', '2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z');
  const may = purchase('may', '2026-03-10T00:00:00Z', '2026-05-10T00:00:00Z');
  const ends = (database: Database) => [...endsOf(database)].sort();

  it('keeps each purchase with its own end, and the first with what was said of it', () => {
    const { database, account, apply } = rounds();
    const id = rentalIdOf('acc1:march/march-item');
    apply('2026-03-02T00:00:00Z', aReading([march]));
    putWish(database, account.id, id, { label: '训练机' });
    apply('2026-03-11T00:00:00Z', aReading([may], { unchanged: [march.providerOrderId] }));
    expect(ends(database)).toEqual([at('2026-04-01T00:00:00Z'), at('2026-05-10T00:00:00Z')]);
    expect(rentalsOfAccount(database, account.id).find(({ rental }) => rental.id === id)?.rental).toMatchObject({
      title: '训练机',
      end: { at: at('2026-04-01T00:00:00Z') },
    });
  });

  it('that an earlier version joined: apart again once one of them is read', () => {
    const { database, account, apply } = rounds();
    const joined = [march, { ...may, kind: 'unknown' as const }];
    apply('2026-03-11T00:00:00Z', aReading(joined));
    expect(ends(database)).toEqual([at('2026-05-10T00:00:00Z')]);
    const { changes } = apply('2026-03-11T00:10:00Z', aReading([march, may]));
    expect(ends(database)).toEqual([at('2026-04-01T00:00:00Z'), at('2026-05-10T00:00:00Z')]);
    expect(changes.map(({ kind }) => kind)).toEqual(['endMoved']);
    expect(rentalsOfAccount(database, account.id)).toHaveLength(2);
  });
});

describe('items without ids, shown in another sequence', () => {
  const disk = (place: number, end: string) =>
    anItem({
      id: `both-disk-${String(place)}`,
      resourceType: 'disk',
      title: `disk ${end.slice(5, 7)}`,
      end: stated(end),
    });
  const both = (...ends: readonly string[]) =>
    anOrder({ id: 'both', items: ends.map((end, index) => disk(index + 1, end)) });
  const [april, june] = ['2026-04-01T00:00:00Z', '2026-06-01T00:00:00Z'];
  const labelled = (database: Database, account: Account) =>
    Object.fromEntries(
      rentalsOfAccount(database, account.id).map(({ rental }) => [rental.title, rental.end.at?.slice(0, 10)]),
    );

  it('keep what was said of each', () => {
    const { database, account, apply, current } = rounds();
    apply('2026-03-02T00:00:00Z', aReading([both(april, june)]));
    putWish(database, account.id, rentalIdOf('acc1:both/both-disk-1'), { label: 'first', mutedUntil: at(june) });
    putWish(database, account.id, rentalIdOf('acc1:both/both-disk-2'), { label: 'second' });
    reassembleAccount(database, current(), at('2026-03-02T00:05:00Z'));
    const { changes } = apply('2026-03-02T00:10:00Z', aReading([both(june, april)]));
    expect(changes).toEqual([]);
    expect(labelled(database, account)).toEqual({ first: '2026-04-01', second: '2026-06-01' });
  });

  it('keep what was joined to the first of them', () => {
    const { database, account, apply, current } = rounds();
    const renewal = anOrder({
      id: 'renewal',
      kind: 'renewal',
      placedAt: at('2026-03-02T00:00:00Z'),
      items: [anItem({ id: 'r', startsAt: at(april), end: stated('2026-05-01T00:00:00Z') })],
    });
    apply('2026-03-02T00:00:00Z', aReading([both(april, june), renewal]));
    putJoin(database, account.id, providerOrderIdOf('renewal'), providerOrderIdOf('both'));
    reassembleAccount(database, current(), at('2026-03-02T00:05:00Z'));
    for (const minutes of [10, 20])
      apply(`2026-03-02T00:${String(minutes)}:00Z`, aReading([both(june, april), renewal]));
    expect(endsOf(database)).toEqual([at('2026-05-01T00:00:00Z'), at(june)]);
  });

  it('stay while an answer leaves one out: its end still comes', () => {
    const { database, apply } = rounds();
    apply('2026-03-02T00:00:00Z', aReading([both(april, june)]));
    for (const minutes of [10, 20]) apply(`2026-03-02T00:${String(minutes)}:00Z`, aReading([both(june)]));
    expect(endsOf(database)).toEqual([at(april), at(june)]);
  });
});
