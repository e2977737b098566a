import type { AccountId } from '../model/ids.ts';
import { epochMsOf, epochMsOrNull } from '../model/instant.ts';
import type { ClassPoints } from '../model/point-class.ts';
import type { Rental, Snooze } from '../model/rental.ts';
import type { SuppressedReason } from '../model/reminder.ts';
import type { QuietHours } from '../model/settings.ts';
import { isDeletedAtEnd, type Deadline, type RingingDeadline } from '../deadlines/deadlines.ts';
import { passesQuietHours, quietUntilMs } from './quiet-hours.ts';

/** When nothing rings, for everything, for an account, and (on the rental itself) for a rental; and at which points things ring instead of the usual ones. */
export interface RingRules {
  readonly quietHours: QuietHours | null;
  readonly mutedUntilMs: number | null;
  readonly accountMutedUntilMs: (id: AccountId) => number | null;
  readonly points: ClassPoints;
}

/** Something keeps a reminder back until an instant. */
export interface Hold {
  readonly reason: SuppressedReason;
  readonly untilMs: number;
}

/** Rules that keep nothing back, with the usual points. */
export const noRules: RingRules = { quietHours: null, mutedUntilMs: null, accountMutedUntilMs: () => null, points: {} };

/**
 * Returns what keeps a rental's deadline from ringing at an instant; null when nothing does. Of several holds, the one that lasts longest.
 */
export const holdAt = (rental: Rental, deadline: RingingDeadline, rules: RingRules, atMs: number): Hold | null => {
  const holds = [
    until('muted', rules.mutedUntilMs, atMs),
    until('muted', rules.accountMutedUntilMs(rental.accountId), atMs),
    until('muted', epochMsOrNull(rental.mutedUntil), atMs),
    snoozeHold(rental, deadline, atMs),
    quiet(deadline, rules.quietHours, atMs),
  ].filter((hold) => hold !== null);
  return holds.reduce<Hold | null>(
    (longest, hold) => (longest === null || hold.untilMs > longest.untilMs ? hold : longest),
    null,
  );
};

/** Returns the first instant from `atMs` on at which nothing keeps the deadline back, with the reason for waiting; null without a wait. */
export const releasedFrom = (
  rental: Rental,
  deadline: RingingDeadline,
  rules: RingRules,
  atMs: number,
): Hold | null => {
  const first = holdAt(rental, deadline, rules, atMs);
  if (first === null) return null;
  // Holds may follow on one another: a mute that ends inside the quiet hours.
  let last = first;
  for (
    let next = holdAt(rental, deadline, rules, last.untilMs);
    next !== null;
    next = holdAt(rental, deadline, rules, last.untilMs)
  )
    last = next;
  return { reason: first.reason, untilMs: last.untilMs };
};

const until = (reason: SuppressedReason, untilMs: number | null, atMs: number): Hold | null =>
  untilMs !== null && atMs < untilMs ? { reason, untilMs } : null;

/** Milliseconds between the end of a "later" and its deadline; null without a "later", and when the deadline has moved. */
export const snoozeEndMs = (rental: Rental, deadline: Deadline): number | null => {
  const snooze = snoozeOf(rental, deadline);
  if (snooze === null) return null;
  const beforeMs = deadline.countsFromMs - epochMsOf(snooze.until);
  return beforeMs > 0 ? beforeMs : null;
};

/** Whether "later" keeps a deadline quiet at an instant. */
export const isSnoozedAt = (rental: Rental, deadline: Deadline, atMs: number): boolean =>
  snoozeHold(rental, deadline, atMs) !== null;

/**
 * "Later" is about one deadline as it was: a nearer one is worse, and a further one is another period, which rings anew. What is deleted
 * at its end rings once for both, and is put off with both.
 */
const snoozeOf = (rental: Rental, { kind, countsFromMs }: Deadline): Snooze | null => {
  const { snooze } = rental;
  if (snooze === null || countsFromMs !== epochMsOf(snooze.against)) return null;
  const isBoth = isDeletedAtEnd(rental) && kind !== 'pay-by' && snooze.kind !== 'pay-by';
  return kind === snooze.kind || isBoth ? snooze : null;
};

/** "Later" ends by itself, and never lasts beyond the deadline. */
const snoozeHold = (rental: Rental, deadline: Deadline, atMs: number): Hold | null => {
  const snooze = snoozeOf(rental, deadline);
  return snooze === null ? null : until('snoozed', Math.min(epochMsOf(snooze.until), deadline.countsFromMs), atMs);
};

const quiet = (deadline: RingingDeadline, hours: QuietHours | null, atMs: number): Hold | null => {
  const untilMs = hours === null ? null : quietUntilMs(hours, atMs);
  if (hours === null || untilMs === null) return null;
  const isFrozen = deadline.points.rule === 'frozen';
  return passesQuietHours(hours, untilMs, deadline.countsFromMs, isFrozen) ? null : { reason: 'quiet', untilMs };
};
