import { describe, expect, it } from 'vitest';
import { noAccountRule } from '../../../../electron/core/model/account.ts';
import { noEnd } from '../../../../electron/core/model/deadline.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import type { SightedOrder } from '../../../../electron/core/model/order.ts';
import type { ResourceState, StoredResource } from '../../../../electron/core/model/resource.ts';
import type { Change } from '../../../../electron/core/model/sync.ts';
import { assemble } from '../../../../electron/core/rentals/assemble.ts';
import { diff, type Picture } from '../../../../electron/core/rentals/diff.ts';
import { at } from '../../../fakes/instants.ts';
import { anItem, anOrder, stated } from '../../../fakes/orders.ts';
import { aResource } from '../../../fakes/resources.ts';

const wishes = { isSpokenOf: () => false, wishOf: () => null, joinedInto: () => null, rule: noAccountRule };
const picture = (resources: readonly StoredResource[], orders: readonly SightedOrder[] = []): Picture => ({
  orders: new Map(orders.map((order) => [order.providerOrderId, order])),
  resources: new Map(resources.map((resource) => [resource.key, resource])),
  rentals: new Map(
    assemble({ id: accountIdOf('acc1'), provider: 'alibaba' }, { orders, resources }, wishes).map((rental) => [
      rental.id,
      rental,
    ]),
  ),
});
const changes = (before: Picture, after: Picture): readonly Change[] => diff(before, after, at('2026-03-25T00:00:00Z'));
const kinds = (before: readonly StoredResource[], after: readonly StoredResource[]): readonly string[] =>
  changes(picture(before), picture(after)).map(({ kind }) => kind);
const rentalId = `acc1:resource/${aResource().key}`;
const inState = (state: ResourceState, facts: Parameters<typeof aResource>[0] = {}) =>
  aResource({ state, providerState: state, ...facts });

it('a resource that was never listed before was placed, in the words of its provider', () => {
  expect(changes(picture([]), picture([aResource()]))).toEqual([
    { kind: 'placed', rentalId, providerOrderId: null, before: null, after: 'Normal' },
  ]);
});

it.each<[ResourceState, ResourceState, readonly string[]]>([
  ['pending', 'active', ['delivered']],
  ['active', 'expired', ['expired']],
  ['pending', 'expired', ['expired']],
  ['active', 'released', ['released']],
  ['expired', 'released', ['released']],
  ['expired', 'active', ['renewed']],
  ['released', 'active', ['delivered']],
  ['active', 'pending', []],
  ['active', 'unknown', []],
  ['unknown', 'active', []],
  ['unknown', 'expired', ['expired']],
])('from %s to %s', (before, after, expected) => {
  expect(kinds([inState(before)], [inState(after)])).toEqual(expected);
});

it('says the words of the provider before and after', () => {
  expect(changes(picture([inState('active')]), picture([inState('expired')]))).toMatchObject([
    { before: 'active', after: 'expired' },
  ]);
});

describe('a resource that is no longer listed', () => {
  it('was released at the second reading that lacks it, and once', () => {
    const missing = (missingReadings: number) => [aResource({ missingReadings })];
    expect(kinds(missing(0), missing(1))).toEqual([]);
    expect(kinds(missing(1), missing(2))).toEqual(['released']);
    expect(kinds(missing(2), missing(2))).toEqual([]);
  });

  it('is not released again where its provider had said so', () => {
    const missing = (missingReadings: number) => [inState('released', { missingReadings })];
    expect(kinds(missing(1), missing(2))).toEqual([]);
  });

  it('and is listed again was not placed anew', () => {
    expect(kinds([aResource({ missingReadings: 2 })], [aResource()])).toEqual(['delivered']);
    expect(kinds([aResource({ missingReadings: 1 })], [aResource()])).toEqual([]);
  });
});

