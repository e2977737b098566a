import type { DeadlineKind } from '../../core/model/deadline.ts';
import { type AccountId, type ProviderOrderId, type RentalId } from '../../core/model/ids.ts';
import { rentalStates, type KeptRental, type Rental, type RentalState } from '../../core/model/rental.ts';
import type { Standing } from '../../core/model/standing.ts';
import { numberOf, textOf, textOrNullOf, type Database, type Row } from './database.ts';
import { callOffDeadlines, noteDeadlines } from './deadline-moves.ts';
import { storedJson, storedJsonOrNull } from './json.ts';
import { readRow, readRows, rowMended, type RowPlace } from './read-row.ts';
import { endSchema, rentalSchema } from './row-schemas.ts';
import { equals, searchCondition, searchTextOf, whereOf, type Condition } from './search.ts';

/** Which rentals to read. */
export interface RentalQuery {
  readonly query: string;
  readonly state: RentalState | null;
  readonly accountId: AccountId | null;
  /** Only rentals that may have a deadline after this instant, in epoch milliseconds; all of them when it is left out. */
  readonly aheadOfMs?: number;
}

const conditionsOf = (filter: RentalQuery): Condition =>
  whereOf([
    equals('rental.subject', 'rental'),
    searchCondition('rental', filter.query),
    equals('rental.state', filter.state),
    equals('rental.account_id', filter.accountId),
    // Goes by the deadlines alone and not by what the clock made of them, so it holds for a reader's own clock too.
    filter.aheadOfMs === undefined ? null : { sql: 'rental.rings_until > ?', values: [filter.aheadOfMs] },
  ]);

/** Rentals by urgency, without the credit of accounts: what has a deadline first, soonest first; then those without one; what is over last, newest first. */
export const listRentals = (
  database: Database,
  filter: RentalQuery,
  window: { readonly offset: number; readonly limit: number },
): readonly Rental[] => {
  const where = conditionsOf(filter);
  return rentalsFrom(
    database,
    database.all(
      `SELECT id, account_id, body FROM rental ${where.sql} ORDER BY sort_group, sort_at, key LIMIT ? OFFSET ?`,
      ...where.values,
      window.limit,
      window.offset,
    ),
  );
};

/** Returns the number of rentals that a filter leaves. */
export const countRentals = (database: Database, filter: RentalQuery): number => {
  const where = conditionsOf(filter);
  return numberOf(database.one(`SELECT count(*) AS count FROM rental ${where.sql}`, ...where.values), 'count');
};

/** How many rentals are in each state. */
export const rentalTotals = (database: Database): Readonly<Record<RentalState, number>> => {
  const counted = new Map(
    database
      .all(`SELECT state, count(*) AS count FROM rental WHERE subject = 'rental' GROUP BY state`)
      .map((row) => [textOf(row, 'state'), numberOf(row, 'count')]),
  );
  const totals: Record<RentalState, number> = {
    pending: 0,
    active: 0,
    ending: 0,
    expired: 0,
    frozen: 0,
    released: 0,
    cancelled: 0,
    'open-ended': 0,
    unknown: 0,
  };
  for (const state of rentalStates) totals[state] = counted.get(state) ?? 0;
  return totals;
};

/** The rental of an id, or the credit of an account; null when there is none, or when its row is damaged. */
export const rentalById = (database: Database, id: RentalId): Rental | null =>
  readRow(database, database.one('SELECT id, account_id, body FROM rental WHERE id = ?', id), place, bodyOf);

/** Every rental of one account, without its credit, for a round. */
export const rentalsOfAccount = (database: Database, accountId: AccountId): readonly KeptRental[] =>
  readRows(
    database,
    database.all(
      `SELECT id, account_id, body, held_end FROM rental WHERE account_id = ? AND subject = 'rental'`,
      accountId,
    ),
    place,
    (row) => ({ rental: bodyOf(row), heldEnd: storedJsonOrNull(textOrNullOf(row, 'held_end'), endSchema) }),
  );

/** Orders whose rental's end has yet to be confirmed by a second reading. */
export const ordersWithHeldEnd = (database: Database, accountId: AccountId): ReadonlySet<ProviderOrderId> =>
  new Set(
    rentalsFrom(
      database,
      database.all('SELECT id, account_id, body FROM rental WHERE account_id = ? AND held_end IS NOT NULL', accountId),
    ).flatMap((rental) => rental.orders),
  );

/** Whether a later end of one of an account's rentals waits for a second reading. */
export const hasHeldEnd = (database: Database, accountId: AccountId): boolean =>
  database.one('SELECT 1 AS held FROM rental WHERE account_id = ? AND held_end IS NOT NULL', accountId) !== null;

