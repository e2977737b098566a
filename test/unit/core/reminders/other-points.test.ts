import { describe, expect, it } from 'vitest';
import { day, hour } from '../../../../electron/core/model/instant.ts';
import type { ClassPoints } from '../../../../electron/core/model/point-class.ts';
import { passedByChange, reachOfChange } from '../../../../electron/core/reminders/other-points.ts';
import { passedPoints, type Watermarks } from '../../../../electron/core/reminders/plan.ts';
import { ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aRental } from '../../../fakes/rentals.ts';

// A month that ends on 1 April; it is 27 March, and seven days before was told.
const month = aRental({ end: stated('2026-04-01T00:00:00Z') });
const nowMs = ms('2026-03-27T00:00:00Z');
const told: Watermarks = () => 7 * day;
const passed = (after: ClassPoints, before: ClassPoints = {}, watermarks = told) =>
  passedByChange(month, { before, after }, watermarks, nowMs).map(({ pointMs }) => pointMs);

describe('what has passed only by a change of points', () => {
  it.each<[string, number[], number[]]>([
    ['a point that lies ahead is none', [3 * day], []],
    ['a point that is further away than what was told is none', [10 * day], []],
    ['a point between the two', [6 * day, 3 * day], [6 * day]],
    ['of several the most urgent', [6 * day, 5.5 * day, day], [5.5 * day]],
    ['at this very instant', [5 * day], [5 * day]],
  ])('%s', (_name, pointsMs, expected) => {
    expect(passed({ '28d': pointsMs })).toEqual(expected);
  });

  it('is nothing of a rental of another length', () => {
    expect(passed({ '7d': [6 * day], '180d': [6 * day] })).toEqual([]);
  });

  it('is nothing where a point waited to ring, which still does', () => {
    expect(passed({ '28d': [7 * day, 6 * day] }, {}, () => null)).toEqual([]);
  });

  it('comes with the usual points too', () => {
    expect(passed({}, { '28d': [day] }, () => null)).toEqual([7 * day]);
  });
});

describe('how far a change reaches', () => {
  it.each<[string, ClassPoints, ClassPoints, number]>([
    ['own points instead of the usual ones', {}, { '28d': [10 * day, day] }, 10 * day],
    ['points that are taken out', { '28d': [10 * day, day] }, { '28d': [day] }, 0],
    ['one that is added', { '28d': [10 * day, day] }, { '28d': [10 * day, 2 * day, day] }, 2 * day],
    ['the usual ones again', { '28d': [7 * day] }, {}, 3 * day],
    ['nothing', { '28d': [7 * day] }, { '28d': [7 * day] }, 0],
  ])('%s', (_name, before, after, reachMs) => {
    expect(reachOfChange({ before, after })).toBe(reachMs);
  });

  it('is never too short: beyond it nothing has passed that had not', () => {
    const random = seededRandom(20_261_128);
    const list = () => Array.from({ length: wholeBetween(random, 0, 4) }, () => hour * wholeBetween(random, 0, 300));
    const points = (): ClassPoints =>
      random() < 0.3 ? {} : { [oneOf(random, ['28d', '7d', '24h', 'under-24h'] as const)]: list() };
    for (let round = 0; round < 3000; round += 1) {
      const change = { before: points(), after: points() };
      const endMs = nowMs + hour * wholeBetween(random, 1, 400);
      const startMs = endMs - hour * wholeBetween(random, 1, 900);
      const iso = (atMs: number) => new Date(atMs).toISOString();
      const rental = aRental({
        end: { ...stated(iso(endMs)), basis: oneOf(random, ['stated', 'estimated'] as const) },
        periodStartsAt: stated(iso(startMs)).at,
      });
      const found = passedByChange(rental, change, () => null, nowMs);
      if (endMs > nowMs + reachOfChange(change)) expect(found, JSON.stringify(change)).toEqual([]);
      for (const point of found)
        expect(passedPoints(rental, () => null, nowMs, change.before).flat()).not.toContainEqual(point);
    }
  });
});
