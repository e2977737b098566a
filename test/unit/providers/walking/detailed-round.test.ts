import { expect, test } from 'vitest';
import { success } from '../../../../electron/core/model/failure.ts';
import { providerOrderIdOf } from '../../../../electron/core/model/ids.ts';
import { instantOf, minute } from '../../../../electron/core/model/instant.ts';
import { readDetailedRound, type ListedOrder } from '../../../../electron/providers/walking/detailed-round.ts';

import { noEnd, type End } from '../../../../electron/core/model/deadline.ts';
import type { KnownOrder, ReadOrder } from '../../../../electron/core/ports/provider.ts';
import { anOrder } from '../../../fakes/orders.ts';
import { now, scripted, stored } from '../session.ts';

/** A round over orders that are always due, newest first, in which the budget is spent before the first detail. */
const roundOf = async (ids: readonly string[], known: Readonly<Record<string, KnownOrder>>) => {
  const read: string[] = [];
  const session = scripted(() => '', { known, isBudgetSpent: () => true });
  const reading = await readDetailedRound<ListedOrder>({
    session,
    listed: ids.map((id) => ({ id: providerOrderIdOf(id), fingerprint: 'm' })),
    unchanged: [],
    settled: true,
    unfinished: false,
    unreadable: 0,
    fromList: ({ id }) => anOrder({ id }),
    fromDetail: ({ id }) => {
      read.push(id);
      return Promise.resolve(success({ ...anOrder({ id }), detailReadAt: instantOf(now) }));
    },
    isRefusal: () => false,
    warnings: [],
  });
  return { read, reading };
};

const unfinished = (minutesAgo: number): KnownOrder =>
  stored('m', { finished: false, detailReadAt: instantOf(now - minutesAgo * minute) });

test('a spent budget still reads a few details each round, those never read first, then as the list has them', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `order-${String(index)}`);
  const known = Object.fromEntries(ids.slice(0, 59).map((id, index) => [id, unfinished(index + 1)]));
  const { read, reading } = await roundOf(ids, known);
  expect(read[0]).toBe('order-59');
  expect(read.slice(1, 5)).toEqual(['order-0', 'order-1', 'order-2', 'order-3']);
  expect(read.length).toBeGreaterThanOrEqual(20);
  expect(read.length).toBeLessThan(30);
  expect(reading).toMatchObject({ settled: false, interruptedBy: null });
  expect(reading.warnings.map(({ code }) => code)).toContain('round.unfinished');
});

test('round after round every order gets its turn', async () => {
  const ids = Array.from({ length: 60 }, (_, index) => `order-${String(index)}`);
  let known: Readonly<Record<string, KnownOrder>> = {};
  const seen = new Set<string>();
  for (let round = 0; round < 3; round += 1) {
    const { read } = await roundOf(ids, known);
    for (const id of read) seen.add(id);
    known = { ...known, ...Object.fromEntries(read.map((id) => [id, unfinished(5 - round)])) };
  }
  expect(seen.size).toBe(60);
});

/** What one known order is read as this time: stored, or left as it is. */
const readingOf = async (order: ReadOrder, known: KnownOrder) => {
  const session = scripted(() => '', { known: { 'order-1': known } });
  const { orders, unchanged, warnings } = await readDetailedRound<ListedOrder>({
    session,
    listed: [{ id: providerOrderIdOf('order-1'), fingerprint: 'p-1:new' }],
    unchanged: [],
    settled: true,
    unfinished: false,
    unreadable: 0,
    fromList: () => order,
    fromDetail: () => Promise.resolve(success(order)),
    isRefusal: () => false,
    warnings: [],
  });
  return { isStored: orders.length === 1, unchanged, warnings };
};

const endField = 'Order.Items[0].productEndTime';
const detailed = { ...anOrder({ id: 'order-1' }), listFingerprint: 'p-1:new', detailReadAt: instantOf(now) };
const [plainItem] = detailed.items;
const withEnd = (end: End) => (plainItem === undefined ? [] : [{ ...plainItem, status: 'active' as const, end }]);
const absurdEnd: ReadOrder = {
  ...detailed,
  status: 'active',
  items: withEnd(noEnd('implausible')),
  incomplete: [endField],
  implausible: [endField],
};
const whole = (changed: Partial<KnownOrder> = {}): KnownOrder =>
  stored('p-1:old', { detailReadAt: instantOf(now - minute), ...changed });

test('a known end is worth more than an absurd one, of which the round warns all the same', async () => {
  const { isStored, unchanged, warnings } = await readingOf(absurdEnd, whole());
  expect([isStored, unchanged]).toEqual([false, ['order-1']]);
  expect(warnings.map(({ code }) => code)).toEqual(['order.implausible']);
});

test.each<[string, Partial<ReadOrder>, readonly string[]]>([
  ['lacks something', { incomplete: ['OrderStatus'] }, ['order.incomplete']],
  ['is kept in part', { incomplete: ['remark'], cut: ['remark'] }, []],
  [
    'is kept in part and lacks something',
    { incomplete: ['OrderStatus', 'remark'], cut: ['remark'] },
    ['order.incomplete'],
  ],
  ['says something absurd', { incomplete: ['end'], implausible: ['end'] }, ['order.implausible']],
  [
    'says something absurd, lacks another thing and is kept in part',
    { incomplete: ['OrderStatus', 'end', 'remark'], implausible: ['end'], cut: ['remark'] },
    ['order.implausible'],
  ],
])('an order that %s is warned of once at most, and in the words that fit', async (_, lacks, codes) => {
  const { warnings } = await readingOf({ ...detailed, ...lacks }, whole());
  expect(warnings.map(({ code }) => code)).toEqual(codes);
});

test.each(['unpaid', 'cancelled', 'refunded'] as const)(
  'an order that is %s while its item is delivered is warned of',
  async (status) => {
    const { warnings } = await readingOf({ ...detailed, status }, whole());
    expect(warnings).toEqual([{ code: 'order.contradictory', count: 1 }]);
  },
);

test.each<[string, ReadOrder, KnownOrder]>([
  ['an unpaid order is paid, though its end is absurd', absurdEnd, whole({ finished: false })],
  [
    'a refund tells its instant absurdly',
    { ...detailed, incomplete: ['cancel_time'], implausible: ['cancel_time'] },
    whole(),
  ],
  [
    'the order is over, so that its end counts no more',
    { ...absurdEnd, items: absurdEnd.items.map((item) => ({ ...item, status: 'refunded' })) },
    whole(),
  ],
  [
    'what is stored was read by older rules, which may have believed what is absurd',
    absurdEnd,
    whole({ listFingerprint: 'p-0:old' }),
  ],
])('%s: the new reading is stored', async (_, order, known) => {
  expect((await readingOf(order, known)).isStored).toBe(true);
});

test.each<[string, ReadOrder, KnownOrder]>([
  [
    'the payment deadline of an unpaid order',
    { ...absurdEnd, status: 'unpaid', payBy: null },
    whole({ finished: false }),
  ],
  ['its items', { ...detailed, items: [], incomplete: ['Order.Items'] }, whole({ finished: false })],
  ['its status', { ...detailed, status: 'unknown', incomplete: ['OrderStatus'] }, whole({ finished: false })],
])('a reading without %s replaces no whole one', async (_, order, known) => {
  expect((await readingOf(order, known)).isStored).toBe(false);
});
