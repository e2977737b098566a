import { type AccountId, type RentalId, rentalIdOf } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import { liveGroup } from '../../core/model/standing.ts';
import { type Database, numberOf, textOf } from './database.ts';
import { mayRingSql } from './rental-subject.ts';
import { rentalsFrom } from './rentals.ts';

/**
 * Rentals, and accounts' credit, that may still ring: a deadline lies ahead, or passed so lately that it is told all the same. Of one account
 * where one is named. Some others are among them, which have nothing ahead.
 */
export const ringingRentals = (
  database: Database,
  nowMs: number,
  accountId: AccountId | null = null,
): readonly Rental[] =>
  rentalsFrom(
    database,
    database.all(
      `SELECT id, account_id, body FROM rental WHERE ${mayRingSql} AND account_id = coalesce(?, account_id)
       ORDER BY rings_until, key`,
      nowMs,
      accountId,
    ),
  );

/** Ids of the rentals, and of accounts' credit, that may still ring, first those that can do so for the shortest time. */
export const ringingRentalIds = (database: Database, nowMs: number): readonly RentalId[] =>
  database
    .all(`SELECT id FROM rental WHERE ${mayRingSql} ORDER BY rings_until, key`, nowMs)
    .map((row) => rentalIdOf(textOf(row, 'id')));

/** The rental of an id, or the credit of an account, if it may still ring; null otherwise, and when its row is damaged. */
export const ringingRental = (database: Database, id: RentalId, nowMs: number): Rental | null => {
  const rows = database.all(`SELECT id, account_id, body FROM rental WHERE id = ? AND ${mayRingSql}`, id, nowMs);
  return rentalsFrom(database, rows)[0] ?? null;
};

/** A rental, or an account's credit, with when its next deadline comes, in epoch milliseconds, as it stood when the clock was last looked at. */
export interface AwaitedRental {
  readonly rental: Rental;
  readonly nextMs: number;
}

/** What has a deadline ahead, soonest first, so many after an offset; `isLast` says that there is no more of it. */
export const soonestRentals = (
  database: Database,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): { readonly found: readonly AwaitedRental[]; readonly isLast: boolean } => {
  const rows = database.all(
    `SELECT id, account_id, body, sort_at FROM rental WHERE sort_group = ${String(liveGroup)} ORDER BY sort_at, key LIMIT ? OFFSET ?`,
    limit,
    offset,
  );
  const found = rows.flatMap((row) =>
    rentalsFrom(database, [row]).map((rental) => ({ rental, nextMs: numberOf(row, 'sort_at') })),
  );
  return { found, isLast: rows.length < limit };
};
