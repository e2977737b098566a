import type { Instant } from '../../core/model/ids.ts';
import type { OrderItem, OrderStatus } from '../../core/model/order.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Database } from '../../edges/store/database.ts';
import { sightOfOrder } from '../../edges/store/order-sights.ts';
import { orderWordsOf, type OrderWords } from '../../edges/store/orders.ts';
import { later } from '../../core/model/instant.ts';
import { statusOf } from '../../core/rentals/phase.ts';

/** Returns the status words that the orders of a rental have now, as far as they are about this rental. */
export const statusesOf = (database: Database, rental: Rental): ReadonlySet<OrderStatus> =>
  new Set(
    rental.orders.flatMap((id) => {
      const order = orderWordsOf(database, rental.accountId, id);
      return order === null ? [] : itemsOf(order, rental).map((item) => statusOf({ order, item }));
    }),
  );

/** Returns when an order of a rental was last seen to run after its provider had shown another word; null when that was never seen. */
export const ranAgainAt = (database: Database, rental: Rental): Instant | null =>
  rental.orders
    .flatMap((id) => {
      const order = sightOfOrder(database, rental.accountId, id)?.order ?? null;
      if (order === null || order.otherStatusSeenAt === null) return [];
      return itemsOf(order, rental).some((item) => statusOf({ order, item }) === 'active') ? [order.statusSeenAt] : [];
    })
    .reduce<Instant | null>((latest, each) => (latest === null ? each : later(latest, each)), null);

/** An order may buy several things; one that the user joined names neither this rental nor its resource. */
const itemsOf = (order: Pick<OrderWords, 'providerOrderId' | 'items'>, rental: Rental): readonly OrderItem[] => {
  const own = order.items.filter(
    ({ id, resourceId }) =>
      rental.id.endsWith(`:${order.providerOrderId}/${id}`) ||
      (resourceId !== null && resourceId === rental.resourceId),
  );
  return own.length > 0 ? own : order.items;
};