describe('the end of a resource', () => {
  const until = (end: string, facts: Parameters<typeof aResource>[0] = {}) => [
    aResource({ end: stated(end), ...facts }),
  ];

  it('that is later was renewed: no order has to tell', () => {
    expect(changes(picture(until('2026-04-01T00:00:00Z')), picture(until('2026-05-01T00:00:00Z')))).toEqual([
      {
        ...{ kind: 'renewed', rentalId, providerOrderId: null },
        ...{ before: at('2026-04-01T00:00:00Z'), after: at('2026-05-01T00:00:00Z') },
      },
    ]);
  });

  it('that is earlier, or was not known, has moved', () => {
    expect(kinds(until('2026-04-01T00:00:00Z'), until('2026-03-28T00:00:00Z'))).toEqual(['endMoved']);
    expect(kinds([aResource({ end: noEnd('not-stated') })], until('2026-03-28T00:00:00Z'))).toEqual(['endMoved']);
  });

  it('renewed after it had expired is told once', () => {
    const before = until('2026-03-20T00:00:00Z', { state: 'expired' });
    expect(changes(picture(before), picture(until('2026-04-20T00:00:00Z')))).toMatchObject([
      { kind: 'renewed', before: at('2026-03-20T00:00:00Z'), after: at('2026-04-20T00:00:00Z') },
    ]);
  });
});

it('nothing happened to a resource that only says more of itself', () => {
  const more = aResource({
    ...{ name: 'train-01', spec: 'gn7', facts: [{ path: 'x', value: 'y' }], list: 'other', autoRenews: 'yes' },
    ...{
      chargesAt: at('2026-03-23T00:00:00Z'),
      incomplete: ['EndTime'],
      price: { amount: '1', currency: 'CNY', per: 'day' },
    },
  });
  expect(kinds([aResource()], [more])).toEqual([]);
});

it('the very resource that was stored is no change', () => {
  const resource = aResource();
  expect(changes(picture([resource]), picture([resource]))).toEqual([]);
});

it('what happened to one resource keeps nothing of another from being told', () => {
  const other = (state: ResourceState) => inState(state, { resourceId: 'i-2' });
  const [before, after] = [stated('2026-04-01T00:00:00Z'), stated('2026-05-01T00:00:00Z')];
  expect(kinds([aResource({ end: before }), other('active')], [aResource({ end: after }), other('expired')])).toEqual([
    'renewed',
    'expired',
  ]);
});

describe('a resource that was ordered', () => {
  const order = (status: 'paid' | 'active' | 'expired') =>
    anOrder({ id: 'create', status, items: [anItem({ resourceId: 'i-1', status, providerStatus: status })] });
  const kindsOf = (before: Picture, after: Picture) => changes(before, after).map(({ kind }) => kind);

  it('was placed by its order, not once more when it is listed', () => {
    expect(kindsOf(picture([], [order('active')]), picture([aResource()], [order('active')]))).toEqual([]);
  });

  it('was delivered when it is listed before its order says so, and not once more when that does', () => {
    const listed = picture([aResource()], [order('paid')]);
    expect(kindsOf(picture([], [order('paid')]), listed)).toEqual(['delivered']);
    expect(kindsOf(picture([], [order('paid')]), picture([aResource()], [order('active')]))).toEqual(['delivered']);
  });

  it('is told once of what its order and its resource say together', () => {
    expect(
      kindsOf(picture([inState('active')], [order('active')]), picture([inState('expired')], [order('expired')])),
    ).toEqual(['expired']);
  });

  it('goes on from what was listed of it when its order is read later', () => {
    expect(kindsOf(picture([inState('active')]), picture([inState('expired')], [order('active')]))).toEqual([
      'placed',
      'expired',
    ]);
  });

  it.each([
    ['its order had vanished', { missingRounds: 2 }, {}, []],
    [
      'its order counted as delivered without saying so',
      { status: 'paid' },
      { status: 'paid', providerStatus: null },
      [],
    ],
    ['its order said that it was frozen', { frozenForMs: 60_000 }, { status: 'expired' }, ['renewed']],
  ] as const)('and is listed as running where %s', (_name, facts, item, expected) => {
    const known = anOrder({ id: 'create', ...facts, items: [anItem({ resourceId: 'i-1', ...item })] });
    expect(kindsOf(picture([], [known]), picture([aResource()], [known]))).toEqual(expected);
  });
});
