import { type AccountId, accountIdOf } from '../../core/model/ids.ts';
import { type Database, type Row, type SqlValue, numberOf, textOf } from './database.ts';
import { rowMended } from './read-row.ts';
import type { KeyRange } from './row-keys.ts';

/** An order whose row is not what follows from its body and from the rental that it is part of. */
export interface ContradictedOrder {
  readonly key: number;
  /** As the row has them. */
  readonly accountId: AccountId;
  readonly id: string;
  /** What the row should say; the account is null where no rental tells. */
  readonly own: Readonly<Record<'account' | 'id' | 'status' | 'placed', SqlValue>>;
}

const bodySays = (name: string): string => `json_extract(orders.body, '$.${name}')`;

/** The account of a rental that the order is part of, as that rental's body states it. */
const owner = `(SELECT json_extract(rental.body, '$.accountId') FROM rental_order JOIN rental ON rental.key = rental_key
  WHERE order_key = orders.key AND json_valid(rental.body) LIMIT 1)`;

/** Orders that are looked for in vain by their id, account, status or time, since that is not what their body and their rental say. */
export const contradictedOrders = (database: Database, { first, last }: KeyRange): readonly ContradictedOrder[] =>
  database
    .all(
      `SELECT key, account_id, provider_order_id, ${bodySays('providerOrderId')} AS own_id, ${bodySays('status')} AS own_status,
         ${bodySays('placedAt')} AS own_placed, ${owner} AS own_account
       FROM orders WHERE key BETWEEN ? AND ? AND CASE WHEN json_valid(body) AND json_type(body, '$.providerOrderId') = 'text' THEN
         own_id IS NOT provider_order_id OR own_status IS NOT status OR own_placed IS NOT placed_at
         OR coalesce(own_account, account_id) <> account_id OR NOT EXISTS (SELECT 1 FROM account WHERE id = account_id) END`,
      first,
      last,
    )
    .map((row) => ({
      key: numberOf(row, 'key'),
      accountId: accountIdOf(textOf(row, 'account_id')),
      id: textOf(row, 'provider_order_id'),
      own: {
        account: sqlTextOf(row, 'own_account'),
        id: sqlTextOf(row, 'own_id'),
        status: sqlTextOf(row, 'own_status'),
        placed: sqlTextOf(row, 'own_placed'),
      },
    }));

const sqlTextOf = (row: Row, column: string): string | null => {
  const value = row[column];
  return typeof value === 'string' ? value : null;
};

/**
 * Has the rows of orders say what they should. Returns those that cannot: nobody knows whose they are, or the provider was asked since and there is
 * another row of the same order.
 */
export const writeDerivedOrders = (
  database: Database,
  orders: readonly ContradictedOrder[],
): readonly ContradictedOrder[] =>
  orders.filter(({ key, accountId, id, own }) => {
    const written = database.run(
      `UPDATE OR IGNORE orders SET account_id = coalesce(?, account_id), provider_order_id = ?, status = coalesce(?, status), placed_at = ?
       WHERE key = ? AND EXISTS (SELECT 1 FROM account WHERE id = coalesce(?, account_id))`,
      own.account,
      own.id,
      own.status,
      own.placed,
      key,
      own.account,
    );
    if (written > 0) rowMended(database, 'orders', id, accountId);
    return written === 0;
  });
