import type { Account } from '../../core/model/account.ts';
import type { Instant } from '../../core/model/ids.ts';
import { epochMsOf, epochMsOrNull, hour, instantOf, minute } from '../../core/model/instant.ts';
import type { ClassPoints } from '../../core/model/point-class.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { ReminderRule, SuppressedReason } from '../../core/model/reminder.ts';
import type { QuietHours } from '../../core/model/settings.ts';
import type { Database } from '../../edges/store/database.ts';
import { hadCompleteRound } from '../../edges/store/accounts.ts';
import { isAcknowledged } from '../../edges/store/inbox.ts';
import { wasOutrun } from '../../edges/store/reminder-log.ts';
import type { LogEntry } from '../../core/model/log-entry.ts';
import { ringingDeadlinesOf, type RingingDeadline } from '../../core/deadlines/deadlines.ts';
import { isSnoozedAt, type RingRules } from '../../core/reminders/hold.ts';
import { stillHolds } from '../../core/reminders/changes.ts';
import { inboxTwinOf, isOverKind, toldKindOf } from '../../core/reminders/claim-rows.ts';
import { statusesOf } from './statuses.ts';
import { refusalOf } from '../../core/reminders/plan.ts';
import { passesQuietHours, quietUntilMs } from '../../core/reminders/quiet-hours.ts';

/** A reminder that waits to be shown, and what it is about as that is now. */
export interface WaitingReminder {
  readonly entry: LogEntry;
  /** Null when the user has removed it since. */
  readonly account: Account | null;
  readonly rental: Rental | null;
  /** The deadline that it is about; null when that is gone. */
  readonly deadline: RingingDeadline | null;
}

/** Returns a row of the log with the account, rental and deadline that it is about. `own`: the points that the user chose instead of the usual ones. */
export const waitingReminderOf = (
  entry: LogEntry,
  account: Account | null,
  rental: Rental | null,
  own: ClassPoints,
): WaitingReminder => {
  const deadlines = rental === null ? [] : ringingDeadlinesOf(rental, own);
  const deadline = deadlines.find(({ kind, at }) => kind === entry.deadline && at === entry.deadlineAt) ?? null;
  return { entry, account, rental, deadline };
};

/**
 * Returns why a waiting reminder has lost its point since it was claimed: through a crash, quiet hours, a mute, or channels that failed.
 * Null while it has not.
 */
export const lostPoint = (waiting: WaitingReminder, database: Database, nowMs: number): SuppressedReason | null => {
  const { entry, account } = waiting;
  if (account === null) return 'obsolete';
  if (entry.rule === 'test') return null;
  if (isAcknowledged(database, inboxTwinOf(entry.id))) return 'acknowledged';
  // Nobody knows better than the log.
  if (isUnread(waiting, database)) return null;
  switch (entry.rule) {
    case 'change':
      if (!isStillSo(waiting, database)) return 'obsolete';
      return isMeantToBeOver(waiting) ? 'let-lapse' : null;
    case 'cannot-confirm':
      if (waiting.deadline === null || wasReadSince(entry, account)) return 'obsolete';
      return waiting.rental?.intention === 'let-lapse' && entry.deadline !== 'releases' ? 'let-lapse' : null;
    default:
      return lostPlannedPoint(waiting, database, nowMs);
  }
};

/**
 * Whether nothing is known yet of what a reminder is about: the store was begun anew from the copy of the user's own tables, and
 * the account has yet to be read.
 */
export const isUnread = ({ account, rental }: WaitingReminder, database: Database): boolean =>
  rental === null && account !== null && !hadCompleteRound(database, account.id);

/** Whether what happened still holds: data that froze is renewed or destroyed by now, a delivery that failed was made after all. */
const isStillSo = ({ entry, rental, deadline }: WaitingReminder, database: Database): boolean => {
  const told = toldKindOf(entry);
  if (rental === null || told === null) return false;
  if (told === 'frozen') return deadline !== null;
  return stillHolds(told, rental, statusesOf(database, rental), entry.deadlineAt);
};

