import { noAccountRule } from '../../../../electron/core/model/account.ts';
import { describe, expect, it } from 'vitest';
import { nextDeadline } from '../../../../electron/core/deadlines/deadlines.ts';
import { noEnd, type End } from '../../../../electron/core/model/deadline.ts';
import { epochMsOf } from '../../../../electron/core/model/instant.ts';
import { noRules } from '../../../../electron/core/reminders/hold.ts';
import { noRingOf } from '../../../../electron/core/reminders/no-ring.ts';
import { accountIdOf, providerOrderIdOf, type ProviderOrderId } from '../../../../electron/core/model/ids.ts';
import type { SightedOrder } from '../../../../electron/core/model/order.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { assemble } from '../../../../electron/core/rentals/assemble.ts';
import type { RentalWish } from '../../../../electron/core/model/rental-wish.ts';
import { at } from '../../../fakes/instants.ts';
import {
  anItem,
  anOrder,
  aUnicloudOrder,
  aWoloverOrder,
  billedByUse,
  estimated,
  stated,
} from '../../../fakes/orders.ts';

const account = { id: accountIdOf('acc1'), provider: 'qiniu' };
const assembled = (
  orders: readonly SightedOrder[],
  wish: Partial<RentalWish> = {},
  joins: Readonly<Record<string, string>> = {},
  named: readonly string[] = [],
): readonly Rental[] =>
  assemble(
    account,
    { orders, resources: [] },
    {
      isSpokenOf: (id) => named.includes(id),
      wishOf: (rentalId) =>
        Object.keys(wish).length === 0
          ? null
          : {
              rentalId,
              label: null,
              note: null,
              tags: [],
              correctedEndAt: null,
              correctedAgainst: null,
              intention: 'undecided',
              intendedFor: null,
              snooze: null,
              mutedUntil: null,
              pointsMs: null,
              ...wish,
            },
      joinedInto: (id: ProviderOrderId) => {
        const into = joins[id];
        return into === undefined ? null : providerOrderIdOf(into);
      },
      rule: noAccountRule,
    },
  );
const only = (
  orders: readonly SightedOrder[],
  wish: Partial<RentalWish> = {},
  joins: Readonly<Record<string, string>> = {},
): Rental => {
  const rentals = assembled(orders, wish, joins);
  expect(rentals).toHaveLength(1);
  const [rental] = rentals;
  if (rental === undefined) throw new Error('no rental');
  return rental;
};

const created = anOrder({
  id: 'create',
  items: [anItem({ resourceId: 'qvm-1', end: stated('2026-04-01T00:00:00Z') })],
});
const renewed = anOrder({
  id: 'renew',
  kind: 'renewal',
  placedAt: at('2026-03-25T00:00:00Z'),
  items: [
    anItem({
      id: 'renew-item',
      resourceId: 'qvm-1',
      startsAt: at('2026-04-01T00:00:00Z'),
      end: stated('2026-05-01T00:00:00Z'),
      price: { amount: '20.00', currency: 'CNY' },
    }),
  ],
});

