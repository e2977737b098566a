import { deadlineKinds, type DeadlineKind } from '../../core/model/deadline.ts';
import { accountIdOf, rentalIdOf, type AccountId, type Instant, type RentalId } from '../../core/model/ids.ts';
import { epochMsOf, instantOf, parseInstant } from '../../core/model/instant.ts';
import type { Rental } from '../../core/model/rental.ts';
import { numberOf, textOf, type Database, type Row } from './database.ts';
import {
  factsText,
  lastInstantOf,
  notedDeadline,
  readFacts,
  statesOf,
  type DeadlineFacts,
  type DeadlineStates,
} from './deadline-facts.ts';
import { instantColumnOf } from './instants.ts';
import { columnOr, type RowPlace } from './read-row.ts';

/** A deadline that was announced and called off before it came to pass. */
interface CalledOff {
  readonly accountId: AccountId;
  /** When it was to be, as it was last announced. */
  readonly at: Instant;
  /** Its later reading, which is `at` but for data. */
  readonly lastAt: Instant;
  /** What its rental was called. */
  readonly title: string;
}

/** How often a deadline of a rental moved, was called off or came back since it was first known, and when what is known of it last changed. */
export interface DeadlineMoves {
  readonly moves: number;
  readonly changedAt: Instant;
  /** Null while it stands, was never announced, or came to pass. */
  readonly calledOff: CalledOff | null;
}

/** What is known of each deadline of a rental: its instant, and beside it whatever a calendar would tell of it. */
const knownOf = ({ end, payBy, releases }: Rental) =>
  [
    ['ends', end.at, end],
    ['pay-by', payBy?.at ?? null, payBy],
    ['releases', releases?.at ?? null, releases],
  ] as const satisfies readonly (readonly [DeadlineKind, Instant | null, unknown])[];

interface DeadlineRow {
  readonly accountId: AccountId;
  readonly at: Instant;
  readonly text: string;
  readonly facts: DeadlineFacts | null;
}

const rowsOf = (database: Database, id: RentalId): ReadonlyMap<string, DeadlineRow> =>
  new Map(
    database
      .all('SELECT kind, account_id, at, facts FROM deadline_move WHERE rental_id = ?', id)
      .map((row) => [textOf(row, 'kind'), rowOf(row)]),
  );

const noRows: ReadonlyMap<string, DeadlineRow> = new Map();

const rowOf = (row: Row): DeadlineRow => {
  const text = textOf(row, 'facts');
  const at = parseInstant(textOf(row, 'at')) ?? unknownSince;
  return { accountId: accountIdOf(textOf(row, 'account_id')), at, text, facts: readFacts(text) };
};

/**
 * Counts how the deadlines of a rental moved, and notes which of them stand (`standing`); every rental that is stored passes here. Where none
 * is noted yet (`isNoted`), none is looked up. What fell away keeps its row and the instant that was announced, so that it can be called off,
 * and a count never goes back: a calendar ignores an event whose number is lower than the one it has.
 */
export const noteDeadlines = (
  database: Database,
  rental: Rental,
  { standing, isNoted }: { readonly standing: ReadonlySet<DeadlineKind>; readonly isNoted: boolean },
  nowMs: number,
): void => {
  const rows = isNoted ? rowsOf(database, rental.id) : noRows;
  const { id, accountId, phase, title } = rental;
  for (const [kind, at, told] of knownOf(rental)) {
    const row = rows.get(kind) ?? null;
    const states = statesOf({ kind, phase, isStanding: standing.has(kind) }, row && notedDeadline(row), nowMs);
    const isAway = at === null || states.after === 'off' || states.after === 'passed';
    const shown = row !== null && isAway ? { at: row.at, told: row.facts?.told } : { at, told };
    if (shown.at === null) continue;
    // What was past when it was first met was never announced, and never will be.
    const isPast = epochMsOf(lastInstantOf(shown.at, shown.told)) < nowMs;
    if (row === null && states.after === 'unsaid' && isPast) continue;
    const text = factsText({ told: shown.told, phase, title, state: states.after });
    if (text !== row?.text) put(database, { id, accountId, kind, at: shown.at, text }, states, nowMs);
  }
};

