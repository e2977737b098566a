import type { Instant } from './ids.ts';

/** Milliseconds in a second. */
export const second = 1000;
/** Milliseconds in a minute. */
export const minute = 60 * second;
/** Milliseconds in an hour. */
export const hour = 60 * minute;
/** Milliseconds in 24 hours. */
export const day = 24 * hour;

/** The last millisecond of the year 9999: later years are written with a sign, and text order would no longer be time order. */
export const lastEpochMs = 253_402_300_799_999;

/**
 * Returns the instant of epoch milliseconds; the nearest one for years outside 1970 to 9999, which only sums can reach. Throws a
 * RangeError for NaN.
 */
export const instantOf = (epochMs: number): Instant =>
  new Date(Math.min(Math.max(epochMs, 0), lastEpochMs)).toISOString() as Instant;

/** Returns the epoch milliseconds of an instant. */
export const epochMsOf = (instant: Instant): number => Date.parse(instant);

/** Returns the epoch milliseconds of an instant that may be absent. */
export const epochMsOrNull = (instant: Instant | null): number | null =>
  instant === null ? null : Date.parse(instant);

/** Returns the instant that lies a duration in milliseconds later, or earlier when it is negative. */
export const addMs = (instant: Instant, byMs: number): Instant => instantOf(Date.parse(instant) + byMs);

/** Returns the earlier of two instants. */
export const earlier = (one: Instant, other: Instant): Instant => (one <= other ? one : other);

/** Returns the later of two instants. */
export const later = (one: Instant, other: Instant): Instant => (one >= other ? one : other);

const isoWithZone = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

/** Whether a day of the form `yyyy-MM-dd` is in the calendar: `Date` takes 30 February for 2 March. */
const isDay = (text: string): boolean => {
  const epochMs = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(text);
};

/** Reads ISO 8601 text with a zone as an instant; null for other text, and outside the years 1970 to 9999 in UTC. */
export const parseInstant = (text: string): Instant | null => {
  const day = isoWithZone.exec(text)?.[1];
  if (day === undefined || !isDay(day)) return null;
  const epochMs = Date.parse(text);
  return epochMs >= 0 && epochMs <= lastEpochMs ? instantOf(epochMs) : null;
};
