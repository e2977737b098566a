import type { SightedOrder } from '../model/order.ts';
import type { Rental } from '../model/rental.ts';
import { counts } from './phase.ts';

/** A rental with the orders of its account, at one time. */
export interface RentalAmongOrders {
  readonly rental: Rental;
  readonly orders: ReadonlyMap<string, SightedOrder>;
}

/** Whether a rental was renewed: an order after its first has become successful, or one that is was joined to it. */
export const wasRenewed = (before: RentalAmongOrders, after: RentalAmongOrders): boolean => {
  const had = before.rental.orders.filter((id) => isSuccessful(before.orders.get(id)));
  return after.rental.orders.slice(1).some((id) => isSuccessful(after.orders.get(id)) && !had.includes(id));
};

const isSuccessful = (order: SightedOrder | undefined): boolean =>
  order?.items.some((item) => counts({ order, item })) === true;
