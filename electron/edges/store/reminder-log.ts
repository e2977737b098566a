import { bases, deadlineKinds, type DeadlineKind } from '../../core/model/deadline.ts';
import {
  accountIdOf,
  reminderIdOf,
  rentalIdOf,
  type Instant,
  type ReminderId,
  type RentalId,
} from '../../core/model/ids.ts';
import {
  channels,
  reminderRules,
  reminderStates,
  suppressedReasons,
  type Channel,
  type SuppressedReason,
} from '../../core/model/reminder.ts';
import { hour, addMs } from '../../core/model/instant.ts';
import { numberOf, numberOrNullOf, textOf, textOrNullOf, type Database, type Row } from './database.ts';
import { instantColumnOf, instantOrNullOf } from './instants.ts';
import { readRow, readRows, type RowPlace, type TablePart } from './read-row.ts';
import type { LogEntry } from '../../core/model/log-entry.ts';

/** A claim noted so much later than now comes from a clock that ran ahead: it told too early, and counts no more. */
const clockRanAheadMs = hour;

/** Writes a claim; false when this very reminder was written before (unless by a clock that ran ahead: then anew). */
export const claimReminder = (database: Database, entry: LogEntry): boolean =>
  database.run(
    `INSERT INTO reminder_log (id, rental_id, account_id, account, title, deadline, deadline_at, basis, point_ms, fire_at, rule, channel,
       state, reason, attempts, heading, body, claimed_at, shown_at, retry_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, reason = excluded.reason, attempts = 0, heading = excluded.heading,
       body = excluded.body, claimed_at = excluded.claimed_at, shown_at = excluded.shown_at, retry_at = NULL, acknowledged_at = NULL
     WHERE reminder_log.claimed_at > ?`,
    entry.id,
    entry.rentalId,
    entry.accountId,
    entry.account,
    entry.title,
    entry.deadline,
    entry.deadlineAt,
    entry.basis,
    entry.pointMs,
    entry.fireAt,
    entry.rule,
    entry.channel,
    entry.state,
    entry.reason,
    entry.attempts,
    entry.heading,
    entry.body,
    entry.claimedAt,
    entry.shownAt,
    entry.retryAt,
    addMs(entry.claimedAt, clockRanAheadMs),
  ) === 1;

/** The channel confirmed that it showed these words. */
export const recordShown = (
  database: Database,
  id: ReminderId,
  channel: Channel,
  { heading, body }: Pick<LogEntry, 'heading' | 'body'>,
  at: Instant,
): void => {
  database.run(
    `UPDATE reminder_log SET state = 'shown', channel = ?, heading = ?, body = ?, shown_at = ?, reason = NULL, retry_at = NULL,
       attempts = attempts + 1 WHERE id = ?`,
    channel,
    heading,
    body,
    at,
    id,
  );
};

/** No channel took it: tried again at `retryAt`, or given up when that is null. */
export const recordFailed = (
  database: Database,
  id: ReminderId,
  reason: SuppressedReason,
  retryAt: Instant | null,
): void => {
  database.run(
    `UPDATE reminder_log SET state = 'failed', reason = ?, retry_at = ?, attempts = attempts + 1 WHERE id = ?`,
    reason,
    retryAt,
    id,
  );
};

/** It is not shown any more, and why. */
export const recordSuppressed = (database: Database, id: ReminderId, reason: SuppressedReason): void => {
  database.run(`UPDATE reminder_log SET state = 'suppressed', reason = ?, retry_at = NULL WHERE id = ?`, reason, id);
};

/** No failed reminder waits longer than this: a later instant was noted by a clock that ran ahead. */
const maxRetryMs = hour;

/** Reminders to show again: claimed before a crash, or failed and now to be tried once more. */
export const unsettledReminders = (database: Database, now: Instant): readonly LogEntry[] =>
  entriesFrom(
    database,
    database.all(
      `SELECT * FROM reminder_log WHERE state = 'claimed' OR (state = 'failed' AND (retry_at <= ? OR retry_at > ?))
       ORDER BY fire_at`,
      now,
      addMs(now, maxRetryMs),
    ),
  );

/** The most urgent point told until now for a deadline at an instant; null when none was. */
export const watermarkOf = (
  database: Database,
  rentalId: RentalId,
  deadline: DeadlineKind,
  deadlineAt: Instant,
  now: Instant,
): number | null => {
  const row = database.one(
    `SELECT min(point_ms) AS point_ms FROM reminder_log
     WHERE rental_id = ? AND deadline = ? AND deadline_at = ? AND claimed_at <= ?
       AND rule NOT IN ('test', 'change', 'cannot-confirm') AND point_ms BETWEEN 0 AND ?`,
    rentalId,
    deadline,
    deadlineAt,
    addMs(now, clockRanAheadMs),
    Number.MAX_SAFE_INTEGER,
  );
  return row === null ? null : numberOrNullOf(row, 'point_ms');
};

