import { z } from 'zod';
import type { AccountId } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import type { Order, SightedOrder, StoredOrder } from '../../core/model/order.ts';
import { numberOf, textOf, type Database } from './database.ts';
import { readableJson } from './json.ts';
import { leanJson } from './lean-json.ts';
import { ownKeysAfter } from './row-keys.ts';
import { instant, orderSchema } from './row-schemas.ts';

// Orders are stored as they are read, and made rentals of afterwards. What lies between survives the program: orders whose key is beyond the
// one that their account has come to are new, and of changed ones what they were before is kept.

/**
 * What was made rentals of an order that has been stored since: none, so it is new; it as it stood then, without its facts; `damaged`, since its row
 * could not be read; `same`, nothing of it is to be made any more.
 */
export type Assembled = { readonly was: 'new' | 'damaged' | 'same' } | { readonly was: SightedOrder };

const done = '';
const damaged = 'damaged';
const unknown = 'new';

/** How far an account's orders have been made rentals of, by the keys of their rows, and what all of them take up in bytes. */
export interface OrderTally {
  readonly assembledTo: number;
  readonly bytes: number;
  /**
   * Whether the walk by which its orders were stored has come to its end. Until then rentals are made of none of them: what renews an order of the
   * first page may stand on the last.
   */
  readonly walkEnded: boolean;
}

/** Returns the tally of an account. */
export const orderTally = (database: Database, accountId: AccountId): OrderTally => {
  const row = database.one('SELECT assembled_to, bytes, walk_ended FROM order_tally WHERE account_id = ?', accountId);
  return row === null
    ? { assembledTo: 0, bytes: 0, walkEnded: true }
    : {
        assembledTo: numberOf(row, 'assembled_to'),
        bytes: numberOf(row, 'bytes'),
        walkEnded: numberOf(row, 'walk_ended') === 1,
      };
};

/** Stores the tally of an account. */
export const putOrderTally = (
  database: Database,
  accountId: AccountId,
  { assembledTo, bytes, walkEnded }: OrderTally,
): void => {
  database.run(
    `INSERT INTO order_tally (account_id, assembled_to, bytes, walk_ended) VALUES (?, ?, ?, ?)
     ON CONFLICT (account_id) DO UPDATE SET assembled_to = excluded.assembled_to, bytes = excluded.bytes,
       walk_ended = excluded.walk_ended`,
    accountId,
    assembledTo,
    bytes,
    Number(walkEnded),
  );
};

/** An order by the key of its row, with the account that it belongs to. */
interface OrderOfAccount {
  readonly key: number;
  readonly accountId: AccountId;
}

/** Notes what an order was before it is written anew; null where its row cannot be read. What was noted before that counts, and of what is new nothing is. */
export const noteOrderBefore = (
  database: Database,
  order: OrderOfAccount,
  before: StoredOrder | null,
  tally: OrderTally,
): void => {
  if (assembledOf(database, order, tally).was !== 'same') return;
  putBefore(database, order.key, before === null ? damaged : leanJson({ ...before, facts: [] }));
};

/** Notes that an order is new where the key of its row does not say so: rows were taken away by another hand, and their keys are given anew. */
export const noteNewOrder = (database: Database, key: number, { assembledTo }: OrderTally): void => {
  if (key <= assembledTo) putBefore(database, key, unknown);
};

const putBefore = (database: Database, key: number, before: string): void => {
  database.run('INSERT OR REPLACE INTO changed_order (order_key, before) VALUES (?, ?)', key, before);
};

/** Keys of an account's changed orders that no rentals were made of yet, at most `most`. */
export const changedOrderKeys = (database: Database, accountId: AccountId, most: number): readonly number[] =>
  database
    .all(
      `SELECT order_key FROM changed_order CROSS JOIN orders ON orders.key = order_key
       WHERE orders.account_id = ? AND before <> ? ORDER BY order_key LIMIT ?`,
      accountId,
      done,
      most,
    )
    .map((row) => numberOf(row, 'order_key'));

/** Keys of an account's next new orders, at most `most`, those among them that rentals were made of ahead of their turn too. */
export const newOrderKeys = (
  database: Database,
  accountId: AccountId,
  { assembledTo }: OrderTally,
  most: number,
): readonly number[] =>
  database
    .all(
      `SELECT key FROM orders WHERE account_id = ? AND key ${ownKeysAfter} ORDER BY key LIMIT ?`,
      accountId,
      assembledTo,
      most,
    )
    .map((row) => numberOf(row, 'key'));

/** What rentals were made of orders, for whoever asks of many and writes none meanwhile: most of the time none has changed, which is looked up once. */
export const assembledIn = (database: Database, tally: OrderTally): ((order: OrderOfAccount) => Assembled) =>
  hasChangedOrders(database)
    ? (order) => assembledOf(database, order, tally)
    : (order) => ({ was: order.key > tally.assembledTo ? 'new' : 'same' });

const hasChangedOrders = (database: Database): boolean =>
  database.one('SELECT 1 AS changed FROM changed_order LIMIT 1') !== null;

const assembledOf = (database: Database, order: OrderOfAccount, { assembledTo }: OrderTally): Assembled => {
  const row = database.one('SELECT before FROM changed_order WHERE order_key = ?', order.key);
  if (row === null) return { was: order.key > assembledTo ? 'new' : 'same' };
  const before = textOf(row, 'before');
  if (before === done) return { was: 'same' };
  if (before === unknown) return { was: 'new' };
  const read = beforeSchema.safeParse(readableJson(before));
  return { was: read.success ? { ...read.data, accountId: order.accountId } : 'damaged' };
};

/** Notes that rentals were made of these orders. New ones ahead of their turn are noted, so that they are not new again. */
export const noteAssembled = (database: Database, keys: readonly number[], { assembledTo }: OrderTally): void => {
  const left = new Set(keys);
  const mayBeNoted = hasChangedOrders(database);
  for (const key of left) {
    if (key > assembledTo) putBefore(database, key, done);
    else if (mayBeNoted) database.run('DELETE FROM changed_order WHERE order_key = ?', key);
  }
};

const beforeSchema: z.ZodType<Omit<SightedOrder, 'accountId'>> = z.intersection(
  orderSchema,
  z.object({
    statusSeenAt: instant.default(instantOf(0)),
    otherStatusSeenAt: instant.nullable().default(null),
    missingRounds: z.number().default(0),
    facts: z.array(z.never()).default([]),
  }),
) satisfies z.ZodType<Omit<Order, 'accountId' | 'facts'>>;
