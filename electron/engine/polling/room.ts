import type { ProviderOrderId } from '../../core/model/ids.ts';
import type { ReadOrder, RoundReading } from '../../core/ports/provider.ts';
import { orderBodyOf, shortenedTo, storedBytes } from '../../edges/store/order-size.ts';

/** What one account may take up: as much as 150,000 orders of the usual size, each with the rental that is made of it. */
const accountRoom = { orders: 150_000, bytes: 1_073_741_824 } as const;

/** Returns the bytes that every known order may take up, even where there is no room: together no more than twice the bound. */
const usual = (room: { readonly orders: number; readonly bytes: number }): number => room.bytes / room.orders;

/** What a stored order takes up, in bytes. */
export interface StoredSize {
  readonly bytes: number;
}

/**
 * A reading without the orders for which an account has no room: endless pages, each of them within its bounds, must not fill the disk,
 * today or in a hundred rounds. Nothing that is stored gives way, and what a known order says is always taken: where there is no room for
 * its growth, its facts are kept in part. Where something was left out, the round is not whole, and says why.
 */
export const withinRoom = (
  reading: RoundReading,
  stored: ReadonlyMap<ProviderOrderId, StoredSize>,
  room: { readonly orders: number; readonly bytes: number } = accountRoom,
): RoundReading => {
  let count = stored.size;
  let taken = 0;
  for (const { bytes } of stored.values()) taken += bytes;
  const orders = reading.orders.flatMap((order) => {
    const known = stored.get(order.providerOrderId);
    const left = room.bytes - taken;
    // Of a known order what it says now is worth more than its facts: those give way, so that it takes up no more than it did.
    const most = known === undefined ? left : Math.max(known.bytes, usual(room), left + known.bytes);
    const fitting = known === undefined && count >= room.orders ? null : fitOrder(order, most, known !== undefined);
    if (fitting === null) return [];
    if (known === undefined) count += 1;
    taken += fitting.bytes - (known?.bytes ?? 0);
    return [fitting.order];
  });
  if (orders.length === reading.orders.length)
    return orders.every((order, index) => order === reading.orders[index]) ? reading : { ...reading, orders };
  return {
    ...reading,
    orders,
    settled: false,
    interruptedBy: reading.interruptedBy ?? { code: 'provider.unexpected-answer', detail: 'too-many-orders' },
  };
};

/** Returns the order, shortened where that is allowed, and the bytes that it takes up; null where it does not fit. */
const fitOrder = (
  order: ReadOrder,
  most: number,
  mayShorten: boolean,
): { readonly order: ReadOrder; readonly bytes: number } | null => {
  const body = orderBodyOf(order);
  const { facts } = order;
  const bytes = storedBytes(body, facts);
  if (bytes <= most) return { order, bytes };
  const kept = mayShorten ? shortenedTo(most, body, facts) : null;
  return kept === null
    ? null
    : { order: { ...order, ...kept.body, facts: kept.facts }, bytes: storedBytes(kept.body, kept.facts) };
};
