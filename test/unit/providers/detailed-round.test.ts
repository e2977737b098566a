import { expect, test } from 'vitest';
import { success } from '../../../electron/contract/failure.ts';
import { providerOrderIdOf } from '../../../electron/contract/ids.ts';
import { instantOf, minute } from '../../../electron/contract/instant.ts';
import { readDetailedRound, type ListedOrder } from '../../../electron/providers/detailed-round.ts';
import type { KnownOrder } from '../../../electron/providers/provider.ts';
import { anOrder } from '../../fakes/orders.ts';
import { now, scripted, stored } from './session.ts';

/** A round over orders that are always due, newest first, in which the budget is spent before the first detail. */
const roundOf = async (ids: readonly string[], known: Readonly<Record<string, KnownOrder>>) => {
  const read: string[] = [];
  const session = scripted(() => '', { known, isBudgetSpent: () => true });
  const reading = await readDetailedRound<ListedOrder>({
    session,
    listed: ids.map((id) => ({ id: providerOrderIdOf(id), mark: 'm' })),
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
