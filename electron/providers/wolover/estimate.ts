import { Temporal } from 'temporal-polyfill';
import { noEnd, type End } from '../../contract/deadline.ts';
import type { Instant } from '../../contract/ids.ts';
import { epochMsOf, instantOf, lastEpochMs } from '../../contract/instant.ts';
import { wholeNumber } from '../amounts.ts';
import type { DurationUnit } from './units.ts';

const beijing = 'Asia/Shanghai';

/**
 * The end that purchase time and duration suggest, by the calendar of Asia/Shanghai (a month from 31 January ends on the last day
 * of February). None without a unit, or when either value is missing, not positive or beyond every calendar.
 */
export const estimatedEnd = (placedAt: Instant | null, buyDuration: string | null, unit: DurationUnit | null): End => {
  if (unit === null) return noEnd('unit-unknown');
  const amount = wholeNumber(buyDuration);
  if (placedAt === null || amount === null || amount <= 0) return noEnd('not-stated');
  const at = moved(placedAt, amount, unit);
  return at === null
    ? noEnd('not-stated')
    : { at, basis: 'estimated', note: 'from-purchase-duration', earliestAt: null };
};

const moved = (from: Instant, amount: number, unit: DurationUnit): Instant | null => {
  try {
    const start = Temporal.Instant.fromEpochMilliseconds(epochMsOf(from)).toZonedDateTimeISO(beijing);
    const { epochMilliseconds } = start.add({ [`${unit}s`]: amount });
    return epochMilliseconds > lastEpochMs ? null : instantOf(epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};
