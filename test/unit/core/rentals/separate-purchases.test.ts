import { describe, expect, it } from 'vitest';
import { noAccountRule } from '../../../../electron/core/model/account.ts';
import { accountIdOf, providerOrderIdOf } from '../../../../electron/core/model/ids.ts';
import type { OrderItem, OrderKind, SightedOrder, StoredOrder } from '../../../../electron/core/model/order.ts';
import { assemble } from '../../../../electron/core/rentals/assemble.ts';
import { at } from '../../../fakes/instants.ts';
import { anItem, anOrder, stated } from '../../../fakes/orders.ts';
import { aResource } from '../../../fakes/resources.ts';

const tenant = 'tenant-7';

/** Orders and end of each rental, by the orders' ids. */
const rentals = (
  orders: readonly SightedOrder[],
  joins: Readonly<Record<string, string>> = {},
  resources: Parameters<typeof assemble>[1]['resources'] = [],
) =>
  assemble(
    { id: accountIdOf('acc1'), provider: 'unicloud' },
    { orders, resources },
    {
      isSpokenOf: () => false,
      wishOf: () => null,
      joinedInto: (id) => (joins[id] === undefined ? null : providerOrderIdOf(joins[id])),
      rule: noAccountRule,
    },
  );
const told = (...args: Parameters<typeof rentals>): Readonly<Record<string, string | null>> =>
  Object.fromEntries(rentals(...args).map(({ orders, end }) => [orders.join('+'), end.at?.slice(0, 10) ?? null]));

const order = (
  id: string,
  kind: OrderKind,
  [from, to]: readonly [string, string],
  facts: Partial<OrderItem> = {},
  more: Partial<StoredOrder> = {},
) =>
  anOrder({
    id,
    kind,
    placedAt: at(`${from}T00:00:00Z`),
    items: [
      anItem({
        id: `${id}-item`,
        resourceId: tenant,
        startsAt: at(`${from}T00:00:00Z`),
        end: stated(`${to}T00:00:00Z`),
        ...facts,
      }),
    ],
    ...more,
  });
const march = order('march', 'new', ['2026-03-01', '2026-04-01']);
const may = order('may', 'new', ['2026-03-10', '2026-05-10']);

describe('several purchases under one id', () => {
  it('are rentals of their own, each with its own end, and say why', () => {
    expect(told([march, may])).toEqual({ march: '2026-04-01', may: '2026-05-10' });
    for (const rental of rentals([march, may]))
      expect(rental).toMatchObject({ resourceId: null, end: { note: 'shared-id' } });
  });

  it('however they are listed', () => {
    expect(told([may, march])).toEqual(told([march, may]));
  });

  it('of one order, where they are of one kind or end apart', () => {
    const item = (id: string, type: string, end: string) =>
      anItem({ id, resourceId: tenant, resourceType: type, end: stated(end) });
    const bought = (...items: readonly OrderItem[]) => rentals([anOrder({ items })]).length;
    const end = '2026-04-01T00:00:00Z';
    expect(bought(item('a', 'vm', end), item('b', 'vm', end))).toBe(2);
    expect(bought(item('a', 'vm', end), item('b', 'disk', '2026-06-01T00:00:00Z'))).toBe(2);
    // A server and its disk.
    expect(bought(item('a', 'vm', end), item('b', 'disk', end))).toBe(1);
  });

  it('of which one is not delivered, or no longer listed', () => {
    expect(told([march, { ...may, status: 'unpaid' }])).toHaveProperty('may');
    expect(told([{ ...march, missingRounds: 2 }, may])).toEqual({ march: '2026-04-01', may: '2026-05-10' });
  });

  it('are joined where the user says so', () => {
    expect(told([march, may], { may: 'march' })).toEqual({ 'march+may': '2026-05-10' });
  });

  it('are one where the id is listed as rented', () => {
    const listed = aResource({ resourceId: tenant, end: stated('2026-05-10T00:00:00Z') });
    expect(told([march, may], {}, [listed])).toEqual({ 'march+may': '2026-05-10' });
  });
});