/** Calls off what was announced of a rental that is no more: its orders belong to another now. */
export const callOffDeadlines = (database: Database, id: RentalId, nowMs: number): void => {
  for (const kind of deadlineKinds) {
    const row = rowsOf(database, id).get(kind);
    if (row === undefined) continue;
    const states = statesOf({ kind, phase: null, isStanding: false }, notedDeadline(row), nowMs);
    if (states.before === states.after) continue;
    const text = factsText({ told: null, phase: '', title: '', ...row.facts, state: states.after });
    put(database, { id, accountId: row.accountId, kind, at: row.at, text }, states, nowMs);
  }
};

interface PutDeadline {
  readonly id: RentalId;
  readonly accountId: AccountId;
  readonly kind: DeadlineKind;
  readonly at: Instant;
  readonly text: string;
}

const put = (
  database: Database,
  { id, accountId, kind, at, text }: PutDeadline,
  { before, after }: DeadlineStates,
  nowMs: number,
): void => {
  // A calendar learns that a deadline was called off, and that it stands again, by a higher number too (RFC 5546, 2.1.4).
  const isRevised = before !== after && (before === 'off' || after === 'off');
  database.run(
    `INSERT INTO deadline_move (rental_id, account_id, kind, at, moves, facts, changed_at) VALUES (?, ?, ?, ?, 0, ?, ?)
     ON CONFLICT (rental_id, kind) DO UPDATE SET moves = min(moves, ${String(Number.MAX_SAFE_INTEGER - 1)}) + (at <> excluded.at OR ?), at = excluded.at, facts = excluded.facts,
       changed_at = excluded.changed_at`,
    id,
    accountId,
    kind,
    at,
    text,
    instantOf(nowMs),
    isRevised ? 1 : 0,
  );
};

/** How the deadlines of a rental moved, or of one that is no more, by kind. */
export const deadlineMovesOf = (
  database: Database,
  id: RentalId,
): Readonly<Partial<Record<DeadlineKind, DeadlineMoves>>> => {
  const moves: Partial<Record<DeadlineKind, DeadlineMoves>> = {};
  for (const row of database.all(
    `SELECT rental_id || '/' || kind AS id, account_id, kind, at, moves, facts, changed_at FROM deadline_move
     WHERE rental_id = ?`,
    id,
  )) {
    const kind = deadlineKinds.find((each) => each === textOf(row, 'kind'));
    if (kind === undefined) continue;
    moves[kind] = {
      moves: columnOr(database, row, place, 'moves', numberOf, 0),
      changedAt: columnOr(database, row, place, 'changed_at', instantColumnOf, unknownSince),
      calledOff: calledOffOf(rowOf(row)),
    };
  }
  return moves;
};

/** Rentals of which a deadline is noted, those that are no more among them, in the sequence in which they were first noted. */
export const rentalsWithDeadlines = (database: Database): readonly RentalId[] => notedRentals(database, '');

/** The same of rentals of which a deadline was called off. */
export const rentalsWithDeadlinesOff = (database: Database): readonly RentalId[] =>
  notedRentals(database, `HAVING max(CASE WHEN json_valid(facts) THEN json_extract(facts, '$[3]') = 'off' END)`);

const notedRentals = (database: Database, having: string): readonly RentalId[] =>
  database
    .all(`SELECT rental_id FROM deadline_move GROUP BY rental_id ${having} ORDER BY min(rowid)`)
    .map((row) => rentalIdOf(textOf(row, 'rental_id')));

const calledOffOf = ({ accountId, at, facts }: DeadlineRow): CalledOff | null =>
  facts !== null && facts.state === 'off'
    ? { accountId, at, lastAt: lastInstantOf(at, facts.told), title: facts.title }
    : null;

const place: RowPlace = { table: 'deadline_move', id: 'id', account: 'account_id' };

const unknownSince = instantOf(0);

/** Forgets the counts of an account that is removed. */
export const forgetDeadlineMoves = (database: Database, id: AccountId): void => {
  database.run('DELETE FROM deadline_move WHERE account_id = ?', id);
};
