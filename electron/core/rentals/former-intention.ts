import type { FormerIntention, Rental } from '../model/rental.ts';
import type { RentalWish } from '../model/rental-wish.ts';

/**
 * Returns what was meant with a rental before its provider moved its end, and does not hold for the present end; null when nothing has to be
 * asked again. What was to be renewed and now ends later was renewed.
 */
export const formerIntention = (
  wish: Pick<RentalWish, 'intention' | 'intendedFor'> | null,
  { intention: present, end }: Pick<Rental, 'intention' | 'end'>,
): FormerIntention | null => {
  if (wish === null || wish.intention === 'undecided' || present !== 'undecided') return null;
  const { intention, intendedFor } = wish;
  if (end.at === null || intendedFor === end.at) return null;
  if (intention === 'renew' && intendedFor !== null && end.at > intendedFor) return null;
  return { intention, endedAt: intendedFor };
};
