import { describe, expect, it } from 'vitest';
import { ringingDeadlinesOf } from '../../../../electron/core/deadlines/deadlines.ts';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { day, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import type { Money } from '../../../../electron/core/model/money.ts';
import type { BalanceReading } from '../../../../electron/core/ports/provider.ts';
import { balanceAfter, balanceIdOf, hasMovedUnpaid, isBalanceId } from '../../../../electron/core/rentals/balance.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at } from '../../../fakes/instants.ts';

const nowMs = Date.parse('2026-11-01T00:00:00Z');
const account = anAccount();
const usd = (amount: string): Money => ({ amount, currency: 'USD' });
const read = (credit: string, perHour: string): BalanceReading => ({ credit: usd(credit), perHour: usd(perHour) });
const after = (reading: BalanceReading | null, knownAtMs: number | null = null, now = nowMs) => {
  const known = knownAtMs === null ? null : balanceAfter(account, read('1', '1'), null, knownAtMs - hour);
  return balanceAfter(account, reading, known, now)?.balance?.lastsUntil ?? null;
};
const inMs = (ms: number) => instantOf(nowMs + ms);

describe('the credit of an account', () => {
  it('lasts as long as the present price allows, to the millisecond', () => {
    expect(after(read('12.30', '0.71'))).toBe(inMs(Math.floor((12.3 / 0.71) * hour)));
    // A float has no room for these digits.
    expect(after(read('90071992547409.93', '90071992547409.93'))).toBe(inMs(hour));
    expect(after(read('0.1', '0.3'))).toBe(inMs(hour / 3));
  });

  it.each([
    ['nobody says', null],
    ['nothing costs', read('5', '0.00')],
    ['what runs earns', read('5', '-1')],
    ['credit and price are of two currencies', { credit: usd('5'), perHour: { amount: '1', currency: 'CNY' } }],
    ['an amount is no number', read('much', '1')],
  ])('has no deadline where %s', (_name, reading) => {
    expect(after(reading)).toBeNull();
  });

  it('that would last for centuries stays an instant', () => {
    expect(after(read('999999999999999999999', '0.000001'))).toBe(inMs(36_525 * day));
  });

  it.each([
    ['a little more', 4.3 * day, 4 * day],
    ['a little less', 3.7 * day, 4 * day],
    ['a tenth more', 4.4 * day, 4 * day],
    ['more than a tenth more', 4.41 * day, 4.41 * day],
    ['more than a tenth less', 3.59 * day, 3.59 * day],
  ])('keeps its instant against noise: %s', (_name, foundMs, expectedMs) => {
    const hours = String(foundMs / hour);
    expect(after(read(hours, '1'), nowMs + 4 * day)).toBe(inMs(expectedMs));
  });

  it('keeps it within ten minutes, however little time is left or has passed', () => {
    expect(after(read('15', '60'), nowMs + 5 * minute)).toBe(inMs(5 * minute));
    expect(after(read('16', '60'), nowMs + 5 * minute)).toBe(inMs(16 * minute));
    expect(after(read('5', '60'), nowMs - 4 * minute)).toBe(inMs(-4 * minute));
  });

  it('that is used up lasts until it was first seen to be, and no longer each round', () => {
    expect(after(read('-0.20', '1'))).toBe(inMs(0));
    expect(after(read('0', '1'), nowMs - 5 * hour)).toBe(inMs(-5 * hour));
    // It went sooner than the price said.
    expect(after(read('-3', '1'), nowMs + 5 * hour)).toBe(inMs(0));
  });

  it('rings at three days, one day, two hours and its end', () => {
    const balance = balanceAfter(account, read('100', '1'), null, nowMs);
    expect(balance && ringingDeadlinesOf(balance, {})).toEqual([
      {
        kind: 'balance',
        at: inMs(100 * hour),
        countsFromMs: nowMs + 100 * hour,
        surelyMs: nowMs + 100 * hour,
        basis: 'derived',
        points: { rule: 'balance', pointsMs: [3 * day, day, 2 * hour, 0] },
      },
    ]);
    expect(balance).toMatchObject({ title: account.label, provider: account.provider });
  });

  it('keeps what the user said to its reminders', () => {
    const first = balanceAfter(account, read('100', '1'), null, nowMs);
    const snooze = { until: inMs(hour), kind: 'balance', against: inMs(100 * hour) } as const;
    const known = first && { ...first, snooze, mutedUntil: at('2026-12-01T00:00:00Z') };
    expect(balanceAfter(account, read('99', '1'), known, nowMs + hour)).toMatchObject({
      snooze,
      mutedUntil: '2026-12-01T00:00:00.000Z',
      balance: { credit: usd('99'), lastsUntil: inMs(100 * hour) },
    });
  });
});

describe('an instant that moved', () => {
  const of = (credit: string, perHour: string) => balanceAfter(account, read(credit, perHour), null, nowMs);
  it.each([
    ['at the same price and with less credit', of('50', '1'), of('40', '1.00'), true],
    ['with more credit', of('50', '1'), of('60', '1'), false],
    ['at another price', of('50', '1'), of('50', '2'), true],
    ['not at all', of('50', '1'), of('50', '1'), false],
  ])('%s: whether what was told holds', (_name, before, now, expected) => {
    expect(before && now && hasMovedUnpaid(before, now)).toBe(expected);
  });
});

it('has an id that no rental has', () => {
  expect(isBalanceId(balanceIdOf(account.id))).toBe(true);
  for (const id of ['acc1:balance/item', 'acc1:resource/balance', 'acc1:order-1/x:balance', 'acc1:rental'])
    expect(isBalanceId(rentalIdOf(id))).toBe(false);
});
