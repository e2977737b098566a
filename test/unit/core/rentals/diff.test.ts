import { describe, expect, it } from 'vitest';
import { noAccountRule } from '../../../../electron/core/model/account.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import type { SightedOrder } from '../../../../electron/core/model/order.ts';
import type { Change } from '../../../../electron/core/model/sync.ts';
import { assemble } from '../../../../electron/core/rentals/assemble.ts';
import { diff, type Picture } from '../../../../electron/core/rentals/diff.ts';
import { at } from '../../../fakes/instants.ts';
import { anItem, anOrder, aUnicloudOrder, aWoloverOrder, billedByUse, stated } from '../../../fakes/orders.ts';

const wishes = { isSpokenOf: () => false, wishOf: () => null, joinedInto: () => null, rule: noAccountRule };
const picture = (orders: readonly SightedOrder[]): Picture => ({
  orders: new Map(orders.map((order) => [order.providerOrderId, order])),
  resources: new Map(),
  rentals: new Map(
    assemble({ id: accountIdOf('acc1'), provider: 'qiniu' }, { orders, resources: [] }, wishes).map((rental) => [
      rental.id,
      rental,
    ]),
  ),
});
const changes = (before: readonly SightedOrder[], after: readonly SightedOrder[]): readonly Change[] =>
  diff(picture(before), picture(after), at('2026-03-25T00:00:00Z'));
const kinds = (before: readonly SightedOrder[], after: readonly SightedOrder[]): readonly string[] =>
  changes(before, after).map((change) => change.kind);

describe('nothing new', () => {
  it('is no change', () => {
    expect(kinds([anOrder(), aWoloverOrder(5)], [anOrder(), aWoloverOrder(5)])).toEqual([]);
  });

  it('an order missing for one round is no change', () => {
    expect(kinds([anOrder()], [anOrder({ missingRounds: 1 })])).toEqual([]);
  });
});

describe('an order', () => {
  it('that was not there before was placed', () => {
    expect(changes([], [anOrder()])).toEqual([
      { kind: 'placed', rentalId: 'acc1:order-1/item-1', providerOrderId: 'order-1', before: null, after: 'complete' },
    ]);
  });

  it('that came to nothing before anybody saw it is told', () => {
    const failedOne = anOrder({ items: [anItem({ status: 'failed', providerStatus: 'failed' })] });
    expect(kinds([], [failedOne])).toEqual(['placed', 'failed']);
    expect(kinds([], [aWoloverOrder(7)])).toEqual(['placed', 'refunded']);
  });

  it.each([
    [1, 2, ['paid']],
    [2, 5, ['delivered']],
    [1, 5, ['delivered']],
    [5, 6, ['expired']],
    [5, 8, ['expired']],
    [6, 8, ['expired']],
    [6, 9, ['released']],
    [2, 7, ['refunded']],
    [5, 7, ['refunded']],
    [1, 3, ['lapsed']],
    [1, 4, ['lapsed']],
    [2, 4, []],
    [5, 4, []],
  ])('at Wolover from %d to %d', (before, after, expected) => {
    expect(kinds([aWoloverOrder(before)], [aWoloverOrder(after)])).toEqual(expected);
  });

  it('says the words of the provider', () => {
    expect(changes([aWoloverOrder(5)], [aWoloverOrder(6)])).toMatchObject([{ before: '5', after: '6' }]);
  });

  it('found frozen when it is first seen is reported as frozen too', () => {
    expect(kinds([], [aWoloverOrder(6)])).toEqual(['placed', 'expired']);
  });

  it('that runs again after it was frozen was renewed, not delivered', () => {
    expect(kinds([aWoloverOrder(6)], [aWoloverOrder(5)])).toEqual(['renewed']);
  });

  it('that says something else and no other status has not expired once more', () => {
    expect(kinds([aWoloverOrder(6)], [{ ...aWoloverOrder(6), title: 'renamed' }])).toEqual([]);
  });

  it('that runs again after it was completed was renewed', () => {
    expect(kinds([aWoloverOrder(8)], [aWoloverOrder(5)])).toEqual(['renewed']);
  });

  it('that changes what is there delivers nothing', () => {
    const change = (status: 'paid' | 'active') => anOrder({ kind: 'change', status, items: [anItem({ status })] });
    expect(kinds([change('paid')], [change('active')])).toEqual([]);
  });

  it('without an item is placed once its item is read', () => {
    const bare = anOrder({ items: [] });
    expect(kinds([], [bare])).toEqual([]);
    expect(kinds([bare], [anOrder()])).toEqual(['placed']);
  });

  it('of whose rentals nothing is known changes nothing', () => {
    const withoutRentals = { ...picture([aWoloverOrder(6)]), rentals: new Map() };
    expect(diff(picture([aWoloverOrder(5)]), withoutRentals, at('2026-03-25T00:00:00Z'))).toEqual([]);
  });

  it('at UniCloud is delivered with its payment once its item has begun', () => {
    const unpaid = aUnicloudOrder([{}], { status: 'unpaid', providerStatus: 'UNPAID' });
    expect(kinds([unpaid], [aUnicloudOrder([{ startsAt: at('2026-03-24T00:00:00Z') }])])).toEqual([
      'paid',
      'delivered',
    ]);
    expect(kinds([unpaid], [aUnicloudOrder([{ startsAt: at('2026-03-25T00:00:00Z') }])])).toEqual([
      'paid',
      'delivered',
    ]);
    expect(kinds([unpaid], [aUnicloudOrder([{ startsAt: at('2026-03-26T00:00:00Z') }])])).toEqual(['paid']);
  });
});

