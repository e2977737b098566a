import { deadlineKinds, type DeadlineKind } from '../contract/deadline.ts';
import { reminderIdOf, rentalIdOf, type Instant, type ReminderId } from '../contract/ids.ts';
import type { InboxEntry } from '../contract/reminder.ts';
import { numberOf, textOf, type Database } from './database.ts';
import { instantColumnOf } from './instants.ts';
import { oneOf } from './reminder-log.ts';

/** A row of the inbox as it is stored; how far it can be put off depends on the plan. */
export interface InboxRow extends Omit<InboxEntry, 'later'> {
  readonly deadline: DeadlineKind;
}

/** What was told and not yet acknowledged, newest first. */
export const listInbox = (database: Database): readonly InboxRow[] =>
  database
    .all(
      `SELECT * FROM reminder_log WHERE channel = 'inbox' AND state = 'shown' AND acknowledged_at IS NULL
       ORDER BY claimed_at DESC LIMIT 200`,
    )
    .map((row) => ({
      id: reminderIdOf(textOf(row, 'id')),
      rentalId: rentalIdOf(textOf(row, 'rental_id')),
      heading: textOf(row, 'heading'),
      body: textOf(row, 'body'),
      deadline: oneOf(deadlineKinds, textOf(row, 'deadline')),
      deadlineAt: instantColumnOf(row, 'deadline_at'),
      firedAt: instantColumnOf(row, 'claimed_at'),
    }));

export const countInbox = (database: Database): number =>
  numberOf(
    database.one(
      `SELECT count(*) AS count FROM reminder_log WHERE channel = 'inbox' AND state = 'shown' AND acknowledged_at IS NULL`,
    ),
    'count',
  );

/** Tells how many rows that was: 0 when the reminder is unknown or was handled before. */
export const acknowledgeReminder = (database: Database, id: ReminderId, at: Instant): number =>
  database.run('UPDATE reminder_log SET acknowledged_at = ? WHERE id = ? AND acknowledged_at IS NULL', at, id);

/** Whether the user has handled a reminder of the inbox. */
export const isAcknowledged = (database: Database, id: ReminderId): boolean =>
  database.one('SELECT 1 AS handled FROM reminder_log WHERE id = ? AND acknowledged_at IS NOT NULL', id) !== null;

/** Puts it back into the inbox; tells how many rows that was: 0 when it is unknown or waits there already. */
export const unacknowledgeReminder = (database: Database, id: ReminderId): number =>
  database.run('UPDATE reminder_log SET acknowledged_at = NULL WHERE id = ? AND acknowledged_at IS NOT NULL', id);
