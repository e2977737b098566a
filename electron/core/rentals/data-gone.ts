import { epochMsOf } from '../model/instant.ts';
import type { Rental } from '../model/rental.ts';

/**
 * Whether the data of a released rental is gone as its provider says. A list that shows something no more says nothing about its data; an order
 * that was released does, and so does a stated time that has passed.
 */
export const isDataGone = ({ listing, releases }: Pick<Rental, 'listing' | 'releases'>, nowMs: number): boolean =>
  listing === null ||
  (releases !== null && releases.note !== 'from-user-setting' && epochMsOf(releases.surelyAt) <= nowMs);
