import type { Money } from '../../core/model/money.ts';

/** Beyond this an exponent is a trick to make us write out megabytes of zeros. */
const largestExponent = 400;

/** Decimal text with its exponent written out and every zero kept (`1.750e1` → `17.50`); null when it is no decimal number. */
export const plainDecimal = (text: string): string | null => {
  const match = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text.trim());
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > largestExponent) return null;
  return `${sign === '-' ? '-' : ''}${shiftPoint(whole, fraction, exponent)}`;
};

const shiftPoint = (whole: string, fraction: string, exponent: number): string => {
  const digits = whole + fraction;
  const point = whole.length + exponent;
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  const left = digits.slice(0, point).padEnd(point, '0');
  const right = digits.slice(point);
  const trimmed = left.replace(/^0+(?=\d)/, '');
  return right === '' ? trimmed : `${trimmed}.${right}`;
};

/** An amount as the provider wrote it, in the currency that it bills in; null when there is none. */
export const moneyIn = (currency: string, text: string | null): Money | null => {
  const amount = text === null ? null : plainDecimal(text);
  return amount === null ? null : { amount, currency };
};

/** An amount in yuan as the provider wrote it; null when there is none. */
export const yuan = (text: string | null): Money | null => moneyIn('CNY', text);

/** The exact sum of amounts that `plainDecimal` wrote, with as many places as the longest of them; "0" of none. */
export const sumOfAmounts = (amounts: readonly string[]): string => {
  const places = amounts.reduce((most, amount) => Math.max(most, placesOf(amount)), 0);
  const sum = amounts.reduce((total, amount) => total + inUnits(amount, places), 0n);
  const digits = (sum < 0n ? -sum : sum).toString().padStart(places + 1, '0');
  const point = digits.length - places;
  const text = places === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return sum < 0n ? `-${text}` : text;
};

const placesOf = (amount: string): number => amount.split('.')[1]?.length ?? 0;

/** The amount as a whole number of its smallest units. */
const inUnits = (amount: string, places: number): bigint =>
  BigInt(amount.replace('.', '') + '0'.repeat(places - placesOf(amount)));

/** A whole number of at most 15 digits; null for anything else. For counts and durations, never for ids. */
export const wholeNumber = (text: string | null): number | null => {
  const decimal = text === null ? null : plainDecimal(text);
  return decimal !== null && /^-?\d{1,15}(\.0+)?$/.test(decimal) ? Number(decimal) : null;
};
