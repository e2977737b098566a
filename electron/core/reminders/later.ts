import type { DeadlineKind } from '../model/deadline.ts';
import { instantOf } from '../model/instant.ts';
import type { Later, LaterChoice, Rental } from '../model/rental.ts';
import { ringingDeadlinesOf, type RingingDeadline } from '../deadlines/deadlines.ts';
import { holdAt, releasedFrom, type RingRules } from './hold.ts';
import { upcoming, type ScheduledPoint, type Watermarks } from './plan.ts';
import { clockChoices, snoozeEndsAtMs } from './snooze-end.ts';

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
  upcoming([notPutOff(rental)], watermarks, nowMs, Number.POSITIVE_INFINITY, rules).find(
    ({ deadline, fireAt, suppressed }) => deadline.kind === kind && suppressed === null && fireAt > instantOf(nowMs),
  ) ?? null;

/** Returns how a deadline's reminders can be put off; null when the deadline does not lie ahead, or no point of it is left. */
export const laterOf = (
  rental: Rental,
  kind: DeadlineKind,
  watermarks: Watermarks,
  nowMs: number,
  rules: RingRules,
  timeZone: string,
): Later | null => {
  const deadline = ringingDeadlinesOf(rental, rules.points).find(
    (each) => each.kind === kind && each.countsFromMs > nowMs,
  );
  if (deadline === undefined || (rental.intention === 'let-lapse' && kind !== 'releases')) return null;
  const next = nextPoint(rental, kind, watermarks, nowMs, rules);
  const choices = [
    ...byClock(rental, deadline, nowMs, rules, timeZone),
    ...(next === null
      ? []
      : [{ value: 'next-point' as const, ringsAt: next.ringsAt, pointMs: next.pointMs, heldBy: null }]),
  ];
  const distinct = choices.filter(
    (choice) => choice.heldBy === null || choices.findLast(({ ringsAt }) => ringsAt === choice.ringsAt) === choice,
  );
  return distinct.length === 0 ? null : { deadline: kind, choices: distinct };
};

/** A choice that would ring only at the deadline or later is not offered: the deadline rings anyway. */
const byClock = (
  rental: Rental,
  deadline: RingingDeadline,
  nowMs: number,
  rules: RingRules,
  timeZone: string,
): readonly LaterChoice[] =>
  clockChoices(nowMs, timeZone).flatMap((value) => {
    const endsAtMs = snoozeEndsAtMs(value, nowMs, timeZone);
    const hold = releasedFrom(notPutOff(rental), deadline, rules, endsAtMs);
    const ringsAtMs = hold?.untilMs ?? endsAtMs;
    // Of holds that follow on one another, the last is the one that lets go.
    const last = hold === null ? null : holdAt(notPutOff(rental), deadline, rules, hold.untilMs - 1);
    const heldBy = last === null ? null : last.reason === 'quiet' ? 'quiet' : 'muted';
    return ringsAtMs < deadline.countsFromMs ? [{ value, ringsAt: instantOf(ringsAtMs), pointMs: null, heldBy }] : [];
  });

const notPutOff = (rental: Rental): Rental => ({ ...rental, snooze: null });
