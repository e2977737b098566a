import type { DeadlineKind } from '../model/deadline.ts';
import type { Instant, RentalId } from '../model/ids.ts';
import { day, epochMsOf, instantOf, later } from '../model/instant.ts';
import type { ClassPoints } from '../model/point-class.ts';
import type { Rental } from '../model/rental.ts';
import type { ReminderRule, SuppressedReason } from '../model/reminder.ts';
import { deadlinesOf, ringingDeadlinesOf, type RingingDeadline } from '../deadlines/deadlines.ts';
import { noRules, releasedFrom, snoozeEndMs, type RingRules } from './hold.ts';

/** One point of one deadline of one rental. */
export interface Point {
  readonly rental: Rental;
  readonly deadline: RingingDeadline;
  readonly pointMs: number;
  readonly fireAt: Instant;
}

/** The most urgent point already told per rental, deadline and end instant, in milliseconds before it; null when none was. */
export type Watermarks = (rentalId: RentalId, kind: DeadlineKind, deadlineAt: Instant) => number | null;

/** The watermarks of a log in which nothing has rung. */
export const nothingTold: Watermarks = () => null;

/** A point with what comes of it: when it rings, or why it does not. */
export interface ScheduledPoint extends Point {
  /** Later than `fireAt` where quiet hours, a mute or "later" keep it back. */
  readonly ringsAt: Instant;
  /** Why it will not ring: something kept it back until a more urgent point took its place, or the user's intention. */
  readonly suppressed: SuppressedReason | null;
}

/** What is due now, what passed without ringing, and when to look again if nothing changes before. */
export interface Plan {
  readonly due: readonly ScheduledPoint[];
  /** Points whose time has come and that are not told, each with its reason. */
  readonly passedOver: readonly ScheduledPoint[];
  /** Points that passed unseen before one that is due: nobody looked at the clock, or the deadline was another then. */
  readonly missed: readonly ScheduledPoint[];
  readonly nextLookAtMs: number | null;
}

/** A deadline that passed longer ago than this (in milliseconds) is history: it is not told any more. */
const toldAfterwardsMs = 7 * day;

/** Returns the last instant at which a rental can ring, in epoch milliseconds; null when it has no deadline that matters. */
export const ringsUntilMs = (rental: Rental): number | null => {
  // Where two readings lie far apart, the rental is of interest until the later one: frozen data that was met after a long silence.
  const deadlines = deadlinesOf(rental).map((deadline) => deadline.surelyMs);
  return deadlines.length === 0 ? null : Math.max(...deadlines) + toldAfterwardsMs;
};

/**
 * Returns what has to ring now: for each deadline the most urgent point that has passed and is more urgent than what rang before. Points
 * missed before that one do not ring.
 */
export const plan = (
  rentals: Iterable<Rental>,
  watermarks: Watermarks,
  nowMs: number,
  rules: RingRules = noRules,
): Plan => {
  const due: ScheduledPoint[] = [];
  const passedOver: ScheduledPoint[] = [];
  const missed: ScheduledPoint[] = [];
  let nextLookAtMs = Number.POSITIVE_INFINITY;
  for (const rental of rentals) {
    for (const point of scheduleOf(rental, watermarks, nowMs, rules)) {
      const ringsAtMs = epochMsOf(point.ringsAt);
      if (ringsAtMs > nowMs) nextLookAtMs = Math.min(nextLookAtMs, ringsAtMs);
      else if (point.suppressed === null) due.push(point);
      else if (point.suppressed === 'passed') missed.push(point);
      else passedOver.push(point);
    }
  }
  due.sort(byUrgency);
  return { due, passedOver, missed, nextLookAtMs: Number.isFinite(nextLookAtMs) ? nextLookAtMs : null };
};

