import type { Account } from '../contract/account.ts';
import type { Database } from '../store/database.ts';
import { rentalsOfAccount } from '../store/rentals.ts';
import { loggedWatermarks, pointIdOf, suppressPoint, type ReminderTexts } from './ledger.ts';
import { passedPoints, type Point } from './plan.ts';

/** What a word of the user may not make ring. */
export interface PassedParts {
  readonly database: Database;
  readonly texts: ReminderTexts;
  readonly nowMs: number;
}

/**
 * Does something that the user says about the rentals of an account, and notes as told every point that has passed only by it: the dates
 * that a preview shows lie ahead, and nothing rings that it did not show. What waited to ring before still does.
 */
export const withoutRinging = <Value>(
  account: Account,
  { database, texts, nowMs }: PassedParts,
  work: () => Value,
): Value => {
  const passed = (): readonly Point[] => {
    const watermarks = loggedWatermarks(database, nowMs);
    return rentalsOfAccount(database, account.id).flatMap(({ rental }) => passedPoints(rental, watermarks, nowMs));
  };
  return database.transaction(() => {
    const before = new Set(passed().map(pointIdOf));
    const value = work();
    for (const point of passed())
      if (!before.has(pointIdOf(point))) suppressPoint(database, point, account, 'passed', texts, nowMs);
    return value;
  });
};
