import {
  type AccountId,
  type Instant,
  type RentalId,
  type ResourceKey,
  accountIdOf,
  resourceKeyOf,
} from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Standing } from '../../core/model/standing.ts';
import { type Database, numberOf, textOf } from './database.ts';
import { orderByKey } from './order-sights.ts';
import { rentalByKey } from './rental-keys.ts';
import { writeStandings } from './rentals.ts';
import type { KeyRange } from './row-keys.ts';

const deadlines = `max(coalesce(json_extract(body, '$.end.at'), ''), coalesce(json_extract(body, '$.payBy.at'), ''),
  coalesce(json_extract(body, '$.releases.surelyAt'), ''), coalesce(json_extract(body, '$.balance.lastsUntil'), ''))`;

/**
 * Rentals whose row contradicts itself: whose body tells of an instant after `now` that lies beyond the time for which it is looked at.
 * Rows whose body is none are read, and so noted as damaged.
 */
export const rentalsOutOfSight = (database: Database, now: Instant, { first, last }: KeyRange): readonly Rental[] =>
  database
    .all(
      `SELECT key FROM rental WHERE key BETWEEN ? AND ? AND CASE
         WHEN NOT json_valid(body) OR NOT json_valid(coalesce(held_end, '{}')) OR json_type(body, '$.end') IS NOT 'object'
           OR json_extract(body, '$.id') IS NOT id OR json_type(coalesce(held_end, '{}')) <> 'object' OR held_end = '{}' THEN 1
         ELSE ${deadlines} > ? AND coalesce(rings_until, 0) < 1000 * unixepoch(${deadlines}) END`,
      first,
      last,
      now,
    )
    .flatMap((row) => rentalByKey(database, numberOf(row, 'key'))?.rental ?? []);

/** Reads the orders whose row is none at first sight, so that they are noted as damaged. */
export const readDoubtfulOrders = (database: Database, { first, last }: KeyRange): void => {
  const rows = database.all(
    `SELECT orders.key FROM orders LEFT JOIN fact_shape ON fact_shape.key = fact_shape
     WHERE orders.key BETWEEN ? AND ? AND CASE
       WHEN NOT json_valid(body) OR NOT json_valid(facts) THEN 1
       ELSE json_type(body, '$.items') IS NOT 'array' OR json_type(body, '$.title') IS NOT 'text' OR json_type(facts) <> 'array'
         OR (fact_shape IS NOT NULL AND json_array_length(facts) IS NOT json_array_length(paths))
         OR (fact_shape IS NULL AND json_array_length(facts) > 0 AND json_type(facts, '$[0].path') IS NOT 'text') END`,
    first,
    last,
  );
  for (const row of rows) orderByKey(database, numberOf(row, 'key'));
};

/** What follows from a rental and the clock. */
export interface Derived {
  readonly id: RentalId;
  readonly standing: Standing;
  readonly ringsUntilMs: number | null;
}

/** Stores what follows from rentals, all of it or nothing. */
export const writeDerived = (database: Database, rows: readonly Derived[]): void =>
  database.transaction(() => {
    writeStandings(database, rows);
    for (const { id, ringsUntilMs } of rows)
      database.run('UPDATE rental SET rings_until = ? WHERE id = ?', ringsUntilMs, id);
  });

/** Orders with an item of which no rental tells although rentals were made of them: each item is part of one. */
export const ordersLackingRentals = (
  database: Database,
  { first, last }: KeyRange,
): readonly { readonly key: number; readonly accountId: AccountId }[] =>
  database
    .all(
      `SELECT orders.key, orders.account_id FROM orders JOIN order_tally ON order_tally.account_id = orders.account_id
       WHERE orders.key BETWEEN ? AND ? AND orders.key <= assembled_to
         AND NOT EXISTS (
           SELECT 1 FROM rental_order JOIN rental ON rental.key = rental_key WHERE order_key = orders.key)
         AND CASE WHEN json_valid(orders.body) THEN json_array_length(orders.body, '$.items') > 0 END`,
      first,
      last,
    )
    .map((row) => ({ key: numberOf(row, 'key'), accountId: accountIdOf(textOf(row, 'account_id')) }));

/** Resources of which no rental tells. */
export const resourcesLackingRentals = (
  database: Database,
): readonly { readonly key: ResourceKey; readonly accountId: AccountId }[] =>
  database
    .all(
      `SELECT account_id, key FROM resource WHERE json_valid(body) AND NOT EXISTS (
         SELECT 1 FROM rental WHERE rental.account_id = resource.account_id AND rental.listing = resource.key)`,
    )
    .map((row) => ({ key: resourceKeyOf(textOf(row, 'key')), accountId: accountIdOf(textOf(row, 'account_id')) }));
