import { resourceKeyOf, type AccountId, type ProviderOrderId, type ResourceKey } from '../../core/model/ids.ts';
import { numberOf, textOf, type Database } from './database.ts';
import { finishLinks } from './link-slices.ts';
import { ownKeys } from './row-keys.ts';

/** The store, once everything in it is linked. */
const linkedIn = (database: Database): Database => {
  finishLinks(database);
  return database;
};

/** Keys of the orders of an account that have an item of a resource, by the resource's id. */
export const orderKeysOfResource = (database: Database, accountId: AccountId, resourceId: string): readonly number[] =>
  linkedIn(database)
    .all('SELECT order_key FROM order_resource WHERE account_id = ? AND resource_id = ?', accountId, resourceId)
    .map((row) => numberOf(row, 'order_key'));

/** Stores by which resources an order is found, in place of those of before. */
export const putOrderResources = (
  database: Database,
  accountId: AccountId,
  orderKey: number,
  { before, after }: { readonly before: ReadonlySet<string>; readonly after: ReadonlySet<string> },
): void => {
  for (const id of before) {
    if (after.has(id)) continue;
    database.run(
      'DELETE FROM order_resource WHERE account_id = ? AND resource_id = ? AND order_key = ?',
      accountId,
      id,
      orderKey,
    );
  }
  for (const id of after) {
    if (before.has(id)) continue;
    database.run(
      'INSERT OR IGNORE INTO order_resource (account_id, resource_id, order_key) VALUES (?, ?, ?)',
      accountId,
      id,
      orderKey,
    );
  }
};

/** Keys of the rentals that an order is part of. */
export const rentalKeysOfOrder = (database: Database, orderKey: number): readonly number[] =>
  linkedIn(database)
    .all('SELECT rental_key FROM rental_order WHERE order_key = ?', orderKey)
    .map((row) => numberOf(row, 'rental_key'));

/** Keys of the orders that a rental is made of, whether or not its body can be read. All links are looked through. */
export const orderKeysOfRental = (database: Database, rentalKey: number): readonly number[] =>
  linkedIn(database)
    .all('SELECT order_key FROM rental_order WHERE rental_key = ?', rentalKey)
    .map((row) => numberOf(row, 'order_key'));

/** The resource that is listed of a rental, whether or not its body can be read; null without one. */
export const listingOfRental = (database: Database, rentalKey: number): ResourceKey | null => {
  const row = linkedIn(database).one('SELECT listing FROM rental WHERE key = ? AND listing IS NOT NULL', rentalKey);
  return row === null ? null : resourceKeyOf(textOf(row, 'listing'));
};

/** Keys of the rentals that a listed resource is part of. */
export const rentalKeysOfListing = (
  database: Database,
  accountId: AccountId,
  listing: ResourceKey,
): readonly number[] =>
  linkedIn(database)
    .all(`SELECT key FROM rental WHERE account_id = ? AND listing = ? AND key ${ownKeys}`, accountId, listing)
    .map((row) => numberOf(row, 'key'));

/** Stores which orders a rental is made of, in place of those of before; null where nobody knows which those were. */
export const linkOrders = (
  database: Database,
  { accountId, rentalKey }: { readonly accountId: AccountId; readonly rentalKey: number },
  { before, after }: { readonly before: readonly ProviderOrderId[] | null; readonly after: readonly ProviderOrderId[] },
): void => {
  if (before === null) database.run('DELETE FROM rental_order WHERE rental_key = ?', rentalKey);
  for (const id of missingIn(after, before ?? [])) {
    database.run(
      `DELETE FROM rental_order WHERE rental_key = ?
         AND order_key = (SELECT key FROM orders WHERE account_id = ? AND provider_order_id = ?)`,
      rentalKey,
      accountId,
      id,
    );
  }
  for (const id of missingIn(before ?? [], after)) {
    database.run(
      `INSERT OR IGNORE INTO rental_order (order_key, rental_key)
         SELECT key, ? FROM orders WHERE account_id = ? AND provider_order_id = ?`,
      rentalKey,
      accountId,
      id,
    );
  }
};

/** What of the second list is not in the first. */
const missingIn = (
  known: readonly ProviderOrderId[],
  asked: readonly ProviderOrderId[],
): readonly ProviderOrderId[] => {
  const ids = new Set(known);
  return asked.filter((id) => !ids.has(id));
};
