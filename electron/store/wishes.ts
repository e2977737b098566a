import { providerOrderIdOf, rentalIdOf, type AccountId, type ProviderOrderId, type RentalId } from '../contract/ids.ts';
import type { Intention } from '../contract/rental.ts';
import type { RentalWish } from '../sync/wish.ts';
import { textOf, textOrNullOf, type Database, type Row } from './database.ts';
import { instantOrNullOf } from './instants.ts';

/** What the user said about the rentals of one account. */
export const wishesOfAccount = (database: Database, accountId: AccountId): ReadonlyMap<RentalId, RentalWish> =>
  new Map(
    database
      .all('SELECT * FROM rental_wish WHERE account_id = ?', accountId)
      .map(wishOf)
      .map((wish) => [wish.rentalId, wish]),
  );

/** Which orders the user joined to which. */
export const joinsOfAccount = (
  database: Database,
  accountId: AccountId,
): ReadonlyMap<ProviderOrderId, ProviderOrderId> =>
  new Map(
    database
      .all('SELECT provider_order_id, into_order_id FROM rental_join WHERE account_id = ?', accountId)
      .map((row) => [
        providerOrderIdOf(textOf(row, 'provider_order_id')),
        providerOrderIdOf(textOf(row, 'into_order_id')),
      ]),
  );

const intentions: readonly Intention[] = ['renew', 'let-lapse', 'undecided'];

const wishOf = (row: Row): RentalWish => ({
  rentalId: rentalIdOf(textOf(row, 'rental_id')),
  label: textOrNullOf(row, 'label'),
  note: textOrNullOf(row, 'note'),
  correctedEndAt: instantOrNullOf(row, 'corrected_end_at'),
  correctedAgainst: instantOrNullOf(row, 'corrected_against'),
  intention: intentions.find((intention) => intention === textOf(row, 'intention')) ?? 'undecided',
});