const isMeantToBeOver = ({ entry, rental }: WaitingReminder): boolean => {
  const told = toldKindOf(entry);
  return rental?.intention === 'let-lapse' && told !== null && isOverKind(told);
};

const wasReadSince = ({ claimedAt }: LogEntry, { lastSyncedAt }: Account): boolean =>
  lastSyncedAt !== null && epochMsOf(lastSyncedAt) > epochMsOf(claimedAt);

const lostPlannedPoint = (
  { entry, rental, deadline }: WaitingReminder,
  database: Database,
  nowMs: number,
): SuppressedReason | null => {
  if (rental === null || deadline === null) return 'obsolete';
  const refusal = refusalOf({ rental, deadline, pointMs: entry.pointMs });
  if (refusal !== null) return refusal;
  // What was put off rings again by itself.
  if (isSnoozedAt(rental, deadline, nowMs)) return 'snoozed';
  return entry.state === 'failed' && wasOutrun(database, entry) ? 'superseded' : null;
};

const retryAfterMs = minute;
const retriedAtLeastMs = hour;

/**
 * Returns when channels that failed are tried again: at growing intervals until a minute before the deadline, and for an hour in any case,
 * since an end and what has happened ring even when it is too late to act. Null once that is over, and for a test.
 */
export const retryAt = ({ entry, rental }: WaitingReminder, nowMs: number): Instant | null => {
  if (entry.rule === 'test') return null;
  const surelyAt = entry.deadline === 'releases' ? rental?.releases?.surelyAt : undefined;
  const overMs = Math.max(epochMsOf(surelyAt ?? entry.deadlineAt), epochMsOf(entry.claimedAt) + retriedAtLeastMs);
  const retryAtMs = Math.min(nowMs + retryAfterMs * 2 ** Math.min(entry.attempts, 5), overMs - retryAfterMs);
  return retryAtMs > nowMs ? instantOf(retryAtMs) : null;
};

/** Whether a claimed reminder has to wait: for quiet hours or a mute that began since it was claimed. */
export const isHeldBack = ({ entry, rental, deadline }: WaitingReminder, rules: RingRules, nowMs: number): boolean => {
  if (entry.rule === 'test') return false;
  const mutedUntilMs = Math.max(
    rules.mutedUntilMs ?? 0,
    rules.accountMutedUntilMs(entry.accountId) ?? 0,
    epochMsOrNull(rental?.mutedUntil ?? null) ?? 0,
  );
  if (nowMs < mutedUntilMs) return true;
  const { quietHours } = rules;
  const untilMs = quietHours === null ? null : quietUntilMs(quietHours, nowMs);
  return quietHours !== null && untilMs !== null && !ringsInQuietHours(entry, deadline, quietHours, untilMs);
};

/**
 * Of the changes only that data froze cannot wait until the morning, and that nothing rings any more for what would have rung before it: the
 * others have happened.
 */
const ringsInQuietHours = (
  entry: LogEntry,
  deadline: RingingDeadline | null,
  hours: QuietHours,
  untilMs: number,
): boolean =>
  entry.rule === 'change' && toldKindOf(entry) !== 'vanished'
    ? hours.urgentPasses && entry.deadline === 'releases'
    : passesQuietHours(hours, untilMs, countsFromMs(entry), deadline?.points.rule === 'frozen');

/** These are told when they happen, not so long before a deadline. */
const immediateRules: readonly ReminderRule[] = ['change', 'cannot-confirm', 'test'];

/** Returns the instant from which the point counts back, which an uncertain statement may set earlier than the deadline. */
export const countsFromMs = (entry: LogEntry): number =>
  immediateRules.includes(entry.rule) ? epochMsOf(entry.deadlineAt) : epochMsOf(entry.fireAt) + entry.pointMs;
