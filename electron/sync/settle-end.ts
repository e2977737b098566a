import type { End } from '../contract/deadline.ts';
import type { Rental } from '../contract/rental.ts';

/** A rental as it is kept, with a later end that a second round has yet to confirm. */
export interface KeptRental {
  readonly rental: Rental;
  readonly heldEnd: End | null;
}

/** What bears on an end that moved. */
export interface RoundEvidence {
  /** A new order has prolonged the rental. */
  readonly renewed: boolean;
  /** The provider was asked about this rental and answered; false when the user caused it to be assembled anew. */
  readonly seen: boolean;
}

/**
 * A provider's end that moves later without a new order may be a glitch: until a second round says the same, the earlier end
 * stays planned. An end that moves earlier, a renewal, and what the user says count at once.
 */
export const settleEnd = (known: KeptRental | null, next: Rental, round: RoundEvidence): KeptRental => {
  if (known === null || round.renewed || !movedLaterByItself(known.rental, next))
    return { rental: next, heldEnd: null };
  if (round.seen && known.heldEnd?.at === next.end.at) return { rental: next, heldEnd: null };
  const { end, periodStartsAt, lastPrice } = known.rental;
  return { rental: { ...next, end, periodStartsAt, lastPrice }, heldEnd: next.end };
};

const movedLaterByItself = (known: Rental, next: Rental): boolean => {
  if (isUsersWord(known.end) || isUsersWord(next.end)) return false;
  if (known.end.at === null || known.phase !== next.phase) return false;
  return next.end.at === null || next.end.at > known.end.at;
};

/** An estimate moves when the user says another unit; what the provider states is not in it. */
const isUsersWord = (end: End): boolean => end.basis === 'corrected' || end.basis === 'estimated';
