// The form in which POSIX lets `TZ` state a zone by itself, `CET-1CEST,M3.5.0,M10.5.0/3`. The runtime knows a few of its names and takes the
// rest as UTC without a word.
import { day, hour, minute, second } from '../../core/model/instant.ts';

/** A zone as its rules state it. */
export interface PosixZone {
  /** Milliseconds that its clocks are ahead of UTC at an instant (epoch milliseconds). */
  readonly offsetAt: (atMs: number) => number;
  /** The instants of the clock changes in the calendar year of an instant; none without a summer time. */
  readonly changesIn: (atMs: number) => readonly number[];
}

interface Summer {
  readonly offset: number;
  readonly from: Rule;
  readonly until: Rule;
}

/** When clocks change in a year: the start of the day as if it were in UTC, with the time on the clock that is put aside. */
type Rule = (year: number) => number;

const name = '(?:[A-Za-z]{3,}|<[A-Za-z0-9+-]{3,}>)';
const clock = String.raw`[+-]?\d{1,3}(?::\d{1,2}){0,2}`;
const form = new RegExp(
  String.raw`^:?${name}(${clock})(?:(${name})(${clock})?(?:,([^,/]+)(?:/(${clock}))?,([^,/]+)(?:/(${clock}))?)?)?$`,
);
/** What holds where a summer time has no rules. */
const usualFrom = 'M3.2.0';
const usualUntil = 'M11.1.0';
const usualTime = '2';
/** POSIX lets a clock be a day from UTC, and RFC 8536 a change be a week from its day. */
const maxOffsetMs = 24 * hour;
const maxTimeMs = 167 * hour;

/** Reads the value of `TZ`; null when it is not of this form. */
export const posixZone = (text: string): PosixZone | null => {
  const [, offsetText = '', summerName, summerOffset, from, fromTime, until, untilTime] = form.exec(text) ?? [];
  const west = clockMs(offsetText, maxOffsetMs);
  if (west === null) return null;
  // POSIX counts west of Greenwich.
  const standard = 0 - west;
  if (summerName === undefined) return { offsetAt: () => standard, changesIn: () => [] };
  const summerWest = summerOffset === undefined ? west - hour : clockMs(summerOffset, maxOffsetMs);
  const starts = ruleOf(from ?? usualFrom, fromTime ?? usualTime);
  const ends = ruleOf(until ?? usualUntil, untilTime ?? usualTime);
  if (summerWest === null || starts === null || ends === null) return null;
  return withSummer(standard, { offset: 0 - summerWest, from: starts, until: ends });
};

const withSummer = (standard: number, { offset, from, until }: Summer): PosixZone => {
  const startOf = (year: number): number => from(year) - standard;
  const endOf = (year: number): number => until(year) - offset;
  const yearOf = (atMs: number): number => new Date(atMs).getUTCFullYear();
  const isSummer = (atMs: number): boolean =>
    [yearOf(atMs) - 1, yearOf(atMs), yearOf(atMs) + 1].some((year) => {
      // South of the equator it ends in the year after.
      const end = startOf(year) < endOf(year) ? endOf(year) : endOf(year + 1);
      return startOf(year) <= atMs && atMs < end;
    });
  return {
    offsetAt: (atMs) => (isSummer(atMs) ? offset : standard),
    changesIn: (atMs) => [startOf(yearOf(atMs)), endOf(yearOf(atMs))],
  };
};

/** Milliseconds of `[+-]h[:mm[:ss]]`; null above the bound. */
const clockMs = (text: string, most: number): number | null => {
  const [, sign = '', hours, minutes = '0', seconds = '0'] =
    /^([+-]?)(\d{1,3})(?::(\d{1,2}))?(?::(\d{1,2}))?$/.exec(text) ?? [];
  if (hours === undefined || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const size = Number(hours) * hour + Number(minutes) * minute + Number(seconds) * second;
  return size > most ? null : sign === '-' ? 0 - size : size;
};

const ruleOf = (text: string, timeText: string): Rule | null => {
  const time = clockMs(timeText, maxTimeMs);
  const dayOf = weekdayRule(text) ?? yearDayRule(text);
  return time === null || dayOf === null ? null : (year) => dayOf(year) + time;
};

/** `Mm.w.d`: weekday d (0 is Sunday) of week w in month m; week 5 is the last. */
const weekdayRule = (text: string): Rule | null => {
  const match = /^M(1[0-2]|0?[1-9])\.([1-5])\.([0-6])$/.exec(text);
  if (match === null) return null;
  const [month, week, weekday] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return (year) => {
    const first = new Date(Date.UTC(year, month - 1, 1));
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
    const date = 1 + ((weekday - first.getUTCDay() + 7) % 7) + (week - 1) * 7;
    return Date.UTC(year, month - 1, date > days ? date - 7 : date);
  };
};

/** `Jn`: day 1 to 365 without a 29 February; `n`: day 0 to 365 with it. */
const yearDayRule = (text: string): Rule | null => {
  const match = /^(J?)(\d{1,3})$/.exec(text);
  if (match === null) return null;
  const [, leapless, digits] = match;
  const count = Number(digits);
  if (count > 365 || (leapless === 'J' && count < 1)) return null;
  if (leapless !== 'J') return (year) => Date.UTC(year, 0, 1) + count * day;
  // A year without a 29 February tells month and day.
  const common = new Date(Date.UTC(2001, 0, count));
  return (year) => Date.UTC(year, common.getUTCMonth(), common.getUTCDate());
};
