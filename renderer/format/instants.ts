import type { Instant } from '../../electron/core/model/ids.ts';
import { daysAhead } from '../../electron/core/words/days.ts';
import { dateTime, timeOfDay, zoneName, type Place } from '../../electron/core/words/instants.ts';
import { t } from '../../electron/core/words/words.ts';
import { isBeijing } from '../../electron/core/words/zones.ts';

/** Local day and time with the short zone and no brackets, for rows that are compared with each other. */
export const dateTimeBare = (instant: Instant, nowMs: number, place: Place): string =>
  bare(dateTime(instant, nowMs, place), instant, place);

/** The same, today's instants without their day, where room is short. */
export const shortTimeZone = (instant: Instant, nowMs: number, place: Place): string =>
  daysAhead(instant, nowMs, place) === 0
    ? bare(timeOfDay(instant, place), instant, place)
    : dateTimeBare(instant, nowMs, place);

const bare = (time: string, instant: Instant, place: Place): string => {
  const zone = isBeijing(place.timeZone) ? t.common_zone_beijing_short() : zoneName(instant, place);
  return t.common_time_zone_bare({ time, zone });
};

/** Local weekday, day and time, as a date that is noted down: "Tue, Nov 24, 18:25"; the year when it is another one than now's. */
export const weekdayTime = (instant: Instant, nowMs: number, { locale, timeZone }: Place): string => {
  const yearOf = (epochMs: number) => new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' }).format(epochMs);
  const at = Date.parse(instant);
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    ...(yearOf(at) === yearOf(nowMs) ? {} : { year: 'numeric' }),
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(at);
};

/** The same with its zone, so that it cannot be misread. */
export const weekdayTimeZone = (instant: Instant, nowMs: number, place: Place): string =>
  t.common_time_zone({ time: weekdayTime(instant, nowMs, place), zone: zoneName(instant, place) });

/** Two local instants as one range, what they share written once. */
export const dateTimeRange = (from: Instant, until: Instant, { locale, timeZone }: Place): string =>
  new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).formatRange(Date.parse(from), Date.parse(until));
