import type { Account } from '../contract/account.ts';
import { day, epochMsOf } from '../contract/instant.ts';
import type { Rental } from '../contract/rental.ts';
import { deadlinesOf, type RingingDeadline } from './deadlines.ts';

/** Rounds that may be missed before silence means anything. */
const harmlessRounds = 3;
/** The nearer a deadline, the sooner an account that does not answer is a reason to ring: after this share of what is left. */
const shareOfTimeLeft = 4;

/**
 * The deadline that cannot be confirmed: it is near enough to ring about, and its account has not been read for longer than a
 * quarter of the time that is left (at most a day, at least three rounds). Null when all is well.
 */
export const unconfirmedDeadline = (rental: Rental, account: Account, nowMs: number): RingingDeadline | null => {
  if (account.lastSyncedAt === null || account.paused) return null;
  const silentMs = nowMs - epochMsOf(account.lastSyncedAt);
  const deadline = deadlinesOf(rental).find(
    ({ kind, countsFromMs, points }) =>
      countsFromMs > nowMs &&
      countsFromMs - nowMs <= (points.pointsMs[0] ?? 0) &&
      // Of a rental that may lapse only its data still matters.
      (rental.intention !== 'let-lapse' || kind === 'releases'),
  );
  if (deadline === undefined) return null;
  const bearableMs = Math.max(
    harmlessRounds * account.intervalMs,
    Math.min(day, (deadline.countsFromMs - nowMs) / shareOfTimeLeft),
  );
  return silentMs > bearableMs ? deadline : null;
};
