import type { Rental } from '../../core/model/rental.ts';
import { numberOf, type Database, type Row } from './database.ts';
import type { TablePart } from './read-row.ts';
import { type RentalQuery, conditionsByPlace, isByPlace, isReadFreely, rentalConditions } from './rental-conditions.ts';
import { countRentals, rentalsFrom, sequenceOf } from './rentals.ts';

/** A part of the rentals that a filter leaves, and how many it leaves. */
export interface RentalPage {
  readonly rows: readonly Rental[];
  readonly total: number;
}

/**
 * Returns a part of the rentals that a filter leaves, without the credit of accounts, and their number. By urgency: what has a deadline first,
 * soonest first; then those without one; what is over last, newest first. What holds a query as it is written stands before what it was read to
 * mean, among what runs and among what is over.
 */
export const pageOfRentals = (database: Database, filter: RentalQuery, window: TablePart): RentalPage => {
  const isWalk = isByPlace(filter);
  const rowsOf = isWalk ? walkedRows : isReadFreely(filter) ? writtenFirst : foundRows;
  const found = rowsOf(database, filter, window);
  const [first] = found;
  const isCounted = first !== undefined && !isWalk;
  return {
    rows: rentalsFrom(database, found),
    total: isCounted ? numberOf(first, 'total') : countRentals(database, filter),
  };
};

const bySequence = 'ORDER BY sort_group, sort_at, key';

/** A list is scrolled through by the index that has its sequence: sorting all rentals for each part takes a hundred times as long. */
const walkedRows = (database: Database, filter: RentalQuery, { limit, offset }: TablePart): readonly Row[] => {
  const where = conditionsByPlace(database, filter);
  return database.all(
    `SELECT id, account_id, body FROM rental
     WHERE key IN (SELECT key FROM rental ${where.sql} ${bySequence} LIMIT ? OFFSET ?) ${bySequence}`,
    ...where.values,
    limit,
    offset,
  );
};

/**
 * Texts are looked through once for the rows and their number (`total`), and no body is read but those of the part: it is found by the index
 * that has the sequence.
 */
const foundRows = (database: Database, filter: RentalQuery, { limit, offset }: TablePart): readonly Row[] => {
  const where = rentalConditions(database, filter);
  return database.all(
    `WITH found (key) AS MATERIALIZED (SELECT key FROM rental ${where.sql})
     SELECT id, account_id, body, (SELECT count(*) FROM found) AS total FROM rental
     WHERE key IN (
       SELECT key FROM rental INDEXED BY rental_by_urgency WHERE +key IN (SELECT key FROM found)
       ${bySequence} LIMIT ? OFFSET ?)
     ${bySequence}`,
    ...where.values,
    limit,
    offset,
  );
};

/** Found and sorted as a whole: what is written as the query is stands in no sequence that an index has. */
const writtenFirst = (database: Database, filter: RentalQuery, { limit, offset }: TablePart): readonly Row[] => {
  const where = rentalConditions(database, filter, 'written');
  const { withSql, orderSql, values } = sequenceOf(database, filter);
  return database.all(
    `WITH ${withSql} found (key) AS MATERIALIZED (SELECT key FROM rental ${where.sql})
     SELECT id, account_id, body, (SELECT count(*) FROM found) AS total FROM rental
     WHERE key IN (SELECT key FROM rental WHERE key IN (SELECT key FROM found) ${orderSql} LIMIT ? OFFSET ?) ${orderSql}`,
    ...values,
    ...where.values,
    limit,
    offset,
  );
};
