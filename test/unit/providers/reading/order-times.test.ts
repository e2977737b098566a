import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../../electron/core/model/ids.ts';
import {
  beijingTime,
  canLast,
  endWithout,
  epochSecondsTime,
  epochTime,
  notBefore,
  paymentDeadline,
  rentalEnd,
  rfc3339Time,
} from '../../../../electron/providers/reading/order-times.ts';
import { at } from '../../../fakes/instants.ts';

const readers = {
  epoch: epochTime,
  'epoch seconds': epochSecondsTime,
  beijing: beijingTime,
  rfc3339: rfc3339Time,
} as const;
const said = (instant: Instant | null) => ({ at: instant, isAbsurd: false });

describe('what is believed', () => {
  test.each([
    ['epoch', '1797732000000', '2026-12-20T02:00:00.000Z'],
    ['epoch', '1797732000000.7', '2026-12-20T02:00:00.000Z'],
    ['epoch', '1.797732E12', '2026-12-20T02:00:00.000Z'],
    ['epoch seconds', '1797732000', '2026-12-20T02:00:00.000Z'],
    ['epoch seconds', '1797732000.25', '2026-12-20T02:00:00.250Z'],
    ['epoch', '1797732000', '2026-12-20T02:00:00.000Z'],
    ['epoch', '1797732000.25', '2026-12-20T02:00:00.250Z'],
    ['epoch', '1.797732e9', '2026-12-20T02:00:00.000Z'],
    ['epoch seconds', '1797732000000', '2026-12-20T02:00:00.000Z'],
    ['beijing', '2026-12-20 10:00:00', '2026-12-20T02:00:00.000Z'],
    ['rfc3339', '2026-12-20T10:00:00+08:00', '2026-12-20T02:00:00.000Z'],
    ['rfc3339', '2026-12-20T02:00:00.5Z', '2026-12-20T02:00:00.500Z'],
    ['rfc3339', '2026-12-20T02:00:00-00:00', '2026-12-20T02:00:00.000Z'],
  ] as const)('%s %s', (format, text, instant) => {
    expect(readers[format](text)).toMatchObject({ at: instant, isAbsurd: false });
  });

  test.each([
    ['epoch', null],
    ['epoch', '0'],
    ['epoch', '-0'],
    ['epoch', '0.0'],
    ['epoch seconds', '0.0'],
    ['beijing', '0000-00-00 00:00:00'],
    ['beijing', '1970-01-01 08:00:00'],
    ['rfc3339', '0001-01-01T00:00:00Z'],
    ['rfc3339', '0001-01-01T08:05:43+08:05'],
    ['rfc3339', '1970-01-01T00:00:00Z'],
    ['rfc3339', '1970-01-01T08:00:00+08:00'],
  ] as const)('%s %s is not set, and nothing is wrong', (format, text) => {
    expect(readers[format](text)).toMatchObject({ at: null, isAbsurd: false });
  });

  test.each([
    ['epoch seconds', '-1797732000', 'before 1970'],
    ['epoch seconds', '1e400', 'no time of this universe'],
    ['epoch', '1797732000000000', 'microseconds'],
    ['epoch', '1797732000000000000', 'nanoseconds'],
    ['epoch', '-1', 'negative'],
    ['epoch', '-1797732000000', 'negative'],
    ['epoch', '1e308', 'beyond every calendar'],
    ['epoch', 'soon', 'text'],
    ['epoch', 'true', 'no number'],
    ['epoch', '2026-12-20 10:00:00', 'another format'],
    ['beijing', '2026-02-30 10:00:00', 'no such day'],
    ['beijing', '2027-02-29 10:00:00', 'no such day'],
    ['beijing', '2026-12-20 10:00:60', 'a leap second'],
    ['beijing', '1970-01-21 19:22:12', 'seconds read as milliseconds'],
    ['beijing', '1899-12-31 00:00:00', 'too early'],
    ['beijing', '9999-09-09 00:00:00', 'too late'],
    ['beijing', '1797732000000', 'another format'],
    ['rfc3339', '2026-02-30T00:00:00Z', 'no such day'],
    ['rfc3339', '2026-12-20T23:59:60Z', 'a leap second'],
    ['rfc3339', '2026-12-20T02:00:00+99:99', 'no offset'],
    ['rfc3339', '2026-12-20T02:00:00+23:00', 'no offset'],
    ['rfc3339', '2026-12-20T02:00:00', 'no zone'],
    ['rfc3339', '0002-01-01T00:00:00Z', 'too early'],
    ['rfc3339', '1970-01-21T11:22:12Z', 'seconds read as milliseconds'],
    ['rfc3339', '2009-12-31T23:59:59Z', 'too early'],
    ['rfc3339', '2090-01-01T00:00:00Z', 'too late'],
    ['rfc3339', '9999-12-31T23:59:59-08:00', 'past the year 9999'],
  ] as const)('%s %s is absurd: %s', (format, text, _why) => {
    expect(readers[format](text)).toMatchObject({ at: null, isAbsurd: true });
  });
});