describe('Qiniu: one rental per resource', () => {
  it('a purchase and its renewals, oldest first, with the latest end', () => {
    expect(only([renewed, created])).toMatchObject({
      id: 'acc1:create/item-1',
      resourceId: 'qvm-1',
      startsAt: at('2026-03-01T00:00:00Z'),
      end: stated('2026-05-01T00:00:00Z'),
      periodStartsAt: at('2026-04-01T00:00:00Z'),
      lastPrice: { amount: '20.00', currency: 'CNY' },
      orders: ['create', 'renew'],
      phase: 'delivered',
    });
  });

  it('keeps its id when it is renewed', () => {
    expect(only([created, renewed]).id).toBe(only([created]).id);
  });

  it('keeps its id when the resource is named only after delivery', () => {
    const before = anOrder({
      id: 'create',
      status: 'paid',
      items: [anItem({ resourceId: null, status: 'paid', providerStatus: 'processing', end: noEnd('not-stated') })],
    });
    expect(only([created, renewed]).id).toBe(only([before]).id);
  });

  it.each(['paid', 'unpaid', 'unknown'] as const)('waits for its payment while its item says %s', (status) => {
    const order = anOrder({ id: 'u', status: 'unpaid', items: [anItem({ status, providerStatus: 'non_executable' })] });
    expect(only([order]).phase).toBe('unpaid');
  });

  describe.each(['unpaid', 'cancelled', 'refunded'] as const)(
    'an order that is %s, of which an item is delivered',
    (word) => {
      const order = (end: End): SightedOrder => anOrder({ id: 'u', status: word, items: [anItem({ end })] });

      it('runs, and its end rings', () => {
        const rental = only([order(stated('2026-04-01T00:00:00Z'))]);
        expect(rental.phase).toBe('delivered');
        expect(nextDeadline(rental, epochMsOf(at('2026-03-02T00:00:00Z')))).toMatchObject({
          kind: 'ends',
          at: at('2026-04-01T00:00:00Z'),
        });
      });

      it('is among those that will not ring where no end is said', () => {
        const rental = only([order(noEnd('not-stated'))]);
        expect(noRingOf(rental, noRules, epochMsOf(at('2026-03-02T00:00:00Z')))).toBe('no-end');
      });

      it('is over as ever where its item has no word of its own', () => {
        const told = anOrder({ id: 'u', status: word, items: [anItem({ status: word, providerStatus: null })] });
        expect(only([told]).phase).toBe(word === 'unpaid' ? 'unpaid' : 'cancelled');
      });
    },
  );

  it('a renewal that is unpaid, and delivered all the same, moves the end', () => {
    expect(only([created, { ...renewed, status: 'unpaid' }]).end).toEqual(stated('2026-05-01T00:00:00Z'));
  });

  it('keeps its id beside an order of the same resource whose time of placing is missing', () => {
    const incomplete = anOrder({
      id: 'partial',
      kind: 'renewal',
      placedAt: null,
      incomplete: ['create_time'],
      items: [anItem({ id: 'partial-item', resourceId: 'qvm-1', end: noEnd('not-stated') })],
    });
    expect(only([incomplete, created]).id).toBe(only([created]).id);
  });

  it('an upgrade without times of its own moves neither start nor end', () => {
    const upgrade = anOrder({
      id: 'upgrade',
      kind: 'change',
      placedAt: at('2026-03-10T00:00:00Z'),
      items: [anItem({ id: 'u', resourceId: 'qvm-1', startsAt: null, end: noEnd('not-stated'), billing: 'unknown' })],
    });
    expect(only([created, upgrade])).toMatchObject({
      end: stated('2026-04-01T00:00:00Z'),
      startsAt: at('2026-03-01T00:00:00Z'),
      openEnded: false,
      orders: ['create', 'upgrade'],
    });
  });

  it.each([
    ['unpaid', 'unpaid', 'non_executable', 'paid'],
    ['paid but not carried out', 'paid', 'processing', 'paid'],
    ['failed', 'active', 'failed', 'failed'],
    ['cancelled', 'cancelled', 'cancelled', 'cancelled'],
    ['refunded', 'refunded', 'success', 'active'],
    ['cancelled, its item not', 'cancelled', 'success', 'active'],
  ] as const)('a renewal that is %s does not move the end', (_name, orderStatus, itemWord, itemStatus) => {
    const pending = anOrder({
      ...renewed,
      id: 'renew',
      status: orderStatus,
      items: renewed.items.map((item) => ({ ...item, status: itemStatus, providerStatus: itemWord })),
    });
    expect(only([created, pending])).toMatchObject({ end: stated('2026-04-01T00:00:00Z'), phase: 'delivered' });
  });

  it('an unpaid renewal brings its payment deadline to the running rental', () => {
    const unpaid = anOrder({
      ...renewed,
      id: 'renew',
      status: 'unpaid',
      payBy: { at: at('2026-04-01T00:00:00Z'), basis: 'stated' },
      statusSeenAt: at('2026-03-25T00:05:00Z'),
      items: renewed.items.map((item) => ({ ...item, status: 'paid', providerStatus: 'non_executable' })),
    });
    expect(only([created, unpaid])).toMatchObject({
      phase: 'delivered',
      payBy: { at: at('2026-04-01T00:00:00Z'), basis: 'stated' },
      payBySeenAt: at('2026-03-25T00:05:00Z'),
    });
  });

  it('an order for an instance and a disk makes two rentals that end separately', () => {
    const both = anOrder({
      id: 'both',
      items: [
        anItem({ id: 'vm', resourceId: 'qvm-1', end: stated('2026-04-01T00:00:00Z') }),
        anItem({ id: 'disk', resourceId: 'disk-1', resourceType: 'disk', end: stated('2026-06-01T00:00:00Z') }),
      ],
    });
    expect(assembled([both]).map((rental) => [rental.id, rental.end.at])).toEqual([
      ['acc1:both/vm', at('2026-04-01T00:00:00Z')],
      ['acc1:both/disk', at('2026-06-01T00:00:00Z')],
    ]);
  });

  it('a renewal order that is no longer listed no longer moves the end', () => {
    expect(only([created, { ...renewed, missingRounds: 2 }])).toMatchObject({
      end: stated('2026-04-01T00:00:00Z'),
      phase: 'delivered',
    });
  });
});

