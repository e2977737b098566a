import { expect, test } from 'vitest';
import { providerOrderIdOf } from '../../../electron/contract/ids.ts';
import type { RoundReading } from '../../../electron/providers/provider.ts';
import { withinRoom } from '../../../electron/sync/room.ts';
import { anOrder } from '../../fakes/orders.ts';

const reading = (ids: readonly string[], remark = ''): RoundReading => ({
  orders: ids.map((id) => anOrder({ id, facts: [{ path: 'remark', value: remark }] })),
  unchanged: [],
  settled: true,
  warnings: [],
  interruptedBy: null,
});
const stored = (...ids: readonly string[]) => new Map(ids.map((id) => [providerOrderIdOf(id), { bytes: 5_000 }]));
const idsOf = ({ orders }: RoundReading): readonly string[] => orders.map(({ providerOrderId }) => providerOrderId);
const full = { code: 'provider.unexpected-answer', detail: 'too-many-orders' };

test('what an account has room for is stored as it was read', () => {
  const all = reading(['a', 'b']);
  expect(withinRoom(all, stored('a'))).toBe(all);
});

test('new orders beyond the number are left out, known ones are not; the round is not whole and says why', () => {
  const read = withinRoom(reading(['new-1', 'a', 'new-2', 'b']), stored('a', 'b'), { orders: 3, bytes: 1e9 });
  expect(idsOf(read)).toEqual(['new-1', 'a', 'b']);
  expect(read).toMatchObject({ settled: false, interruptedBy: full });
});

test('nothing is added beyond the bytes, and known orders do not grow beyond them either', () => {
  const room = { orders: 100, bytes: 14_000 };
  expect(idsOf(withinRoom(reading(['a', 'new']), stored('a', 'b'), room))).toEqual(['a', 'new']);
  const grown = withinRoom(reading(['a', 'b'], 'x'.repeat(100_000)), stored('a', 'b'), room);
  expect(idsOf(grown)).toEqual([]);
  expect(grown.interruptedBy).toEqual(full);
});

test('round after round of orders that nobody has seen, an account stays within its room', () => {
  const known = new Map<ReturnType<typeof providerOrderIdOf>, { readonly bytes: number }>();
  for (let round = 0; round < 50; round += 1) {
    const ids = Array.from({ length: 10 }, (_, index) => `${String(round)}-${String(index)}`);
    const { orders } = withinRoom(reading(ids), known, { orders: 120, bytes: 1e9 });
    for (const { providerOrderId } of orders) known.set(providerOrderId, { bytes: 4_000 });
  }
  expect(known.size).toBe(120);
});

test('an interruption that the round has already is not hidden', () => {
  const interrupted = { ...reading(['new']), interruptedBy: { code: 'network.timeout' } as const };
  expect(withinRoom(interrupted, stored('a'), { orders: 1, bytes: 1e9 }).interruptedBy).toEqual({
    code: 'network.timeout',
  });
});
