import type { Deadline } from '../deadlines/deadlines.ts';
import type { Instant } from '../model/ids.ts';
import { epochMsOf } from '../model/instant.ts';
import type { Rental } from '../model/rental.ts';
import type { ChangeKind } from '../model/sync.ts';
import { passedPoints, type Point, type Watermarks } from './plan.ts';

/** A round saw a rental begin to run: it was delivered, or came back from a freeze or an end. */
const runs: ReadonlySet<ChangeKind> = new Set(['delivered', 'renewed']);

/**
 * Returns the points that a change makes untrue: that a rental has probably ended, where its provider has just said that it runs. An end that
 * was stated, or corrected by the user, is no estimate and rings all the same. Pure.
 */
export const overruledPoints = (
  kind: ChangeKind,
  rental: Rental,
  watermarks: Watermarks,
  nowMs: number,
): readonly Point[] =>
  runs.has(kind)
    ? // The end itself is in every list.
      passedPoints(rental, watermarks, nowMs, {})
        .flatMap((points) => points.slice(-1))
        .filter(({ deadline, pointMs }) => deadline.kind === 'ends' && deadline.basis === 'estimated' && pointMs === 0)
    : [];

/** Whether a deadline is an estimated end after which the rental was seen to run again: it has not ended, whatever was told. Pure. */
export const isOverruled = ({ kind, basis, countsFromMs }: Deadline, ranAgainAt: Instant | null): boolean =>
  kind === 'ends' && basis === 'estimated' && ranAgainAt !== null && epochMsOf(ranAgainAt) >= countsFromMs;
