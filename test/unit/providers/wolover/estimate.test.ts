import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { instantOf } from '../../../../electron/core/model/instant.ts';
import { endAfter } from '../../../../electron/providers/wolover/estimate.ts';
import { durationUnits } from '../../../../electron/providers/wolover/units.ts';
import { ms } from '../../../fakes/instants.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';

/** The same by the calendar of the zone itself, whose clocks were changed until 1991. */
const inShanghai = (fromMs: number, amount: number, unit: string): number =>
  Temporal.Instant.fromEpochMilliseconds(fromMs)
    .toZonedDateTimeISO('Asia/Shanghai')
    .add({ [`${unit}s`]: amount }).epochMilliseconds;

it('an end lies where the calendar of Shanghai has it, before and after its clocks were changed for the last time', () => {
  const random = seededRandom(20_261_128);
  for (let count = 0; count < 2_000; count++) {
    const fromMs = wholeBetween(random, ms('1986-01-01T00:00:00Z'), ms('2040-01-01T00:00:00Z'));
    const unit = oneOf(random, durationUnits);
    const amount = wholeBetween(random, 1, 40);
    expect(endAfter(instantOf(fromMs), amount, unit)).toBe(instantOf(inShanghai(fromMs, amount, unit)));
  }
});

it.each([
  ['2026-01-30T15:59:59Z', 1, 'month', '2026-02-28T15:59:59.000Z'],
  ['2026-01-30T16:00:00Z', 1, 'month', '2026-02-27T16:00:00.000Z'],
  ['2028-02-28T16:00:00.123Z', 1, 'year', '2029-02-27T16:00:00.123Z'],
] as const)('%s and %s %s is %s', (from, amount, unit, end) => {
  expect(endAfter(instantOf(ms(from)), amount, unit)).toBe(end);
});

it.each([1e9, 1e15, 1e20])('%s months lead beyond every calendar', (amount) => {
  expect(endAfter(instantOf(ms('2026-03-01T00:00:00Z')), amount, 'month')).toBe(null);
});
