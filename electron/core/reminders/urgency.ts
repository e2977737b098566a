import type { AccountId } from '../model/ids.ts';
import { hour, minute } from '../model/instant.ts';
import type { Rental } from '../model/rental.ts';
import { deadlinesOf } from '../deadlines/deadlines.ts';

const urgentBeforeMs = hour;
/** What an end brings shows only after it: so long Wolover keeps frozen data. */
const urgentAfterMs = 30 * minute;

/** Returns the accounts to ask each minute: those with a deadline within the hour, one that has just passed, or frozen data. */
export const urgentAccounts = (rentals: Iterable<Rental>, nowMs: number): ReadonlySet<AccountId> => {
  const urgent = new Set<AccountId>();
  for (const rental of rentals) {
    if (!urgent.has(rental.accountId) && isUrgent(rental, nowMs)) urgent.add(rental.accountId);
  }
  return urgent;
};

const isUrgent = (rental: Rental, nowMs: number): boolean =>
  deadlinesOf(rental).some((deadline) => {
    if (rental.phase === 'frozen') return nowMs <= deadline.surelyMs + urgentAfterMs;
    // Two readings of an uncertain end may lie hours apart.
    return [deadline.countsFromMs, deadline.surelyMs].some(
      (atMs) => nowMs >= atMs - urgentBeforeMs && nowMs <= atMs + urgentAfterMs,
    );
  });
