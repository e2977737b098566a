import type { DeadlineKind } from '../../core/model/deadline.ts';
import { type AccountId, type ProviderOrderId, type RentalId, accountIdOf, rentalIdOf } from '../../core/model/ids.ts';
import { type KeptRental, type Rental, type RentalState, rentalStates } from '../../core/model/rental.ts';
import type { Standing } from '../../core/model/standing.ts';
import { type Database, type Row, numberOf, textOf, textOrNullOf } from './database.ts';
import { callOffDeadlines, noteDeadlines } from './deadline-moves.ts';
import { readableJson, storedJson, storedJsonOrNull } from './json.ts';
import { leanJson } from './lean-json.ts';
import { linkOrders } from './order-links.ts';
import {
  type RentalQuery,
  conditionsByPlace,
  isByPlace,
  isOverSql,
  isReadFreely,
  literally,
  rentalConditions,
} from './rental-conditions.ts';
import { subjectOf } from './rental-subject.ts';
import { type RowPlace, noteDerived, readRows, rowMended, wholeTable } from './read-row.ts';
import { keptKeySql, nextKeySql, ownKeys } from './row-keys.ts';
import { endSchema, rentalSchema } from './row-schemas.ts';
import { searchTextOf } from './search.ts';
import { z } from 'zod';

/** Which rentals pass a filter, in the sequence of `pageOfRentals`: so little of each that those of a long history fit into memory. */
export const findRentals = (database: Database, filter: RentalQuery): readonly RentalId[] => {
  const where = rentalConditions(database, filter);
  const { withSql, orderSql, values } = sequenceOf(database, filter);
  const sql = `${withSql === '' ? '' : `WITH ${withSql.slice(0, -1)}`} SELECT id FROM rental ${where.sql} ${orderSql}`;
  return database.each(sql, (row) => rentalIdOf(textOf(row, 'id')), ...values, ...where.values);
};

/** The sequence of `pageOfRentals` in SQL, and what it needs to be known before, with a comma behind it. */
export const sequenceOf = (database: Database, filter: RentalQuery) => {
  if (!isReadFreely(filter)) return { withSql: '', orderSql: 'ORDER BY sort_group, sort_at, key', values: [] };
  const written = rentalConditions(database, literally(filter));
  return {
    withSql: `written (key) AS MATERIALIZED (SELECT key FROM rental ${written.sql}),`,
    orderSql: `ORDER BY ${isOverSql}, key NOT IN (SELECT key FROM written), sort_group, sort_at, key`,
    values: written.values,
  };
};

