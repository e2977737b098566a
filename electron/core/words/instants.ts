import type { Instant } from '../model/ids.ts';
import type { Locale } from '../model/settings.ts';
import { t } from './words.ts';
import { isBeijing, isOffset } from './zones.ts';

/** The language and time zone that sentences and instants are written in. */
export interface LocaleSetting {
  readonly locale: Locale;
  readonly timeZone: string;
}

/** Where and when a sentence is read. */
export interface Moment extends LocaleSetting {
  readonly nowMs: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

// Making a formatter costs a hundred times more than using it, and a list writes hundreds of instants.
const formatFor = (
  localeSetting: LocaleSetting,
  name: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat => {
  const key = `${localeSetting.locale} ${localeSetting.timeZone} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(localeSetting.locale, {
    ...options,
    timeZone: localeSetting.timeZone,
    hourCycle: 'h23',
  });
  formats.set(key, made);
  return made;
};

const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
const dayAndTime: Intl.DateTimeFormatOptions = { month: 'short', day: 'numeric', ...clock };

const yearOf = (epochMs: number, localeSetting: LocaleSetting): string =>
  formatFor(localeSetting, 'year', { year: 'numeric' }).format(epochMs);

/** Returns the short name of a zone at an instant: "Beijing time" where it is that, else the language's name for it ("EDT", "GMT+9"). */
export const zoneName = (instant: Instant, localeSetting: LocaleSetting): string => {
  if (isBeijing(localeSetting.timeZone)) return t.common_zone_beijing();
  const parts = formatFor(localeSetting, 'zone', { timeZoneName: 'short' }).formatToParts(Date.parse(instant));
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? localeSetting.timeZone;
};

/** Returns a zone's name for people: "Beijing time", "GMT+8"; elsewhere its city with its short name, "Europe/Berlin (GMT+1)". */
export const zoneLabel = (instant: Instant, localeSetting: LocaleSetting): string => {
  const short = zoneName(instant, localeSetting);
  const { timeZone } = localeSetting;
  if (isBeijing(timeZone) || isOffset(timeZone) || short === timeZone) return short;
  return t.common_time_zone({ time: timeZone.replaceAll('_', ' '), zone: short });
};

/** Returns the local day and time, with the year only when it is not the current one. The zone is the computer's, which nobody has to be told. */
export const dateTime = (instant: Instant, nowMs: number, localeSetting: LocaleSetting): string => {
  const at = Date.parse(instant);
  const sameYear = yearOf(at, localeSetting) === yearOf(nowMs, localeSetting);
  const format = sameYear
    ? formatFor(localeSetting, 'day-time', dayAndTime)
    : formatFor(localeSetting, 'year-day-time', { year: 'numeric', ...dayAndTime });
  return format.format(at);
};

/** Returns the local day and time with the zone, for what may be read in another one, such as a calendar: "10月18日 08:00（北京时间）". */
export const dateTimeZone = (instant: Instant, nowMs: number, localeSetting: LocaleSetting): string =>
  t.common_time_zone({ time: dateTime(instant, nowMs, localeSetting), zone: zoneName(instant, localeSetting) });

/** Returns the local day with its weekday, as a heading over what happens on it. */
export const dayHeading = (instant: Instant, localeSetting: LocaleSetting): string =>
  formatFor(localeSetting, 'heading', { month: 'long', day: 'numeric', weekday: 'long' }).format(Date.parse(instant));

/** Returns the local time of day. */
export const timeOfDay = (instant: Instant, localeSetting: LocaleSetting): string =>
  formatFor(localeSetting, 'clock', clock).format(Date.parse(instant));
