import type { Rental } from '../../electron/core/model/rental.ts';
import type { Database } from '../../electron/edges/store/database.ts';
import type { TablePart } from '../../electron/edges/store/read-row.ts';
import { type RentalQuery, rentalConditions } from '../../electron/edges/store/rental-conditions.ts';
import { rentalsFrom } from '../../electron/edges/store/rentals.ts';

/** Rentals by urgency, without the credit of accounts, as the plainest statement finds them: the program itself asks for less (see `rental-page.ts`). */
export const listRentals = (database: Database, filter: RentalQuery, window: TablePart): readonly Rental[] => {
  const where = rentalConditions(database, filter);
  return rentalsFrom(
    database,
    database.all(
      `SELECT id, account_id, body FROM rental ${where.sql} ORDER BY sort_group, sort_at, key LIMIT ? OFFSET ?`,
      ...where.values,
      window.limit,
      window.offset,
    ),
  );
};