/** Whether an end itself was told, and nothing of that is still to be shown. */
export const wasEndTold = (database: Database, rentalId: RentalId, endAt: Instant): boolean => {
  const states = database
    .all(
      `SELECT state FROM reminder_log WHERE rental_id = ? AND deadline = 'ends' AND deadline_at = ? AND point_ms = 0
         AND rule NOT IN ('test', 'change', 'cannot-confirm')`,
      rentalId,
      endAt,
    )
    .map((row) => textOf(row, 'state'));
  return states.includes('shown') && !states.includes('claimed') && !states.includes('failed');
};

/** Whether the log tells anything of a rental. */
export const isLogged = (database: Database, id: RentalId): boolean =>
  database.one('SELECT 1 AS told FROM reminder_log WHERE rental_id = ? LIMIT 1', id) !== null;

/** Whether a more urgent point of the same deadline was told, or is about to be. */
export const wasOutrun = (
  database: Database,
  { rentalId, deadline, deadlineAt, pointMs }: Pick<LogEntry, 'rentalId' | 'deadline' | 'deadlineAt' | 'pointMs'>,
): boolean =>
  database.one(
    `SELECT 1 AS told FROM reminder_log
     WHERE rental_id = ? AND deadline = ? AND deadline_at = ? AND point_ms < ? AND state <> 'suppressed'
       AND rule NOT IN ('test', 'change', 'cannot-confirm') LIMIT 1`,
    rentalId,
    deadline,
    deadlineAt,
    pointMs,
  ) !== null;

/** The log, newest first. */
export const listReminderLog = (database: Database, window: TablePart): readonly LogEntry[] =>
  entriesFrom(
    database,
    database.all(
      'SELECT * FROM reminder_log ORDER BY claimed_at DESC, id LIMIT ? OFFSET ?',
      window.limit,
      window.offset,
    ),
  );

/**
 * Which rows of the log were claimed at an instant or later, and which of those named are older, newest first. Where it cannot be read when
 * one was claimed, it is among them.
 */
export const findReminders = (database: Database, since: Instant, named: readonly string[]): readonly ReminderId[] =>
  database
    .all(
      `SELECT id FROM reminder_log
       WHERE claimed_at >= ? OR unixepoch(claimed_at) IS NULL OR id IN (SELECT value FROM json_each(?))
       ORDER BY claimed_at DESC, id`,
      since,
      JSON.stringify(named),
    )
    .map((row) => reminderIdOf(textOf(row, 'id')));

/** Returns the number of rows of the reminder log. */
export const countReminderLog = (database: Database): number =>
  numberOf(database.one('SELECT count(*) AS count FROM reminder_log'), 'count');

/** Returns the newest hundred rows of the log about one rental. */
export const remindersOfRental = (database: Database, rentalId: RentalId): readonly LogEntry[] =>
  entriesFrom(
    database,
    database.all('SELECT * FROM reminder_log WHERE rental_id = ? ORDER BY claimed_at DESC LIMIT 100', rentalId),
  );

/** One row of the log; null when there is none of that id. */
export const reminderById = (database: Database, id: ReminderId): LogEntry | null =>
  readRow(database, database.one('SELECT * FROM reminder_log WHERE id = ?', id), logPlace, entryOf);

/** A word of a closed list. Throws when the store holds another: the schema is ours. */
const oneOf = <Value extends string>(values: readonly Value[], text: string): Value => {
  const found = values.find((value) => value === text);
  if (found === undefined) throw new Error(`unknown word ${text} in the store`);
  return found;
};

/** Where a row of the log says its id and its account. */
export const logPlace: RowPlace = { table: 'reminder_log', id: 'id', account: 'account_id' };

/** Rows of the log as values, without the damaged ones. */
export const entriesFrom = (database: Database, rows: readonly Row[]): readonly LogEntry[] =>
  readRows(database, rows, logPlace, entryOf);

/** A row of the log as a value. Throws where it cannot be read. */
export const entryOf = (row: Row): LogEntry => ({
  id: reminderIdOf(textOf(row, 'id')),
  rentalId: rentalIdOf(textOf(row, 'rental_id')),
  accountId: accountIdOf(textOf(row, 'account_id')),
  account: textOf(row, 'account'),
  title: textOf(row, 'title'),
  deadline: oneOf(deadlineKinds, textOf(row, 'deadline')),
  deadlineAt: instantColumnOf(row, 'deadline_at'),
  basis: oneOf(bases, textOf(row, 'basis')),
  pointMs: numberOf(row, 'point_ms'),
  fireAt: instantColumnOf(row, 'fire_at'),
  rule: oneOf(reminderRules, textOf(row, 'rule')),
  channel: oneOf(channels, textOf(row, 'channel')),
  state: oneOf(reminderStates, textOf(row, 'state')),
  reason: reasonOf(row),
  attempts: numberOf(row, 'attempts'),
  heading: textOf(row, 'heading'),
  body: textOf(row, 'body'),
  claimedAt: instantColumnOf(row, 'claimed_at'),
  shownAt: instantOrNullOf(row, 'shown_at'),
  retryAt: instantOrNullOf(row, 'retry_at'),
});

const reasonOf = (row: Row): SuppressedReason | null => {
  const text = textOrNullOf(row, 'reason');
  return text === null ? null : oneOf(suppressedReasons, text);
};
