import { hour, minute } from '../model/instant.ts';
import type { Rental } from '../model/rental.ts';
import { deadlinesOf } from '../deadlines/deadlines.ts';

const urgentBeforeMs = hour;
/** What an end brings shows only after it: so long Wolover keeps frozen data. */
const urgentAfterMs = 30 * minute;

/** A stretch of time, both ends included, in epoch milliseconds. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Returns when a rental's account is to be asked each minute: with a deadline within the hour, one that has just passed, or frozen data. */
export const urgentTimesOf = (rental: Rental): readonly Stretch[] =>
  deadlinesOf(rental).flatMap((deadline) => {
    if (rental.phase === 'frozen')
      return [{ fromMs: Number.NEGATIVE_INFINITY, untilMs: deadline.surelyMs + urgentAfterMs }];
    // Two readings of an uncertain end may lie hours apart.
    return [deadline.countsFromMs, deadline.surelyMs].map((atMs) => ({
      fromMs: atMs - urgentBeforeMs,
      untilMs: atMs + urgentAfterMs,
    }));
  });

/** Whether an instant lies in one of some stretches. */
export const isWithin = (stretches: readonly Stretch[], atMs: number): boolean =>
  stretches.some(({ fromMs, untilMs }) => atMs >= fromMs && atMs <= untilMs);
