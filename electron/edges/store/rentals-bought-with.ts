import type { Rental } from '../../core/model/rental.ts';
import type { Database } from './database.ts';
import { rentalsFrom } from './rentals.ts';

/** Rentals that have a part in the first order of a rental, at most `most`; only those of some kinds, by their provider's words, unless null. */
export const rentalsBoughtWith = (
  database: Database,
  { accountId, orders: [purchase] }: Rental,
  { kinds, most }: { readonly kinds: readonly string[] | null; readonly most: number },
): readonly Rental[] =>
  purchase === undefined
    ? []
    : rentalsFrom(
        database,
        database.all(
          `SELECT id, account_id, body FROM rental
           WHERE key IN (SELECT rental_key FROM rental_order
               WHERE order_key = (SELECT key FROM orders WHERE account_id = ?1 AND provider_order_id = ?2))
             AND (?3 IS NULL OR CASE WHEN json_valid(body) THEN json_extract(body, '$.resourceType') END
               IN (SELECT value FROM json_each(?3)))
           ORDER BY key LIMIT ?4`,
          accountId,
          purchase,
          kinds === null ? null : JSON.stringify(kinds),
          most,
        ),
      );
