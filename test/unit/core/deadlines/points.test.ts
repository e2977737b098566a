import { describe, expect, it } from 'vitest';
import { day, hour, instantOf, minute, second } from '../../../../electron/core/model/instant.ts';
import type { Basis } from '../../../../electron/core/model/deadline.ts';
import { endPoints, frozenPoints, payByPoints } from '../../../../electron/core/deadlines/points.ts';
import { ms } from '../../../fakes/instants.ts';
import { seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aRental } from '../../../fakes/rentals.ts';

const startMs = ms('2026-03-01T00:00:00Z');

const pointsFor = (lengthMs: number | null, basis: Basis = 'stated') =>
  endPoints(
    aRental({
      periodStartsAt: lengthMs === null ? null : instantOf(startMs),
      end: { at: instantOf(startMs + (lengthMs ?? 30 * day)), basis, note: null, earliestAt: null },
    }),
  );

describe('points of an end by the length of the last paid period', () => {
  it.each([
    ['180 d', 180 * day, '180d', [30 * day, 7 * day, 3 * day, day, 2 * hour, 0]],
    ['just under 180 d', 180 * day - 1, '28d', [7 * day, 3 * day, day, 2 * hour, 0]],
    ['28 d', 28 * day, '28d', [7 * day, 3 * day, day, 2 * hour, 0]],
    ['just under 28 d', 28 * day - 1, '7d', [3 * day, day, 2 * hour, 0]],
    ['7 d', 7 * day, '7d', [3 * day, day, 2 * hour, 0]],
    ['just under 7 d', 7 * day - 1, '24h', [12 * hour, 2 * hour, 30 * minute, 0]],
    ['24 h, whose middle is the 12 h point', 24 * hour, '24h', [12 * hour, 2 * hour, 30 * minute, 0]],
    ['just under 24 h', 24 * hour - 1, 'under-24h', [hour, 15 * minute, 0]],
  ])('%s', (_name, lengthMs, rule, pointsMs) => {
    expect(pointsFor(lengthMs)).toEqual({ rule, pointsMs });
  });

  it.each([
    ['exactly at the middle stays', 2 * hour, [hour, 15 * minute, 0]],
    ['one millisecond before the middle is dropped', 2 * hour - 1, [15 * minute, 0]],
    ['a quarter of an hour of half an hour stays', 30 * minute, [15 * minute, 0]],
    ['only the end is left of a short one', 29 * minute, [0]],
  ])('a point %s', (_name, lengthMs, pointsMs) => {
    expect(pointsFor(lengthMs).pointsMs).toEqual(pointsMs);
  });

  it('an unknown start takes the list of 7 d, whole', () => {
    expect(pointsFor(null)).toEqual({ rule: '7d', pointsMs: [3 * day, day, 2 * hour, 0] });
  });
});

describe('points of an estimated end: the list of the next longer class, with the same middle', () => {
  it.each([
    [10 * hour, '24h', [2 * hour, 30 * minute, 0]],
    [6 * day, '7d', [3 * day, day, 2 * hour, 0]],
    [7 * day, '28d', [3 * day, day, 2 * hour, 0]],
    [28 * day, '180d', [7 * day, 3 * day, day, 2 * hour, 0]],
    [180 * day, '180d', [30 * day, 7 * day, 3 * day, day, 2 * hour, 0]],
  ])('length %d ms', (lengthMs, rule, pointsMs) => {
    expect(pointsFor(lengthMs, 'estimated')).toEqual({ rule, pointsMs });
  });

  it('without a known start: the list after that of 7 d', () => {
    expect(pointsFor(null, 'estimated').rule).toBe('28d');
  });

  it.each<Basis>(['derived', 'corrected'])('an end that is %s is no estimate', (basis) => {
    expect(pointsFor(7 * day, basis).rule).toBe('7d');
  });
});

describe('points of a payment deadline', () => {
  it.each([
    ['7 days', 7 * day, [3.5 * day, 15 * minute, 5 * minute]],
    ['24 hours', day, [12 * hour, 15 * minute, 5 * minute]],
    ['30 minutes: half is the 15 minutes', 30 * minute, [15 * minute, 5 * minute]],
    ['33 minutes: half is too near to 15 minutes', 33 * minute, [15 * minute, 5 * minute]],
    ['34 minutes: half is just two minutes away', 34 * minute, [17 * minute, 15 * minute, 5 * minute]],
    ['14 minutes: 15 minutes are over', 14 * minute, [7 * minute, 5 * minute]],
    ['4 minutes: only half is left', 4 * minute, [2 * minute]],
    ['nothing', 0, []],
    ['less than nothing', -hour, []],
  ])('%s left at first sight', (_name, leftMs, pointsMs) => {
    expect(payByPoints(leftMs)).toEqual({ rule: 'pay-by', pointsMs });
  });

  it('whatever is left: at most three, whole seconds, two minutes apart, ahead of first sight', () => {
    const random = seededRandom(20260301);
    for (let round = 0; round < 2000; round += 1) {
      const leftMs = wholeBetween(random, 1, round % 2 === 0 ? 45 * minute : 8 * day);
      const { pointsMs } = payByPoints(leftMs);
      expect(pointsMs.length, String(leftMs)).toBeLessThanOrEqual(3);
      expect(pointsMs, String(leftMs)).toEqual([...pointsMs].sort((one, other) => other - one));
      for (const [index, pointMs] of pointsMs.entries()) {
        expect(pointMs % second, String(leftMs)).toBe(0);
        expect(pointMs, String(leftMs)).toBeGreaterThan(0);
        expect(pointMs, String(leftMs)).toBeLessThan(leftMs);
        if (index > 0) expect((pointsMs[index - 1] ?? 0) - pointMs, String(leftMs)).toBeGreaterThanOrEqual(2 * minute);
      }
      if (leftMs > 2 * second) expect(pointsMs.length, String(leftMs)).toBeGreaterThan(0);
    }
  });
});

it('frozen data rings 15 and 5 minutes before it may go, and when it may', () => {
  expect(frozenPoints).toEqual({ rule: 'frozen', pointsMs: [15 * minute, 5 * minute, 0] });
});