/** Returns every point from now until an instant, soonest first, as it will ring if nothing changes, with the reason where it will not. */
export const upcoming = (
  rentals: Iterable<Rental>,
  watermarks: Watermarks,
  nowMs: number,
  untilMs: number,
  rules: RingRules = noRules,
): readonly ScheduledPoint[] => {
  const found: { readonly point: ScheduledPoint; readonly ringsAtMs: number }[] = [];
  for (const rental of rentals) {
    for (const point of scheduleOf(rental, watermarks, nowMs, rules, untilMs)) {
      const ringsAtMs = epochMsOf(point.ringsAt);
      if (ringsAtMs > nowMs && ringsAtMs <= untilMs) found.push({ point, ringsAtMs });
    }
  }
  return found.sort((one, other) => one.ringsAtMs - other.ringsAtMs).map(({ point }) => point);
};

/** Points that come up after `untilMs` are left out. */
const scheduleOf = (
  rental: Rental,
  watermarks: Watermarks,
  nowMs: number,
  rules: RingRules,
  untilMs = Number.POSITIVE_INFINITY,
): readonly ScheduledPoint[] =>
  ringingDeadlinesOf(rental, rules.points).flatMap((deadline) => {
    if (nowMs - deadline.countsFromMs > toldAfterwardsMs) return [];
    return deadlineSchedule(untoldPoints(rental, deadline, watermarks, untilMs), rules, nowMs);
  });

/**
 * Returns one deadline's points that have not rung, as they will: of the passed ones only the most urgent, then those ahead. A point that
 * is held back until a more urgent one comes gives way to that.
 */
const deadlineSchedule = (untold: readonly Point[], rules: RingRules, nowMs: number): readonly ScheduledPoint[] => {
  const wanted = untold.filter((point) => refusalOf(point) === null);
  const scheduled = wanted.flatMap((point, index) => scheduledPoint(point, wanted[index + 1] ?? null, rules, nowMs));
  return [...untold.flatMap((point) => unwantedPoint(point, scheduled)), ...scheduled];
};

/** One wanted point, given the next more urgent one; it has passed when it was missed and the next one has come since. */
const scheduledPoint = (
  point: Point,
  next: Point | null,
  rules: RingRules,
  nowMs: number,
): readonly ScheduledPoint[] => {
  const { rental, deadline, fireAt } = point;
  const kept = releasedFrom(rental, deadline, rules, epochMsOf(fireAt));
  const nextMs = next === null ? Number.POSITIVE_INFINITY : epochMsOf(next.fireAt);
  if (kept !== null && nextMs <= kept.untilMs)
    return [{ ...point, ringsAt: instantOf(nextMs), suppressed: kept.reason }];
  if (nextMs <= nowMs) return [{ ...point, ringsAt: instantOf(nextMs), suppressed: 'passed' }];
  const dueAtMs = Math.max(nowMs, epochMsOf(fireAt));
  const wait = releasedFrom(rental, deadline, rules, dueAtMs);
  // Missed before, and now kept back until the next one has come too.
  if (wait !== null && nextMs <= wait.untilMs)
    return [{ ...point, ringsAt: instantOf(nextMs), suppressed: wait.reason }];
  return [{ ...point, ringsAt: instantOf(wait?.untilMs ?? dueAtMs), suppressed: null }];
};

/** It passes when its time comes, but not before a point ahead of it that is kept back: what has passed counts as told. */
const unwantedPoint = (point: Point, scheduled: readonly ScheduledPoint[]): readonly ScheduledPoint[] => {
  const reason = refusalOf(point);
  if (reason === null) return [];
  const before = scheduled.filter(({ pointMs, suppressed }) => pointMs > point.pointMs && suppressed === null);
  const ringsAt = before.reduce((latest, { ringsAt: each }) => later(latest, each), point.fireAt);
  return [{ ...point, ringsAt, suppressed: reason }];
};

/**
 * Returns why the user does not want a point: after "let lapse" only the data's deadline matters; after "renew" only the last point before
 * the end and the end itself, in case the renewal did not happen. Null for a wanted point.
 */
export const refusalOf = ({
  rental,
  deadline,
  pointMs,
}: Pick<Point, 'rental' | 'deadline' | 'pointMs'>): SuppressedReason | null => {
  if (deadline.kind === 'releases') return null;
  if (rental.intention === 'let-lapse') return 'let-lapse';
  // Who says "later" after "renew" wants to be told then.
  if (pointMs === snoozeEndMs(rental, deadline)) return null;
  // What is to be renewed has to be paid in time.
  if (rental.intention !== 'renew' || deadline.kind === 'pay-by') return null;
  const last = deadline.points.pointsMs.filter((each) => each > 0).at(-1) ?? 0;
  return pointMs > last ? 'renewing' : null;
};

