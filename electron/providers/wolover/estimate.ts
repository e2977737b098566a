import { Temporal } from 'temporal-polyfill';
import { noEnd, type End } from '../../core/model/deadline.ts';
import type { Instant } from '../../core/model/ids.ts';
import { epochMsOf, instantOf, lastEpochMs } from '../../core/model/instant.ts';
import { wholeNumber } from '../reading/amounts.ts';
import { canLast } from '../reading/order-times.ts';
import type { DurationUnit } from './units.ts';

const beijingZone = 'Asia/Shanghai';

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

/** Whether what is said of a duration is none: no positive whole number, or one that leads to an end that no rental has. */
export const isAbsurdDuration = (
  placedAt: Instant | null,
  buyDuration: string | null,
  unit: DurationUnit | null,
): boolean => {
  if (buyDuration === null) return false;
  const amount = wholeNumber(buyDuration);
  if (amount === null || amount <= 0 || amount > maxHours) return true;
  return placedAt !== null && unit !== null && estimatedEnd(placedAt, buyDuration, unit).at === null;
};

/** The instant so much later by the calendar, whether or not a rental can last until then; null beyond every calendar. */
export const endAfter = (from: Instant, amount: number, unit: DurationUnit): Instant | null => {
  try {
    const start = Temporal.Instant.fromEpochMilliseconds(epochMsOf(from)).toZonedDateTimeISO(beijingZone);
    const { epochMilliseconds } = start.add({ [`${unit}s`]: amount });
    return epochMilliseconds > lastEpochMs ? null : instantOf(epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
