import { Temporal } from 'temporal-polyfill';
import type { QuietHours, TimeOfDay } from '../contract/settings.ts';

/**
 * When the quiet hours that an instant falls into end, in epoch milliseconds; null outside of them. By the clock of their own zone:
 * a time that a clock change skips is taken as the moment after the gap, one that it repeats as the first of the two.
 */
export const quietUntilMs = (quiet: QuietHours, atMs: number): number | null => {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(quiet.timeZone);
  const today = local.toPlainDate();
  // Quiet hours that span midnight may have begun yesterday.
  for (const begins of [today.subtract({ days: 1 }), today]) {
    const fromMs = msAt(begins, quiet.from, quiet.timeZone);
    const spansMidnight = quiet.from > quiet.to;
    const toMs = msAt(spansMidnight ? begins.add({ days: 1 }) : begins, quiet.to, quiet.timeZone);
    if (fromMs <= atMs && atMs < toMs) return toMs;
  }
  return null;
};

const msAt = (date: Temporal.PlainDate, time: TimeOfDay, timeZone: string): number =>
  date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds;
