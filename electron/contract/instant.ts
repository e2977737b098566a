import type { Instant } from './ids.ts';

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The instant of an epoch in milliseconds. Throws a RangeError outside the years that a Date can hold. */
export const instantOf = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant;

/** Epoch milliseconds of an instant. */
export const epochMsOf = (instant: Instant): number => Date.parse(instant);

/** Epoch milliseconds of an instant that may be absent. */
export const epochMsOrNull = (instant: Instant | null): number | null =>
  instant === null ? null : Date.parse(instant);

/** An instant moved by a duration in milliseconds. */
export const shifted = (instant: Instant, byMs: number): Instant => instantOf(Date.parse(instant) + byMs);

/** The earlier of two instants. */
export const earlier = (one: Instant, other: Instant): Instant => (one <= other ? one : other);

/** The later of two instants. */
export const later = (one: Instant, other: Instant): Instant => (one >= other ? one : other);

/** Reads ISO 8601 text with a zone as an instant; null when it is none. */
export const parseInstant = (text: string): Instant | null => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const epochMs = Date.parse(text);
  return Number.isNaN(epochMs) ? null : instantOf(epochMs);
};
