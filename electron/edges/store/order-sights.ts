import { storedJson } from './json.ts';
import { orderSchema } from './row-schemas.ts';
import {
  type AccountId,
  type Instant,
  type ProviderOrderId,
  accountIdOf,
  providerOrderIdOf,
} from '../../core/model/ids.ts';
import type { SightedOrder, StoredOrder } from '../../core/model/order.ts';
import { numberOf, textOf, textOrNullOf, type Database, type Row } from './database.ts';
import { instantColumnOf, instantOrNullOf } from './instants.ts';
import { orderOfRow, orderPlace } from './order-row.ts';
import { readRow } from './read-row.ts';
import { ownKeys, ownKeysAfter } from './row-keys.ts';
import { storedBytesSql } from './stored-size.ts';

/** What a round has to know of a stored order before it reads it anew; far less than the order itself. */
export interface OrderSummary {
  readonly key: number;
  readonly listFingerprint: string | null;
  readonly detailReadAt: Instant | null;
  readonly finished: boolean;
  readonly incomplete: boolean;
  readonly missingRounds: number;
}

/** SQL for columns of the order of an account and an id. */
const ofIdSql = (columns: string): string =>
  `SELECT ${columns} FROM orders WHERE account_id = ? AND provider_order_id = ? AND key ${ownKeys}`;

const summarySql = ofIdSql(
  'key, account_id, provider_order_id, list_mark, detail_read_at, finished, incomplete, missing_rounds',
);

/** The summary of an order; null when there is none, and when its row is known to be damaged: what has none is read anew. */
export const orderSummary = (database: Database, accountId: AccountId, id: ProviderOrderId): OrderSummary | null =>
  database.damaged.has('orders', accountId, id)
    ? null
    : readRow(database, database.one(summarySql, accountId, id), orderPlace, summaryOf);

const summaryOf = (row: Row): OrderSummary => ({
  key: numberOf(row, 'key'),
  listFingerprint: textOrNullOf(row, 'list_mark'),
  detailReadAt: instantOrNullOf(row, 'detail_read_at'),
  finished: numberOf(row, 'finished') === 1,
  incomplete: numberOf(row, 'incomplete') === 1,
  missingRounds: numberOf(row, 'missing_rounds'),
});

const keyOfOrderSql = ofIdSql('key');

/** The key of an order's row, whether or not it can be read; null when there is none. */
export const orderKeyOf = (database: Database, accountId: AccountId, id: ProviderOrderId): number | null => {
  const row = database.one(keyOfOrderSql, accountId, id);
  return row === null ? null : numberOf(row, 'key');
};

/** The greatest key of an account's orders; 0 where there are none. */
export const lastOrderKey = (database: Database, accountId: AccountId): number =>
  numberOf(
    database.one(`SELECT coalesce(max(key), 0) AS last FROM orders WHERE account_id = ? AND key ${ownKeys}`, accountId),
    'last',
  );

/** The order of a key; null when there is none, or when its row is damaged. */
export const orderByKey = (database: Database, key: number): StoredOrder | null =>
  readRow(database, database.one('SELECT * FROM orders WHERE key = ?', key), orderPlace, (row) =>
    orderOfRow(database, row),
  );

/** An order as its rentals are assembled from it, without its facts, with the key of its row. */
export interface KeyedSight {
  readonly key: number;
  readonly order: SightedOrder;
}

const sightColumns = 'key, account_id, provider_order_id, body, status_seen_at, other_status_seen_at, missing_rounds';

const sightByKeySql = `SELECT ${sightColumns} FROM orders WHERE key = ?`;
const sightOfIdSql = ofIdSql(sightColumns);

/** The order of a key, without its facts; null when there is none, or when its row is damaged. */
export const sightByKey = (database: Database, key: number): KeyedSight | null =>
  readRow(database, database.one(sightByKeySql, key), orderPlace, sightOf);

/** The order of an id, without its facts; null when there is none, or when its row is damaged. */
export const sightOfOrder = (database: Database, accountId: AccountId, id: ProviderOrderId): KeyedSight | null =>
  readRow(database, database.one(sightOfIdSql, accountId, id), orderPlace, sightOf);

const sightOf = (row: Row): KeyedSight => ({
  key: numberOf(row, 'key'),
  // Assigned and not spread, for the reason that `orderOfRow` gives.
  order: Object.assign(storedJson(textOf(row, 'body'), orderSchema), {
    accountId: accountIdOf(textOf(row, 'account_id')),
    providerOrderId: providerOrderIdOf(textOf(row, 'provider_order_id')),
    facts: [],
    statusSeenAt: instantColumnOf(row, 'status_seen_at'),
    otherStatusSeenAt: instantOrNullOf(row, 'other_status_seen_at'),
    missingRounds: numberOf(row, 'missing_rounds'),
  }),
});

/** A number that another hand wrote may be none that can be counted with. */
const missingSql = 'max(0, min(missing_rounds, 100)) AS missing_rounds';

/** Keys and ids of an account's orders after a key, by key. */
export const orderIdsAfter = (
  database: Database,
  accountId: AccountId,
  key: number,
  most: number,
): readonly { readonly key: number; readonly id: ProviderOrderId; readonly missingRounds: number }[] =>
  database
    .all(
      `SELECT key, provider_order_id, ${missingSql} FROM orders
       WHERE account_id = ? AND key ${ownKeysAfter} ORDER BY key LIMIT ?`,
      accountId,
      key,
      most,
    )
    .map((row) => ({
      key: numberOf(row, 'key'),
      id: providerOrderIdOf(textOf(row, 'provider_order_id')),
      missingRounds: numberOf(row, 'missing_rounds'),
    }));

/** Orders of an account that settled rounds did not show, with how many in a row did not. */
export const missingOrders = (
  database: Database,
  accountId: AccountId,
): ReadonlyMap<ProviderOrderId, { readonly key: number; readonly missingRounds: number }> =>
  new Map(
    database
      .all(
        `SELECT key, provider_order_id, ${missingSql} FROM orders
         WHERE account_id = ? AND missing_rounds > 0 AND key ${ownKeys}`,
        accountId,
      )
      .map((row) => [
        providerOrderIdOf(textOf(row, 'provider_order_id')),
        { key: numberOf(row, 'key'), missingRounds: numberOf(row, 'missing_rounds') },
      ]),
  );

/** What an order takes up, in bytes (see `stored-size.ts`); undefined where there is none. */
export const orderBytes = (database: Database, accountId: AccountId, id: ProviderOrderId): number | undefined => {
  const row = database.one(
    `SELECT ${storedBytesSql} AS bytes FROM orders WHERE account_id = ? AND provider_order_id = ?`,
    accountId,
    id,
  );
  return row === null ? undefined : numberOf(row, 'bytes');
};