describe('UniCloud', () => {
  it('each item of an order is a rental, delivered from its start on', () => {
    const order = aUnicloudOrder([
      { id: '1', startsAt: at('2026-03-01T00:00:00Z') },
      { id: '2', startsAt: at('2026-03-02T00:00:00Z') },
    ]);
    expect(assembled([order]).map((rental) => [rental.id, rental.phase])).toEqual([
      ['acc1:1144119593783001088/1', 'paid'],
      ['acc1:1144119593783001088/2', 'paid'],
    ]);
  });

  it('a renewal joins the item whose instance it names', () => {
    const bought = aUnicloudOrder([
      { id: '1', resourceId: 'i-1' },
      { id: '2', resourceId: 'i-2' },
    ]);
    const renewal = aUnicloudOrder(
      [{ id: '3', resourceId: 'i-2', startsAt: at('2026-04-01T00:00:00Z'), end: stated('2026-05-01T00:00:00Z') }],
      {
        id: '1144119593783001099',
        kind: 'renewal',
        placedAt: at('2026-03-20T00:00:00Z'),
      },
    );
    expect(
      assembled([bought, renewal]).map((rental) => [rental.resourceId, rental.end.at, rental.orders.length]),
    ).toEqual([
      ['i-1', at('2026-04-01T00:00:00Z'), 1],
      ['i-2', at('2026-05-01T00:00:00Z'), 2],
    ]);
  });

  it('a renewal of an instance that no item names stands alone', () => {
    const bought = aUnicloudOrder([{ id: '1', resourceId: null }]);
    const renewal = aUnicloudOrder([{ id: '3', resourceId: 'i-9' }], {
      id: '1144119593783001099',
      kind: 'renewal',
      placedAt: at('2026-03-20T00:00:00Z'),
    });
    expect(assembled([bought, renewal])).toHaveLength(2);
  });

  it('billed by use: no end, open-ended', () => {
    expect(only([aUnicloudOrder([billedByUse])])).toMatchObject({
      openEnded: true,
      end: { at: null, basis: 'none' },
      phase: 'paid',
    });
  });

  it('paid, but nothing said about its start: still awaited', () => {
    expect(only([aUnicloudOrder([{ startsAt: null }])]).phase).toBe('awaiting');
  });

  it('unpaid: pending, whatever its items say', () => {
    const order = aUnicloudOrder([{}], {
      status: 'unpaid',
      payBy: { at: at('2026-03-02T00:00:00Z'), basis: 'stated' },
    });
    expect(only([order])).toMatchObject({
      phase: 'unpaid',
      payBy: { at: at('2026-03-02T00:00:00Z'), basis: 'stated' },
    });
  });
});

