import { Temporal } from 'temporal-polyfill';
import { day } from '../model/instant.ts';
import type { QuietHours, TimeOfDay } from '../model/settings.ts';

/** From and to in epoch milliseconds. */
type Stretch = readonly [fromMs: number, toMs: number];

/**
 * Returns when the quiet hours around an instant end, in epoch milliseconds; null outside of them. The hours are of their own zone: a time
 * that a clock change skips is the moment after the gap, a repeated one the first of the two.
 */
export const quietUntilMs = (quiet: QuietHours, atMs: number): number | null =>
  stretchesAround(quiet, Math.floor(atMs / day)).find(([fromMs, toMs]) => fromMs <= atMs && atMs < toMs)?.[1] ?? null;

/**
 * Whether a deadline rings in the quiet hours that end at `untilMs`, where the user lets urgent ones pass: data is frozen, or the deadline falls
 * into these hours or is their end, so that who sleeps through them misses it.
 */
export const passesQuietHours = (quiet: QuietHours, untilMs: number, deadlineMs: number, isFrozen: boolean): boolean =>
  quiet.urgentPasses && (isFrozen || deadlineMs === untilMs || quietUntilMs(quiet, deadlineMs) === untilMs);

/** Calendar arithmetic is slow, and every point of every rental asks about the same few days at every look. */
const known = new Map<string, readonly Stretch[]>();
const knownAtMost = 1000;

/** The quiet hours that may touch a day of UTC: zones lie up to a day from it, and hours over midnight began the day before. */
const stretchesAround = (quiet: QuietHours, utcDay: number): readonly Stretch[] => {
  const key = `${quiet.from} ${quiet.to} ${quiet.timeZone} ${String(utcDay)}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const middle = Temporal.Instant.fromEpochMilliseconds(utcDay * day)
    .toZonedDateTimeISO('UTC')
    .toPlainDate();
  const stretches = [-2, -1, 0, 1].map((days) => stretchFrom(quiet, middle.add({ days })));
  if (known.size >= knownAtMost) known.clear();
  known.set(key, stretches);
  return stretches;
};

const stretchFrom = ({ from, to, timeZone }: QuietHours, begins: Temporal.PlainDate): Stretch => [
  msAt(begins, from, timeZone),
  msAt(from > to ? begins.add({ days: 1 }) : begins, to, timeZone),
];

const msAt = (date: Temporal.PlainDate, time: TimeOfDay, timeZone: string): number =>
  date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
