import { describe, expect, it } from 'vitest';
import type { OrderItem } from '../../../../electron/core/model/order.ts';
import { noEnd } from '../../../../electron/core/model/deadline.ts';
import { matchItems } from '../../../../electron/core/rentals/match-items.ts';
import { at } from '../../../fakes/instants.ts';
import { anItem, stated } from '../../../fakes/orders.ts';

const order = 'order-1';

/** Items as a response without ids has them: called by their places, per type. */
const numbered = (...items: readonly Partial<OrderItem>[]): readonly OrderItem[] => {
  const counts = new Map<string, number>();
  return items.map((facts) => {
    const type = facts.resourceType ?? 'disk';
    counts.set(type, (counts.get(type) ?? 0) + 1);
    return anItem({ resourceType: type, ...facts, id: `${order}-${type}-${String(counts.get(type))}` });
  });
};

const permutations = <Value>(values: readonly Value[]): readonly (readonly Value[])[] =>
  values.length < 2
    ? [values]
    : values.flatMap((value, index) =>
        permutations(values.filter((_, other) => other !== index)).map((rest) => [value, ...rest]),
      );

const price = (amount: string) => ({ amount, currency: 'CNY' as const });
const ids = (items: readonly OrderItem[]): readonly string[] => items.map(({ id }) => id);

describe('the same items in another sequence', () => {
  const end = (month: string) => stated(`2026-${month}-01T00:00:00Z`);
  it.each<[string, readonly Partial<OrderItem>[]]>([
    ['told apart by their resources', [{ resourceId: 'd-1' }, { resourceId: 'd-2' }, { resourceId: 'd-3' }]],
    ['told apart by their ends', [{ end: end('04') }, { end: end('05') }, { end: end('06') }]],
    ['told apart by their prices', [{ price: price('1') }, { price: price('2') }, { price: price('3') }]],
    ['told apart by their specs', [{ spec: '100 GB' }, { spec: '200 GB' }, { spec: '300 GB' }]],
    ['told apart by their starts', [{ startsAt: at('2026-03-02T00:00:00Z') }, { startsAt: null }, {}]],
    ['of several types', [{ resourceType: 'vm' }, { end: end('05') }, { end: end('06') }, { resourceType: 'ip' }]],
    ['of which only one has a resource yet', [{ resourceId: 'd-1' }, { end: end('05') }, { end: end('06') }]],
  ])('%s: each stays the one it was', (_name, facts) => {
    const known = numbered(...facts);
    for (const shown of permutations(facts))
      expect(matchItems(order, { known, read: numbered(...shown) })).toEqual(known);
  });

  it('while one changes: it is known by what stays', () => {
    const facts = [
      { price: price('1'), end: end('04') },
      { price: price('2'), end: end('04') },
      { price: price('3'), end: end('06') },
    ];
    const known = numbered(...facts);
    const renewed = { price: price('2'), end: end('06') };
    for (const shown of permutations([{ ...facts[0] }, renewed, { ...facts[2] }]))
      expect(
        matchItems(order, { known, read: numbered(...shown) }).map((item) => [item.id, item.price?.amount]),
      ).toEqual([
        [`${order}-disk-1`, '1'],
        [`${order}-disk-2`, '2'],
        [`${order}-disk-3`, '3'],
      ]);
  });

  it('while each gets its resource, which it is known by from then on', () => {
    const known = numbered({ end: end('04') }, { end: end('05') });
    const delivered = matchItems(order, {
      known,
      read: numbered({ end: end('05'), resourceId: 'd-b' }, { end: end('04'), resourceId: 'd-a' }),
    });
    expect(delivered.map(({ id, resourceId }) => [id, resourceId])).toEqual([
      [`${order}-disk-1`, 'd-a'],
      [`${order}-disk-2`, 'd-b'],
    ]);
    const moved = numbered({ end: end('07'), resourceId: 'd-b' }, { end: end('08'), resourceId: 'd-a' });
    expect(matchItems(order, { known: delivered, read: moved }).map(({ id, end: { at: to } }) => [id, to])).toEqual([
      [`${order}-disk-1`, end('08').at],
      [`${order}-disk-2`, end('07').at],
    ]);
  });

  it('nothing tells apart: each is the one at its place', () => {
    const known = numbered({}, {}, {});
    expect(matchItems(order, { known, read: numbered({}, {}, {}) })).toEqual(known);
  });

  it('with ids of their own: those count, whatever else changes places', () => {
    const known = [anItem({ id: 'a', end: end('04') }), anItem({ id: 'b', end: end('05') })];
    const read = [anItem({ id: 'b', end: end('04') }), anItem({ id: 'a', end: end('05') })];
    expect(matchItems(order, { known, read }).map((item) => [item.id, item.end.at])).toEqual([
      ['a', end('05').at],
      ['b', end('04').at],
    ]);
  });

  it('that get ids of their own later keep the names they had', () => {
    const known = numbered({ end: end('04') }, { end: end('05') });
    const read = [
      anItem({ id: '77', resourceType: 'disk', end: end('05') }),
      anItem({ id: '78', resourceType: 'disk', end: end('04') }),
    ];
    expect(matchItems(order, { known, read }).map((item) => [item.id, item.end.at])).toEqual([
      [`${order}-disk-1`, end('04').at],
      [`${order}-disk-2`, end('05').at],
    ]);
  });
});

