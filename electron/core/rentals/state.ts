import type { Instant } from '../model/ids.ts';
import { epochMsOf } from '../model/instant.ts';
import type { Rental, RentalState } from '../model/rental.ts';
import { liveGroup, type Standing, type TimedState } from '../model/standing.ts';
import { weekBandMs } from '../deadlines/band.ts';
import { nextDeadline } from '../deadlines/deadlines.ts';

/** Returns the state of a rental at an instant: that of the first rule in the design that fits. */
export const rentalState = (rental: Rental, nowMs: number): TimedState => {
  switch (rental.phase) {
    case 'cancelled':
    case 'released':
    case 'frozen':
    case 'expired':
      return untimed(rental.phase);
    case 'vanished':
      return untimed('unknown');
    case 'unpaid':
      return { state: 'pending', untilMs: aheadOrNull(rental.payBy?.at ?? null, nowMs) };
    case 'awaiting':
      return untimed('pending');
    case 'paid': {
      const startsAtMs = rental.startsAt === null ? null : epochMsOf(rental.startsAt);
      return startsAtMs === null || startsAtMs > nowMs
        ? { state: 'pending', untilMs: startsAtMs }
        : deliveredState(rental, nowMs);
    }
    case 'delivered':
      return deliveredState(rental, nowMs);
    case 'unknown':
      return rental.end.at === null ? untimed('unknown') : deliveredState(rental, nowMs);
  }
};

/** A deadline that passes changes the rental's place in the list, if not its state. */
const aheadOrNull = (at: Instant | null, nowMs: number): number | null =>
  at === null || epochMsOf(at) <= nowMs ? null : epochMsOf(at);

const untimed = (state: RentalState): TimedState => ({ state, untilMs: null });

/** An estimate alone never ends a rental: past it, the rental is active until its provider says otherwise. */
const deliveredState = (rental: Rental, nowMs: number): TimedState => {
  const { at, basis, earliestAt } = rental.end;
  if (at === null) return untimed(rental.openEnded ? 'open-ended' : 'active');
  const endMs = epochMsOf(at);
  if (endMs <= nowMs) return untimed(basis === 'estimated' ? 'active' : 'expired');
  const endingFromMs = epochMsOf(earliestAt ?? at) - weekBandMs;
  return endingFromMs <= nowMs ? { state: 'ending', untilMs: endMs } : { state: 'active', untilMs: endingFromMs };
};

const endlessGroup = 1;
/** The group of what is over: behind all others. */
export const overGroup = 2;

/** Returns the state and place of a rental: first what has a deadline ahead, then what has none, last what is over. */
export const standingOf = (rental: Rental, nowMs: number): Standing => {
  const { state, untilMs } = rentalState(rental, nowMs);
  const next = nextDeadline(rental, nowMs);
  if (next !== null) {
    const nextMs = epochMsOf(next.at);
    return { state, untilMs: Math.min(nextMs, untilMs ?? nextMs), group: liveGroup, sortAtMs: nextMs };
  }
  switch (state) {
    case 'expired':
    case 'released':
    case 'cancelled':
      return { state, untilMs, group: overGroup, sortAtMs: -lastMs(rental) };
    case 'frozen':
      // Nobody has said that its data is gone.
      return { state, untilMs, group: liveGroup, sortAtMs: rental.releases === null ? nowMs : lastMs(rental) };
    default:
      return { state, untilMs, group: endlessGroup, sortAtMs: 0 };
  }
};

/**
 * Returns every standing that the clock can give a rental, earliest first: each begins where the one before it says that it ends. What is frozen
 * for nobody knows how long stands at the instant of the look, which differs with each.
 */
export const standingsOf = (rental: Rental): readonly Standing[] => {
  const standings = [standingOf(rental, 0)];
  for (let untilMs = standings[0]?.untilMs ?? null; untilMs !== null;) {
    const standing = standingOf(rental, untilMs);
    standings.push(standing);
    ({ untilMs } = standing);
  }
  return standings;
};

/** Orders rentals as the list does. */
export const byStanding = (one: Place, other: Place): number =>
  one.group - other.group || one.sortAtMs - other.sortAtMs;

type Place = Pick<Standing, 'group' | 'sortAtMs'>;

const lastMs = ({ payBy, releases, end }: Rental): number =>
  Math.max(0, ...[payBy?.at, releases?.surelyAt, end.at].flatMap((at) => (at ? [epochMsOf(at)] : [])));
