import type { OrderItem, SightedOrder } from '../model/order.ts';

/** An item together with the order it was bought in. */
export interface Entry {
  readonly order: SightedOrder;
  readonly item: OrderItem;
}
