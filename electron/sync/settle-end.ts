import type { End } from '../contract/deadline.ts';
import type { Rental } from '../contract/rental.ts';
import type { StoredRental } from '../store/rentals.ts';

/**
 * A provider's end that moves later without a new order may be a glitch: until a second round says the same, the earlier end
 * stays planned. An end that moves earlier, a renewal, and what the user says count at once.
 */
export const settleEnd = (known: StoredRental | null, next: Rental): StoredRental => {
  if (known === null || !movedLaterByItself(known.rental, next)) return { rental: next, heldEnd: null };
  if (known.heldEnd?.at === next.end.at) return { rental: next, heldEnd: null };
  const { end, periodStartsAt, lastPrice } = known.rental;
  return { rental: { ...next, end, periodStartsAt, lastPrice }, heldEnd: next.end };
};

const movedLaterByItself = (known: Rental, next: Rental): boolean => {
  if (isUsersWord(known.end) || isUsersWord(next.end)) return false;
  if (known.end.at === null || known.phase !== next.phase) return false;
  const isLater = next.end.at === null || next.end.at > known.end.at;
  return isLater && next.orders.length <= known.orders.length;
};

const isUsersWord = (end: End): boolean => end.basis === 'corrected';
