import type { AccountId, Instant } from '../../core/model/ids.ts';
import type { SearchRequest } from '../../core/model/named-kind.ts';
import type { NoRing } from '../../core/model/no-ring.ts';
import type { Intention, RentalState } from '../../core/model/rental.ts';
import { liveGroup } from '../../core/model/standing.ts';
import type { Database } from './database.ts';
import { mayBeDueBySql } from './may-be-due.ts';
import { type MuteSetting, noRingCondition } from './no-ring.ts';
import { idsTagged } from './rental-wishes.ts';
import { mayRingSql, rentalSubject, rentalSubjectByKey } from './rental-subject.ts';
import { allOf, type Condition, either, equals, rentalSearch, whereOf } from './search.ts';

/** What the indexes with the sequence of lists find by themselves. */
interface PlaceQuery {
  readonly state: RentalState | null;
  /** Only those that are over, or only those that are not; all of them when it is left out. */
  readonly isOver?: boolean;
  /** Only those whose next deadline comes by an instant in epoch milliseconds, or those that run and have none ahead. */
  readonly nextBy?: number | 'none';
}

/** Which rentals to read. What is left out shows all of them. */
export interface RentalQuery extends SearchRequest, PlaceQuery {
  readonly accountId: AccountId | null;
  /** Only rentals that may have a deadline after this instant, in epoch milliseconds. */
  readonly aheadOfMs?: number;
  /** Only rentals of which a reading of a deadline may be this instant or an earlier one. */
  readonly dueBy?: Instant;
  /** Only rentals that will not ring, for one reason or for any, while these mutes hold. */
  readonly noRing?: MuteSetting & { readonly reason: NoRing | 'any' };
  readonly plan?: Intention | null;
  readonly provider?: string | null;
  readonly region?: string | null;
  /** The provider's own word for what is rented. */
  readonly kind?: string | null;
  /** A tag, however it is written. */
  readonly tag?: string | null;
  /** Only those of these keys. */
  readonly keys?: readonly number[];
  /** What the query finds as well where it is read as a time: what holds the rest of it and whose next deadline comes by an instant. */
  readonly orDueBy?: DueBy;
}

/** What is left of a query that is read as a time, and an instant in epoch milliseconds. */
interface DueBy extends Pick<RentalQuery, 'query' | 'loosely' | 'kindsOf'> {
  readonly nextBy: number;
}

/** A filter under which every term of the query is found as it is written. */
export const literally = ({ loosely: _loosely, orDueBy: _orDueBy, ...filter }: RentalQuery): RentalQuery => filter;

/** Whether a query finds more than what is written as it is. */
export const isReadFreely = ({ loosely, orDueBy }: RentalQuery): boolean =>
  loosely !== undefined || orDueBy !== undefined;

/**
 * The condition of a filter on `rental`; `written` is a table with the keys of those that hold its query as it is written, where there is one.
 */
export const rentalConditions = (database: Database, filter: RentalQuery, written: string | null = null): Condition =>
  whereOf([
    rentalSubject(database),
    searchCondition(database, filter, written),
    ...placeConditions(filter),
    equals('rental.account_id', filter.accountId),
    // Goes by the deadlines alone and not by what the clock made of them, so it holds for a reader's own clock too.
    filter.aheadOfMs === undefined ? null : { sql: mayRingSql, values: [filter.aheadOfMs] },
    filter.dueBy === undefined ? null : { sql: mayBeDueBySql, values: [filter.dueBy] },
    filter.noRing === undefined ? null : noRingCondition(database, filter.noRing.reason, filter.noRing),
    providerCondition(filter.provider),
    bodySays('intention', filter.plan),
    bodySays('region', filter.region),
    bodySays('resourceType', filter.kind),
    taggedCondition(database, filter.tag),
    filter.keys === undefined
      ? null
      : { sql: 'rental.key IN (SELECT value FROM json_each(?))', values: [JSON.stringify(filter.keys)] },
  ]);

const searchCondition = (database: Database, filter: RentalQuery, written: string | null): Condition | null => {
  const { orDueBy, loosely } = filter;
  const isKnown = written !== null && loosely === undefined;
  const search = isKnown
    ? { sql: `rental.key IN (SELECT key FROM ${written})`, values: [] }
    : rentalSearch(database, filter);
  if (search === null || orDueBy === undefined) return grouped(search);
  const due = [rentalSearch(database, orDueBy), nextCondition(orDueBy.nextBy)].filter((each) => each !== null);
  return grouped(either(search, allOf(due)));
};

const grouped = (condition: Condition | null): Condition | null =>
  condition === null ? null : { ...condition, sql: `(${condition.sql})` };

const placeParts: ReadonlySet<string> = new Set(['query', 'kindsOf', 'state', 'isOver', 'nextBy']);

/** Whether nothing is asked but what the indexes with the sequence of lists find by themselves. */
export const isByPlace = (filter: RentalQuery): boolean =>
  filter.query.trim() === '' &&
  Object.entries(filter).every(([part, value]) => placeParts.has(part) || value === null || value === undefined);

/** The condition of a filter that is by place: of every row, only what an index holds is looked at. */
export const conditionsByPlace = (database: Database, filter: PlaceQuery): Condition =>
  whereOf([rentalSubjectByKey(database), ...placeConditions(filter)]);

/** Where rentals without a deadline ahead stand; those that are over stand behind them (see `standingOf`). */
const endlessGroup = liveGroup + 1;

/** Whether a row is of what is over, in SQL. */
export const isOverSql = `rental.sort_group > ${String(endlessGroup)}`;

const placeConditions = ({ state, isOver, nextBy }: PlaceQuery): readonly (Condition | null)[] => [
  equals('rental.state', state),
  isOver === undefined
    ? null
    : { sql: isOver ? isOverSql : `rental.sort_group <= ${String(endlessGroup)}`, values: [] },
  nextCondition(nextBy),
];

const nextCondition = (nextBy: number | 'none' | undefined): Condition | null => {
  if (nextBy === undefined) return null;
  if (nextBy === 'none') return { sql: `rental.sort_group = ${String(endlessGroup)}`, values: [] };
  return { sql: `rental.sort_group = ${String(liveGroup)} AND rental.sort_at <= ?`, values: [nextBy] };
};

const providerCondition = (provider: string | null | undefined): Condition | null =>
  provider === undefined || provider === null
    ? null
    : { sql: 'rental.account_id IN (SELECT id FROM account WHERE provider = ?)', values: [provider] };

const taggedCondition = (database: Database, tag: string | null | undefined): Condition | null =>
  tag === undefined || tag === null
    ? null
    : { sql: 'rental.id IN (SELECT value FROM json_each(?))', values: [JSON.stringify(idsTagged(database, tag))] };

/** A body that is none says everything, so that whoever reads it finds it damaged. */
const bodySays = (member: string, value: string | null | undefined): Condition | null =>
  value === undefined || value === null
    ? null
    : {
        sql: `CASE WHEN json_valid(rental.body) THEN json_extract(rental.body, '$.${member}') = ? ELSE 1 END`,
        values: [value],
      };
