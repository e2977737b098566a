import type { DeadlineKind, NextDeadline } from '../model/deadline.ts';
import { day, epochMsOf, hour } from '../model/instant.ts';
import type { Intention, RentalState } from '../model/rental.ts';

/**
 * How near what comes next is: `destruction` data that is frozen or about to be destroyed, `day` at most 24 hours, `week` at most seven days,
 * `later`; `decided` where the user's plan has settled it, `over`, and `none` where no deadline is known. Colour says this and nothing else.
 */
export type TimeBand = 'destruction' | 'day' | 'week' | 'later' | 'decided' | 'over' | 'none';

/** From so many milliseconds before its end on a rental is "ending soon". */
export const weekBandMs = 7 * day;
const dayBandMs = day;
/** Who said "I'll renew it" is rung for once more when it has not happened: so many milliseconds before the end it is open again. */
const renewalOpenMs = 2 * hour;

/** What a rental's band is found by. */
export interface BandFacts {
  readonly state: RentalState;
  readonly nextDeadline: NextDeadline | null;
  readonly intention: Intention;
}

/** Returns the band of a rental at an instant in epoch milliseconds. */
export const rentalBand = ({ state, nextDeadline: next, intention }: BandFacts, nowMs: number): TimeBand => {
  if (state === 'frozen') return 'destruction';
  if (state === 'released' || state === 'cancelled') return 'over';
  if (next === null) return state === 'expired' ? 'over' : 'none';
  return deadlineBand(next, intention, nowMs);
};

/** Returns the band of one deadline, for which the user has a plan, at an instant in epoch milliseconds. */
export const deadlineBand = (
  { kind, at }: Pick<NextDeadline, 'kind' | 'at'>,
  intention: Intention,
  nowMs: number,
): TimeBand => {
  const leftMs = epochMsOf(at) - nowMs;
  if (isDecided(kind, intention, leftMs)) return 'decided';
  if (leftMs <= dayBandMs) return kind === 'releases' ? 'destruction' : 'day';
  return leftMs <= weekBandMs ? 'week' : 'later';
};

/** No plan settles when data is destroyed, and what is to be renewed has to be paid in time: both ring whatever was said. */
const isDecided = (kind: DeadlineKind, intention: Intention, leftMs: number): boolean => {
  if (intention === 'let-lapse') return kind === 'ends' || kind === 'pay-by';
  return intention === 'renew' && kind === 'ends' && leftMs > renewalOpenMs;
};
