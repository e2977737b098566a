import type { Account } from '../model/account.ts';
import { day, epochMsOf, hour, minute } from '../model/instant.ts';
import type { ClassPoints } from '../model/point-class.ts';
import type { Rental } from '../model/rental.ts';
import { pointsOf, ringingDeadlinesOf, type RingingDeadline } from '../deadlines/deadlines.ts';

/** Rounds that may be missed before silence means anything. */
const harmlessRounds = 3;
/** Near a deadline rounds come each minute, and a provider may be away for a moment. */
const harmlessMs = 10 * minute;
/** By then the next round should have come, in rounds. */
const roundAndItsDelay = 1.5;
/** The nearer a deadline, the sooner a silent account is a reason to ring: after this share of the time left. */
const shareOfTimeLeft = 4;

/**
 * Returns the deadline that cannot be confirmed: near enough to ring, of an account that was not read for more than a quarter of the time
 * left (at most a day), nor for three rounds. Null when all is well. `own`: the points that the user chose instead of the usual ones.
 */
export const unconfirmedDeadline = (
  rental: Rental,
  account: Account,
  nowMs: number,
  own: ClassPoints,
): RingingDeadline | null => {
  const silentMs = silenceMs(account, nowMs);
  if (silentMs === null) return null;
  const deadline = ringingDeadlinesOf(rental, own).find(
    (each) =>
      each.countsFromMs > nowMs &&
      each.countsFromMs - nowMs <= noticeMs(rental, each) &&
      // Of a rental that may lapse only its data still matters.
      (rental.intention !== 'let-lapse' || each.kind === 'releases'),
  );
  return deadline !== undefined && silentMs > bearableMs(account, silentMs, deadline.countsFromMs - nowMs)
    ? deadline
    : null;
};

/** Whether an account is silent for so long that a deadline may be in doubt, however near. */
export const isSilent = (account: Account, nowMs: number): boolean => {
  const silentMs = silenceMs(account, nowMs);
  return silentMs !== null && silentMs > bearableMs(account, silentMs, 0);
};

/** Returns the first instant at which a silent account puts a deadline of a rental in doubt, in epoch milliseconds; infinity without one. */
export const noticedFromMs = (rental: Rental, own: ClassPoints): number =>
  Math.min(...ringingDeadlinesOf(rental, own).map((deadline) => deadline.countsFromMs - noticeMs(rental, deadline)));

/** For how long an account was not read, in milliseconds; null where that says nothing. */
const silenceMs = ({ lastSyncedAt, staleSince, paused }: Account, nowMs: number): number | null => {
  // After a change of what is asked for nothing was read yet: then it counts since when the provider refuses.
  const readAt = lastSyncedAt ?? staleSince;
  return readAt === null || paused ? null : nowMs - epochMsOf(readAt);
};

/** How long before it a deadline is near: from its first point on, and no shorter than usual because the user wants few points. */
const noticeMs = (rental: Rental, deadline: RingingDeadline): number => {
  const usual = pointsOf({ ...rental, ownPoints: null }, deadline, {});
  return Math.max(deadline.points.pointsMs[0] ?? 0, usual.pointsMs[0] ?? 0);
};

/**
 * Who is asked seldom is silent for long without meaning it; but once a round failed or did not come, three of them may take longer
 * than there is time.
 */
const bearableMs = ({ intervalMs, staleSince }: Account, silentMs: number, leftMs: number): number => {
  const roundsMs = harmlessRounds * intervalMs;
  const hasMissedRound = staleSince !== null || silentMs > roundAndItsDelay * Math.max(intervalMs, hour);
  return Math.max(
    hasMissedRound ? Math.min(roundsMs, Math.max(leftMs, harmlessMs)) : roundsMs,
    Math.min(day, leftMs / shareOfTimeLeft),
  );
};
