import type { StoredOrder } from '../../electron/core/model/order.ts';
import type { Database } from '../../electron/edges/store/database.ts';
import { findOrders, orderOfAccount, type OrderFilter } from '../../electron/edges/store/orders.ts';

/** Orders that pass a filter, newest first, whole. */
export const listOrders = (database: Database, filter: OrderFilter): readonly StoredOrder[] =>
  findOrders(database, filter).flatMap(
    ({ accountId, providerOrderId }) => orderOfAccount(database, accountId, providerOrderId) ?? [],
  );
