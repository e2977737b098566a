import { accountIdOf, providerOrderIdOf, type AccountId, type ProviderOrderId } from '../../core/model/ids.ts';
import type { SearchRequest } from '../../core/model/named-kind.ts';
import type { Order, OrderStatus, StoredOrder } from '../../core/model/order.ts';
import { type Database, type Row, numberOf, textOf } from './database.ts';
import { storedJson } from './json.ts';
import { orderOfRow, orderPlace } from './order-row.ts';
import { readRow, readRows, wholeTable } from './read-row.ts';
import { orderSchema } from './row-schemas.ts';
import { equals, orderSearch, whereOf } from './search.ts';

/** Which orders to read; empty text and null leave all. */
export interface OrderFilter extends SearchRequest {
  readonly status: OrderStatus | null;
  readonly accountId: AccountId | null;
}

/** What tells an order from all others. */
export interface OrderIdentity {
  readonly accountId: AccountId;
  readonly providerOrderId: ProviderOrderId;
}

/** Which orders pass a filter, newest first: so little of each that those of a long history fit into memory. */
export const findOrders = (database: Database, filter: OrderFilter): readonly OrderIdentity[] => {
  const where = whereOf([
    orderSearch(database, filter),
    equals('orders.status', filter.status),
    equals('orders.account_id', filter.accountId),
  ]);
  const sql = `SELECT account_id, provider_order_id FROM orders ${where.sql} ORDER BY placed_at DESC, key DESC`;
  return database.each(
    sql,
    (row) => ({
      accountId: accountIdOf(textOf(row, 'account_id')),
      providerOrderId: providerOrderIdOf(textOf(row, 'provider_order_id')),
    }),
    ...where.values,
  );
};

/** The orders of one account, or a part of them. */
export const ordersOfAccount = (
  database: Database,
  accountId: AccountId,
  { offset, limit } = wholeTable,
): readonly StoredOrder[] =>
  ordersFrom(
    database,
    database.all('SELECT * FROM orders WHERE account_id = ? ORDER BY key LIMIT ? OFFSET ?', accountId, limit, offset),
  );

/**
 * The orders of an account that tell how long a rental lasts: those that are not over, and those named, which were seen to end.
 * The newest 500 by placing, so that whatever renewed one of them is among them too.
 */
export const ordersThatLast = (
  database: Database,
  accountId: AccountId,
  ended: readonly ProviderOrderId[],
): readonly StoredOrder[] =>
  ordersFrom(
    database,
    database.all(
      `SELECT * FROM orders WHERE account_id = ? AND (status IN ('unpaid', 'paid', 'active', 'expired')
         OR provider_order_id IN (SELECT value FROM json_each(?)))
       ORDER BY placed_at DESC, key DESC LIMIT 500`,
      accountId,
      JSON.stringify(ended),
    ),
  );

/** One order of an account; null when there is none, or when its row is damaged. */
export const orderOfAccount = (database: Database, accountId: AccountId, id: ProviderOrderId): StoredOrder | null =>
  readRow(
    database,
    database.one('SELECT * FROM orders WHERE account_id = ? AND provider_order_id = ?', accountId, id),
    orderPlace,
    (row) => orderOfRow(database, row),
  );

/** What an order says of itself and its items, without the facts that make up most of it. */
export type OrderWords = Pick<Order, 'providerOrderId' | 'status' | 'items'>;

/** The words of one order: the inbox asks for those of many orders, again and again. Null when there is none, or when its row is damaged. */
export const orderWordsOf = (database: Database, accountId: AccountId, id: ProviderOrderId): OrderWords | null =>
  readRow(
    database,
    database.one(
      'SELECT account_id, provider_order_id, body FROM orders WHERE account_id = ? AND provider_order_id = ?',
      accountId,
      id,
    ),
    orderPlace,
    (row): OrderWords => storedJson(textOf(row, 'body'), orderSchema),
  );

/** Returns the number of an account's stored orders. */
export const countOrders = (database: Database, accountId: AccountId): number =>
  numberOf(database.one('SELECT count(*) AS count FROM orders WHERE account_id = ?', accountId), 'count');

const ordersFrom = (database: Database, rows: readonly Row[]): readonly StoredOrder[] =>
  readRows(database, rows, orderPlace, (row) => orderOfRow(database, row));
