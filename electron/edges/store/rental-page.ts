import type { Rental } from '../../core/model/rental.ts';
import { numberOf, type Database } from './database.ts';
import type { TablePart } from './read-row.ts';
import { type RentalQuery, countRentals, listRentals, rentalConditions, rentalsFrom } from './rentals.ts';

/** A part of the rentals that a filter leaves, and how many it leaves. */
export interface RentalPage {
  readonly rows: readonly Rental[];
  readonly total: number;
}

/**
 * Returns a part of the rentals that a filter leaves, in the sequence of `listRentals`, and their number. Texts are looked through once for both,
 * and no body is read but those of the part: it is found by the index that has the sequence.
 */
export const pageOfRentals = (database: Database, filter: RentalQuery, window: TablePart): RentalPage => {
  const isSearch = filter.query.trim() !== '';
  const found = isSearch ? foundRows(database, filter, window) : [];
  const [first] = found;
  // Nothing is asked, or the part lies behind the last one.
  if (first === undefined)
    return {
      rows: isSearch ? [] : listRentals(database, filter, window),
      total: countRentals(database, filter),
    };
  return { rows: rentalsFrom(database, found), total: numberOf(first, 'total') };
};

const foundRows = (database: Database, filter: RentalQuery, { limit, offset }: TablePart) => {
  const where = rentalConditions(database, filter);
  return database.all(
    `WITH found (key) AS MATERIALIZED (SELECT key FROM rental ${where.sql})
     SELECT id, account_id, body, (SELECT count(*) FROM found) AS total FROM rental
     WHERE key IN (
       SELECT key FROM rental INDEXED BY rental_by_urgency WHERE +key IN (SELECT key FROM found)
       ORDER BY sort_group, sort_at, key LIMIT ? OFFSET ?)
     ORDER BY sort_group, sort_at, key`,
    ...where.values,
    limit,
    offset,
  );
};
