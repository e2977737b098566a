import type { AccountId, Instant } from '../../core/model/ids.ts';
import { instantOf, lastEpochMs } from '../../core/model/instant.ts';
import { liveGroup } from '../../core/model/standing.ts';
import { numberOf, type Database } from './database.ts';

/** How much of an account still runs, and what of it is due next. */
export interface LiveRentals {
  readonly live: number;
  /** The next deadline, whatever its kind; null where none lies ahead. */
  readonly nextDeadlineAt: Instant | null;
}

/** Returns what of an account is neither over nor called off, and its next deadline after `nowMs`. Its credit is no rental; a damaged instant is none. */
export const liveRentalsOf = (database: Database, accountId: AccountId, nowMs: number): LiveRentals => {
  const counted = database.one(
    `SELECT count(*) AS live FROM rental WHERE account_id = ? AND subject = 'rental'
     AND state NOT IN ('expired', 'released', 'cancelled')`,
    accountId,
  );
  const next = database.one(
    `SELECT sort_at FROM rental WHERE account_id = ? AND subject = 'rental' AND sort_group = ${liveGroup} AND sort_at > ? AND sort_at <= ${lastEpochMs}
     ORDER BY sort_at LIMIT 1`,
    accountId,
    nowMs,
  );
  return {
    live: numberOf(counted, 'live'),
    nextDeadlineAt: next === null ? null : instantOf(numberOf(next, 'sort_at')),
  };
};