/** Rentals, and accounts' credit, that may still ring: a deadline lies ahead, or passed so lately that it is told all the same. */
export const ringingRentals = (database: Database, nowMs: number): readonly Rental[] =>
  rentalsFrom(
    database,
    database.all('SELECT id, account_id, body FROM rental WHERE rings_until > ? ORDER BY rings_until, key', nowMs),
  );

/** A rental as its row holds it. What of it follows from the clock is computed by whoever stores it. */
export interface RentalRow extends KeptRental {
  readonly standing: Standing;
  /** Until when it can still ring, in epoch milliseconds; null when it has no deadline that matters. */
  readonly ringsUntilMs: number | null;
  /** Which of its deadlines stand: those that are told. */
  readonly standingDeadlines: ReadonlySet<DeadlineKind>;
  /** What it is found by besides its own words. */
  readonly orderTexts: readonly string[];
}

/** Stores a rental; how its deadlines moved is dated `nowMs`. */
export const putRental = (database: Database, row: RentalRow, nowMs: number): void => {
  const { rental, heldEnd, standing } = row;
  const text = searchTextOf([
    rental.id,
    rental.title,
    rental.spec,
    rental.region,
    rental.resourceId,
    rental.resourceType,
    ...row.orderTexts,
  ]);
  forgetText(database, rental.id);
  noteDeadlines(database, rental, row.standingDeadlines, nowMs);
  database.run(
    `INSERT INTO rental (id, account_id, subject, body, held_end, state, state_until, rings_until, sort_group, sort_at, search_text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET body = excluded.body, held_end = excluded.held_end, state = excluded.state, state_until = excluded.state_until,
       rings_until = excluded.rings_until, sort_group = excluded.sort_group, sort_at = excluded.sort_at, search_text = excluded.search_text`,
    rental.id,
    rental.accountId,
    rental.balance === null ? 'rental' : 'balance',
    JSON.stringify(rental),
    heldEnd === null ? null : JSON.stringify(heldEnd),
    standing.state,
    standing.untilMs,
    row.ringsUntilMs,
    standing.group,
    standing.sortAtMs,
    text,
  );
  database.run(
    'INSERT INTO rental_search (rowid, search_text) SELECT key, search_text FROM rental WHERE id = ?',
    rental.id,
  );
  rowMended(database, 'rental', rental.id);
};

/** Deletes a rental and what the search knows of it; that its deadlines are called off is dated `nowMs`. */
export const deleteRental = (database: Database, id: RentalId, nowMs: number): void => {
  callOffDeadlines(database, id, nowMs);
  forgetText(database, id);
  database.run('DELETE FROM rental WHERE id = ?', id);
  rowMended(database, 'rental', id);
};

/** Rentals whose state or place the clock may have changed by now. */
export const rentalsToRestate = (database: Database, nowMs: number): readonly Rental[] =>
  rentalsFrom(database, database.all('SELECT id, account_id, body FROM rental WHERE state_until <= ?', nowMs));

/** Every rental, and the credit of every account. */
export const allRentals = (database: Database): readonly Rental[] =>
  rentalsFrom(database, database.all('SELECT id, account_id, body FROM rental'));

/** Stores where rentals stand, all of them or none. */
export const writeStandings = (
  database: Database,
  standings: readonly { readonly id: RentalId; readonly standing: Standing }[],
): void =>
  database.transaction(() => {
    for (const { id, standing } of standings) {
      database.run(
        'UPDATE rental SET state = ?, state_until = ?, sort_group = ?, sort_at = ? WHERE id = ?',
        standing.state,
        standing.untilMs,
        standing.group,
        standing.sortAtMs,
        id,
      );
    }
  });

const forgetText = (database: Database, id: RentalId): void => {
  database.run(
    `INSERT INTO rental_search (rental_search, rowid, search_text) SELECT 'delete', key, search_text FROM rental WHERE id = ?`,
    id,
  );
};

const place: RowPlace = { table: 'rental', id: 'id', account: 'account_id' };

/** Rows of rentals (their id, account and body) as values, without the damaged ones. */
export const rentalsFrom = (database: Database, rows: readonly Row[]): readonly Rental[] =>
  readRows(database, rows, place, bodyOf);

/** A body that belongs to another row is as bad as none. */
const bodyOf = (row: Row): Rental => {
  const rental = storedJson(textOf(row, 'body'), rentalSchema);
  if (rental.id !== textOf(row, 'id') || rental.accountId !== textOf(row, 'account_id'))
    throw new Error('the body is of another rental');
  return rental;
};