/** Returns the number of rentals that a filter leaves. */
export const countRentals = (database: Database, filter: RentalQuery): number => {
  // By place, an index tells it without a look at the rows.
  const where = isByPlace(filter) ? conditionsByPlace(database, filter) : rentalConditions(database, filter);
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
  rentalsFrom(database, database.all('SELECT id, account_id, body FROM rental WHERE id = ?', id))[0] ?? null;

/** The rentals of one account without its credit, or a part of them. */
export const rentalsOfAccount = (
  database: Database,
  accountId: AccountId,
  { offset, limit } = wholeTable,
): readonly KeptRental[] =>
  readRows(
    database,
    database.all(
      `SELECT id, account_id, body, held_end FROM rental WHERE account_id = ? AND subject = 'rental'
       ORDER BY state, key LIMIT ? OFFSET ?`,
      accountId,
      limit,
      offset,
    ),
    rentalPlace,
    (row) => keptOf(database, row),
  );

/** A rental as its row holds it. What of it follows from the clock is computed by whoever stores it. */
export interface RentalRow extends KeptRental {
  readonly standing: Standing;
  /** Until when it can still ring, in epoch milliseconds; null when it has no deadline that matters. */
  readonly ringsUntilMs: number | null;
  /** Which of its deadlines stand: those that are told. */
  readonly standingDeadlines: ReadonlySet<DeadlineKind>;
  /** What it is found by besides the text of its orders. */
  readonly words: readonly string[];
}

const putRentalSql = `INSERT INTO rental (key, id, account_id, subject, body, held_end, listing, state, state_until, rings_until, sort_group, sort_at,
    search_text)
  VALUES (${nextKeySql('rental')}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET key = ${keptKeySql('rental')}, account_id = excluded.account_id, subject = excluded.subject, body = excluded.body, held_end = excluded.held_end, listing = excluded.listing,
    state = excluded.state, state_until = excluded.state_until, rings_until = excluded.rings_until,
    sort_group = excluded.sort_group, sort_at = excluded.sort_at, search_text = excluded.search_text
  RETURNING key`;

/** Stores a rental; how its deadlines moved is dated `nowMs`. */
export const putRental = (database: Database, row: RentalRow, nowMs: number): void => {
  const { rental, heldEnd, standing } = row;
  const before = storedBefore(database, rental.id);
  noteDeadlines(database, rental, { standing: row.standingDeadlines, isNoted: before.hasDeadlines }, nowMs);
  const written = database.write(
    putRentalSql,
    rental.id,
    rental.accountId,
    subjectOf(rental),
    leanJson(rental),
    heldEnd === null ? null : JSON.stringify(heldEnd),
    rental.listing?.key ?? null,
    standing.state,
    standing.untilMs,
    row.ringsUntilMs,
    standing.group,
    standing.sortAtMs,
    searchTextOf(row.words),
  );
  const link = { accountId: rental.accountId, rentalKey: numberOf(written, 'key') };
  linkOrders(database, link, { before: before.orders, after: rental.orders });
  rowMended(database, 'rental', rental.id);
};

/** What a rental was made of before it is written, and whether deadlines of it are noted: asked in one, for those of a first sync are all new. */
const storedBefore = (database: Database, id: RentalId) => {
  const row = database.one(
    `SELECT (SELECT body FROM rental WHERE id = ?1) AS body, EXISTS (SELECT 1 FROM deadline_move WHERE rental_id = ?1) AS noted`,
    id,
  );
  const body = row === null ? null : textOrNullOf(row, 'body');
  return { orders: body === null ? [] : ordersIn(body), hasDeadlines: numberOf(row, 'noted') === 1 };
};

/** What a rental was made of as it is stored: nothing where there is none, null where its row cannot be read. */
const ordersAsStored = (database: Database, id: RentalId): readonly ProviderOrderId[] | null => {
  const row = database.one('SELECT body FROM rental WHERE id = ?', id);
  return row === null ? [] : ordersIn(textOf(row, 'body'));
};

const ordersIn = (body: string): readonly ProviderOrderId[] | null => {
  const read = ordersSchema.safeParse(readableJson(body));
  return read.success ? read.data.orders : null;
};

const ordersSchema = z.looseObject({ orders: z.array(z.custom<ProviderOrderId>((id) => typeof id === 'string')) });

/** Deletes a rental and what it is made of; that its deadlines are called off is dated `nowMs`. */
export const deleteRental = (database: Database, id: RentalId, nowMs: number): void => {
  callOffDeadlines(database, id, nowMs);
  const row = database.one(`SELECT key, account_id FROM rental WHERE id = ? AND key ${ownKeys}`, id);
  if (row !== null) {
    const link = { accountId: accountIdOf(textOf(row, 'account_id')), rentalKey: numberOf(row, 'key') };
    linkOrders(database, link, { before: ordersAsStored(database, id), after: [] });
  }
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

/** Where a row of a rental says its id and its account. */
export const rentalPlace: RowPlace = { table: 'rental', id: 'id', account: 'account_id' };

/** Rows of rentals (their id, account and body) as values, without the damaged ones. */
export const rentalsFrom = (database: Database, rows: readonly Row[]): readonly Rental[] =>
  readRows(database, rows, rentalPlace, (row) => bodyOf(database, row));

/** A body that belongs to another row is as bad as none. Whose the rental is, it says itself: the column only finds it. */
const bodyOf = (database: Database, row: Row): Rental => {
  const rental = storedJson(textOf(row, 'body'), rentalSchema);
  const { id, accountId } = rental;
  const isItsAccount = accountId === textOf(row, 'account_id');
  if (id !== textOf(row, 'id') || !(isItsAccount || id.startsWith(`${accountId}:`)))
    throw new Error('the body is of another rental');
  const at = { table: 'rental', id, accountId } as const;
  if (isItsAccount) database.damaged.mended({ ...at, column: 'account_id' });
  else noteDerived(database, at, 'account_id');
  return rental;
};

/** Returns a row with its held end. Throws where it cannot be read. */
export const keptOf = (database: Database, row: Row): KeptRental => ({
  rental: bodyOf(database, row),
  heldEnd: storedJsonOrNull(textOrNullOf(row, 'held_end'), endSchema),
});
