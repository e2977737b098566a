import { fromAbsolute, parseDateTime, toCalendarDateTime, toZoned } from '@internationalized/date';
import type { Instant } from '../../electron/core/model/ids.ts';
import { instantOf } from '../../electron/core/model/instant.ts';

/** An instant as a date-and-time input writes it, by the clock of a zone: `2026-11-19T13:20`. */
export const inputFromInstant = (instant: Instant, timeZone: string): string =>
  toCalendarDateTime(fromAbsolute(Date.parse(instant), timeZone))
    .toString()
    .slice(0, 16);

/**
 * The instant that a date-and-time input means by the clock of a zone; null when it is empty or no date. A time that a clock change
 * skips is the moment after the gap, one that it repeats the first of the two.
 */
export const instantFromInput = (text: string, timeZone: string): Instant | null => {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text)) return null;
  try {
    return instantOf(toZoned(parseDateTime(text), timeZone).toDate().getTime());
  } catch {
    return null;
  }
};

/** Reads a time of day as people type it (`8:30`, `08:30`, `8`, a Chinese colon) as `HH:mm`; null when it is none. */
export const timeFromText = (text: string): string | null => {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?:[:：](\d{2}))?$/.exec(text.trim()) ?? [];
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
};
