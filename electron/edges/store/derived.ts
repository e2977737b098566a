import { accountIdOf, type AccountId, type Instant, type RentalId } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Standing } from '../../core/model/standing.ts';
import { textOf, type Database } from './database.ts';
import { rentalsFrom, writeStandings } from './rentals.ts';

const deadlines = `max(coalesce(json_extract(body, '$.end.at'), ''), coalesce(json_extract(body, '$.payBy.at'), ''),
  coalesce(json_extract(body, '$.releases.surelyAt'), ''), coalesce(json_extract(body, '$.balance.lastsUntil'), ''))`;

/** Rentals whose body tells of an instant after `now` that lies beyond the time for which their row is looked at. */
export const rentalsOutOfSight = (database: Database, now: Instant): readonly Rental[] =>
  rentalsFrom(
    database,
    database.all(
      `SELECT id, account_id, body FROM rental
       WHERE CASE WHEN json_valid(body) THEN ${deadlines} > ? AND coalesce(rings_until, 0) < 1000 * unixepoch(${deadlines}) END`,
      now,
    ),
  );

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

/** Accounts with an order or a resource of which no rental tells: each resource, and each item of an order, is part of one. */
export const accountsLackingRentals = (database: Database): readonly AccountId[] =>
  database
    .all(
      `SELECT DISTINCT account_id FROM (
         SELECT account_id, provider_order_id FROM orders
           WHERE CASE WHEN json_valid(body) THEN json_array_length(body, '$.items') > 0 END
         EXCEPT
         SELECT rental.account_id, each.value
           FROM rental, json_each(CASE WHEN json_valid(body) THEN body ELSE '{}' END, '$.orders') AS each)
       UNION
       SELECT DISTINCT account_id FROM (
         SELECT account_id, key FROM resource WHERE json_valid(body)
         EXCEPT
         SELECT account_id, CASE WHEN json_valid(body) THEN json_extract(body, '$.listing.key') END FROM rental)`,
    )
    .map((row) => accountIdOf(textOf(row, 'account_id')));

/** Makes the index by which rentals are searched anew: where rows were taken away without it, it still holds their words. */
export const rebuildRentalSearch = (database: Database): void =>
  database.execute(`INSERT INTO rental_search (rental_search) VALUES ('rebuild')`);
