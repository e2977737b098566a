import { deadlinesOf } from '../../core/deadlines/deadlines.ts';
import type { KeptRental, Rental } from '../../core/model/rental.ts';
import { standingOf } from '../../core/rentals/state.ts';
import { ringsUntilMs } from '../../core/reminders/plan.ts';
import type { Database } from '../../edges/store/database.ts';
import type { Deriving } from '../../edges/store/derived.ts';
import { putRental } from '../../edges/store/rentals.ts';

/** Stores a rental as it stands at `nowMs`, with the words that it is found by besides the text of its orders. */
export const keepRental = (database: Database, kept: KeptRental, words: readonly string[], nowMs: number): void => {
  const { rental } = kept;
  const standing = standingOf(rental, nowMs);
  const standingDeadlines = new Set(deadlinesOf(rental).map(({ kind }) => kind));
  putRental(database, { ...kept, standing, ringsUntilMs: ringsUntilMs(rental), standingDeadlines, words }, nowMs);
};

/** Returns what follows from rentals as they stand at `nowMs`. */
export const derivingAt = (nowMs: number): Deriving => ({
  nowMs,
  derive: (rental: Rental) => ({ standing: standingOf(rental, nowMs), ringsUntilMs: ringsUntilMs(rental) }),
});
