import type { Instant } from '../contract/ids.ts';
import { epochMsOf } from '../contract/instant.ts';
import type { Rental, RentalState } from '../contract/rental.ts';
import { endPoints } from '../reminders/points.ts';

/** A rental's state with the instant at which the clock alone may change it; null when it never does. */
export interface TimedState {
  readonly state: RentalState;
  readonly untilMs: number | null;
}

/** The state of a rental at an instant: the first rule of the list in the design that fits. */
export const rentalState = (rental: Rental, nowMs: number): TimedState => {
  switch (rental.phase) {
    case 'cancelled':
    case 'released':
    case 'frozen':
    case 'expired':
      return lasting(rental.phase);
    case 'vanished':
      return lasting('unknown');
    case 'unpaid':
      return { state: 'pending', untilMs: aheadOrNull(rental.payBy?.at ?? null, nowMs) };
    case 'awaiting':
      return lasting('pending');
    case 'paid': {
      const startsAtMs = rental.startsAt === null ? null : epochMsOf(rental.startsAt);
      return startsAtMs === null || startsAtMs > nowMs
        ? { state: 'pending', untilMs: startsAtMs }
        : deliveredState(rental, nowMs);
    }
    case 'delivered':
      return deliveredState(rental, nowMs);
    case 'unknown':
      return rental.end.at === null ? lasting('unknown') : deliveredState(rental, nowMs);
  }
};

/** A deadline that passes changes the rental's place in the list, if not its state. */
const aheadOrNull = (at: Instant | null, nowMs: number): number | null =>
  at === null || epochMsOf(at) <= nowMs ? null : epochMsOf(at);

const lasting = (state: RentalState): TimedState => ({ state, untilMs: null });

/** An estimate alone never ends a rental: past it, the rental is active until its provider says otherwise. */
const deliveredState = (rental: Rental, nowMs: number): TimedState => {
  const { at, basis, earliestAt } = rental.end;
  if (at === null) return lasting(rental.openEnded ? 'open-ended' : 'active');
  const endMs = epochMsOf(at);
  if (endMs <= nowMs) return lasting(basis === 'estimated' ? 'active' : 'expired');
  const endingFromMs = epochMsOf(earliestAt ?? at) - (endPoints(rental).pointsMs[0] ?? 0);
  return endingFromMs <= nowMs ? { state: 'ending', untilMs: endMs } : { state: 'active', untilMs: endingFromMs };
};
