import { Temporal } from 'temporal-polyfill';
import type { Instant } from './ids.ts';
import { instantOf, parseInstant } from './instant.ts';

const localTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}):(\d{2})$/;
const leastYear = 1970;

/**
 * Reads a time as people type it, `2026-12-01 18:00` by the clock of a zone, or ISO 8601 with a zone of its own; null for other text. A time that
 * a clock change skips is the moment after the gap, one that it repeats the first of the two.
 */
export const typedInstant = (text: string, timeZone: string): Instant | null => {
  const [, day = '', hours = '', minutes = ''] = localTime.exec(text.trim()) ?? [];
  if (day === '') return parseInstant(text.trim());
  try {
    const local = Temporal.PlainDateTime.from(`${day}T${hours.padStart(2, '0')}:${minutes}`);
    return local.year < leastYear ? null : instantOf(local.toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return null;
  }
};