/**
 * Returns, for each deadline that is still told and has any, the points that have passed and were not told, most urgent last, whatever
 * keeps them back: that one would ring as soon as nothing does. `own`: the points that the user chose instead of the usual ones.
 */
export const passedPoints = (
  rental: Rental,
  watermarks: Watermarks,
  nowMs: number,
  own: ClassPoints,
): readonly (readonly Point[])[] =>
  ringingDeadlinesOf(rental, own)
    .filter(({ countsFromMs }) => nowMs - countsFromMs <= toldAfterwardsMs)
    .map((deadline) => {
      const passed = deadline.points.pointsMs.filter((each) => deadline.countsFromMs - each <= nowMs);
      // The log is asked only where something comes of it.
      if (passed.length === 0) return [];
      const told = watermarks(rental.id, deadline.kind, deadline.at) ?? Number.POSITIVE_INFINITY;
      return passed
        .filter((each) => each < told)
        .map((pointMs) => ({ rental, deadline, pointMs, fireAt: instantOf(deadline.countsFromMs - pointMs) }));
    })
    .filter((points) => points.length > 0);

/** Returns the next instant at which a rental rings; null when nothing is planned. */
export const nextReminderAt = (
  rental: Rental,
  watermarks: Watermarks,
  nowMs: number,
  rules: RingRules = noRules,
): Instant | null =>
  upcoming([rental], watermarks, nowMs, Number.POSITIVE_INFINITY, rules).find((point) => point.suppressed === null)
    ?.ringsAt ?? null;

/**
 * Returns the points more urgent than what rang, longest first, of those that come up by `untilMs`; the end of a "later" is one of them. None
 * rings before it comes up, and what is held back beyond `untilMs` rings after it whether it gives way to the next point or not.
 */
const untoldPoints = (
  rental: Rental,
  deadline: RingingDeadline,
  watermarks: Watermarks,
  untilMs: number,
): readonly Point[] => {
  const snoozePointMs = snoozeEndMs(rental, deadline);
  const { pointsMs } = deadline.points;
  const all = snoozePointMs === null ? pointsMs : withPoint(pointsMs, snoozePointMs);
  const up = all.filter((pointMs) => deadline.countsFromMs - pointMs <= untilMs);
  // The log is asked only where something comes of it.
  if (up.length === 0) return [];
  const told = watermarks(rental.id, deadline.kind, deadline.at) ?? Number.POSITIVE_INFINITY;
  return up
    .filter((pointMs) => pointMs < told)
    .map((pointMs) => ({ rental, deadline, pointMs, fireAt: instantOf(deadline.countsFromMs - pointMs) }));
};

const withPoint = (pointsMs: readonly number[], added: number): readonly number[] =>
  [...new Set([...pointsMs, added])].sort((one, other) => other - one);

const byUrgency = (one: Point, other: Point): number => one.deadline.countsFromMs - other.deadline.countsFromMs;

/** The list that a point comes from; the end of a "later" comes from none. */
export const ruleOf = ({ rental, deadline, pointMs }: Point): ReminderRule =>
  pointMs === snoozeEndMs(rental, deadline) && !deadline.points.pointsMs.includes(pointMs)
    ? 'later'
    : deadline.points.rule;

/** Returns the point that a test shows for a rental: its next deadline as if it were due now, whatever its points. Null when it has no deadline. */
export const testPoint = (rental: Rental, nowMs: number): Point | null => {
  const deadlines = ringingDeadlinesOf(rental, {});
  const deadline = deadlines.find((each) => each.countsFromMs > nowMs) ?? deadlines[0];
  if (deadline === undefined) return null;
  return { rental, deadline, pointMs: Math.max(0, deadline.countsFromMs - nowMs), fireAt: instantOf(nowMs) };
};
