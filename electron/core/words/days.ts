import type { Instant } from '../model/ids.ts';
import { day } from '../model/instant.ts';
import type { Place } from './instants.ts';

const dayNumber = (epochMs: number, { timeZone }: Place): number => {
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  const parts = format.formatToParts(epochMs);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / day;
};

/** How many midnights lie between now and an instant by the clock of the place: 0 is today, 1 tomorrow, -1 yesterday. */
export const daysAhead = (instant: Instant, nowMs: number, place: Place): number =>
  dayNumber(Date.parse(instant), place) - dayNumber(nowMs, place);

/** Local month and day. */
export const monthDay = (instant: Instant, { locale, timeZone }: Place): string =>
  new Intl.DateTimeFormat(locale, { timeZone, month: 'short', day: 'numeric' }).format(Date.parse(instant));
