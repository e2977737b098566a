import { describe, expect, it } from 'vitest';
import { noAccountRule } from '../../../../electron/core/model/account.ts';
import { noEnd } from '../../../../electron/core/model/deadline.ts';
import { accountIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import type { SightedOrder } from '../../../../electron/core/model/order.ts';
import type { RentalWish } from '../../../../electron/core/model/rental-wish.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import type { ResourceState, StoredResource } from '../../../../electron/core/model/resource.ts';
import { assemble } from '../../../../electron/core/rentals/assemble.ts';
import { afterReading, mergeResource } from '../../../../electron/core/rentals/listed-resource.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at } from '../../../fakes/instants.ts';
import { anItem, anOrder, stated } from '../../../fakes/orders.ts';
import { aResource } from '../../../fakes/resources.ts';

const nothingSaid: Omit<RentalWish, 'rentalId'> = {
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
};
/** Assembles with what was said of one rental, by its name. */
const assembled = (
  resources: readonly StoredResource[],
  orders: readonly SightedOrder[] = [],
  said: Readonly<Record<string, Partial<RentalWish>>> = {},
): readonly Rental[] =>
  assemble(
    { id: accountIdOf('acc1'), provider: 'alibaba' },
    { orders, resources },
    {
      isSpokenOf: (id) => said[id] !== undefined,
      wishOf: (id) => (said[id] === undefined ? null : { ...nothingSaid, ...said[id], rentalId: rentalIdOf(id) }),
      joinedInto: () => null,
      rule: noAccountRule,
    },
  );
const only = (...sources: Parameters<typeof assembled>): Rental => {
  const rentals = assembled(...sources);
  expect(rentals).toHaveLength(1);
  const [rental] = rentals;
  if (rental === undefined) throw new Error('no rental');
  return rental;
};
const order = anOrder({
  id: 'create',
  items: [anItem({ resourceId: 'i-1', end: stated('2026-04-01T00:00:00Z') })],
});
const renewal = (facts: Parameters<typeof anOrder>[0] = {}) =>
  anOrder({
    id: 'renew',
    kind: 'renewal',
    placedAt: at('2026-03-25T00:00:00Z'),
    items: [
      anItem({
        id: 'r',
        resourceId: 'i-1',
        startsAt: at('2026-04-01T00:00:00Z'),
        end: stated('2026-05-01T00:00:00Z'),
        price: { amount: '20', currency: 'CNY' },
      }),
    ],
    ...facts,
  });

describe('a resource without an order', () => {
  it('is a rental by itself, with everything that its provider tells', () => {
    const releases = {
      at: at('2026-04-16T00:00:00Z'),
      surelyAt: at('2026-04-16T00:00:00Z'),
      basis: 'stated',
      note: null,
    } as const;
    const resource = aResource({
      ...{ name: 'train-01', spec: 'gn7', autoRenews: 'yes', chargesAt: at('2026-03-23T00:00:00Z') },
      ...{ paidPer: 'month', releases, list: 'ecs/cn-hangzhou', afterwards: 'alibaba-frozen' },
    });
    expect(only([resource])).toMatchObject({
      id: `acc1:resource/${resource.key}`,
      ...{ resourceId: 'i-1', resourceType: 'ecs', title: 'train-01', spec: 'gn7', region: 'cn-hangzhou' },
      ...{ phase: 'delivered', openEnded: false, autoRenews: 'yes', chargesAt: at('2026-03-23T00:00:00Z') },
      ...{ end: stated('2026-04-01T00:00:00Z'), providerEndAt: at('2026-04-01T00:00:00Z'), paidPer: 'month', releases },
      afterwards: 'alibaba-frozen',
      ...{ listing: { key: resource.key, list: 'ecs/cn-hangzhou' }, payBy: null, lastPrice: null, orders: [] },
    });
  });

  it('begins when it was made, which is no paid period', () => {
    expect(only([aResource()])).toMatchObject({ startsAt: at('2026-03-01T00:00:00Z'), periodStartsAt: null });
  });

  it('is titled by kind and id where nobody named it, and by what the user calls it before all', () => {
    const resource = aResource();
    expect(only([resource]).title).toBe('ecs …i-1');
    expect(only([resource], [], { [`acc1:resource/${resource.key}`]: { label: '训练机' } }).title).toBe('训练机');
  });

  it.each<[ResourceState, Rental['phase']]>([
    ['pending', 'awaiting'],
    ['active', 'delivered'],
    ['expired', 'expired'],
    ['released', 'released'],
    ['unknown', 'unknown'],
  ])('that is %s is %s', (state, phase) => {
    expect(only([aResource({ state })]).phase).toBe(phase);
  });

  it('is open-ended only where it is said to be billed by use', () => {
    expect(only([aResource({ end: noEnd('billed-by-use') })])).toMatchObject({ openEnded: true });
    expect(only([aResource({ end: noEnd('not-stated') })])).toMatchObject({ openEnded: false, end: { basis: 'none' } });
  });

  it('can be corrected, until its provider states something later', () => {
    const id = `acc1:resource/${aResource().key}`;
    const corrected = {
      [id]: { correctedEndAt: at('2026-04-10T00:00:00Z'), correctedAgainst: at('2026-04-01T00:00:00Z') },
    };
    expect(only([aResource()], [], corrected)).toMatchObject({
      end: { at: at('2026-04-10T00:00:00Z'), basis: 'corrected' },
      providerEndAt: at('2026-04-01T00:00:00Z'),
    });
    const later = aResource({ end: stated('2026-05-01T00:00:00Z') });
    expect(only([later], [], corrected).end).toEqual(stated('2026-05-01T00:00:00Z'));
  });
});

describe('a resource that was ordered', () => {
  it('is one rental with its orders, named by the first of them', () => {
    expect(only([aResource()], [order, renewal()])).toMatchObject({
      id: 'acc1:create/item-1',
      orders: ['create', 'renew'],
      listing: { key: aResource().key },
    });
  });

  it('ends when the resource says, earlier or later than its orders', () => {
    for (const end of ['2026-03-20T00:00:00Z', '2026-06-01T00:00:00Z'])
      expect(only([aResource({ end: stated(end) })], [order])).toMatchObject({
        end: stated(end),
        providerEndAt: at(end),
        periodStartsAt: null,
        lastPrice: null,
      });
  });

  it('takes the paid period, and what it cost, from the order that says the same end', () => {
    const resource = aResource({ end: stated('2026-05-01T00:00:00Z') });
    expect(only([resource], [order, renewal()])).toMatchObject({
      startsAt: at('2026-03-01T00:00:00Z'),
      periodStartsAt: at('2026-04-01T00:00:00Z'),
      lastPrice: { amount: '20', currency: 'CNY' },
    });
  });

  it('ends as its orders say where the resource states no end', () => {
    expect(only([aResource({ end: noEnd('not-stated') })], [order])).toMatchObject({
      end: stated('2026-04-01T00:00:00Z'),
      periodStartsAt: at('2026-03-01T00:00:00Z'),
    });
  });

  it('has the phase of the resource, whatever its orders say', () => {
    const vanished = anOrder({ id: 'create', items: [anItem({ resourceId: 'i-1' })], missingRounds: 5 });
    expect(only([aResource()], [vanished]).phase).toBe('delivered');
    expect(only([aResource({ missingReadings: 2 })], [order]).phase).toBe('released');
  });

  it('keeps the time by which an unpaid renewal is to be paid', () => {
    const unpaid = renewal({
      status: 'unpaid',
      providerStatus: 'new',
      payBy: { at: at('2026-03-26T00:00:00Z'), basis: 'stated' },
      items: [anItem({ id: 'r', resourceId: 'i-1', status: 'unpaid', end: stated('2026-05-01T00:00:00Z') })],
    });
    expect(only([aResource()], [order, unpaid])).toMatchObject({
      end: stated('2026-04-01T00:00:00Z'),
      payBy: { at: at('2026-03-26T00:00:00Z') },
      payBySeenAt: at('2026-03-25T00:00:00Z'),
    });
  });

  it('can be corrected as before', () => {
    const corrected = {
      'acc1:create/item-1': {
        correctedEndAt: at('2026-04-10T00:00:00Z'),
        correctedAgainst: at('2026-04-01T00:00:00Z'),
      },
    };
    expect(only([aResource()], [order], corrected).end).toMatchObject({ basis: 'corrected' });
    const later = aResource({ end: stated('2026-04-11T00:00:00Z') });
    expect(only([later], [order], corrected).end).toEqual(stated('2026-04-11T00:00:00Z'));
  });
});

describe('two products that number alike', () => {
  const ecs = aResource({ product: 'ecs' });
  const disk = aResource({ product: 'disk', kind: 'disk', end: stated('2026-07-01T00:00:00Z') });

  it('are two rentals', () => {
    const rentals = assembled([ecs, disk]);
    expect(new Set(rentals.map(({ id }) => id)).size).toBe(2);
    expect(new Set(rentals.map(({ end }) => end.at))).toEqual(new Set([ecs.end.at, disk.end.at]));
  });

  it('of which one has the order, the same one in whatever sequence they were met', () => {
    const owner = (resources: readonly StoredResource[]) =>
      assembled(resources, [order]).find(({ orders }) => orders.length > 0)?.listing?.key;
    expect(assembled([ecs, disk], [order])).toHaveLength(2);
    expect([owner([disk, ecs]), owner([ecs, disk])]).toEqual([disk.key, disk.key]);
  });

  it('are as many rentals as there are of them', () => {
    const third = aResource({ product: 'eip', kind: 'eip' });
    expect(assembled([ecs, disk, third]).map(({ listing }) => listing?.key)).toEqual([disk.key, ecs.key, third.key]);
  });

  it('are as many rentals in two regions', () => {
    expect(assembled([aResource(), aResource({ region: 'cn-beijing' })])).toHaveLength(2);
  });
});

describe('the name of a rental', () => {
  const byResource = `acc1:resource/${aResource().key}`;

  it('stays that of its order when its resource becomes known', () => {
    expect(only([], [order]).id).toBe(only([aResource()], [order]).id);
  });

  it('stays that of its resource when an order is read later, once something was said or told of it', () => {
    expect(only([aResource()], [order], { [byResource]: {} }).id).toBe(byResource);
    expect(only([aResource()], [order]).id).toBe('acc1:create/item-1');
  });

  it('is the same whatever of the resource changes', () => {
    const changed = aResource({
      name: 'new',
      list: 'other',
      state: 'expired',
      end: noEnd('not-stated'),
      missingReadings: 2,
    });
    expect(only([changed]).id).toBe(byResource);
  });
});

describe('a resource that is no longer listed', () => {
  const missing = (resource: StoredResource, settled = true) =>
    afterReading(resource, { seen: new Set(), settledLists: new Set(settled ? [resource.list] : []) });

  it('is still there after one settled reading of its list, and released after two, before its end or after it', () => {
    for (const end of ['2026-02-01T00:00:00Z', '2027-02-01T00:00:00Z']) {
      const once = missing(aResource({ end: stated(end) }));
      expect(only([once]).phase).toBe('delivered');
      expect(only([missing(once)]).phase).toBe('released');
    }
  });

  it('is as it was where its list was not seen whole, and is not counted beyond two', () => {
    const resource = aResource();
    expect(missing(resource, false)).toBe(resource);
    const gone = missing(missing(resource));
    expect(missing(gone)).toBe(gone);
  });

  it('is there again as soon as it is listed again', () => {
    const gone = missing(missing(aResource()));
    const { missingReadings: _missing, accountId: _account, ...read } = aResource();
    const back = mergeResource(anAccount(), gone, read);
    expect([back.missingReadings, only([back]).phase]).toEqual([0, 'delivered']);
  });
});

describe('a resource as it is stored', () => {
  const { missingReadings: _missing, accountId: _account, ...read } = aResource();

  it('is the very same where nothing about it is new, whatever the order of the fields', () => {
    const before = mergeResource(anAccount(), null, read);
    const { key, ...rest } = read;
    expect(mergeResource(anAccount(), before, { ...rest, key })).toBe(before);
  });

  it('has plain names, and a title in any case', () => {
    const named = mergeResource(anAccount(), null, {
      ...read,
      name: ' a\u202Eb\n',
      title: '\u0000',
      implausible: ['x'],
    });
    expect([named.name, named.title, 'implausible' in named]).toEqual(['ab', 'i-1', false]);
  });
});
