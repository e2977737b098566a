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

/** An amount in yuan as the provider wrote it; null when there is none. All three providers bill in CNY only. */
export const yuan = (text: string | null): Money | null => {
  const amount = text === null ? null : plainDecimal(text);
  return amount === null ? null : { amount, currency: 'CNY' };
};

/** A whole number of at most 15 digits; null for anything else. For counts and durations, never for ids. */
export const wholeNumber = (text: string | null): number | null => {
  const decimal = text === null ? null : plainDecimal(text);
  return decimal !== null && /^-?\d{1,15}(\.0+)?$/.test(decimal) ? Number(decimal) : null;
};
