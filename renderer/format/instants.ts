import type { Instant } from '../../electron/core/model/ids.ts';
import { daysAhead } from '../../electron/core/words/days.ts';
import { dateTime, timeOfDay, type LocaleSetting } from '../../electron/core/words/instants.ts';

/** Local day and time; today's instants without their day, where room is short. */
export const shortTime = (instant: Instant, nowMs: number, localeSetting: LocaleSetting): string =>
  daysAhead(instant, nowMs, localeSetting) === 0
    ? timeOfDay(instant, localeSetting)
    : dateTime(instant, nowMs, localeSetting);

/** Local day without its time: "Dec 3"; with the year when it is another one than now's. */
export const localDay = (instant: Instant, nowMs: number, { locale, timeZone }: LocaleSetting): string => {
  const at = Date.parse(instant);
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    ...(yearIn(timeZone, at) === yearIn(timeZone, nowMs) ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
  }).format(at);
};

const yearIn = (timeZone: string, epochMs: number): string =>
  new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(epochMs);

/** Local weekday, day and time, as a date that is noted down: "Tue, Nov 24, 18:25"; the year when it is another one than now's. */
export const weekdayTime = (instant: Instant, nowMs: number, { locale, timeZone }: LocaleSetting): string => {
  const at = Date.parse(instant);
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    ...(yearIn(timeZone, at) === yearIn(timeZone, nowMs) ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
};

/** Two local instants as one range, what they share written once. */
export const dateTimeRange = (from: Instant, until: Instant, { locale, timeZone }: LocaleSetting): string =>
  new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatRange(Date.parse(from), Date.parse(until));
