import type { Instant } from '../model/ids.ts';
import { day } from '../model/instant.ts';
import type { LocaleSetting } from './instants.ts';

const dayNumber = (epochMs: number, { timeZone }: LocaleSetting): number => {
  const format = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' });
  const parts = format.formatToParts(epochMs);
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / day;
};

/** Returns the number of midnights between now and an instant in the zone of the setting: 0 is today, 1 tomorrow, -1 yesterday. */
export const daysAhead = (instant: Instant, nowMs: number, localeSetting: LocaleSetting): number =>
  dayNumber(Date.parse(instant), localeSetting) - dayNumber(nowMs, localeSetting);

/** Returns the month and day of an instant in the setting's zone. */
export const monthDay = (instant: Instant, { locale, timeZone }: LocaleSetting): string =>
  new Intl.DateTimeFormat(locale, { timeZone, month: 'short', day: 'numeric' }).format(Date.parse(instant));
