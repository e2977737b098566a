import { deadlinesOf } from '../../core/deadlines/deadlines.ts';
import type { KeptRental } from '../../core/model/rental.ts';
import { standingOf, standingsOf } from '../../core/rentals/state.ts';
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

/**
 * Returns what follows from rentals as they stand at `nowMs`, for a program that writes the store. What the clock has changed since a row was
 * written is no contradiction, since the next look writes it anew; what only a later clock could say would stay, and is one.
 */
export const derivingAt = (nowMs: number): Deriving => ({
  nowMs,
  derive: (rental) => {
    const standing = standingOf(rental, nowMs);
    const passed = standingsOf(rental).filter(({ untilMs }) => untilMs !== null && untilMs <= nowMs);
    return { standing, possible: [standing, ...passed], ringsUntilMs: ringsUntilMs(rental) };
  },
});

/**
 * The same for a program that only reads: its clock may be behind, or ahead of, the one that the store was written by, and it shows rentals by its
 * own. So what the row says has to be true at some instant.
 */
export const derivingAtAnyTime = (nowMs: number): Deriving => ({
  nowMs,
  derive: (rental) => ({
    standing: standingOf(rental, nowMs),
    possible: standingsOf(rental),
    ringsUntilMs: ringsUntilMs(rental),
  }),
});