describe('Wolover', () => {
  it.each([
    [1, 'unpaid'],
    [2, 'awaiting'],
    [3, 'cancelled'],
    [4, 'cancelled'],
    [5, 'delivered'],
    [6, 'frozen'],
    [7, 'cancelled'],
    [8, 'expired'],
    [9, 'released'],
    [10, 'delivered'],
    [77, 'unknown'],
  ])('status %d makes a rental that is %s', (word, phase) => {
    expect(only([aWoloverOrder(word)]).phase).toBe(phase);
  });

  const second = aWoloverOrder(10, {
    id: '1800000000000000002',
    placedAt: at('2026-03-30T00:00:00Z'),
    end: estimated('2026-04-30T00:00:00Z'),
  });
  const third = aWoloverOrder(10, {
    id: '1800000000000000003',
    placedAt: at('2026-04-29T00:00:00Z'),
    end: estimated('2026-05-29T00:00:00Z'),
  });

  it('one rental per order: a renewal is never joined by guess', () => {
    expect(assembled([aWoloverOrder(5), second])).toHaveLength(2);
  });

  it('the user joins a renewal to its order', () => {
    const rental = only([aWoloverOrder(5), second], {}, { '1800000000000000002': '1800000000000000001' });
    expect(rental).toMatchObject({
      id: 'acc1:1800000000000000001/1800000000000000001',
      end: { at: at('2026-04-30T00:00:00Z'), basis: 'estimated' },
    });
    expect(rental.orders).toEqual(['1800000000000000001', '1800000000000000002']);
  });

  it('a renewal may be joined to a renewal that was joined itself', () => {
    const joins = { '1800000000000000002': '1800000000000000001', '1800000000000000003': '1800000000000000002' };
    expect(only([aWoloverOrder(5), second, third], {}, joins)).toMatchObject({
      id: 'acc1:1800000000000000001/1800000000000000001',
      end: { at: at('2026-05-29T00:00:00Z') },
    });
  });

  it('joins that lead in a circle lose no order', () => {
    const joins = { '1800000000000000002': '1800000000000000003', '1800000000000000003': '1800000000000000002' };
    const found = assembled([second, third], {}, joins).flatMap((rental) => rental.orders);
    expect([...found].sort()).toEqual(['1800000000000000002', '1800000000000000003']);
  });

  it('the renewed machine runs although its first order has ended', () => {
    expect(only([aWoloverOrder(8), second], {}, { '1800000000000000002': '1800000000000000001' }).phase).toBe(
      'delivered',
    );
  });
});

it('the user joins a UniCloud renewal to the order whose item it prolongs', () => {
  const bought = aUnicloudOrder([{ id: '1', resourceId: 'i-1' }]);
  const renewal = aUnicloudOrder(
    [{ id: '3', resourceId: null, startsAt: at('2026-04-01T00:00:00Z'), end: stated('2026-05-01T00:00:00Z') }],
    {
      id: '1144119593783001099',
      kind: 'renewal',
      placedAt: at('2026-03-20T00:00:00Z'),
    },
  );
  expect(only([bought, renewal], {}, { '1144119593783001099': '1144119593783001088' }).end.at).toBe(
    at('2026-05-01T00:00:00Z'),
  );
});

describe('what several orders of one rental say together', () => {
  it.each([
    [
      'a refund counts as cancelled',
      [anOrder({ status: 'refunded', items: [anItem({ status: 'paid', providerStatus: 'processing' })] })],
      'cancelled',
    ],
    [
      'an item refunded alone counts as cancelled',
      [anOrder({ items: [anItem({ status: 'refunded', providerStatus: 'refunded' })] })],
      'cancelled',
    ],
    [
      'an item that failed alone is not delivered',
      [anOrder({ items: [anItem({ status: 'failed', providerStatus: 'fail_over' })] })],
      'unknown',
    ],
    ['missing for one settled round: still there', [anOrder({ missingRounds: 1 })], 'delivered'],
    ['missing for two: vanished', [anOrder({ missingRounds: 2 })], 'vanished'],
  ] as const)('%s', (_name, orders, phase) => {
    expect(only(orders).phase).toBe(phase);
  });

  it('a failed purchase has no end to ring for', () => {
    expect(only([anOrder({ items: [anItem({ status: 'failed', providerStatus: 'fail_over' })] })]).end.at).toBeNull();
  });
});

