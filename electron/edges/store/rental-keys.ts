import type { AccountId, ProviderOrderId, RentalId } from '../../core/model/ids.ts';
import type { KeptRental } from '../../core/model/rental.ts';
import { numberOf, type Database } from './database.ts';
import { readRow } from './read-row.ts';
import { keptOf, rentalPlace, rentalsFrom } from './rentals.ts';
import { ownKeys } from './row-keys.ts';

/** A rental with its held end, by the key of its row; null when there is none, or when its row is damaged. */
export const rentalByKey = (database: Database, key: number): KeptRental | null =>
  readRow(
    database,
    database.one('SELECT id, account_id, body, held_end FROM rental WHERE key = ?', key),
    rentalPlace,
    (row) => keptOf(database, row),
  );

/** The key of a rental's row, whether or not it can be read; null when there is none. */
export const rentalKeyOf = (database: Database, id: RentalId): number | null => {
  const row = database.one(`SELECT key FROM rental WHERE id = ? AND key ${ownKeys}`, id);
  return row === null ? null : numberOf(row, 'key');
};

/** Keys of the rentals of an account whose end has yet to be confirmed by a second reading. */
export const rentalKeysWithHeldEnd = (database: Database, accountId: AccountId): readonly number[] =>
  database
    .all(
      `SELECT key FROM rental WHERE account_id = ? AND held_end IS NOT NULL AND key ${ownKeys} ORDER BY key`,
      accountId,
    )
    .map((row) => numberOf(row, 'key'));

/** Orders whose rental's end has yet to be confirmed by a second reading. */
export const ordersWithHeldEnd = (database: Database, accountId: AccountId): ReadonlySet<ProviderOrderId> =>
  new Set(
    rentalsFrom(
      database,
      database.all('SELECT id, account_id, body FROM rental WHERE account_id = ? AND held_end IS NOT NULL', accountId),
    ).flatMap((rental) => rental.orders),
  );

/** The greatest key of a rental's row; 0 where there is none. */
export const lastRentalKey = (database: Database): number =>
  numberOf(database.one(`SELECT coalesce(max(key), 0) AS last FROM rental WHERE key ${ownKeys}`), 'last');
