import {
  accountIdOf,
  providerOrderIdOf,
  type AccountId,
  type Instant,
  type ProviderOrderId,
} from '../../core/model/ids.ts';
import { isLacking, type Order, type OrderStatus, type StoredOrder } from '../../core/model/order.ts';
import { numberOf, textOf, textOrNullOf, type Database, type Row } from './database.ts';
import { instantColumnOf, instantOrNullOf } from './instants.ts';
import { storedJson } from './json.ts';
import { orderBodyOf, storedBytesSql } from './stored-size.ts';
import { readRow, readRows, rowMended, type RowPlace } from './read-row.ts';
import { factsSchema, orderSchema } from './row-schemas.ts';
import { equals, factTexts, searchCondition, searchTextOf, whereOf } from './search.ts';

/** Orders, newest first, whole. */
export const listOrders = (
  database: Database,
  filter: { readonly query: string; readonly status: OrderStatus | null; readonly accountId: AccountId | null },
): readonly StoredOrder[] => {
  const where = whereOf([
    searchCondition('orders', filter.query),
    equals('orders.status', filter.status),
    equals('orders.account_id', filter.accountId),
  ]);
  return ordersFrom(
    database,
    database.all(`SELECT * FROM orders ${where.sql} ORDER BY placed_at DESC, key DESC`, ...where.values),
  );
};

/** Every order of one account, for a round. */
export const ordersOfAccount = (database: Database, accountId: AccountId): readonly StoredOrder[] =>
  ordersFrom(database, database.all('SELECT * FROM orders WHERE account_id = ? ORDER BY key', accountId));

/** What a round has to know of a stored order before it reads it anew; far less than the order itself. */
export interface OrderSummary {
  readonly listFingerprint: string | null;
  readonly detailReadAt: Instant | null;
  readonly finished: boolean;
  readonly incomplete: boolean;
  readonly missingRounds: number;
  /** What it takes up, with the rentals that are made of its items. */
  readonly bytes: number;
}

/** The summaries of every order of one account that is not known to be damaged, by the provider's order id: what has none is read anew. */
export const orderSummaries = (
  database: Database,
  accountId: AccountId,
): ReadonlyMap<ProviderOrderId, OrderSummary> => {
  const rows = database.all(
    `SELECT account_id, provider_order_id, list_mark, detail_read_at, finished, incomplete, missing_rounds,
       ${storedBytesSql} AS bytes FROM orders WHERE account_id = ?`,
    accountId,
  );
  const readWell = rows.filter((row) => !database.damaged.has('orders', accountId, textOf(row, 'provider_order_id')));
  return new Map(readRows(database, readWell, place, summaryOf));
};

const summaryOf = (row: Row): readonly [ProviderOrderId, OrderSummary] => [
  providerOrderIdOf(textOf(row, 'provider_order_id')),
  {
    listFingerprint: textOrNullOf(row, 'list_mark'),
    detailReadAt: instantOrNullOf(row, 'detail_read_at'),
    finished: numberOf(row, 'finished') === 1,
    incomplete: numberOf(row, 'incomplete') === 1,
    missingRounds: numberOf(row, 'missing_rounds'),
    bytes: numberOf(row, 'bytes'),
  },
];

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
    place,
    orderOf,
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
    place,
    (row): OrderWords => storedJson(textOf(row, 'body'), orderSchema),
  );

/** Returns the number of an account's stored orders. */
export const countOrders = (database: Database, accountId: AccountId): number =>
  numberOf(database.one('SELECT count(*) AS count FROM orders WHERE account_id = ?', accountId), 'count');

/** Stores a new order or a changed one. */
export const putOrder = (database: Database, order: StoredOrder): void => {
  const {
    accountId,
    facts,
    statusSeenAt,
    otherStatusSeenAt,
    listFingerprint: listFingerprint,
    detailReadAt,
    finished,
    missingRounds,
  } = order;
  const body = orderBodyOf(order);
  const text = orderText(database, order);
  forgetText(database, accountId, body.providerOrderId);
  database.run(
    `INSERT INTO orders (account_id, provider_order_id, body, facts, status, placed_at, list_mark, detail_read_at, finished,
       incomplete, status_seen_at, other_status_seen_at, missing_rounds, search_text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (account_id, provider_order_id) DO UPDATE SET body = excluded.body, facts = excluded.facts, status = excluded.status,
       placed_at = excluded.placed_at, list_mark = excluded.list_mark, detail_read_at = excluded.detail_read_at,
       finished = excluded.finished, incomplete = excluded.incomplete, status_seen_at = excluded.status_seen_at,
       other_status_seen_at = excluded.other_status_seen_at, missing_rounds = excluded.missing_rounds, search_text = excluded.search_text`,
    accountId,
    body.providerOrderId,
    JSON.stringify(body),
    JSON.stringify(facts),
    body.status,
    body.placedAt,
    listFingerprint,
    detailReadAt,
    Number(finished),
    Number(isLacking(body)),
    statusSeenAt,
    otherStatusSeenAt,
    missingRounds,
    text,
  );
  database.run(
    `INSERT INTO orders_search (rowid, search_text) SELECT key, search_text FROM orders WHERE account_id = ? AND provider_order_id = ?`,
    accountId,
    body.providerOrderId,
  );
  rowMended(database, 'orders', body.providerOrderId, accountId);
};

/** How many settled rounds in a row did not show this order. */
export const setMissingRounds = (
  database: Database,
  accountId: AccountId,
  id: ProviderOrderId,
  rounds: number,
): void => {
  database.run(
    'UPDATE orders SET missing_rounds = ? WHERE account_id = ? AND provider_order_id = ?',
    rounds,
    accountId,
    id,
  );
};

/** An order is found by everything that is visible of it, its account's label too. */
const orderText = (database: Database, order: StoredOrder): string => {
  const owner = database.one('SELECT label, provider FROM account WHERE id = ?', order.accountId);
  return searchTextOf([
    textOf(owner, 'label'),
    textOf(owner, 'provider'),
    order.providerOrderId,
    order.orderNumber,
    order.title,
    order.providerStatus,
    ...order.items.flatMap((item) => [item.title, item.spec, item.resourceId, item.resourceType, item.region]),
    ...factTexts(order),
  ]);
};

const forgetText = (database: Database, accountId: AccountId, id: ProviderOrderId): void => {
  database.run(
    `INSERT INTO orders_search (orders_search, rowid, search_text)
     SELECT 'delete', key, search_text FROM orders WHERE account_id = ? AND provider_order_id = ?`,
    accountId,
    id,
  );
};

const place: RowPlace = { table: 'orders', id: 'provider_order_id', account: 'account_id' };

const ordersFrom = (database: Database, rows: readonly Row[]): readonly StoredOrder[] =>
  readRows(database, rows, place, orderOf);

const orderOf = (row: Row): StoredOrder => ({
  ...storedJson(textOf(row, 'body'), orderSchema),
  accountId: accountIdOf(textOf(row, 'account_id')),
  providerOrderId: providerOrderIdOf(textOf(row, 'provider_order_id')),
  facts: storedJson(textOf(row, 'facts'), factsSchema),
  statusSeenAt: instantColumnOf(row, 'status_seen_at'),
  otherStatusSeenAt: instantOrNullOf(row, 'other_status_seen_at'),
  listFingerprint: textOrNullOf(row, 'list_mark'),
  detailReadAt: instantOrNullOf(row, 'detail_read_at'),
  finished: numberOf(row, 'finished') === 1,
  missingRounds: numberOf(row, 'missing_rounds'),
});
