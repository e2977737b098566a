import type { DeadlineKind } from '../contract/deadline.ts';
import { instantOf } from '../contract/instant.ts';
import type { Later, Rental } from '../contract/rental.ts';
import { deadlinesOf } from './deadlines.ts';
import type { RingRules } from './hold.ts';
import { upcoming, type ScheduledPoint, type Watermarks } from './plan.ts';

/**
 * The next planned point of a deadline that will ring by itself, as if nothing had been put off. One whose time has come and that
 * waits for the quiet hours to end is not the next: it is what is being put off. Null when none is left.
 */
export const nextPoint = (
  rental: Rental,
  kind: DeadlineKind,
  watermarks: Watermarks,
  nowMs: number,
  rules: RingRules,
): ScheduledPoint | null =>
  upcoming([{ ...rental, snooze: null }], watermarks, nowMs, Number.POSITIVE_INFINITY, rules).find(
    ({ deadline, fireAt, suppressed }) => deadline.kind === kind && suppressed === null && fireAt > instantOf(nowMs),
  ) ?? null;

/** How far a deadline's reminders can be put off; null when it does not lie ahead, or nothing rings for it any more. */
export const laterOf = (
  rental: Rental,
  kind: DeadlineKind,
  watermarks: Watermarks,
  nowMs: number,
  rules: RingRules,
): Later | null => {
  const deadline = deadlinesOf(rental).find((each) => each.kind === kind && each.countsFromMs > nowMs);
  if (deadline === undefined || (rental.intention === 'let-lapse' && kind !== 'releases')) return null;
  const next = nextPoint(rental, kind, watermarks, nowMs, rules);
  return {
    deadline: kind,
    latestAt: instantOf(deadline.countsFromMs),
    nextPoint: next === null ? null : { pointMs: next.pointMs, ringsAt: next.ringsAt },
  };
};
