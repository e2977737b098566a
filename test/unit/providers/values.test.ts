import { describe, expect, test } from 'vitest';
import { plainDecimal, sumOfAmounts, wholeNumber, yuan } from '../../../electron/providers/reading/amounts.ts';
import { membersOf } from '../../../electron/providers/reading/leaves.ts';
import {
  beijingInstant,
  epochInstant,
  epochSecondsInstant,
  isZeroTime,
  rfc3339Instant,
} from '../../../electron/providers/reading/times.ts';

describe('amounts', () => {
  test.each([
    ['29.55', '29.55'],
    ['17.50', '17.50'],
    ['0', '0'],
    ['0.00', '0.00'],
    ['1.750e1', '17.50'],
    ['2.5E-3', '0.0025'],
    ['1e3', '1000'],
    ['-12.5e1', '-125'],
    ['1e-1', '0.1'],
    ['12.5e-2', '0.125'],
    ['+3.0', '3.0'],
    ['0.5e1', '5'],
  ])('%s is %s', (text, plain) => expect(plainDecimal(text)).toBe(plain));

  test.each(['', 'abc', '1,000', '1.', '.5', 'NaN', 'Infinity', '1e999999999', '0x10', '1 2'])(
    '%j is no amount',
    (text) => expect(plainDecimal(text)).toBeNull(),
  );

  test('writes 1e308 out whole', () => expect(plainDecimal('1e308')).toBe(`1${'0'.repeat(308)}`));

  test('money is yuan or nothing', () => {
    expect(yuan('17.50')).toEqual({ amount: '17.50', currency: 'CNY' });
    expect(yuan(null)).toBeNull();
    expect(yuan('free')).toBeNull();
  });

  test.each([
    [[], '0'],
    [['5'], '5'],
    [['0.1', '0.2'], '0.3'],
    [['0.71', '0.29'], '1.00'],
    [['0.7100000000000001', '18.240000000000002'], '18.9500000000000021'],
    [['9007199254740993', '0.5'], '9007199254740993.5'],
    [['-1.5', '0.25'], '-1.25'],
    [['-0.05'], '-0.05'],
  ])('%j add up to %s exactly', (amounts, sum) => expect(sumOfAmounts(amounts)).toBe(sum));

  test('a thousand tenths are a hundred', () =>
    expect(sumOfAmounts(Array.from({ length: 1_000 }, () => '0.1'))).toBe('100.0'));

  test('whole numbers come in every form that JSON has, and no others', () => {
    expect(['1', '1.0', '1e2', '0', '-3'].map(wholeNumber)).toEqual([1, 1, 100, 0, -3]);
    expect([null, '1.5', '9999999999999999', 'x', '1e308'].map(wholeNumber)).toEqual([null, null, null, null, null]);
  });
});

describe('times', () => {
  test("text without a zone is Beijing time (the document's sample id decodes to 01:53:40.549Z)", () => {
    expect(beijingInstant('2025-03-19 09:53:41')).toBe('2025-03-19T01:53:41.000Z');
    expect(Number(1902176615603838977n >> 22n) + 1288834974657).toBe(Date.parse('2025-03-19T01:53:40.549Z'));
  });

  test.each([
    '2025-02-30 00:00:00',
    '2025-13-01 00:00:00',
    '2025-01-01 24:00:00',
    '2025-01-01',
    '',
    '0000-00-00 00:00:00',
    'soon',
  ])('%j is no Beijing time', (text) => expect(beijingInstant(text)).toBeNull());

  test.each([
    ['1796430000.0', '2026-12-05T00:20:00.000Z'],
    ['1793750400.1223178', '2026-11-04T00:00:00.122Z'],
    ['1796430000.99999999', '2026-12-05T00:20:00.999Z'],
    ['1.79643e9', '2026-12-05T00:20:00.000Z'],
    ['0.0', null],
    ['-1796430000', null],
    ['1e400', null],
    ['NaN', null],
    [null, null],
  ])('epoch seconds %s are %s', (text, instant) => expect(epochSecondsInstant(text)).toBe(instant));

  test('29 February exists in leap years only', () => {
    expect(beijingInstant('2028-02-29 00:00:00')).toBe('2028-02-28T16:00:00.000Z');
    expect(beijingInstant('2027-02-29 00:00:00')).toBeNull();
  });

  test('epoch milliseconds', () => {
    expect(epochInstant('1561622802000')).toBe('2019-06-27T08:06:42.000Z');
    expect(epochInstant('1.561622802E12')).toBe('2019-06-27T08:06:42.000Z');
    expect([null, '0', '-1', 'x', '1e308', '99999999999999999'].map(epochInstant)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('RFC 3339 whose offset leads past the year 9999 is none: its text would sort before every other', () => {
    expect(rfc3339Instant('9999-12-31T23:59:59Z')).toBe('9999-12-31T23:59:59.000Z');
    expect(rfc3339Instant('9999-12-31T23:59:59-08:00')).toBeNull();
  });

  test('RFC 3339 with mixed offsets and fractions', () => {
    expect(rfc3339Instant('2020-09-23T19:57:18+08:00')).toBe('2020-09-23T11:57:18.000Z');
    expect(rfc3339Instant('2020-09-16T11:57:18Z')).toBe('2020-09-16T11:57:18.000Z');
    expect(rfc3339Instant('2020-09-16T11:57:18.123456789Z')).toBe('2020-09-16T11:57:18.123Z');
    expect(rfc3339Instant('2020-09-16t11:57:18z')).toBe('2020-09-16T11:57:18.000Z');
  });

  test.each(['0001-01-01T00:00:00Z', '0000-01-01T00:00:00Z', '0001-01-01T08:05:43+08:05'])(
    '%s means not set',
    (text) => {
      expect(rfc3339Instant(text)).toBeNull();
      expect(isZeroTime(text)).toBe(true);
    },
  );

  test.each([null, '', '2020-09-16', '2020-02-30T00:00:00Z', '2020-09-16T25:00:00Z', '2020-09-16 11:57:18'])(
    '%j is no RFC 3339 time',
    (text) => {
      expect(rfc3339Instant(text)).toBeNull();
      expect(isZeroTime(text)).toBe(false);
    },
  );
});

describe('fields', () => {
  test('a list may be null, {} or one object', () => {
    expect([null, undefined, {}, [], 'x'].map(membersOf)).toEqual([[], [], [], [], []]);
    expect(membersOf({ id: '1' })).toEqual([{ id: '1' }]);
    expect(membersOf([1, 2])).toEqual([1, 2]);
  });
});
