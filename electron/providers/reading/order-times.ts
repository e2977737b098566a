import { noEnd, type End } from '../../core/model/deadline.ts';
import type { Instant } from '../../core/model/ids.ts';
import { day, epochMsOf, minute } from '../../core/model/instant.ts';
import { plainDecimal } from './amounts.ts';
import { beijingInstant, epochInstant, epochSecondsInstant, isZeroTime, rfc3339Instant } from './times.ts';

/*
 * The one door for the times of an order. What a provider writes is believed only where an order can have such a time; anything else
 * is no time: unknown, named among what the order lacks, and warned of. An epoch in seconds where milliseconds are documented, or the other
 * way round, is read as what it is: no number is a time of an order in both, and an end that is not known rings for nobody. Microseconds
 * and less are nobody's habit, and not guessed at.
 */

/** No provider sold anything earlier. Epoch seconds read as milliseconds fall into January 1970, far before; milliseconds read as seconds far behind. */
const earliestMs = Date.UTC(2010, 0, 1);

/** Later is a placeholder, a wrong unit or an accident: nobody rents for the rest of the century. */
const latestMs = Date.UTC(2090, 0, 1);

/** "Some decades": longer than any machine lasts, short enough for most accidents. */
const maxPeriodMs = 30 * 365.25 * day;

/** An order waits minutes, hours or days for its payment. */
const maxPaymentMs = 366 * day;

/** Two clocks, or a zone that one field lacks, may put a later event before an earlier one, but by less than a day. */
const toleranceMs = day;

const maxAheadMs = 2 * day;

/** The last second that 32 bits hold, which databases write for "for ever". */
const lastOf32Bits = '2038-01-19T03:14:07';

/** A time as a response says it. `isAbsurd`: it says something that is no time of an order; `at` is null then, and where nothing is said. */
export interface SaidTime {
  readonly at: Instant | null;
  readonly isAbsurd: boolean;
}

/** A time behind the door, with the instant that its text names, plausible or not. */
export interface ReadTime extends SaidTime {
  readonly named: Instant | null;
}

const unset: ReadTime = { at: null, named: null, isAbsurd: false };

/** The beginning of the epoch, however it is written, is a 0 that means "not set". */
const readAs =
  (read: (text: string | null) => Instant | null, isUnset: (text: string) => boolean) =>
  (text: string | null): ReadTime => {
    if (text === null || isUnset(text)) return unset;
    const named = read(text);
    if (named !== null && epochMsOf(named) === 0) return unset;
    return isPlausible(named) ? { at: named, named, isAbsurd: false } : { at: null, named, isAbsurd: true };
  };

const isPlausible = (at: Instant | null): boolean =>
  at !== null && epochMsOf(at) >= earliestMs && epochMsOf(at) < latestMs;

const isZero = (text: string): boolean => /^-?0+(\.0+)?$/.test(plainDecimal(text) ?? '');

type Reader = (text: string | null) => Instant | null;

/** An epoch in the unit that is documented, or in the other one where it is a time of an order only in that. */
const inEitherUnit =
  (documented: Reader, other: Reader): Reader =>
  (text) => {
    const read = documented(text);
    if (isPlausible(read)) return read;
    const otherwise = other(text);
    return isPlausible(otherwise) ? otherwise : read;
  };

/** Reads UTC epoch milliseconds, or seconds where it can only be these; 0 means "not set". */
export const epochTime = readAs(inEitherUnit(epochInstant, epochSecondsInstant), isZero);

/** Reads UTC epoch seconds, with any fraction, or milliseconds where it can only be these; 0 means "not set". */
export const epochSecondsTime = readAs(inEitherUnit(epochSecondsInstant, epochInstant), isZero);

/** Reads Beijing time without a zone; all zeros mean "not set". */
export const beijingTime = readAs(beijingInstant, (text) => /^0000-00-00/.test(text));

