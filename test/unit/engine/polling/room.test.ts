import { describe, expect, test } from 'vitest';
import { providerOrderIdOf, type ProviderOrderId } from '../../../../electron/core/model/ids.ts';
import type { RoundReading } from '../../../../electron/core/ports/provider.ts';
import { fitOrders, takenBy, withoutRoom } from '../../../../electron/engine/polling/room.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { orderBodyOf, storedBytes } from '../../../../electron/edges/store/stored-size.ts';
import { orderBytes } from '../../../../electron/edges/store/order-sights.ts';
import { putOrder } from '../../../../electron/edges/store/put-order.ts';
import { isLacking, type StoredOrder } from '../../../../electron/core/model/order.ts';
import { noEnd, type End } from '../../../../electron/core/model/deadline.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anItem, anOrder, stated } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const reading = (ids: readonly string[], remark = ''): RoundReading => ({
  orders: ids.map((id) => anOrder({ id, facts: [{ path: 'remark', value: remark }] })),
  unchanged: [],
  settled: true,
  warnings: [],
  interruptedBy: null,
});
/** The reading with the orders that there is room for. */
const withinRoom = (
  read: RoundReading,
  stored: ReadonlyMap<ProviderOrderId, { readonly bytes: number }>,
  room?: { readonly orders: number; readonly bytes: number },
): RoundReading => {
  const { kept, leftOut } = fitOrders(read.orders, takenBy(stored), room);
  return { ...(leftOut.length > 0 ? withoutRoom(read) : read), orders: kept };
};
const known = (...ids: readonly string[]) => new Map(ids.map((id) => [providerOrderIdOf(id), { bytes: 5_000 }]));
const idsOf = ({ orders }: RoundReading): readonly string[] => orders.map(({ providerOrderId }) => providerOrderId);
const full = { code: 'provider.unexpected-answer', detail: 'too-many-orders' };

test('what an account has room for is stored as it was read', () => {
  const all = reading(['a', 'b']);
  expect(withinRoom(all, known('a'))).toEqual(all);
});

test('new orders beyond the number are left out, known ones are not; the round is not whole and says why', () => {
  const read = withinRoom(reading(['new-1', 'a', 'new-2', 'b']), known('a', 'b'), { orders: 3, bytes: 1e9 });
  expect(idsOf(read)).toEqual(['new-1', 'a', 'b']);
  expect(read).toMatchObject({ settled: false, interruptedBy: full });
});

test('nothing is added beyond the bytes, and known orders do not grow beyond them either', () => {
  const room = { orders: 100, bytes: 14_000 };
  expect(idsOf(withinRoom(reading(['a', 'new']), known('a', 'b'), room))).toEqual(['a', 'new']);
  const grown = withinRoom(reading(['a', 'b'], 'x'.repeat(100_000)), known('a', 'b'), room);
  expect(idsOf(grown)).toEqual(['a', 'b']);
  expect(grown.orders.map(({ facts, cut }) => [facts, cut])).toEqual(Array(2).fill([[], ['remark']]));
  expect(idsOf(withinRoom(reading(['new'], 'x'.repeat(100_000)), known('a', 'b'), room))).toEqual([]);
});

test('round after round of orders that nobody has seen, an account stays within its room', () => {
  const seen = new Map<ReturnType<typeof providerOrderIdOf>, { readonly bytes: number }>();
  for (let round = 0; round < 50; round += 1) {
    const ids = Array.from({ length: 10 }, (_, index) => `${String(round)}-${String(index)}`);
    const { orders } = withinRoom(reading(ids), seen, { orders: 120, bytes: 1e9 });
    for (const { providerOrderId } of orders) seen.set(providerOrderId, { bytes: 4_000 });
  }
  expect(seen.size).toBe(120);
});

test('an interruption that the round has already is not hidden', () => {
  const interrupted = { ...reading(['new']), interruptedBy: { code: 'network.timeout', detail: 'headers' } as const };
  expect(withinRoom(interrupted, known('a'), { orders: 1, bytes: 1e9 }).interruptedBy).toEqual({
    code: 'network.timeout',
    detail: 'headers',
  });
});

describe('an account without room for more', () => {
  const names = { ASCII: 'name-', Chinese: '训练机', emoji: '🖥️', 'control characters': '\u0001' };
  const shapes = Object.entries(names).flatMap(([name, text]) =>
    [0, 1, 40].map((items) => [name, items, text.repeat(40)] as const),
  );
  /** An order in a store that holds nothing else, and a room that it fills to the last byte. */
  const fullWith = (order: StoredOrder) => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    putOrder(database, order);
    const bytes = orderBytes(database, order.accountId, order.providerOrderId) ?? 0;
    const summaries = new Map([[order.providerOrderId, { bytes }]]);
    return { database, summaries, bytes, room: { orders: 10, bytes } };
  };
  const orderOf = (items: number, text: string, end: End = noEnd('not-stated')): StoredOrder =>
    anOrder({
      title: text,
      items: Array.from({ length: items }, (_, index) => anItem({ id: `item-${String(index)}`, title: text, end })),
      facts: Array.from({ length: 50 }, (_, index) => ({ path: `facts[${String(index)}]`, value: text })),
    });
  const one = (order: StoredOrder): RoundReading => ({ ...reading([]), orders: [order] });

  test.each(shapes)('measures what it reads as what is stored: %s, %d items', (_, items, text) => {
    const order = orderOf(items, text);
    const { summaries, bytes, room } = fullWith(order);
    expect(storedBytes(orderBodyOf(order), order.facts)).toBe(bytes);
    const same = one(order);
    expect(withinRoom(same, summaries, room)).toEqual(same);
    expect(withinRoom(same, new Map(), { ...room, bytes: bytes - 1 }).orders).toEqual([]);
  });

  test.each(shapes)('takes the new end of a known order all the same: %s, %d items', (_, items, text) => {
    const { database, summaries, bytes, room } = fullWith(orderOf(items, text));
    const renewed = orderOf(items, text, stated('2026-05-01T00:00:00Z'));
    const read = withinRoom(one(renewed), summaries, room);
    expect(read).toMatchObject({ settled: true, interruptedBy: null });
    const [order] = read.orders;
    expect(order?.items).toEqual(renewed.items);
    expect(order === undefined || isLacking(order)).toBe(false);
    putOrder(database, { ...renewed, ...order });
    expect(orderBytes(database, renewed.accountId, renewed.providerOrderId)).toBeLessThanOrEqual(bytes);
  });

  test('takes what an order of the usual size grows by, and no more than that', () => {
    const { summaries, bytes } = fullWith(anOrder({ items: [], facts: [] }));
    const room = { orders: 2, bytes: bytes * 2 - 1 };
    const full = new Map([...summaries, ...known('other')]);
    const grown = withinRoom(one(orderOf(1, 'x', stated('2026-05-01T00:00:00Z'))), full, { ...room, bytes: 6_000 });
    expect(grown.orders.map(({ items }) => items.length)).toEqual([1]);
    expect(withinRoom(one(orderOf(500, 'x')), full, room)).toMatchObject({
      orders: [],
      interruptedBy: { detail: 'too-many-orders' },
    });
  });
});
