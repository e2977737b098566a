import { type RentalId, type ResourceKey, type AccountId, accountIdOf, resourceKeyOf } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { type Rental, rentalStates } from '../../core/model/rental.ts';
import { liveGroup, type Standing } from '../../core/model/standing.ts';
import { type Database, type Row, type SqlValue, numberOf, textOf } from './database.ts';
import { orderByKey } from './order-sights.ts';
import { rowMended } from './read-row.ts';
import { rentalByKey } from './rental-keys.ts';
import { subjectOf } from './rental-subject.ts';
import { rentalsFrom } from './rentals.ts';
import type { KeyRange } from './row-keys.ts';

const instants = ['$.end.at', '$.payBy.at', '$.releases.surelyAt', '$.balance.lastsUntil'].map(
  (path) => `coalesce(json_extract(body, '${path}'), '')`,
);
const last = `max(${instants.join(', ')})`;
/** Of those that lie ahead. */
const next = `min(${instants.map((sql) => `iif(${sql} > ?3, ${sql}, '~')`).join(', ')})`;

/** What follows from a rental and the clock. */
interface Derived {
  readonly standing: Standing;
  /** Where its row may say that it stands, as another clock or an earlier look had it. */
  readonly possible: readonly Standing[];
  readonly ringsUntilMs: number | null;
}

/** The clock, and what it makes of a rental. */
export interface Deriving {
  readonly nowMs: number;
  readonly derive: (rental: Rental) => Derived;
}

/** The columns of a rental's row that follow from its body, and from the clock. */
type DerivedColumns = Readonly<
  Record<
    'account_id' | 'subject' | 'listing' | 'rings_until' | 'state' | 'state_until' | 'sort_group' | 'sort_at',
    SqlValue
  >
>;

/** A rental whose row is not what follows from its body. */
export interface ContradictedRental {
  readonly key: number;
  readonly id: RentalId;
  readonly accountId: AccountId;
  /** What the row should say. */
  readonly columns: DerivedColumns;
}

/** Only these are over, and lie last. */
const overStates = `'expired', 'released', 'cancelled'`;

const contradictedSql = `SELECT key, id, body, account_id, subject, listing, rings_until, state, state_until, sort_group, sort_at FROM rental
  WHERE key BETWEEN ?1 AND ?2 AND CASE WHEN json_valid(body) AND json_type(body, '$.end') IS 'object' AND json_extract(body, '$.id') IS id THEN
    json_extract(body, '$.accountId') IS NOT account_id OR json_extract(body, '$.listing.key') IS NOT listing
      OR subject IS NOT iif(id = json_extract(body, '$.accountId') || ':balance', 'balance', 'rental')
      OR state NOT IN (${rentalStates.map((state) => `'${state}'`).join(', ')}) OR sort_group NOT IN (0, 1, 2)
      OR (sort_group = ${String(liveGroup)} AND state IN ('released', 'cancelled')) OR (sort_group = 1 AND (sort_at <> 0 OR state IN (${overStates}, 'frozen'))) OR (sort_group = 2 AND (sort_at > 0 OR state NOT IN (${overStates})))
      OR iif(${last} > ?3, coalesce(rings_until, 0) < 1000 * unixepoch(${last}) OR sort_group <> ${String(liveGroup)}
        OR sort_at NOT BETWEEN 1 AND 1000 * (unixepoch(${last}) + 1) OR coalesce(state_until, 9e15) > 1000 * unixepoch(${next}),
        sort_group = ${String(liveGroup)}) END`;

/** Reads the rentals whose row is none at first sight, so that they are noted as damaged. */
export const readDoubtfulRentals = (database: Database, { first, last: end }: KeyRange): void => {
  const rows = database.all(
    `SELECT key FROM rental WHERE key BETWEEN ? AND ? AND CASE
       WHEN NOT json_valid(body) OR NOT json_valid(coalesce(held_end, '{}')) THEN 1
       ELSE json_type(body, '$.end') IS NOT 'object' OR json_extract(body, '$.id') IS NOT id
         OR json_type(coalesce(held_end, '{}')) <> 'object' OR held_end = '{}' END`,
    first,
    end,
  );
  for (const row of rows) rentalByKey(database, numberOf(row, 'key'));
};

/**
 * Rentals of which a column contradicts the body that it follows from: such a one may be looked for in vain, or never ring. What they have to say is
 * worked out only of those that SQL finds suspicious.
 */
export const contradictedRentals = (
  database: Database,
  { nowMs, derive }: Deriving,
  { first, last: end }: KeyRange,
): readonly ContradictedRental[] =>
  database.all(contradictedSql, first, end, instantOf(nowMs)).flatMap((row) => {
    const key = numberOf(row, 'key');
    const [rental] = rentalsFrom(database, [row]);
    if (rental === undefined) return [];
    const derived = derive(rental);
    const columns = columnsOf(rental, derived);
    return agrees(row, columns, derived.possible) ? [] : [{ key, id: rental.id, accountId: rental.accountId, columns }];
  });

