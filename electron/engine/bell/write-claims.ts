import type { Account } from '../../core/model/account.ts';
import type { ReminderId } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import type { SuppressedReason } from '../../core/model/reminder.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Change } from '../../core/model/sync.ts';
import { ringingChange, stillHolds, type ChangeRing } from '../../core/reminders/changes.ts';
import { changeRows, suppressedRow, testRows, type ClaimRows } from '../../core/reminders/claim-rows.ts';
import type { Point } from '../../core/reminders/plan.ts';
import type { ReminderTexts } from '../../core/reminders/texts.ts';
import type { Database } from '../../edges/store/database.ts';
import { claimReminder, wasEndTold } from '../../edges/store/reminder-log.ts';
import { wishOfRental } from '../../edges/store/rental-wishes.ts';
import { statusesOf } from './statuses.ts';

/** What claims are written with. */
export interface ClaimParts {
  readonly database: Database;
  readonly texts: ReminderTexts;
  readonly nowMs: number;
}

/** Writes both rows of a reminder that is about to ring; changes nothing where they were written before. */
export const claimRows = (database: Database, { inbox, native }: ClaimRows): void => {
  database.transaction(() => {
    claimReminder(database, inbox);
    claimReminder(database, native);
  });
};

/** Logs that a point does not ring, and why. */
export const suppressPoint = (
  point: Point,
  account: Account,
  reason: SuppressedReason,
  { database, texts, nowMs }: ClaimParts,
): void => {
  claimReminder(database, suppressedRow(point, account, reason, texts, nowMs));
};

/** Logs a change that rings; does nothing for a change that does not. */
export const claimChange = (
  change: Change,
  rental: Rental,
  account: Account,
  { database, texts, nowMs }: ClaimParts,
): void => {
  const wish = wishOfRental(database, rental.id);
  const ring = ringingChange(change, rental, wish?.intention === 'renew' ? wish.intendedFor : null, instantOf(nowMs));
  // One order of a rental may expire or be destroyed while another one keeps it running.
  if (ring === null || !stillHolds(ring.kind, rental, statusesOf(database, rental), ring.deadlineAt)) return;
  const rows = changeRows(ring, change.kind, account, texts, nowMs);
  if (!('inbox' in rows)) claimReminder(database, rows);
  else if (saysItAgain(ring, database))
    claimReminder(database, { ...rows.inbox, state: 'suppressed', reason: 'superseded', shownAt: null });
  else claimRows(database, rows);
};

/** Whether a change only confirms an end that was told when it came. An estimate, and one of two readings, is worth confirming. */
const saysItAgain = ({ kind, rental: { id, end } }: ChangeRing, database: Database): boolean =>
  kind === 'expired' &&
  end.at !== null &&
  end.basis !== 'estimated' &&
  end.earliestAt === null &&
  wasEndTold(database, id, end.at);

/** Logs a test of a rental's reminders, so that it rings like any other. Returns the id of the system's notification. */
export const claimTest = (point: Point, account: Account, { database, texts, nowMs }: ClaimParts): ReminderId => {
  const rows = testRows(point, account, texts, nowMs);
  claimRows(database, rows);
  return rows.native.id;
};
