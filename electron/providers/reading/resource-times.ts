import { noEnd, type End } from '../../core/model/deadline.ts';
import {
  endWithout,
  rentalEnd,
  rfc3339Time,
  type PeriodStart,
  type ReadTime,
  type SaidEnd,
  type SaidTime,
} from './order-times.ts';

/** From this year on a time says that there is no end: what is paid for by use ends in 2099, others never or in 9999. */
const firstEndlessYear = '2099';

const endless: SaidEnd = { at: null, isAbsurd: false, isEndless: true };

/** When a resource ends, by the time that was read of it; see `rentalEnd`. */
export const endOfResource = (read: ReadTime, period: PeriodStart): SaidEnd =>
  read.named !== null && read.named >= firstEndlessYear ? endless : rentalEnd(read, period);

/** Reads an RFC 3339 time of a resource; 0 means "not set", as do all that `rfc3339Time` knows. */
export const resourceTime = (text: string | null): ReadTime => rfc3339Time(/^0+$/.test(text ?? '') ? null : text);

/** The same by the text that states it, even where its year is all that can be read; it cannot end before it was made, which begins no paid period. */
export const resourceEnd = (text: string | null, made: SaidTime): SaidEnd =>
  (/^(\d{4})-/.exec(text ?? '')?.[1] ?? '') >= firstEndlessYear
    ? endless
    : endOfResource(resourceTime(text), { start: { at: null, isAbsurd: false }, placed: made });

/** A stated end, or why there is none. */
export const statedEnd = (said: SaidEnd): End =>
  said.at === null ? endWithout(said) : { at: said.at, basis: 'stated', note: null, earliestAt: null };

/** The end of what is paid for by use: none, unless one is stated all the same, or an absurd one. */
export const endByUse = (said: SaidEnd): End =>
  said.at !== null || said.isAbsurd ? statedEnd(said) : noEnd('billed-by-use');