describe('an item that is not shown', () => {
  it('stays as it was known, and takes nobody else for itself', () => {
    const known = numbered({ resourceId: 'd-1' }, { resourceId: 'd-2' }, { resourceId: 'd-3' });
    expect(matchItems(order, { known, read: numbered({ resourceId: 'd-3' }) })).toEqual(known);
    expect(matchItems(order, { known, read: [] })).toEqual(known);
  });

  it('is no other resource, which gets a name of its own', () => {
    const known = numbered({ resourceId: 'd-1' }, { resourceId: 'd-2' });
    const read = numbered({ resourceId: 'd-9' });
    expect(matchItems(order, { known, read }).map(({ id, resourceId }) => [id, resourceId])).toEqual([
      [`${order}-disk-1`, 'd-1'],
      [`${order}-disk-2`, 'd-2'],
      [`${order}-disk-1-2`, 'd-9'],
    ]);
  });

  it('is what has another id now, where nothing else is missing', () => {
    const known = [anItem({ id: 'a' }), anItem({ id: 'b' })];
    expect(ids(matchItems(order, { known, read: [anItem({ id: 'c' }), anItem({ id: 'b' })] }))).toEqual(['a', 'b']);
  });

  it('is never heaped up by a response that calls its items otherwise each time', () => {
    let known: readonly OrderItem[] = Array.from({ length: 999 }, (_, index) => anItem({ id: `k${String(index)}` }));
    for (const round of ['x', 'y', 'z']) known = matchItems(order, { known, read: [anItem({ id: round })] });
    expect(known).toHaveLength(1000);
  });
});

it('what was not delivered yet takes the id that is stated for it at last', () => {
  const known = numbered({ resourceId: 'soon', startsAt: null, end: noEnd('not-stated') });
  const read = [{ ...anItem({ resourceType: 'disk', resourceId: 'd-1' }), id: '5' }];
  expect(ids(matchItems(order, { known, read }))).toEqual([`${order}-disk-1`]);
});

describe('what a response leaves out', () => {
  const item = (id: string, resourceId: string | null = null, resourceType: string | null = 'instance') =>
    anItem({ id, resourceId, resourceType });
  const names = (read: readonly OrderItem[], known: readonly OrderItem[]) =>
    matchItems('h', { known, read }).map(({ id, resourceId }) => [id, resourceId]);

  it('is the resource: an item stays of the one that it was of', () => {
    expect(names([item('h-instance-1')], [item('h-instance-1', 'i-1')])).toEqual([['h-instance-1', 'i-1']]);
    expect(names([item('h-instance-1', 'i-2')], [item('h-instance-1', 'i-1')])).toEqual([['h-instance-1', 'i-2']]);
  });

  it('is the type by which items are counted: each keeps its id', () => {
    expect(names([item('h-item-1', 'i-1', null)], [item('h-instance-1', 'i-1')])).toEqual([['h-instance-1', 'i-1']]);
    expect(names([item('h-item-1', null, null)], [item('h-instance-1')])).toEqual([['h-instance-1', null]]);
    expect(names([item('h-instance-1')], [item('h-item-1', null, null)])).toEqual([['h-item-1', null]]);
  });

  it('shifts the counting: resources tell the items apart', () => {
    const known = [item('h-disk-1', 'd-1', 'disk'), item('h-instance-1', 'i-1'), item('h-disk-2', 'd-2', 'disk')];
    const read = [item('h-item-1', 'd-1', null), item('h-instance-1', 'i-1'), item('h-disk-1', 'd-2', 'disk')];
    expect(names(read, known)).toEqual(names(known, known));
    expect(names(read.toReversed(), known)).toEqual(names(known, known));
  });

  it('never makes two items share an id', () => {
    const known = [item('a', 'i-1'), item('b', 'i-2')];
    const ids = names([item('a', 'i-2'), item('c', 'i-3'), item('b', 'i-4')], known).map(([id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
