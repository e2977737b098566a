import { instantOf } from '../../core/model/instant.ts';
import type { Watermarks } from '../../core/reminders/plan.ts';
import type { Database } from '../../edges/store/database.ts';
import { watermarkOf } from '../../edges/store/reminder-log.ts';

/** Returns the watermarks as the reminder log has them now. */
export const loggedWatermarks = (database: Database, nowMs: number): Watermarks => {
  const now = instantOf(nowMs);
  return (rentalId, kind, deadlineAt) => watermarkOf(database, rentalId, kind, deadlineAt, now);
};
