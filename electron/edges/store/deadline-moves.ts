import { deadlineKinds, type DeadlineKind } from '../../core/model/deadline.ts';
import { rentalIdOf, type AccountId, type Instant, type RentalId } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { isOver, type Rental } from '../../core/model/rental.ts';
import { numberOf, textOf, type Database } from './database.ts';
import { instantColumnOf } from './instants.ts';
import { readableJson } from './json.ts';
import { columnOr, type RowPlace } from './read-row.ts';

/** How often a deadline of a rental moved, was called off or came back since it was first known, and when what is known of it last changed. */
export interface DeadlineMoves {
  readonly moves: number;
  readonly changedAt: Instant;
}

/** What is known of each deadline of a rental: its instant, and beside it whatever a calendar would tell of it. */
const knownOf = ({ end, payBy, releases, phase, title }: Rental) =>
  [
    ['ends', end.at, [end, phase, title]],
    ['pay-by', payBy?.at ?? null, [payBy, phase, title]],
    ['releases', releases?.at ?? null, [releases, phase, title]],
  ] as const satisfies readonly (readonly [DeadlineKind, Instant | null, unknown])[];

/**
 * Counts how the deadlines of a rental moved; every rental that is stored passes here. What fell away keeps its row, so that a count never
 * goes back: a calendar ignores an event whose number is lower than the one it has.
 */
export const noteDeadlines = (database: Database, rental: Rental, nowMs: number): void => {
  const noted = new Map(
    database
      .all('SELECT kind, at, facts FROM deadline_move WHERE rental_id = ?', rental.id)
      .map((row) => [textOf(row, 'kind'), textOf(row, 'facts')]),
  );
  for (const [kind, at, told] of knownOf(rental)) {
    const known = noted.get(kind);
    const facts = JSON.stringify(told);
    if (at === null || known === facts) continue;
    const phaseBefore = known === undefined ? null : phaseIn(known);
    // A calendar learns of a cancellation, and that it was taken back, by a higher number too (RFC 5546, 2.1.4).
    const isRevised =
      phaseBefore !== null && phaseBefore !== rental.phase && (isOver({ phase: phaseBefore }) || isOver(rental));
    database.run(
      `INSERT INTO deadline_move (rental_id, account_id, kind, at, moves, facts, changed_at) VALUES (?, ?, ?, ?, 0, ?, ?)
       ON CONFLICT (rental_id, kind) DO UPDATE SET moves = min(moves, ${String(Number.MAX_SAFE_INTEGER - 1)}) + (at <> excluded.at OR ?), at = excluded.at, facts = excluded.facts,
         changed_at = excluded.changed_at`,
      rental.id,
      rental.accountId,
      kind,
      at,
      facts,
      instantOf(nowMs),
      isRevised ? 1 : 0,
    );
  }
};

/** The phase in what was known of a deadline; null where nothing readable was. */
const phaseIn = (facts: string): string | null => {
  const told = readableJson(facts);
  const phase: unknown = Array.isArray(told) ? told[1] : null;
  return typeof phase === 'string' ? phase : null;
};

/** How the deadlines of all rentals moved, by rental and kind. */
export const deadlineMoves = (
  database: Database,
): ReadonlyMap<RentalId, Readonly<Partial<Record<DeadlineKind, DeadlineMoves>>>> => {
  const moves = new Map<RentalId, Partial<Record<DeadlineKind, DeadlineMoves>>>();
  for (const row of database.all(
    `SELECT rental_id || '/' || kind AS id, rental_id, account_id, kind, moves, changed_at FROM deadline_move`,
  )) {
    const kind = deadlineKinds.find((each) => each === textOf(row, 'kind'));
    if (kind === undefined) continue;
    const id = rentalIdOf(textOf(row, 'rental_id'));
    const counted = {
      moves: columnOr(database, row, place, 'moves', numberOf, 0),
      changedAt: columnOr(database, row, place, 'changed_at', instantColumnOf, unknownSince),
    };
    moves.set(id, { ...moves.get(id), [kind]: counted });
  }
  return moves;
};

const place: RowPlace = { table: 'deadline_move', id: 'id', account: 'account_id' };

const unknownSince = instantOf(0);

/** Forgets the counts of an account that is removed. */
export const forgetDeadlineMoves = (database: Database, id: AccountId): void => {
  database.run('DELETE FROM deadline_move WHERE account_id = ?', id);
};
