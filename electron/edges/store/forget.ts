import { addMs, day, instantOf } from '../../core/model/instant.ts';
import type { Database } from './database.ts';

/** So long, in milliseconds, the store keeps what was told and what changed: a year, and a month more to compare with. */
const keptMs = 400 * day;

/** So many rows are taken out at a time: some milliseconds. */
const rowsAtOnce = 200;

// A row keeps its reminder from ringing a second time: it stays as long as the deadline is near, the rental may ring, or it is still to be shown.
const forgetLogSql = `DELETE FROM reminder_log WHERE id IN (
  SELECT id FROM reminder_log
  WHERE fire_at < ?1 AND claimed_at < ?1 AND deadline_at < ?1 AND state <> 'claimed' AND (state <> 'failed' OR retry_at IS NULL)
    AND NOT EXISTS (SELECT 1 FROM rental WHERE rental.id = reminder_log.rental_id AND rings_until > ?2)
  ORDER BY fire_at LIMIT ?3)`;

// Changes are written in the order in which they were found.
const forgetChangesSql = `DELETE FROM change WHERE at < ? AND key IN (SELECT key FROM change ORDER BY key LIMIT ?)`;

/** Takes out the next rows of the reminder log and of the changes that are older than 400 days. Returns false once there are none. */
export const forgetSlice = (database: Database, nowMs: number, most = rowsAtOnce): boolean => {
  const before = addMs(instantOf(nowMs), -keptMs);
  return database.run(forgetLogSql, before, nowMs, most) > 0 || database.run(forgetChangesSql, before, most) > 0;
};
