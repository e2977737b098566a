import { describe, expect, it } from 'vitest';
import { day, hour, instantOf, minute, second } from '../../../../electron/core/model/instant.ts';
import { noEnd, type Basis, type Release } from '../../../../electron/core/model/deadline.ts';
import { ringingDeadlinesOf } from '../../../../electron/core/deadlines/deadlines.ts';
import { balancePoints, endPoints as endPointsWith, payByPoints } from '../../../../electron/core/deadlines/points.ts';
import type { ClassPoints } from '../../../../electron/core/model/point-class.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { ms } from '../../../fakes/instants.ts';
import { seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aRental } from '../../../fakes/rentals.ts';

const endPoints = (rental: Rental) => endPointsWith(rental, {});

const startMs = ms('2026-03-01T00:00:00Z');

const pointsFor = (lengthMs: number | null, basis: Basis = 'stated', own: ClassPoints = {}) =>
  endPointsWith(
    aRental({
      periodStartsAt: lengthMs === null ? null : instantOf(startMs),
      end: { at: instantOf(startMs + (lengthMs ?? 30 * day)), basis, note: null, earliestAt: null },
    }),
    own,
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

describe('points that the user chose for a length', () => {
  const own = { '28d': [14 * day, 20 * day, 90 * minute, 0], '24h': [20 * hour, hour], '180d': [20 * day, 5 * day] };

  it('take the place of the usual ones, longest first, past the middle of the period or not', () => {
    expect(pointsFor(28 * day, 'stated', own)).toEqual({
      rule: '28d',
      pointsMs: [20 * day, 14 * day, 90 * minute, 0],
    });
    expect(pointsFor(24 * hour, 'stated', own)).toEqual({ rule: '24h', pointsMs: [20 * hour, hour, 0] });
  });

  it('are only those of that length', () => {
    expect(pointsFor(28 * day - 1, 'stated', own)).toEqual(pointsFor(28 * day - 1));
    expect(pointsFor(10 * hour, 'stated', own)).toEqual(pointsFor(10 * hour));
  });

  it('end with the end itself, whatever is taken out', () => {
    expect(pointsFor(28 * day, 'stated', { '28d': [] }).pointsMs).toEqual([0]);
    expect(pointsFor(28 * day, 'stated', { '28d': [0] }).pointsMs).toEqual([0]);
    expect(balancePoints({ balance: [] })).toEqual({ rule: 'balance', pointsMs: [0] });
  });

  it('lie within the period', () => {
    expect(pointsFor(12 * hour, 'stated', { 'under-24h': [12 * hour, 12 * hour - minute] }).pointsMs).toEqual([
      12 * hour - minute,
      0,
    ]);
  });

  it('are whole where nobody knows how long the period is', () => {
    expect(pointsFor(null, 'stated', { '7d': [60 * day, day] })).toEqual({ rule: '7d', pointsMs: [60 * day, day, 0] });
  });

  it('are borrowed by an estimate of the next shorter length, which is told of nothing before its middle', () => {
    expect(pointsFor(28 * day, 'estimated', own)).toEqual({ rule: '180d', pointsMs: [5 * day, 0] });
    // Its own list of that length is of no use to it.
    expect(pointsFor(6 * day, 'estimated', own)).toEqual(pointsFor(6 * day, 'estimated'));
    expect(pointsFor(200 * day, 'estimated', own)).toEqual({ rule: '180d', pointsMs: [20 * day, 5 * day, 0] });
  });

  it('give way to those of the account, of the rental, and of a renewal', () => {
    const rental = aRental({ ownPoints: { of: 'account', pointsMs: [day] } });
    expect(endPointsWith(rental, own)).toEqual({ rule: 'account', pointsMs: [day, 0] });
    expect(endPointsWith(aRental({ autoRenews: 'yes' }), own)).toEqual(endPoints(aRental({ autoRenews: 'yes' })));
  });

  it('hold for what is paid by the month, of which the period is unknown', () => {
    expect(endPointsWith(aRental({ periodStartsAt: null, paidPer: 'month' }), own).pointsMs).toEqual([
      20 * day,
      14 * day,
      90 * minute,
      0,
    ]);
  });

  it("hold for an account's credit", () => {
    expect(balancePoints({ balance: [hour, 2 * day] })).toEqual({ rule: 'balance', pointsMs: [2 * day, hour, 0] });
    expect(balancePoints({})).toEqual({ rule: 'balance', pointsMs: [3 * day, day, 2 * hour, 0] });
  });
});

describe('points of an end whose period is unknown, by what is paid for at a time, whole', () => {
  it.each([
    ['hour', 'under-24h', [hour, 15 * minute, 0]],
    ['day', '24h', [12 * hour, 2 * hour, 30 * minute, 0]],
    ['month', '28d', [7 * day, 3 * day, day, 2 * hour, 0]],
    ['year', '180d', [30 * day, 7 * day, 3 * day, day, 2 * hour, 0]],
  ] as const)('paid per %s', (paidPer, rule, pointsMs) => {
    expect(endPoints(aRental({ periodStartsAt: null, paidPer }))).toEqual({ rule, pointsMs });
  });

  it('a known period says more than what is paid for at a time', () => {
    expect(endPoints(aRental({ paidPer: 'hour' })).rule).toBe('28d');
  });
});

describe('points of an end at which a rental renews itself', () => {
  const renewing = (facts: Partial<Omit<Rental, 'id'>> = {}): Rental =>
    aRental({ autoRenews: 'yes', periodStartsAt: null, ...facts });
  const chargedFrom = (chargesAt: string) => renewing({ chargesAt: instantOf(ms(chargesAt)) });

  it.each([
    // Alibaba Cloud in China charges from nine days before at 08:00 Beijing time.
    ['a day before the first documented charge', chargedFrom('2026-03-23T00:00:00Z'), [10 * day, 0]],
    ['three days before where no charge is documented', renewing(), [3 * day, 0]],
    ['three days before where a charge after the end is stated', chargedFrom('2026-04-02T00:00:00Z'), [3 * day, 0]],
    ['a day before a charge at the end itself', chargedFrom('2026-04-01T00:00:00Z'), [day, 0]],
    ['none before the paid period began', renewing({ periodStartsAt: instantOf(ms('2026-03-30T00:00:00Z')) }), [0]],
    ['none as the paid period begins', renewing({ periodStartsAt: instantOf(ms('2026-03-29T00:00:00Z')) }), [0]],
    [
      'past the middle of the paid period',
      renewing({ periodStartsAt: instantOf(ms('2026-03-28T00:00:00Z')) }),
      [3 * day, 0],
    ],
    ['none of what is paid by the hour', renewing({ paidPer: 'hour' }), [0]],
    ['none of what is paid by the day', renewing({ paidPer: 'day' }), [0]],
    ['of what is paid by the month', renewing({ paidPer: 'month' }), [3 * day, 0]],
  ])('%s', (_name, rental, pointsMs) => {
    expect(endPoints(rental)).toEqual({ rule: 'renews-itself', pointsMs });
  });

  it('count from the earlier reading of an uncertain end, and still lie a day before the charge', () => {
    const end = { ...aRental().end, earliestAt: instantOf(ms('2026-03-31T16:00:00Z')) };
    const rental = renewing({ end, chargesAt: instantOf(ms('2026-03-23T00:00:00Z')) });
    expect(endPoints(rental).pointsMs).toEqual([9 * day + 16 * hour, 0]);
  });

  it("the rental's own points win; those of its account are for what ends unless somebody acts", () => {
    const pointsMs = [5 * day, day];
    expect(endPoints(renewing({ ownPoints: { of: 'rental', pointsMs } }))).toEqual({
      rule: 'rental',
      pointsMs: [5 * day, day, 0],
    });
    expect(endPoints(renewing({ ownPoints: { of: 'account', pointsMs } })).rule).toBe('renews-itself');
  });

  it.each(['no', 'unknown'] as const)('are the usual ones where the provider says %s', (autoRenews) => {
    expect(endPoints(aRental({ autoRenews })).rule).toBe('28d');
  });
});

describe('points before data is destroyed', () => {
  const kept = (
    releasesAt: string,
    facts: Partial<Omit<Rental, 'id'>> = {},
    release: Partial<Release> = {},
    own: ClassPoints = {},
  ) => {
    const at = instantOf(ms(releasesAt));
    const releases: Release = { at, surelyAt: at, basis: 'stated', note: null, ...release };
    return ringingDeadlinesOf(aRental({ ...facts, releases }), own).find(({ kind }) => kind === 'releases')?.points;
  };

  it.each([
    ['15 days after the end', '2026-04-16T00:00:00Z', '7d', [3 * day, day, 2 * hour, 0]],
    ['48 hours after it', '2026-04-03T00:00:00Z', '24h', [12 * hour, 2 * hour, 30 * minute, 0]],
    ['four hours after it', '2026-04-01T04:00:00Z', 'under-24h', [hour, 15 * minute, 0]],
  ])('as its provider states, %s: by how long it is kept', (_name, at, rule, pointsMs) => {
    expect(kept(at)).toEqual({ rule, pointsMs });
    expect(kept(at, { phase: 'expired' })).toEqual({ rule, pointsMs });
    expect(kept(at, {}, { basis: 'derived' })).toEqual({ rule, pointsMs });
  });

  it('of a rental whose end nobody knows: the list for an unknown length, whole', () => {
    expect(kept('2026-04-16T00:00:00Z', { end: noEnd('not-stated') })).toEqual({
      rule: '7d',
      pointsMs: [3 * day, day, 2 * hour, 0],
    });
  });

  it.each(['frozen-window', 'frozen-since-unknown'] as const)('of frozen data (%s): the frozen ones', (note) => {
    expect(kept('2026-04-01T00:30:00Z', { phase: 'frozen' }, { note })).toEqual({
      rule: 'frozen',
      pointsMs: [15 * minute, 5 * minute, 0],
    });
  });

  it('at the end itself: as before the end, also where the rental was to renew itself', () => {
    const usual = { rule: '28d', pointsMs: [7 * day, 3 * day, day, 2 * hour, 0] };
    const deleted = { basis: 'derived', note: 'deleted-at-end' } as const;
    expect(kept('2026-04-01T00:00:00Z', {}, deleted)).toEqual(usual);
    expect(kept('2026-04-01T00:00:00Z', { autoRenews: 'yes' }, deleted)).toEqual(usual);
    expect(kept('2026-04-01T00:00:00Z', { ownPoints: { of: 'rental', pointsMs: [day] } }, deleted)).toEqual({
      rule: 'rental',
      pointsMs: [day, 0],
    });
  });

  it('at the end itself, at the points that the user chose for the end', () => {
    const deleted = { basis: 'derived', note: 'deleted-at-end' } as const;
    expect(kept('2026-04-01T00:00:00Z', {}, deleted, { '28d': [10 * day] })).toEqual({
      rule: '28d',
      pointsMs: [10 * day, 0],
    });
  });

  it('kept for a while after it: at the usual ones, however seldom the user wants to be told of ends', () => {
    expect(kept('2026-04-16T00:00:00Z', {}, {}, { '7d': [0], '28d': [0] })?.pointsMs).toEqual([
      3 * day,
      day,
      2 * hour,
      0,
    ]);
  });

  it('before an end that the user corrected to a later one: as before an end', () => {
    expect(kept('2026-03-30T00:00:00Z')).toEqual({ rule: '28d', pointsMs: [7 * day, 3 * day, day, 2 * hour, 0] });
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
