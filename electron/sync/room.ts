import type { ProviderOrderId } from '../contract/ids.ts';
import type { ReadOrder, RoundReading } from '../providers/provider.ts';

/** What one account may take up: as much as 150,000 orders of the usual size, each with the rental that is made of it. */
export const accountRoom = { orders: 150_000, bytes: 1_073_741_824 } as const;

/** What a stored order takes up, in bytes. */
export interface Stored {
  readonly bytes: number;
}

/** Besides its facts, an order and each of its items take up so much; an item becomes a rental, which is found by its words. */
const orderBytes = 1_500;
const itemBytes = 2_500;

/**
 * A reading without the orders for which an account has no room: endless pages, each of them within its bounds, must not fill the disk,
 * today or in a hundred rounds. Nothing that is stored gives way. Where something was left out, the round is not whole, and says why.
 */
export const withinRoom = (
  reading: RoundReading,
  stored: ReadonlyMap<ProviderOrderId, Stored>,
  room: { readonly orders: number; readonly bytes: number } = accountRoom,
): RoundReading => {
  let count = stored.size;
  let taken = 0;
  for (const { bytes } of stored.values()) taken += bytes;
  const orders = reading.orders.filter((order) => {
    const known = stored.get(order.providerOrderId);
    const more = bytesOf(order) - (known?.bytes ?? 0);
    // What shrinks is always welcome.
    if (more > 0 && taken + more > room.bytes) return false;
    if (known === undefined && count >= room.orders) return false;
    if (known === undefined) count += 1;
    taken += more;
    return true;
  });
  if (orders.length === reading.orders.length) return reading;
  return {
    ...reading,
    orders,
    settled: false,
    interruptedBy: reading.interruptedBy ?? { code: 'provider.unexpected-answer', detail: 'too-many-orders' },
  };
};

/** About what an order will take up. */
const bytesOf = ({ facts, items }: ReadOrder): number =>
  facts.reduce((sum, { path, value }) => sum + path.length + (value?.length ?? 0) + 24, 0) +
  orderBytes +
  items.length * itemBytes;
