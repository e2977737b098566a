import { describe, expect, it } from 'vitest';
import { noAccountRule, type AccountRule } from '../../../../electron/core/model/account.ts';
import { noEnd } from '../../../../electron/core/model/deadline.ts';
import { accountIdOf, providerOrderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import type { RentalWish } from '../../../../electron/core/model/rental-wish.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { assemble, keptRelease, planAfter } from '../../../../electron/core/rentals/assemble.ts';
import { at } from '../../../fakes/instants.ts';
import { anOrder, estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const april = at('2026-04-01T00:00:00Z');
const may = at('2026-05-01T00:00:00Z');
const aWish = (facts: Partial<RentalWish> = {}): RentalWish => ({
  rentalId: rentalIdOf('acc1:order-1/item-1'),
  label: null,
  note: null,
  tags: [],
  correctedEndAt: null,
  correctedAgainst: null,
  intention: 'undecided',
  intendedFor: null,
  snooze: null,
  mutedUntil: null,
  pointsMs: null,
  ...facts,
});

const rentalWith = (wish: RentalWish | null, rule: AccountRule = noAccountRule): Rental => {
  const [rental] = assemble(
    { id: accountIdOf('acc1'), provider: 'qiniu' },
    { orders: [anOrder()], resources: [] },
    { isSpokenOf: () => false, wishOf: () => wish, joinedInto: () => null, rule },
  );
  if (rental === undefined) throw new Error('no rental');
  return rental;
};

describe('what the user meant to do, after something changed', () => {
  const wish = aWish({ intention: 'let-lapse', intendedFor: april });
  const before = aRental({ end: stated(april) });
  const moved = aRental({ end: stated(may) });
  const byUser = { byUser: true, renewed: false };
  const orders = (...ids: readonly string[]) => ids.map(providerOrderIdOf);

  it('stands through a correction of the end, and is about the new end then', () => {
    expect(planAfter(wish, before, moved, byUser)).toEqual({ intention: 'let-lapse', isMoved: true });
    expect(planAfter(wish, before, before, byUser)).toEqual({ intention: 'let-lapse', isMoved: false });
  });

  it('stands whatever the sequence in which the same orders are told', () => {
    const both = { ...before, orders: orders('a', 'b') };
    expect(planAfter(wish, both, { ...moved, orders: orders('b', 'a') }, byUser).isMoved).toBe(true);
  });

  it.each([
    ['the provider moved the end', before, moved, { byUser: false, renewed: false }],
    ['it was renewed', before, moved, { byUser: true, renewed: true }],
    ['it was not there before', null, moved, byUser],
    ['an order came', before, { ...moved, orders: orders('order-1', 'order-2') }, byUser],
    ['an order went', { ...before, orders: orders('order-1', 'order-2') }, moved, byUser],
    [
      'an order took the place of another',
      { ...before, orders: orders('order-1', 'order-2') },
      { ...moved, orders: orders('order-1', 'order-3') },
      byUser,
    ],
    ['it was meant for another end', aRental({ end: stated('2026-04-02T00:00:00Z') }), moved, byUser],
  ])('is void where %s', (_name, was, is, how) => {
    expect(planAfter(wish, was, is, how)).toEqual({ intention: 'undecided', isMoved: false });
  });

  it('holds for the end that it was said of, whoever moved it there', () => {
    expect(planAfter(wish, moved, before, { byUser: false, renewed: false })).toEqual({
      intention: 'let-lapse',
      isMoved: false,
    });
  });

  it('is undecided where nothing was said', () => {
    expect(planAfter(null, before, moved, byUser)).toEqual({ intention: 'undecided', isMoved: false });
  });
});

describe('what the user said of a rental', () => {
  it('is nothing where nothing was said', () => {
    expect(rentalWith(null)).toMatchObject({
      ...{ intention: 'undecided', snooze: null, mutedUntil: null, ownPoints: null, releases: null },
      ...{ autoRenews: 'unknown', paidPer: null, chargesAt: null, afterwards: null, balance: null },
    });
  });

  it('keeps it quiet, and later', () => {
    const snooze = { until: april, kind: 'ends', against: may } as const;
    expect(rentalWith(aWish({ snooze, mutedUntil: april }))).toMatchObject({ snooze, mutedUntil: april });
  });

  it('counts for the end that it was said of only', () => {
    const meant = (intendedFor: RentalWish['intendedFor']) =>
      rentalWith(aWish({ intention: 'renew', intendedFor })).intention;
    expect([meant(april), meant(may), meant(null)]).toEqual(['renew', 'undecided', 'undecided']);
  });

  it('chooses its points before its account does, and its account before their length does', () => {
    const rule = { ...noAccountRule, pointsMs: [2_000] };
    const own = aWish({ pointsMs: [1_000] });
    expect(rentalWith(own, rule).ownPoints).toEqual({ of: 'rental', pointsMs: [1_000] });
    expect(rentalWith(aWish(), rule).ownPoints).toEqual({ of: 'account', pointsMs: [2_000] });
    expect(rentalWith(null, rule).ownPoints).toEqual({ of: 'account', pointsMs: [2_000] });
    expect(rentalWith(aWish()).ownPoints).toBeNull();
  });
});

describe('data that is kept for as long as the user knows', () => {
  const rule = { ...noAccountRule, daysKept: 7 };
  const release = { basis: 'corrected', note: 'from-user-setting' } as const;

  it('goes so many days after the end', () => {
    const week = at('2026-04-08T00:00:00Z');
    expect(keptRelease(stated(april), rule)).toEqual({ at: week, surelyAt: week, ...release });
    expect(rentalWith(null, rule).releases).toEqual({ at: week, surelyAt: week, ...release });
  });

  it('may go earlier where the end may have been earlier', () => {
    expect(keptRelease({ ...stated(april), earliestAt: at('2026-03-30T00:00:00Z') }, rule)).toEqual({
      at: at('2026-04-06T00:00:00Z'),
      surelyAt: at('2026-04-08T00:00:00Z'),
      ...release,
    });
  });

  it('is not foretold from an estimate, without an end, or where nobody knows', () => {
    expect(keptRelease(estimated(april), rule)).toBeNull();
    expect(keptRelease(noEnd('not-stated'), rule)).toBeNull();
    expect(keptRelease(stated(april), noAccountRule)).toBeNull();
  });
});
