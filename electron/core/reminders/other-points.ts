import { usualPointsOf } from '../deadlines/usual-points.ts';
import { pointClasses, type ClassPoints, type PointClass } from '../model/point-class.ts';
import type { Rental } from '../model/rental.ts';
import { passedPoints, type Point, type Watermarks } from './plan.ts';

/** The points that the user chose for classes of rentals, until now and from now on. */
export interface PointChange {
  readonly before: ClassPoints;
  readonly after: ClassPoints;
}

/**
 * Returns how far ahead, in milliseconds, the deadlines lie at most of which a point may have passed only by such a change; 0 where no point was
 * added.
 */
export const reachOfChange = (change: PointChange): number =>
  Math.max(0, ...pointClasses.flatMap((of) => addedPoints(of, change)));

/** Of usual points some are dropped that the user's own are not: all of these count as added where there were the usual ones. */
const addedPoints = (of: PointClass, { before, after }: PointChange): readonly number[] => {
  const [former, now] = [before[of], after[of]];
  if (former === undefined) return now ?? [];
  return (now ?? usualPointsOf(of)).filter((pointMs) => !former.includes(pointMs));
};

/**
 * Returns the points of a rental that have passed only because its class has other points now, the most urgent of each deadline: the dates that
 * a preview shows lie ahead, and these must not ring. What waited to ring before still does, as the most urgent point that has passed. Pure.
 */
export const passedByChange = (
  rental: Rental,
  { before, after }: PointChange,
  watermarks: Watermarks,
  nowMs: number,
): readonly Point[] => {
  const waited = passedPoints(rental, watermarks, nowMs, before).flat();
  const hasWaited = ({ deadline, pointMs }: Point): boolean =>
    waited.some((each) => each.deadline.kind === deadline.kind && each.pointMs === pointMs);
  return passedPoints(rental, watermarks, nowMs, after).flatMap((points) =>
    points.some(hasWaited) ? [] : points.slice(-1),
  );
};