describe('what renews one of several purchases', () => {
  const april = order('april', 'renewal', ['2026-04-01', '2026-05-01'], {}, { placedAt: at('2026-03-28T00:00:00Z') });

  it('goes with the one whose end it begins at, and so does what renews that', () => {
    expect(told([march, may, april])).toEqual({ 'march+april': '2026-05-01', may: '2026-05-10' });
    const next = order('next', 'renewal', ['2026-05-01', '2026-06-01'], {}, { placedAt: at('2026-04-28T00:00:00Z') });
    expect(told([march, may, april, next])).toEqual({ 'march+april+next': '2026-06-01', may: '2026-05-10' });
  });

  it('keeps the name that the purchase had before', () => {
    expect(rentals([march, may, april]).map(({ id }) => id)).toEqual(['acc1:march/march-item', 'acc1:may/may-item']);
  });

  it('stands alone where two purchases may be meant, or none', () => {
    const twin = order('twin', 'new', ['2026-03-02', '2026-04-01']);
    expect(told([march, twin, april])).toEqual({ march: '2026-04-01', twin: '2026-04-01', april: '2026-05-01' });
    const far = order('far', 'renewal', ['2026-08-01', '2026-09-01']);
    expect(told([march, may, far])).toHaveProperty('far', '2026-09-01');
  });

  it('goes with the one of its kind', () => {
    const disk = order('disk', 'new', ['2026-03-02', '2026-04-01'], { resourceType: 'disk' });
    expect(told([march, disk, april])).toHaveProperty('march+april', '2026-05-01');
  });

  it('goes where the user says, whatever its dates', () => {
    expect(told([march, may, april], { april: 'may' })).toEqual({ march: '2026-04-01', 'may+april': '2026-05-10' });
  });

  it('moves no end while it is not paid', () => {
    const items = april.items.map((item) => ({ ...item, status: 'paid' as const }));
    expect(told([march, may, { ...april, status: 'unpaid', items }])).toHaveProperty('march+april', '2026-04-01');
  });

  it('upgrade without dates: with the one that ran when it was placed, where that is one', () => {
    const upgrade = (placed: string) =>
      order(
        'up',
        'change',
        ['2026-03-05', '2026-04-01'],
        { startsAt: null, end: march.items[0]?.end ?? stated(placed) },
        {
          placedAt: at(placed),
        },
      );
    expect(told([march, may, upgrade('2026-03-05T00:00:00Z')])).toHaveProperty('march+up');
    expect(told([march, may, upgrade('2026-03-20T00:00:00Z')])).toHaveProperty('up');
  });
});

describe('one purchase under an id', () => {
  const renewal = order('renewal', 'renewal', ['2026-04-01', '2026-05-01']);
  const upgrade = order('upgrade', 'change', ['2026-03-05', '2026-04-01']);

  it('is one rental with its renewals and upgrades, whatever their dates', () => {
    const stray = order('stray', 'renewal', ['2026-08-01', '2026-09-01']);
    expect(told([march, upgrade, renewal, stray])).toEqual({ 'march+upgrade+renewal+stray': '2026-09-01' });
    expect(rentals([march, renewal])[0]).toMatchObject({ resourceId: tenant, end: { note: null } });
  });

  it.each(['failed', 'cancelled', 'refunded'] as const)('and one that was %s before: one rental', (status) => {
    const off = order('off', 'new', ['2026-02-01', '2026-03-01'], { status }, { status });
    expect(told([off, march])).toEqual({ 'off+march': '2026-04-01' });
  });

  it('is one rental with what a later purchase upgrades of it', () => {
    const both = anOrder({
      id: 'both',
      placedAt: at('2026-03-10T00:00:00Z'),
      items: [
        anItem({ id: 'disk', resourceId: 'disk-1', resourceType: 'disk' }),
        anItem({ id: 'up', resourceId: tenant, kind: 'change', startsAt: null, end: stated('2026-04-01T00:00:00Z') }),
      ],
    });
    expect(rentals([march, both]).map(({ orders }) => orders.join('+'))).toEqual(['march+both', 'both']);
  });

  it('without any purchase: renewals are one rental', () => {
    expect(told([renewal, order('r2', 'renewal', ['2026-05-01', '2026-06-01'])])).toEqual({
      'renewal+r2': '2026-06-01',
    });
  });
});
