import type { Instant, ReminderId } from '../../core/model/ids.ts';
import { textOf, type Database } from './database.ts';
import { entriesFrom } from './reminder-log.ts';
import type { LogEntry } from '../../core/model/log-entry.ts';

/** Who never handles anything has no more than this many rows looked at. */
const maxRows = 5000;

/** What was told and not yet acknowledged, newest first. What of it still holds is another question. */
export const listInbox = (database: Database): readonly LogEntry[] =>
  entriesFrom(
    database,
    database.all(
      `SELECT * FROM reminder_log WHERE channel = 'inbox' AND state = 'shown' AND acknowledged_at IS NULL
       ORDER BY claimed_at DESC, point_ms, id LIMIT ?`,
      maxRows,
    ),
  );

/**
 * Acknowledges a reminder, and with it what was told of the same rental before it: a rental has one card. Returns the number of rows
 * changed: 0 when the reminder is unknown or was handled before.
 */
export const acknowledgeReminder = (database: Database, id: ReminderId, at: Instant): number => {
  const row = database.one(
    'SELECT rental_id, claimed_at FROM reminder_log WHERE id = ? AND acknowledged_at IS NULL',
    id,
  );
  if (row === null) return 0;
  return database.run(
    `UPDATE reminder_log SET acknowledged_at = ?
     WHERE acknowledged_at IS NULL
       AND (id = ? OR (channel = 'inbox' AND state = 'shown' AND rental_id = ? AND claimed_at <= ?))`,
    at,
    id,
    textOf(row, 'rental_id'),
    textOf(row, 'claimed_at'),
  );
};

/** Whether the user has handled a reminder of the inbox. */
export const isAcknowledged = (database: Database, id: ReminderId): boolean =>
  database.one('SELECT 1 AS handled FROM reminder_log WHERE id = ? AND acknowledged_at IS NOT NULL', id) !== null;
