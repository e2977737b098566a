import type { OrderItem, OrderStatus } from '../../core/model/order.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Database } from '../../edges/store/database.ts';
import { orderWordsOf, type OrderWords } from '../../edges/store/orders.ts';
import { statusOf } from '../../core/rentals/phase.ts';

/** Returns the status words that the orders of a rental have now, as far as they are about this rental. */
export const statusesOf = (database: Database, rental: Rental): ReadonlySet<OrderStatus> =>
  new Set(
    rental.orders.flatMap((id) => {
      const order = orderWordsOf(database, rental.accountId, id);
      return order === null ? [] : itemsOf(order, rental).map((item) => statusOf({ order, item }));
    }),
  );

/** An order may buy several things; one that the user joined names neither this rental nor its resource. */
const itemsOf = (order: OrderWords, rental: Rental): readonly OrderItem[] => {
  const own = order.items.filter(
    ({ id, resourceId }) =>
      rental.id.endsWith(`:${order.providerOrderId}/${id}`) ||
      (resourceId !== null && resourceId === rental.resourceId),
  );
  return own.length > 0 ? own : order.items;
};