describe('items with a word of their own', () => {
  const order = (word: string, status: 'paid' | 'active' | 'failed' | 'refunded', orderWord = 'paid') =>
    anOrder({
      status: orderWord === 'complete' ? 'active' : 'paid',
      providerStatus: orderWord,
      items: [anItem({ status, providerStatus: word })],
    });

  it('a delivery that fails is reported although the order goes on', () => {
    expect(kinds([order('processing', 'paid')], [order('failed', 'failed')])).toEqual(['failed']);
  });

  it('a delivery is reported once, by its item', () => {
    const [paid, delivered, complete] = [
      order('processing', 'paid'),
      order('success', 'active'),
      order('success', 'active', 'complete'),
    ];
    expect(kinds([paid], [delivered])).toEqual(['delivered']);
    expect(kinds([delivered], [complete])).toEqual([]);
    expect(kinds([paid], [complete])).toEqual(['delivered']);
  });

  it('an item refunded alone is reported', () => {
    expect(kinds([order('success', 'active', 'complete')], [order('refunded', 'refunded', 'complete')])).toEqual([
      'refunded',
    ]);
  });

  it('each rental of an order gets its own change', () => {
    const two = (status: 'paid' | 'active') =>
      anOrder({
        status: status === 'active' ? 'active' : 'paid',
        items: [
          anItem({ id: 'vm', resourceId: 'qvm-1', status, providerStatus: status }),
          anItem({ id: 'disk', resourceId: 'disk-1', status, providerStatus: status }),
        ],
      });
    expect(changes([two('paid')], [two('active')]).map(({ kind, rentalId }) => [kind, rentalId])).toEqual([
      ['delivered', 'acc1:order-1/vm'],
      ['delivered', 'acc1:order-1/disk'],
    ]);
  });

  it('only the rental whose item failed is told of', () => {
    const two = (disk: 'active' | 'failed') =>
      anOrder({
        items: [
          anItem({ id: 'vm', resourceId: 'qvm-1' }),
          anItem({ id: 'disk', resourceId: 'disk-1', status: disk, providerStatus: disk }),
        ],
      });
    expect(changes([two('active')], [two('failed')])).toMatchObject([
      { kind: 'failed', rentalId: 'acc1:order-1/disk' },
    ]);
  });
});

describe('an order of several items', () => {
  type Status = 'active' | 'failed' | 'refunded';
  const two = (vm: Status, disk: Status) =>
    anOrder({
      items: [
        anItem({ id: 'vm', status: vm, providerStatus: vm }),
        anItem({ id: 'disk', status: disk, providerStatus: disk }),
      ],
    });

  it('tells of each by what it was itself, though neither has a resource', () => {
    expect(changes([two('failed', 'active')], [two('failed', 'failed')])).toMatchObject([
      { kind: 'failed', rentalId: 'acc1:order-1/disk' },
    ]);
  });

  it('says nothing of one that was not there before', () => {
    expect(kinds([anOrder({ items: [anItem({ id: 'vm' })] })], [two('active', 'failed')])).toEqual([]);
  });

  it('that renews several resources tells of the one whose renewal was refunded', () => {
    const bought = ['vm', 'disk'].map((id) => anOrder({ id, items: [anItem({ id, resourceId: `r-${id}` })] }));
    const renewal = (disk: Status) =>
      anOrder({
        ...{ id: 'renew', kind: 'renewal', placedAt: at('2026-03-20T00:00:00Z') },
        items: [
          anItem({ id: '1', resourceId: 'r-vm' }),
          anItem({ id: '2', resourceId: 'r-disk', status: disk, providerStatus: disk }),
        ],
      });
    expect(changes([...bought, renewal('active')], [...bought, renewal('refunded')])).toMatchObject([
      { kind: 'refunded', rentalId: 'acc1:disk/disk' },
    ]);
  });
});

