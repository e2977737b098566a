import type { DeadlineKind } from '../contract/deadline.ts';
import type { Instant, RentalId } from '../contract/ids.ts';
import { day, epochMsOf, instantOf } from '../contract/instant.ts';
import type { Rental } from '../contract/rental.ts';
import { deadlinesOf, type RingingDeadline } from './deadlines.ts';

/** One point of one deadline of one rental. */
export interface Point {
  readonly rental: Rental;
  readonly deadline: RingingDeadline;
  readonly pointMs: number;
  readonly fireAt: Instant;
}

/** The most urgent point already told per rental, deadline and end instant, in milliseconds before it; null when none was. */
export type Watermarks = (rentalId: RentalId, kind: DeadlineKind, deadlineAt: Instant) => number | null;

/** What is due now, and when to look again if nothing changes before. */
export interface Plan {
  readonly due: readonly Point[];
  readonly nextLookAtMs: number | null;
}

/** A deadline that passed longer ago than this (in milliseconds) is history: it is not told any more. */
export const toldAfterwardsMs = 7 * day;

/** Until when a rental can still ring, in epoch milliseconds; null when it has no deadline that matters. */
export const ringsUntilMs = (rental: Rental): number | null => {
  const deadlines = deadlinesOf(rental).map((deadline) => deadline.countsFromMs);
  return deadlines.length === 0 ? null : Math.max(...deadlines) + toldAfterwardsMs;
};

/**
 * What has to ring now: for each deadline the most urgent point that has passed and is more urgent than what was told.
 * Points that were missed before it are not told one by one.
 */
export const plan = (rentals: Iterable<Rental>, watermarks: Watermarks, nowMs: number): Plan => {
  const due: Point[] = [];
  let nextLookAtMs = Number.POSITIVE_INFINITY;
  for (const rental of rentals) {
    for (const deadline of deadlinesOf(rental)) {
      const untold = untoldPoints(rental, deadline, watermarks);
      const passed = untold.filter((point) => epochMsOf(point.fireAt) <= nowMs).at(-1);
      if (passed !== undefined && nowMs - deadline.countsFromMs <= toldAfterwardsMs) due.push(passed);
      const next = untold.find((point) => epochMsOf(point.fireAt) > nowMs);
      if (next !== undefined) nextLookAtMs = Math.min(nextLookAtMs, epochMsOf(next.fireAt));
    }
  }
  due.sort(byUrgency);
  return { due, nextLookAtMs: Number.isFinite(nextLookAtMs) ? nextLookAtMs : null };
};

/** Every point that will ring from now until an instant, soonest first, if nothing changes. */
export const upcoming = (
  rentals: Iterable<Rental>,
  watermarks: Watermarks,
  nowMs: number,
  untilMs: number,
): readonly Point[] => {
  const found: Point[] = [];
  for (const rental of rentals) {
    for (const deadline of deadlinesOf(rental)) {
      for (const point of untoldPoints(rental, deadline, watermarks)) {
        const fireAtMs = epochMsOf(point.fireAt);
        if (fireAtMs > nowMs && fireAtMs <= untilMs) found.push(point);
      }
    }
  }
  return found.sort((one, other) => epochMsOf(one.fireAt) - epochMsOf(other.fireAt));
};

/** The next instant at which a rental rings; null when nothing is planned. */
export const nextReminderAt = (rental: Rental, nowMs: number): Instant | null =>
  upcoming([rental], () => null, nowMs, Number.POSITIVE_INFINITY)[0]?.fireAt ?? null;

/** Points more urgent than what was told, longest first. */
const untoldPoints = (rental: Rental, deadline: RingingDeadline, watermarks: Watermarks): readonly Point[] => {
  const told = watermarks(rental.id, deadline.kind, deadline.at) ?? Number.POSITIVE_INFINITY;
  return deadline.points.pointsMs
    .filter((pointMs) => pointMs < told)
    .map((pointMs) => ({ rental, deadline, pointMs, fireAt: instantOf(deadline.countsFromMs - pointMs) }));
};

const byUrgency = (one: Point, other: Point): number => one.deadline.countsFromMs - other.deadline.countsFromMs;

/** The point that a test of the bell shows for a rental: its next deadline as if it were due now. Null when it has none. */
export const testPoint = (rental: Rental, nowMs: number): Point | null => {
  const deadlines = deadlinesOf(rental);
  const deadline = deadlines.find((each) => each.countsFromMs > nowMs) ?? deadlines[0];
  if (deadline === undefined) return null;
  return { rental, deadline, pointMs: Math.max(0, deadline.countsFromMs - nowMs), fireAt: instantOf(nowMs) };
};
