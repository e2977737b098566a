// One rental must not silence the others: what is done for all of them is done for each alone when it throws.
import type { Rental } from '../../core/model/rental.ts';
import type { Database } from '../../edges/store/database.ts';
import type { RingRules } from '../../core/reminders/hold.ts';
import { plan, type Plan, type Watermarks } from '../../core/reminders/plan.ts';

/** Something to log about a rental. */
export interface LogWork {
  readonly rental: Rental;
  readonly log: () => void;
  /** What is done where the log does not take it. */
  readonly keep?: () => void;
}

type NoteFailure = (error: unknown, rental: Rental) => void;

/** Returns the plan of all rentals. A rental whose planning throws is reported and left out. */
export const planEach = (
  rentals: readonly Rental[],
  watermarks: Watermarks,
  nowMs: number,
  rules: RingRules,
  noted: NoteFailure,
): Plan => {
  try {
    return plan(rentals, watermarks, nowMs, rules);
  } catch {
    return together(
      rentals.flatMap((rental) => {
        try {
          return [plan([rental], watermarks, nowMs, rules)];
        } catch (error) {
          noted(error, rental);
          return [];
        }
      }),
    );
  }
};

const together = (plans: readonly Plan[]): Plan => {
  const looks = plans.map(({ nextLookAtMs }) => nextLookAtMs).filter((atMs) => atMs !== null);
  return {
    due: plans.flatMap(({ due }) => due).sort((one, other) => one.deadline.countsFromMs - other.deadline.countsFromMs),
    passedOver: plans.flatMap(({ passedOver }) => passedOver),
    missed: plans.flatMap(({ missed }) => missed),
    nextLookAtMs: looks.length === 0 ? null : Math.min(...looks),
  };
};

/** Logs everything in one transaction, or, when something throws, each in one of its own. */
export const logEach = (database: Database, works: readonly LogWork[], noted: NoteFailure): void => {
  if (works.length === 0) return;
  try {
    database.transaction(() => works.forEach(({ log }) => log()));
  } catch {
    for (const { rental, log, keep } of works) {
      try {
        database.transaction(log);
      } catch (error) {
        noted(error, rental);
        keep?.();
      }
    }
  }
};
