import type { Instant } from '../../electron/core/model/ids.ts';
import { daysAhead } from '../../electron/core/words/days.ts';
import { dateTime, timeOfDay, zoneName, type LocaleSetting } from '../../electron/core/words/instants.ts';
import { t } from '../../electron/core/words/words.ts';
import { isBeijing } from '../../electron/core/words/zones.ts';

/** Local day and time with the short zone and no brackets, for rows that are compared with each other. */
export const dateTimeBare = (instant: Instant, nowMs: number, localeSetting: LocaleSetting): string =>
  bare(dateTime(instant, nowMs, localeSetting), instant, localeSetting);

/** The same, today's instants without their day, where room is short. */
export const shortTimeZone = (instant: Instant, nowMs: number, localeSetting: LocaleSetting): string =>
  daysAhead(instant, nowMs, localeSetting) === 0
    ? bare(timeOfDay(instant, localeSetting), instant, localeSetting)
    : dateTimeBare(instant, nowMs, localeSetting);

/** Local time of day, with the day where that is not today. */
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

const bare = (time: string, instant: Instant, localeSetting: LocaleSetting): string => {
  const zone = isBeijing(localeSetting.timeZone) ? t.common_zone_beijing_short() : zoneName(instant, localeSetting);
  return t.common_time_zone_bare({ time, zone });
};

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

/** The same with its zone, so that it cannot be misread. */
export const weekdayTimeZone = (instant: Instant, nowMs: number, localeSetting: LocaleSetting): string =>
  t.common_time_zone({ time: weekdayTime(instant, nowMs, localeSetting), zone: zoneName(instant, localeSetting) });

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
