import { usualPoints } from '../../electron/core/deadlines/usual-points.ts';
import type { Instant } from '../../electron/core/model/ids.ts';
import { day, hour, instantOf, minute } from '../../electron/core/model/instant.ts';
import type { PointClass } from '../../electron/core/model/point-class.ts';
import type { ReminderView } from '../../electron/core/model/reminder.ts';
import { t } from '../../electron/core/words/words.ts';

/** The units in which a point is entered, in milliseconds. */
export const pointUnits = { days: day, hours: hour, minutes: minute } as const;
/** A unit in which the time before a deadline can be given. */
export type PointUnit = keyof typeof pointUnits;

/** A length in the largest unit that says it exactly: "7 days", "36 hours", "150 minutes". Nothing is rounded. */
export const exactDuration = (lengthMs: number): string => {
  if (lengthMs % day === 0) return t.common_days({ count: lengthMs / day });
  if (lengthMs % hour === 0) return t.common_hours({ count: lengthMs / hour });
  return t.common_minutes({ count: Math.floor(lengthMs / minute) });
};

/** The points of a list that lie before the end, longest first, each once. */
export const pointsBefore = (pointsMs: readonly number[]): readonly number[] =>
  [...new Set(pointsMs)].filter((pointMs) => pointMs > 0).sort((one, other) => other - one);

/**
 * Returns an end to show the dates of points with where nothing of a class has one: at a whole hour, as far ahead as what is shortest in the class
 * is long, but half a day at least; a week ahead for credit.
 */
export const madeUpEnd = (of: PointClass, nowMs: number): Instant => {
  const fromMs = usualPoints.find(({ rule }) => rule === of)?.fromMs ?? 7 * day;
  return instantOf(Math.ceil((nowMs + Math.max(fromMs, day / 2)) / hour) * hour);
};

/** The points of a class in one line: "7 days, 1 day before the end, and at the end". */
export const pointsLine = (of: PointClass, pointsMs: readonly number[]): string => {
  const before = pointsBefore(pointsMs);
  const points = before.map(exactDuration).join(t.common_comma());
  if (before.length === 0) return of === 'balance' ? t.settings_points_only_used_up() : t.settings_points_only_end();
  return of === 'balance' ? t.settings_points_balance({ points }) : t.settings_points_line({ points });
};

/** Reminders of a rental's end that are still ahead, whether they will ring or not. */
export const endsAhead = (reminders: readonly ReminderView[], nowMs: number): readonly ReminderView[] =>
  reminders.filter(
    ({ deadline, fireAt, state }) =>
      deadline === 'ends' && Date.parse(fireAt) > nowMs && (state === 'planned' || state === 'suppressed'),
  );

/**
 * What the points of an end count back from: the earlier reading where the provider's statement is uncertain. It is read off the
 * reminders, of which none comes before its point and only those that something keeps back come after it.
 */
export const countsFrom = (endAt: Instant, reminders: readonly ReminderView[], nowMs: number): Instant => {
  const bounds = endsAhead(reminders, nowMs).map(({ fireAt, pointMs }) => Date.parse(fireAt) + pointMs);
  return instantOf(Math.min(Date.parse(endAt), ...bounds));
};

/** The reminders of the rental that has the most of them, the first one of equals: they show what a list of points means. */
export const mostToCome = (reminders: readonly ReminderView[]): readonly ReminderView[] => {
  const byRental = new Map<string, ReminderView[]>();
  for (const each of reminders) {
    const own = byRental.get(each.rentalId);
    if (own === undefined) byRental.set(each.rentalId, [each]);
    else own.push(each);
  }
  return [...byRental.values()].reduce((most, own) => (own.length > most.length ? own : most), []);
};
