import type { Instant } from '../../core/model/ids.ts';
import { hour, instantOf, lastEpochMs, parseInstant } from '../../core/model/instant.ts';
import { plainDecimal } from './amounts.ts';

/** Asia/Shanghai has had no other offset since 1991, and the oldest of these providers began in 2015. */
const beijingOffsetMs = 8 * hour;

/** Reads `yyyy-MM-dd HH:mm:ss` without a zone as Beijing time; null when it names no such day or time. */
export const beijingInstant = (text: string | null): Instant | null => {
  const match = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?$/.exec(text ?? '');
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map(Number);
  if (year < 1970 || !isDay(year, month, day) || hours > 23 || minutes > 59 || seconds > 59) return null;
  return instantOf(Date.UTC(year, month - 1, day, hours, minutes, seconds) - beijingOffsetMs);
};

const isDay = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();

/** Reads UTC epoch milliseconds in text; null when it is none, or not positive (0 means "not set"). */
export const epochInstant = (text: string | null): Instant | null => {
  const decimal = text === null ? null : plainDecimal(text);
  if (decimal === null) return null;
  const epochMs = Math.trunc(Number(decimal));
  return epochMs > 0 && epochMs <= lastEpochMs ? instantOf(epochMs) : null;
};

/** Reads UTC epoch seconds in text, with any fraction, to the millisecond that has begun; null when it is none, or not positive. */
export const epochSecondsInstant = (text: string | null): Instant | null => {
  const decimal = text === null ? null : plainDecimal(text);
  // By its digits: a float would round the last of them up into the next millisecond.
  const epochMs = decimal === null ? null : plainDecimal(`${decimal}e3`);
  return epochInstant(epochMs?.replace(/\..*$/, '') ?? null);
};

/**
 * Reads an RFC 3339 time with any offset and fraction; null when it is none.
 * Go's zero time (`0001-01-01T00:00:00Z`, any year up to 1) means "not set" and is null too.
 */
export const rfc3339Instant = (text: string | null): Instant | null => {
  const upper = (text ?? '').trim().toUpperCase();
  const match = /^(\d{4})-(\d{2})-(\d{2})T/.exec(upper);
  // No clock on earth is more than 14 hours off.
  if (match === null || !/(Z|[+-](0\d|1[0-4]):?\d\d)$/.test(upper)) return null;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  return year <= 1 || !isDay(year, month, day) ? null : parseInstant(upper);
};

/** Whether RFC 3339 text says "not set" by Go's zero time. */
export const isZeroTime = (text: string | null): boolean => /^000[01]-/.test((text ?? '').trim());
