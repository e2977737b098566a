import type { Instant } from '../contract/ids.ts';
import type { ReminderRule } from '../contract/reminder.ts';
import type { Database } from '../store/database.ts';
import { watermarkOf, type LogEntry } from '../store/reminder-log.ts';
import { rentalById } from '../store/rentals.ts';
import { deadlinesOf } from './deadlines.ts';

/** What these told has happened already; no later plan takes it back. */
const unplanned: readonly ReminderRule[] = ['change', 'cannot-confirm', 'test'];

/**
 * Whether a reminder that waits to be shown has lost its point: its deadline is no longer there (renewed, refunded, cancelled,
 * released), or no channel took it and a more urgent point of the same deadline has been reached since.
 */
export const isSuperseded = (database: Database, entry: LogEntry, now: Instant): boolean => {
  if (unplanned.includes(entry.rule)) return false;
  const rental = rentalById(database, entry.rentalId);
  const deadlines = rental === null ? [] : deadlinesOf(rental);
  if (!deadlines.some(({ kind, at }) => kind === entry.deadline && at === entry.deadlineAt)) return true;
  const told = watermarkOf(database, entry.rentalId, entry.deadline, entry.deadlineAt, now);
  return entry.state === 'failed' && told !== null && told < entry.pointMs;
};