const columnsOf = (rental: Rental, { standing, ringsUntilMs }: Derived): DerivedColumns => ({
  account_id: rental.accountId,
  subject: subjectOf(rental),
  listing: rental.listing?.key ?? null,
  rings_until: ringsUntilMs,
  state: standing.state,
  state_until: standing.untilMs,
  sort_group: standing.group,
  sort_at: standing.sortAtMs,
});

const agrees = (row: Row, columns: DerivedColumns, possible: readonly Standing[]): boolean =>
  (['account_id', 'subject', 'listing', 'rings_until'] as const).every((column) => row[column] === columns[column]) &&
  possible.some((standing) => standsAt(row, standing));

const standsAt = (row: Row, { state, untilMs, group, sortAtMs }: Standing): boolean => {
  // What is frozen for nobody knows how long lies at the instant at which it was looked at.
  const isTimeless = untilMs === null && group === liveGroup;
  return (
    row['state'] === state &&
    row['state_until'] === untilMs &&
    row['sort_group'] === group &&
    (isTimeless || row['sort_at'] === sortAtMs)
  );
};

/** Has rows say what follows from their bodies, all of them or none. One whose account is gone keeps the account that it names. */
export const writeDerived = (database: Database, rentals: readonly ContradictedRental[]): void => {
  database.transaction(() => {
    for (const { key, columns } of rentals)
      database.run(
        `UPDATE rental SET account_id = coalesce((SELECT id FROM account WHERE id = ?), account_id), subject = ?, listing = ?,
           rings_until = ?, state = ?, state_until = ?, sort_group = ?, sort_at = ? WHERE key = ?`,
        columns.account_id,
        columns.subject,
        columns.listing,
        columns.rings_until,
        columns.state,
        columns.state_until,
        columns.sort_group,
        columns.sort_at,
        key,
      );
  });
  for (const { id } of rentals) rowMended(database, 'rental', id);
};

/** Gives rows whose id is nobody's the one that their body states, unless another row has it. */
export const writeLostIds = (database: Database, { first, last: end }: KeyRange): void => {
  const own = `json_extract(body, '$.id')`;
  const rows = database.all(
    `SELECT key, id, ${own} AS own FROM rental WHERE key BETWEEN ? AND ? AND CASE WHEN json_valid(body) THEN ${own} IS NOT id
       AND instr(${own}, json_extract(body, '$.accountId') || ':') = 1 AND NOT EXISTS (SELECT 1 FROM rental AS other WHERE other.id = ${own.replace('body', 'rental.body')}) END`,
    first,
    end,
  );
  for (const row of rows) {
    database.run('UPDATE rental SET id = ? WHERE key = ?', textOf(row, 'own'), numberOf(row, 'key'));
    rowMended(database, 'rental', textOf(row, 'id'));
  }
};

/** Reads the orders whose row is none at first sight, so that they are noted as damaged. */
export const readDoubtfulOrders = (database: Database, { first, last: end }: KeyRange): void => {
  const rows = database.all(
    `SELECT orders.key FROM orders LEFT JOIN fact_shape ON fact_shape.key = fact_shape
     WHERE orders.key BETWEEN ? AND ? AND CASE
       WHEN NOT json_valid(body) OR NOT json_valid(facts) THEN 1
       ELSE json_type(body, '$.items') IS NOT 'array' OR json_type(body, '$.title') IS NOT 'text' OR json_type(facts) <> 'array'
         OR (fact_shape IS NOT NULL AND json_array_length(facts) IS NOT json_array_length(paths))
         OR (fact_shape IS NULL AND json_array_length(facts) > 0 AND json_type(facts, '$[0].path') IS NOT 'text') END`,
    first,
    end,
  );
  for (const row of rows) orderByKey(database, numberOf(row, 'key'));
};

/** Orders with an item of which no rental tells although rentals were made of them: each item is part of one. */
export const ordersLackingRentals = (
  database: Database,
  { first, last: end }: KeyRange,
): readonly { readonly key: number; readonly accountId: AccountId }[] =>
  database
    .all(
      `SELECT orders.key, orders.account_id FROM orders JOIN order_tally ON order_tally.account_id = orders.account_id
       WHERE orders.key BETWEEN ? AND ? AND orders.key <= assembled_to
         AND NOT EXISTS (
           SELECT 1 FROM rental_order JOIN rental ON rental.key = rental_key WHERE order_key = orders.key)
         AND CASE WHEN json_valid(orders.body) THEN json_array_length(orders.body, '$.items') > 0 END`,
      first,
      end,
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