describe('what the orders of one rental tell of it', () => {
  const of = (facts: Parameters<typeof anItem>[0], order: Parameters<typeof anOrder>[0]) =>
    anOrder({ ...order, items: [anItem({ id: `${order?.id ?? ''}-item`, resourceId: 'qvm-1', ...facts })] });
  const older = of({ spec: 'gn7', region: 'cn-east-1', resourceType: 'qvm' }, { id: 'older' });
  const newer = (facts: Parameters<typeof anItem>[0]) =>
    of(facts, { id: 'newer', kind: 'change', placedAt: at('2026-03-10T00:00:00Z') });

  it('is what the newest one says of spec, region and kind', () => {
    const resized = newer({ spec: 'gn8', region: 'cn-west-1', resourceType: 'gpu' });
    const told = { spec: 'gn8', region: 'cn-west-1', resourceType: 'gpu' };
    expect(only([older, resized])).toMatchObject(told);
    expect(only([resized, older])).toMatchObject(told);
  });

  it('is what an older one said where the newest says nothing', () => {
    expect(only([older, newer({ spec: null, region: null, resourceType: null })])).toMatchObject({
      spec: 'gn7',
      region: 'cn-east-1',
      resourceType: 'qvm',
    });
  });

  it('begins with the order of the smaller id where they were placed at once, however they are listed', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => of({}, { id, kind: 'unknown' }));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three orders');
    for (const listed of [
      [a, b, c],
      [c, b, a],
      [b, c, a],
    ])
      expect(only(listed)).toMatchObject({ id: 'acc1:a/a-item', orders: ['a', 'b', 'c'] });
  });

  it('never begins with one that does not say when it was placed, however they are listed', () => {
    const unplaced = ['0', '1'].map((id) => of({}, { id, kind: 'unknown', placedAt: null }));
    const placed = [older, newer({})];
    for (const listed of [[...unplaced, ...placed], [...placed, ...unplaced], [...unplaced, ...placed].reverse()])
      expect(only(listed).orders).toEqual(['older', 'newer', '0', '1']);
  });

  it('is asked about only where it may have had another name', () => {
    const asked: string[] = [];
    const wishes = { wishOf: () => null, joinedInto: () => null, rule: noAccountRule };
    const isSpokenOf = (id: string) => asked.push(id) < 0;
    assemble(account, { orders: [older], resources: [] }, { ...wishes, isSpokenOf });
    expect(asked).toEqual([]);
    assemble(account, { orders: [older, newer({})], resources: [] }, { ...wishes, isSpokenOf });
    expect(asked).toEqual(['acc1:older/older-item', 'acc1:newer/newer-item']);
  });
});

describe('no end that anybody states', () => {
  const endless = (billing: 'period' | 'use') => anOrder({ items: [anItem({ billing, end: noEnd('not-stated') })] });

  it('is open only where the item is billed by use', () => {
    expect([only([endless('period')]).openEnded, only([endless('use')]).openEnded]).toEqual([false, true]);
  });

  it('is not open where the user says when it ends', () => {
    const corrected = only([endless('use')], { correctedEndAt: at('2026-04-10T00:00:00Z') });
    expect([corrected.openEnded, corrected.end.basis]).toEqual([false, 'corrected']);
  });
});

describe('the frozen window', () => {
  const frozen = (facts: Partial<SightedOrder>) => only([{ ...aWoloverOrder(6), ...facts }]).releases;

  it('from the last round that did not show it frozen, and surely after the first that did', () => {
    expect(frozen({ statusSeenAt: at('2026-03-20T12:10:00Z'), otherStatusSeenAt: at('2026-03-20T12:00:00Z') })).toEqual(
      {
        at: at('2026-03-20T12:30:00Z'),
        surelyAt: at('2026-03-20T12:40:00Z'),
        basis: 'derived',
        note: 'frozen-window',
      },
    );
  });

  it('frozen at the very first round: the upper bound alone, with a note', () => {
    expect(frozen({ statusSeenAt: at('2026-03-20T12:10:00Z'), otherStatusSeenAt: null })).toEqual({
      at: at('2026-03-20T12:40:00Z'),
      surelyAt: at('2026-03-20T12:40:00Z'),
      basis: 'derived',
      note: 'frozen-since-unknown',
    });
  });

  it('nothing is released of what is not frozen', () => {
    expect(only([aWoloverOrder(5)]).releases).toBeNull();
  });
});

