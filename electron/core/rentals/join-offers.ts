import { epochMsOf, hour, day } from '../model/instant.ts';
import type { Rental } from '../model/rental.ts';

/** How far the start of a renewal may lie from the end that it prolongs. */
const nearMs = 3 * day + hour;

/** When rentals end that a rental may continue, in epoch milliseconds; null where it continues none. */
export const joinableEnds = ({
  startsAt,
  resourceId,
}: Rental): { readonly fromMs: number; readonly toMs: number } | null =>
  startsAt === null || resourceId !== null
    ? null
    : { fromMs: epochMsOf(startsAt) - nearMs, toMs: epochMsOf(startsAt) + nearMs };

/**
 * Returns other rentals of an account that a rental may continue: the same thing by title and spec, ended or ending about when this one
 * began. They are offered as "probably the same machine".
 */
export const joinOffers = (rental: Rental, others: readonly Rental[]): readonly Rental[] => {
  const { startsAt } = rental;
  if (startsAt === null || rental.resourceId !== null) return [];
  return others.filter(
    (other) =>
      other.id !== rental.id &&
      other.resourceId === null &&
      wordsOf(other) === wordsOf(rental) &&
      other.spec === rental.spec &&
      other.startsAt !== null &&
      other.startsAt < startsAt &&
      other.end.at !== null &&
      Math.abs(epochMsOf(other.end.at) - epochMsOf(startsAt)) <= nearMs,
  );
};

/** The provider's words for both: what its user calls one of them says nothing about the other. */
const wordsOf = ({ words, title }: Rental): string => words ?? title;
