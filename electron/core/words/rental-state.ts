import { epochMsOf } from '../model/instant.ts';
import type { RentalView } from '../model/rental.ts';
import { keyOf, t, textOf } from './words.ts';

/** Returns the word for a rental's state at an instant in epoch milliseconds: of what waits for its payment, whether that can still be made. */
export const stateText = ({ state, payBy }: Pick<RentalView, 'state' | 'payBy'>, nowMs: number): string => {
  if (state !== 'pending' || payBy === null) return textOf(keyOf('state', state));
  return epochMsOf(payBy.at) > nowMs ? t.state_unpaid() : t.state_unpaid_over();
};
