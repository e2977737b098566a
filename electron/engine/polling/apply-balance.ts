import type { Account } from '../../core/model/account.ts';
import type { Instant } from '../../core/model/ids.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { Rental } from '../../core/model/rental.ts';
import type { RoundWarning } from '../../core/model/sync.ts';
import type { RoundReading } from '../../core/ports/provider.ts';
import { sortedKeys } from '../../core/rentals/merge-order.ts';
import { balanceAfter, balanceIdOf, type BalanceSight } from '../../core/rentals/balance.ts';
import type { Database } from '../../edges/store/database.ts';
import { deleteRental, rentalById } from '../../edges/store/rentals.ts';
import { wishOfRental } from '../../edges/store/rental-wishes.ts';
import { keepRental } from './keep-rental.ts';

/**
 * Stores what a round read of an account's credit. Where nothing runs, the credit goes and rings no more; where the round does not say, or the
 * key may not read it, what was last read rings on. Returns null in all three.
 */
export const applyBalance = (
  database: Database,
  account: Account,
  reading: RoundReading,
  at: Instant,
): BalanceSight | null => {
  const told = reading.resources?.balance;
  if (told === undefined || told === 'refused' || !tellsOfAll(reading)) return null;
  const id = balanceIdOf(account.id);
  const before = rentalById(database, id);
  const now = balanceAfter(account, told, before, epochMsOf(at));
  if (now === null) {
    deleteRental(database, id, epochMsOf(at));
    return null;
  }
  return { before, now: keptWithWish(database, before, now, at) };
};

/** Returns the warning that a credit that is known was not read anew by a round that read all the rest. */
export const balanceWarnings = (
  database: Database,
  account: Account,
  reading: RoundReading,
): readonly RoundWarning[] => {
  const told = reading.resources?.balance;
  const isUnread = (told === undefined || told === 'refused') && tellsOfAll(reading);
  if (!isUnread || rentalById(database, balanceIdOf(account.id)) === null) return [];
  return [{ code: told === 'refused' ? 'balance.refused' : 'balance.unread' }];
};

/** What runs is known only from lists that were seen whole: of a part, the price of an hour would be too low. */
const tellsOfAll = ({ resources, interruptedBy }: RoundReading): boolean =>
  interruptedBy === null && (resources?.lists.every(({ outcome }) => outcome === 'settled') ?? false);

/** Brings an account's credit up to what the user has said to its reminders. */
export const applyBalanceWish = (database: Database, account: Account, at: Instant): void => {
  const known = rentalById(database, balanceIdOf(account.id));
  if (known !== null) keptWithWish(database, known, known, at);
};

/** An unchanged row is not written. */
const keptWithWish = (database: Database, before: Rental | null, now: Rental, at: Instant): Rental => {
  const wish = wishOfRental(database, now.id);
  const rental = { ...now, snooze: wish?.snooze ?? null, mutedUntil: wish?.mutedUntil ?? null };
  if (JSON.stringify(before, sortedKeys) !== JSON.stringify(rental, sortedKeys))
    keepRental(database, { rental, heldEnd: null }, [], epochMsOf(at));
  return rental;
};