describe('seconds and milliseconds', () => {
  test('are told apart for every instant that is believed, whichever is documented', () => {
    for (let ms = Date.UTC(2010, 0, 1); ms < Date.UTC(2090, 0, 1); ms += 97 * 86_400_000) {
      const instant = new Date(ms).toISOString();
      for (const read of [epochTime, epochSecondsTime])
        for (const text of [`${ms}`, `${ms / 1000}`])
          expect(read(text), text).toEqual({ at: instant, named: instant, isAbsurd: false });
    }
  });

  test.each(['2147483647', '2147483647000'])('%s is “for ever” in both', (text) => {
    for (const read of [epochTime, epochSecondsTime])
      expect(rentalEnd(read(text), { start: said(null), placed: said(null) })).toMatchObject({ isEndless: true });
  });
});

describe('times beside one another', () => {
  const placed = said(at('2026-11-20T02:00:00Z'));
  const start = said(at('2026-11-20T03:00:00Z'));
  const endAt = (text: string) => rentalEnd(rfc3339Time(text), { start, placed });

  test.each([
    ['2026-12-20T00:00:00Z', true],
    ['2026-11-20T03:00:00Z', false],
    ['2026-11-20T03:00:59Z', false],
    ['2026-11-20T03:01:00Z', true],
    ['2026-11-20T02:59:59Z', false],
    ['2020-01-01T00:00:00Z', false],
    ['2056-11-01T00:00:00Z', true],
    ['2057-01-01T00:00:00Z', false],
  ] as const)('an end at %s after a start: %s', (text, isBelieved) => {
    expect(endAt(text)).toMatchObject({ isAbsurd: !isBelieved, isEndless: false });
    expect(endAt(text).at === null).toBe(!isBelieved);
  });

  test.each([
    ['2026-11-19T03:00:00Z', true],
    ['2026-11-19T01:59:59Z', false],
  ] as const)('without a start, an end at %s may come a day before its order, and no more: %s', (text, isBelieved) => {
    expect(rentalEnd(rfc3339Time(text), { start: said(null), placed }).isAbsurd).toBe(!isBelieved);
  });

  test('with nothing to compare, the years alone decide', () => {
    const alone = { start: said(null), placed: said(null) };
    expect(rentalEnd(rfc3339Time('2015-01-01T00:00:00Z'), alone)).toMatchObject({ isAbsurd: false });
    expect(rentalEnd(rfc3339Time('2095-06-01T00:00:00Z'), alone)).toMatchObject({ at: null, isAbsurd: true });
  });

  test.each([
    '2099-12-31T23:59:59+08:00',
    '2099-12-31T15:59:00Z',
    '2100-01-01T00:00:00+08:00',
    '2099-01-01T00:00:00Z',
    '2999-12-31T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '9999-12-31T00:00:00+08:00',
    '2038-01-19T03:14:07Z',
    '2038-01-19T11:14:07+08:00',
  ])('%s is a placeholder: there is no end, and nothing is wrong', (text) => {
    const end = endAt(text);
    expect(end).toEqual({ at: null, isAbsurd: false, isEndless: true });
    expect(endWithout(end)).toEqual({ at: null, basis: 'none', note: 'no-fixed-end', earliestAt: null });
  });

  test.each(['2099-12-30T00:00:00Z', '2099-06-15T00:00:00Z', '5000-03-03T03:03:03Z', '2038-01-19T03:14:06Z'])(
    '%s is none',
    (text) => expect(endAt(text).isEndless).toBe(false),
  );

  test('a payment deadline is not before its order, nor a year after', () => {
    const due = (text: string) => paymentDeadline(rfc3339Time(text), placed);
    expect(due('2026-11-20T02:30:00Z')).toEqual(said(at('2026-11-20T02:30:00Z')));
    for (const text of ['2026-11-20T01:59:59Z', '2028-01-01T00:00:00Z', '2099-12-31T00:00:00Z', '1970-01-21T00:00:00Z'])
      expect(due(text), text).toEqual({ at: null, isAbsurd: true });
    expect(paymentDeadline(rfc3339Time(null), placed)).toEqual(said(null));
  });

  test('what comes after an order may be written a day before it by another clock, and no more', () => {
    const before = (text: string) => notBefore(rfc3339Time(text), placed);
    expect(before('2026-11-19T18:00:00Z')).toEqual(said(at('2026-11-19T18:00:00Z')));
    expect(before('2026-11-18T18:00:00Z')).toEqual({ at: null, isAbsurd: true });
  });

  test('how long a rental can last', () => {
    const from = at('2026-11-20T02:00:00Z');
    expect(canLast(from, at('2036-11-20T02:00:00Z'))).toBe(true);
    expect(canLast(from, at('2060-11-20T02:00:00Z'))).toBe(false);
    expect(canLast(from, at('2026-11-20T01:00:00Z'))).toBe(false);
  });
});
