import type { AccountId, ProviderOrderId } from '../../core/model/ids.ts';
import { type OrderItem, type StoredOrder, isLacking } from '../../core/model/order.ts';
import { numberOf, type Database } from './database.ts';
import { storedFactsOf } from './fact-shapes.ts';
import { putOrderResources } from './order-links.ts';
import { orderByKey, orderKeyOf } from './order-sights.ts';
import { putOrderText } from './order-text.ts';
import { rowMended } from './read-row.ts';
import { keptKeySql, nextKeySql } from './row-keys.ts';
import { orderBodyText, storedBytesOf } from './stored-size.ts';

const putOrderSql = `INSERT INTO orders (key, account_id, provider_order_id, body, facts, fact_shape, status, placed_at, list_mark, detail_read_at,
    finished, incomplete, status_seen_at, other_status_seen_at, missing_rounds, search_text)
  VALUES (${nextKeySql('orders')}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')
  ON CONFLICT (account_id, provider_order_id) DO UPDATE SET key = ${keptKeySql('orders')}, body = excluded.body, facts = excluded.facts,
    fact_shape = excluded.fact_shape, status = excluded.status, placed_at = excluded.placed_at, list_mark = excluded.list_mark,
    detail_read_at = excluded.detail_read_at, finished = excluded.finished, incomplete = excluded.incomplete,
    status_seen_at = excluded.status_seen_at, other_status_seen_at = excluded.other_status_seen_at,
    missing_rounds = excluded.missing_rounds, search_text = ''
  RETURNING key`;

/** What is there of an order before it is written: the key of its row, null where there is none, and what the row says, null where it cannot be read. */
export interface OrderRow {
  readonly key: number | null;
  readonly order: StoredOrder | null;
}

/** Returns what is stored of an order. */
export const orderRow = (database: Database, accountId: AccountId, id: ProviderOrderId): OrderRow => {
  const key = orderKeyOf(database, accountId, id);
  return { key, order: key === null ? null : orderByKey(database, key) };
};

/**
 * Stores a new order or a changed one in place of what is there. Returns the key of its row, and what it takes up, in bytes (see
 * `stored-size.ts`).
 */
export const putOrder = (
  database: Database,
  order: StoredOrder,
  before: OrderRow = orderRow(database, order.accountId, order.providerOrderId),
): { readonly key: number; readonly bytes: number } => {
  const { accountId, providerOrderId } = order;
  const body = orderBodyText(order);
  const facts = storedFactsOf(database, order.facts);
  const row = database.write(
    putOrderSql,
    accountId,
    providerOrderId,
    body,
    facts.text,
    facts.shape,
    order.status,
    order.placedAt,
    order.listFingerprint,
    order.detailReadAt,
    Number(order.finished),
    Number(isLacking(order)),
    order.statusSeenAt,
    order.otherStatusSeenAt,
    order.missingRounds,
  );
  const key = numberOf(row, 'key');
  putOrderText(database, key, order, before.key === null);
  putOrderResources(database, accountId, key, {
    before: resourceIdsOf(before.order?.items ?? []),
    after: resourceIdsOf(order.items),
  });
  rowMended(database, 'orders', providerOrderId, accountId);
  return { key, bytes: storedBytesOf(body, facts.text) };
};

const resourceIdsOf = (items: readonly OrderItem[]): ReadonlySet<string> =>
  new Set(items.flatMap(({ resourceId }) => (resourceId === null ? [] : [resourceId])));

/** How many settled rounds in a row did not show this order. */
export const setMissingRounds = (database: Database, key: number, rounds: number): void => {
  database.run('UPDATE orders SET missing_rounds = ? WHERE key = ?', rounds, key);
};
