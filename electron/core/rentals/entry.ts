import type { OrderItem, SightedOrder } from '../model/order.ts';
import type { StoredResource } from '../model/resource.ts';

/** An item together with the order it was bought in. */
export interface Entry {
  readonly order: SightedOrder;
  readonly item: OrderItem;
}

/** What a rental is assembled from: the items of its orders, oldest first, and what its provider lists of it. One of the two is there. */
export interface RentalSources {
  readonly entries: readonly Entry[];
  readonly resource: StoredResource | null;
}
