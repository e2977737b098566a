import type { Account } from '../../core/model/account.ts';
import type { RentalId } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Database } from '../../edges/store/database.ts';
import { lastRentalKey, rentalKeyOf } from '../../edges/store/rental-keys.ts';
import { ringingRentals } from '../../edges/store/ringing-rentals.ts';
import { readPoints } from '../../edges/store/settings.ts';
import { suppressPoint } from './write-claims.ts';
import { loggedWatermarks } from './watermarks.ts';
import type { ReminderTexts } from '../../core/reminders/texts.ts';
import { passedPoints, type Point } from '../../core/reminders/plan.ts';

/** What a word of the user may not make ring. */
export interface PassedParts {
  readonly database: Database;
  readonly texts: ReminderTexts;
  readonly nowMs: number;
}

/**
 * Does something that the user says about the rentals of an account, and notes as told every point that has passed only by it: the dates
 * that a preview shows lie ahead, and nothing rings that it did not show. What waited to ring before still does, as the most urgent
 * point that has passed now; once the user says that the deadline itself is over, there is nothing left to warn of. A deadline of two
 * readings of which one has passed may be upon us: where nobody was told of that, it rings.
 */
export const withoutRinging = <Value>(
  account: Account,
  { database, texts, nowMs }: PassedParts,
  work: () => Value,
): Value => {
  const look = (): Sight => {
    const watermarks = loggedWatermarks(database, nowMs);
    const points = readPoints(database);
    // One that rings no more has no points that could ring.
    const rentals = ringingRentals(database, nowMs, account.id);
    return { rentals, passed: rentals.flatMap((rental) => passedPoints(rental, watermarks, nowMs, points)) };
  };
  return database.transaction(() => {
    const before = look();
    const lastKey = lastRentalKey(database);
    const isNew = ({ id }: Rental): boolean => (rentalKeyOf(database, id) ?? 0) > lastKey;
    const isGone = ({ id }: Rental): boolean => rentalKeyOf(database, id) === null;
    const value = work();
    const after = look();
    for (const points of after.passed) {
      const last = points.at(-1);
      if (last !== undefined && !isBetweenReadings(last, nowMs) && !stillWaits(points, last, before, { isNew, isGone }))
        suppressPoint(last, account, 'passed', { database, texts, nowMs });
    }
    return value;
  });
};

const isBetweenReadings = ({ pointMs, deadline }: Point, nowMs: number): boolean =>
  pointMs === 0 && deadline.surelyMs > nowMs;

/** The rentals of an account that may ring, and the points that passed without being told, a list for each deadline. */
interface Sight {
  readonly rentals: readonly Rental[];
  readonly passed: readonly (readonly Point[])[];
}

/** What became of rentals by the word. */
interface Fate {
  readonly isNew: (rental: Rental) => boolean;
  readonly isGone: (rental: Rental) => boolean;
}

/** Whether any of a deadline's points waited before the word, whatever the instant of the deadline was then. */
const stillWaits = (points: readonly Point[], last: Point, before: Sight, fate: Fate): boolean => {
  const origins = originsOf(last.rental, before.rentals, fate);
  const waited = before.passed
    .flat()
    .filter(({ rental, deadline }) => origins.has(rental.id) && deadline.kind === last.deadline.kind);
  const waitedFor = (point: Point): boolean => waited.some(({ pointMs }) => pointMs === point.pointMs);
  return last.pointMs === 0 ? waitedFor(last) : points.some(waitedFor);
};

/** Returns the rentals that one is made of: itself, those merged into it, and, where it is new, the one that it was split from. */
const originsOf = (rental: Rental, before: readonly Rental[], { isNew, isGone }: Fate): ReadonlySet<RentalId> => {
  const shares = (other: Rental): boolean => other.orders.some((order) => rental.orders.includes(order));
  return new Set(
    before
      .filter((other) => other.id === rental.id || (shares(other) && (isNew(rental) || isGone(other))))
      .map(({ id }) => id),
  );
};
