import type { Account } from '../model/account.ts';
import type { Instant } from '../model/ids.ts';
import { day, epochMsOf } from '../model/instant.ts';
import type { ListReading, ListStanding } from '../model/list-standing.ts';

/** A list that stays refused is named again after so long, in milliseconds. */
const toldEveryMs = day;

/** When a round began, and when it is applied. */
interface RoundTimes {
  readonly startedAt: Instant;
  readonly at: Instant;
}

/**
 * Returns how a list stands after a round. What was read confirms its rentals, surely whole or not; a refused list, and one that was not
 * its turn, leave them as they were. A refusal is told when it begins, and then daily: `isToldNow`.
 */
export const standingAfter = (
  before: ListStanding,
  { outcome }: Pick<ListReading, 'outcome'>,
  { startedAt, at }: RoundTimes,
): { readonly standing: ListStanding; readonly isToldNow: boolean } => {
  switch (outcome) {
    case 'settled':
    case 'unsettled':
      return { standing: { ...before, readAt: startedAt, refusedSince: null, toldAt: null }, isToldNow: false };
    case 'skipped':
      return { standing: before, isToldNow: false };
    case 'refused': {
      const { toldAt, refusedSince } = before;
      const isToldNow = toldAt === null || Math.abs(epochMsOf(at) - epochMsOf(toldAt)) >= toldEveryMs;
      const standing = { ...before, refusedSince: refusedSince ?? at, toldAt: isToldNow ? at : toldAt };
      return { standing, isToldNow };
    }
  }
};

/** Returns an account as far as it concerns what one of its lists shows: read when that was read, silent since that is refused. */
export const accountAsRead = (account: Account, standing: ListStanding | null): Account =>
  standing === null
    ? account
    : { ...account, lastSyncedAt: standing.readAt, staleSince: standing.refusedSince ?? account.staleSince };
