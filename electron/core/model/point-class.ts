import { day } from './instant.ts';

/**
 * Everything that has usual points which the user can replace: rentals by the length of their last paid period, longest class first, and the
 * credit of an account. Each is the rule of the reminders that it makes.
 */
export const pointClasses = ['180d', '28d', '7d', '24h', 'under-24h', 'balance'] as const;

/** One of them. */
export type PointClass = (typeof pointClasses)[number];

/** The user's own points of a class, in milliseconds before the deadline. A class that is not named rings at the usual ones. */
export type ClassPoints = { readonly [Class in PointClass]?: readonly number[] };

/** The number of points that a list of the user has at most, the end itself among them. */
export const maxPoints = 12;
/** Milliseconds in a leap year: no point of the user lies further ahead of its deadline. */
export const maxPointMs = 366 * day;

/** Returns the user's own points with others for one class; null gives it the usual ones again. */
export const withClassPoints = (points: ClassPoints, of: PointClass, pointsMs: readonly number[] | null): ClassPoints =>
  Object.fromEntries(
    pointClasses.flatMap((each) => {
      const own = each === of ? pointsMs : (points[each] ?? null);
      return own === null ? [] : [[each, own]];
    }),
  );