describe('the end', () => {
  const bought = anOrder({ id: 'create', items: [anItem({ resourceId: 'qvm-1' })] });
  const renewal = (status: 'unpaid' | 'active') =>
    anOrder({
      id: 'renew',
      kind: 'renewal',
      status,
      placedAt: at('2026-03-25T00:00:00Z'),
      items: [
        anItem({
          id: 'renew-item',
          resourceId: 'qvm-1',
          status: status === 'active' ? 'active' : 'paid',
          providerStatus: status === 'active' ? 'success' : 'non_executable',
          startsAt: at('2026-04-01T00:00:00Z'),
          end: stated('2026-05-01T00:00:00Z'),
        }),
      ],
    });
  const ends = { before: at('2026-04-01T00:00:00Z'), after: at('2026-05-01T00:00:00Z') };

  it('renewed by a new order', () => {
    expect(changes([bought], [bought, renewal('active')])).toMatchObject([
      { kind: 'placed' },
      { kind: 'renewed', ...ends },
    ]);
  });

  it('renewed by an order that was seen unpaid before, and not "delivered"', () => {
    expect(kinds([bought], [bought, renewal('unpaid')])).toEqual(['placed']);
    expect(changes([bought, renewal('unpaid')], [bought, renewal('active')])).toMatchObject([
      { kind: 'renewed', ...ends },
    ]);
  });

  it('moved without an order, later or earlier', () => {
    for (const end of ['2026-05-01T00:00:00Z', '2026-03-28T00:00:00Z']) {
      const moved = anOrder({ id: 'create', items: [anItem({ resourceId: 'qvm-1', end: stated(end) })] });
      expect(changes([bought], [moved])).toMatchObject([
        { kind: 'endMoved', before: at('2026-04-01T00:00:00Z'), after: at(end) },
      ]);
    }
  });

  it('moved later while an unpaid renewal appears: not renewed yet', () => {
    const moved = anOrder({
      id: 'create',
      items: [anItem({ resourceId: 'qvm-1', end: stated('2026-04-02T00:00:00Z') })],
    });
    expect(kinds([bought], [moved, renewal('unpaid')])).toEqual(['placed', 'endMoved']);
  });
});

it('an order missing for two settled rounds vanished', () => {
  expect(kinds([anOrder({ missingRounds: 1 })], [anOrder({ missingRounds: 2 })])).toEqual(['vanished']);
  expect(kinds([anOrder({ missingRounds: 2 })], [anOrder({ missingRounds: 2 })])).toEqual([]);
});

describe('what vanished silences', () => {
  const vanishing = (order: SightedOrder) => changes([order], [{ ...order, missingRounds: 2 }]);
  const unpaid = aWoloverOrder(1, { placedAt: at('2026-03-24T23:50:00Z') });

  it.each([
    ['an end ahead', anOrder()],
    ['an estimated end ahead', aWoloverOrder(5)],
    ['a payment that is due', unpaid],
    ['frozen data', aWoloverOrder(6, { statusSeenAt: at('2026-03-24T23:50:00Z') })],
  ])('%s', (_name, order) => {
    expect(vanishing(order)).toMatchObject([{ kind: 'vanished', silences: true }]);
  });

  it.each([
    ['an end that has passed', anOrder({ items: [anItem({ end: stated('2026-03-24T00:00:00Z') })] })],
    ['no end', anOrder({ items: [anItem(billedByUse)] })],
    ['what was over', aWoloverOrder(8)],
    ['a payment that was due', aWoloverOrder(1, { placedAt: at('2026-03-24T00:00:00Z') })],
  ])('not %s', (_name, order) => {
    const [change] = vanishing(order);
    expect(change).toMatchObject({ kind: 'vanished' });
    expect(change).not.toHaveProperty('silences');
  });
});