/** Reads an RFC 3339 time; any year up to 1 means "not set". */
export const rfc3339Time = readAs(rfc3339Instant, isZeroTime);

/** When an order was placed: not after now, by more than two clocks and a zone can differ. Where it is absurd, other times stand alone. */
export const placingTime = ({ at, isAbsurd }: SaidTime, nowMs: number): SaidTime =>
  at !== null && epochMsOf(at) > nowMs + maxAheadMs ? { at: null, isAbsurd: true } : { at, isAbsurd };

/** A time that cannot come before another: by more than a day it is not believed. */
export const notBefore = ({ at, isAbsurd }: SaidTime, other: SaidTime): SaidTime =>
  isEarlier(at, other.at, toleranceMs) ? { at: null, isAbsurd: true } : { at, isAbsurd };

/** When an unpaid order lapses: not before it was placed, and within a year. */
export const paymentDeadline = ({ at, isAbsurd }: SaidTime, placed: SaidTime): SaidTime =>
  isEarlier(at, placed.at) || isFarther(at, placed.at, maxPaymentMs) ? { at: null, isAbsurd: true } : { at, isAbsurd };

/** When a period began and its order was placed. */
export interface PeriodStart {
  readonly start: SaidTime;
  readonly placed: SaidTime;
}

/**
 * When a rental ends. The turn of a year far ahead (2099-12-31, 9999-12-31) and the last second of 32 bits are how services write
 * that there is no end, so they are none, and nothing is wrong with them; any other time from 2090 on is absurd.
 */
export interface SaidEnd extends SaidTime {
  readonly isEndless: boolean;
}

/** No rental is shorter: an end that is its own start says nothing of when it ends. */
const shortestMs = minute;

/** An end is not believed before its own start or with it, a day before its order, or decades after either. */
export const rentalEnd = (said: ReadTime, { start, placed }: PeriodStart): SaidEnd => {
  const { at, named, isAbsurd } = said;
  if (named !== null && isPlaceholder(named)) return { at: null, isAbsurd: false, isEndless: true };
  const isWrong =
    isEarlier(at, start.at, -shortestMs) ||
    isEarlier(at, placed.at, toleranceMs) ||
    isFarther(at, start.at ?? placed.at, maxPeriodMs);
  return isWrong ? { at: null, isAbsurd: true, isEndless: false } : { at, isAbsurd, isEndless: false };
};

const isPlaceholder = (named: Instant): boolean => {
  if (named.startsWith(lastOf32Bits)) return true;
  // It is the turn of the year in Beijing or by UTC.
  const isTurn = [0, 8].some((hours) =>
    /^....-(12-31|01-01)/.test(new Date(epochMsOf(named) + hours * 3_600_000).toISOString().slice(-24)),
  );
  return isTurn && epochMsOf(named) >= latestMs;
};

const isEarlier = (at: Instant | null, than: Instant | null, byMoreThanMs = 0): boolean =>
  at !== null && than !== null && epochMsOf(at) < epochMsOf(than) - byMoreThanMs;

const isFarther = (at: Instant | null, from: Instant | null, thanMs: number): boolean =>
  at !== null && from !== null && epochMsOf(at) - epochMsOf(from) > thanMs;

/** Whether a rental can last from one instant to the other. */
export const canLast = (from: Instant, until: Instant): boolean =>
  isPlausible(until) && !isEarlier(until, from) && !isFarther(until, from, maxPeriodMs);

/** Why an end that was said is none. */
export const endWithout = ({ isAbsurd, isEndless }: SaidEnd): End =>
  noEnd(isAbsurd ? 'implausible' : isEndless ? 'no-fixed-end' : 'not-stated');

/** The names of the times that were said and not believed. */
export const absurdAmong = (times: Readonly<Record<string, SaidTime>>): readonly string[] =>
  Object.entries(times).flatMap(([name, { isAbsurd }]) => (isAbsurd ? [name] : []));