describe('the user knows better', () => {
  const wish = { correctedEndAt: at('2026-03-20T00:00:00Z') };

  it('a correction of an estimate wins over it and over later estimates', () => {
    for (const end of ['2026-03-25T00:00:00Z', '2026-06-01T00:00:00Z']) {
      expect(
        only([aWoloverOrder(5, { end: estimated(end) })], { ...wish, correctedAgainst: at('2026-03-25T00:00:00Z') })
          .end,
      ).toEqual({
        at: at('2026-03-20T00:00:00Z'),
        basis: 'corrected',
        note: 'corrected-by-user',
        earliestAt: null,
      });
    }
  });

  it('a correction stands while the provider states what it stated then', () => {
    expect(only([created], { ...wish, correctedAgainst: at('2026-04-01T00:00:00Z') }).end.basis).toBe('corrected');
    // What differs by fractions of a second is the same end, read once more.
    const noisy = { ...wish, correctedAgainst: at('2026-03-31T23:59:59.499Z') };
    expect(only([created], noisy).end.basis).toBe('corrected');
    expect(only([created], { ...wish, correctedAgainst: at('2026-03-31T23:58:59Z') }).end.basis).toBe('stated');
  });

  it.each([
    ['nearer than both', '2026-03-10T00:00:00Z', 'stated'],
    ['nearer than what it stated then, not than the correction', '2026-03-25T00:00:00Z', 'corrected'],
    ['as near as the correction', '2026-03-20T00:00:00Z', 'corrected'],
  ])('until the provider states an end that is %s', (_name, end, basis) => {
    const moved = anOrder({ items: [anItem({ end: stated(end) })] });
    expect(only([moved], { ...wish, correctedAgainst: at('2026-04-01T00:00:00Z') }).end.basis).toBe(basis);
  });

  it('until the provider states something later', () => {
    expect(only([created, renewed], { ...wish, correctedAgainst: at('2026-04-01T00:00:00Z') }).end).toEqual(
      stated('2026-05-01T00:00:00Z'),
    );
  });

  it('names the rental and says what is meant to happen', () => {
    expect(
      only([created], {
        label: '我的训练机',
        intention: 'let-lapse',
        intendedFor: at('2026-04-01T00:00:00Z'),
      }),
    ).toMatchObject({
      title: '我的训练机',
      intention: 'let-lapse',
    });
  });
});

describe('a rental that was met before its first order', () => {
  const older = anOrder({
    id: 'old',
    placedAt: at('2026-02-01T00:00:00Z'),
    items: [anItem({ id: 'o', resourceId: 'r' })],
  });
  const newer = anOrder({ id: 'new', kind: 'renewal', items: [anItem({ id: 'n', resourceId: 'r' })] });

  it('keeps its id, and with it what was said and told of it', () => {
    expect(assembled([newer]).map(({ id }) => id)).toEqual(['acc1:new/n']);
    expect(assembled([newer, older], {}, {}, ['acc1:new/n']).map(({ id }) => id)).toEqual(['acc1:new/n']);
  });

  it('is named by its first order where nobody met it before', () => {
    expect(assembled([newer, older]).map(({ id }) => id)).toEqual(['acc1:old/o']);
    expect(assembled([newer, older], {}, {}, ['acc1:new/n', 'acc1:old/o']).map(({ id }) => id)).toEqual(['acc1:old/o']);
  });
});

describe('what was paid last', () => {
  const price = (amount: string) => ({ amount, currency: 'CNY' as const });

  it('is what the order cost where it bought one thing: its item may only have a list price', () => {
    const order = anOrder({ paid: price('60'), items: [anItem({ price: price('100') })] });
    expect(assembled([order])[0]?.lastPrice).toEqual(price('60'));
  });

  it('is what the item cost where the order bought several', () => {
    const items = [anItem({ id: 'a', price: price('100') }), anItem({ id: 'b', price: price('20') })];
    expect(assembled([anOrder({ paid: price('120'), items })]).map((rental) => rental.lastPrice)).toEqual([
      price('100'),
      price('20'),
    ]);
  });
});
