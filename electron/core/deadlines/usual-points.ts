import { day, hour, minute } from '../model/instant.ts';
import type { PointClass } from '../model/point-class.ts';

/** Rentals of one length, and the points at which they ring. */
export interface UsualPoints {
  readonly rule: Exclude<PointClass, 'balance'>;
  /** From this length of the paid period on, in milliseconds. */
  readonly fromMs: number;
  /** Milliseconds before the end, longest first. Every list ends with 0, the end itself: providers do not report it. */
  readonly pointsMs: readonly number[];
}

/** Before an unpaid order lapses, besides half the time that was left at first sight, in milliseconds. */
export const payByPointsMs = [15 * minute, 5 * minute] as const;

/** Before an account's credit is used up, and when it is, in milliseconds. */
export const balancePointsMs = [3 * day, day, 2 * hour, 0] as const;

/** When a rental rings by the length of its last paid period where the user says nothing else; longest class first. */
export const usualPoints = [
  { fromMs: 180 * day, rule: '180d', pointsMs: [30 * day, 7 * day, 3 * day, day, 2 * hour, 0] },
  { fromMs: 28 * day, rule: '28d', pointsMs: [7 * day, 3 * day, day, 2 * hour, 0] },
  { fromMs: 7 * day, rule: '7d', pointsMs: [3 * day, day, 2 * hour, 0] },
  { fromMs: day, rule: '24h', pointsMs: [12 * hour, 2 * hour, 30 * minute, 0] },
  { fromMs: 0, rule: 'under-24h', pointsMs: [hour, 15 * minute, 0] },
] as const satisfies readonly UsualPoints[];

/** Returns the usual points of a class, in milliseconds before the deadline, longest first. */
export const usualPointsOf = (of: PointClass): readonly number[] =>
  usualPoints.find(({ rule }) => rule === of)?.pointsMs ?? balancePointsMs;
