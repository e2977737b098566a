import { day } from '../../core/model/instant.ts';
import type { AccountId } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { Database } from './database.ts';
import { rentalsFrom } from './rentals.ts';

/** What is kept of a rental after its end is kept for no longer, in milliseconds. */
const longestKeptMs = 400 * day;

/** Rentals of one account that may end between two instants, in epoch milliseconds, and some others. */
export const rentalsEndingAbout = (
  database: Database,
  accountId: AccountId,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): readonly Rental[] =>
  // What is over lies by the last of its deadlines, what is not by the next.
  rentalsFrom(
    database,
    database.all(
      `SELECT id, account_id, body FROM rental WHERE sort_group = 2 AND sort_at BETWEEN ? AND ? AND account_id = ?
       UNION ALL SELECT id, account_id, body FROM rental WHERE sort_group = 0 AND sort_at <= ? AND account_id = ?
       UNION ALL SELECT id, account_id, body FROM rental WHERE sort_group = 1 AND account_id = ?`,
      -(toMs + longestKeptMs),
      -fromMs,
      accountId,
      toMs,
      accountId,
      accountId,
    ),
  );
