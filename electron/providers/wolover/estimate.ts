import { Temporal } from 'temporal-polyfill';
import { noEnd, type End } from '../../core/model/deadline.ts';
import type { Instant } from '../../core/model/ids.ts';
import { day, epochMsOf, hour, instantOf, lastEpochMs } from '../../core/model/instant.ts';
import { wholeNumber } from '../reading/amounts.ts';
import { canLast } from '../reading/order-times.ts';
import type { DurationUnit } from './units.ts';

const beijingZone = 'Asia/Shanghai';

/** Some time after clocks there were changed for the last time. */
const lastClockChange = '1992-01-01';

/**
 * The end that purchase time and duration suggest, by the calendar of Asia/Shanghai (a month from 31 January ends on the last day
 * of February). None without a unit, or when either value is missing, not positive or leads to an end that no rental has.
 */
export const estimatedEnd = (placedAt: Instant | null, buyDuration: string | null, unit: DurationUnit | null): End => {
  if (unit === null) return noEnd('unit-unknown');
  if (placedAt === null || buyDuration === null) return noEnd('not-stated');
  const amount = wholeNumber(buyDuration);
  const at = amount === null || amount <= 0 ? null : endAfter(placedAt, amount, unit);
  return at === null || !canLast(placedAt, at)
    ? noEnd('implausible')
    : { at, basis: 'estimated', note: 'from-purchase-duration', earliestAt: null };
};

/** More hours than any rental lasts, so that no unit makes sense of the number. */
const maxHours = 30 * 366 * 24;

/** Whether what is said of a duration is none: no positive whole number, or one that led to an end that no rental has. */
export const isAbsurdDuration = (buyDuration: string | null, estimated: End): boolean => {
  if (buyDuration === null) return false;
  const amount = wholeNumber(buyDuration);
  return amount === null || amount <= 0 || amount > maxHours || estimated.note === 'implausible';
};

/** Units that are as long wherever they lie in a calendar: clocks in China have not been changed since 1991 (tz database, Asia/Shanghai). */
const fixedUnits: Readonly<Partial<Record<DurationUnit, number>>> = { hour, day, week: 7 * day };

/** How far clocks in China are ahead of UTC since then. */
const beijingAheadMs = 8 * hour;

/** The instant so much later by the calendar, whether or not a rental can last until then; null beyond every calendar. */
export const endAfter = (from: Instant, amount: number, unit: DurationUnit): Instant | null => {
  const add = from >= lastClockChange ? addInBeijing : addWithClockChanges;
  try {
    const endMs = add(epochMsOf(from), amount, unit);
    return endMs > lastEpochMs ? null : instantOf(endMs);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** Without a zone and without objects for days, which take many times as long: every order of a list is estimated. */
const addInBeijing = (fromMs: number, amount: number, unit: DurationUnit): number => {
  const unitMs = fixedUnits[unit];
  if (unitMs !== undefined) return fromMs + amount * unitMs;
  const start = new Date(fromMs + beijingAheadMs);
  const month = start.getUTCMonth() + (unit === 'year' ? 12 : 1) * amount;
  // Day 0 is the last one of the month before.
  const lastDay = new Date(Date.UTC(start.getUTCFullYear(), month + 1, 0)).getUTCDate();
  const endDay = Date.UTC(start.getUTCFullYear(), month, Math.min(start.getUTCDate(), lastDay));
  if (Number.isNaN(endDay)) throw new RangeError('beyond every calendar');
  return endDay + (start.getTime() % day) - beijingAheadMs;
};

const addWithClockChanges = (fromMs: number, amount: number, unit: DurationUnit): number =>
  Temporal.Instant.fromEpochMilliseconds(fromMs)
    .toZonedDateTimeISO(beijingZone)
    .add({ [`${unit}s`]: amount }).epochMilliseconds;
