import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../electron/contract/instant.ts';
import type { Rental } from '../../../electron/contract/rental.ts';
import { noRules, type RingRules } from '../../../electron/reminders/hold.ts';
import { laterOf, nextPoint } from '../../../electron/reminders/later.ts';
import { at, ms } from '../../fakes/instants.ts';
import { stated } from '../../fakes/orders.ts';
import { aRental } from '../../fakes/rentals.ts';

const month = aRental({ end: stated('2026-04-01T00:00:00Z') });
const unpaid = aRental({
  phase: 'unpaid',
  payBy: { at: at('2026-03-10T00:00:00Z'), basis: 'stated' },
  payBySeenAt: at('2026-03-09T00:00:00Z'),
});
const nothingTold = () => null;
const later = (rental: Rental, time: string, rules: RingRules = noRules) =>
  laterOf(rental, 'ends', nothingTold, ms(time), rules);

describe('the next point', () => {
  it.each([
    ['after the first one rang', '2026-03-25T00:00:01Z', 3 * day, '2026-03-29T00:00:00Z'],
    ['at the very instant of one', '2026-03-29T00:00:00Z', day, '2026-03-31T00:00:00Z'],
    ['when only the end is left', '2026-03-31T22:00:00Z', 0, '2026-04-01T00:00:00Z'],
  ])('%s', (_name, time, pointMs, ringsAt) => {
    expect(later(month, time)?.nextPoint).toEqual({ pointMs, ringsAt: at(ringsAt) });
  });

  it('is a planned one, whatever was put off before', () => {
    const snooze = { until: at('2026-03-30T12:00:00Z'), kind: 'ends', against: at('2026-04-01T00:00:00Z') } as const;
    expect(later({ ...month, snooze }, '2026-03-29T06:00:00Z')?.nextPoint?.pointMs).toBe(day);
  });

  it('tells when it rings, and is planned for itself: quiet hours move only the former', () => {
    const rules = {
      ...noRules,
      quietHours: { from: '06:00', to: '12:00', timeZone: 'Asia/Shanghai', urgentPasses: true },
    };
    expect(later(month, '2026-03-25T12:00:00Z', rules)?.nextPoint).toEqual({
      pointMs: 3 * day,
      ringsAt: at('2026-03-29T04:00:00Z'),
    });
    const next = nextPoint(month, 'ends', nothingTold, ms('2026-03-25T12:00:00Z'), rules);
    expect(next?.fireAt).toBe(at('2026-03-29T00:00:00Z'));
  });

  it('is not one that a mute keeps back until a more urgent one has come', () => {
    const rules = { ...noRules, mutedUntilMs: ms('2026-03-31T12:00:00Z') };
    expect(later(month, '2026-03-25T12:00:00Z', rules)?.nextPoint).toEqual({
      pointMs: day,
      ringsAt: at('2026-03-31T12:00:00Z'),
    });
  });

  it('of what is to be renewed is the last before the end', () => {
    expect(later({ ...month, intention: 'renew' }, '2026-03-25T12:00:00Z')?.nextPoint?.pointMs).toBe(2 * hour);
  });

  it('is that of the deadline that is asked about', () => {
    const kept = aRental({
      releases: {
        at: at('2026-04-08T00:00:00Z'),
        surelyAt: at('2026-04-08T00:00:00Z'),
        basis: 'corrected',
        note: 'from-user-setting',
      },
    });
    const releases = laterOf(kept, 'releases', nothingTold, ms('2026-03-30T00:00:00Z'), noRules);
    expect(releases).toEqual({
      deadline: 'releases',
      latestAt: at('2026-04-08T00:00:00Z'),
      nextPoint: { pointMs: 3 * day, ringsAt: at('2026-04-05T00:00:00Z') },
    });
  });

  it('may be missing before payment is due: its deadline itself is no point', () => {
    const asked = (time: string) => laterOf(unpaid, 'pay-by', nothingTold, ms(time), noRules);
    expect(asked('2026-03-09T23:50:00Z')?.nextPoint?.pointMs).toBe(5 * minute);
    expect(asked('2026-03-09T23:56:00Z')).toEqual({
      deadline: 'pay-by',
      latestAt: at('2026-03-10T00:00:00Z'),
      nextPoint: null,
    });
  });
});

describe('nothing is left to put off', () => {
  it.each<[string, Rental, string]>([
    ['once the deadline has passed', month, '2026-04-01T00:00:00Z'],
    ['of what may lapse', { ...month, intention: 'let-lapse' }, '2026-03-29T12:00:00Z'],
    ['of what is released', { ...month, phase: 'released' }, '2026-03-29T12:00:00Z'],
    ['where there is no such deadline', unpaid, '2026-03-09T12:00:00Z'],
  ])('%s', (_name, rental, time) => {
    expect(later(rental, time)).toBeNull();
  });

  it('but the data of what may lapse', () => {
    const kept = aRental({
      intention: 'let-lapse',
      releases: {
        at: at('2026-04-08T00:00:00Z'),
        surelyAt: at('2026-04-08T00:00:00Z'),
        basis: 'corrected',
        note: 'from-user-setting',
      },
    });
    expect(laterOf(kept, 'releases', nothingTold, ms('2026-04-05T01:00:00Z'), noRules)?.nextPoint?.pointMs).toBe(day);
  });
});
