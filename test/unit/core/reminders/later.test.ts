import { describe, expect, it } from 'vitest';
import type { DeadlineKind } from '../../../../electron/core/model/deadline.ts';
import { day, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { noRules, type RingRules } from '../../../../electron/core/reminders/hold.ts';
import { laterOf, nextPoint } from '../../../../electron/core/reminders/later.ts';
import { upcoming } from '../../../../electron/core/reminders/plan.ts';
import { snoozeEndsAtMs } from '../../../../electron/core/reminders/snooze-end.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { seededRandom } from '../../../fakes/random.ts';
import { aRental } from '../../../fakes/rentals.ts';

const month = aRental({ end: stated('2026-04-01T00:00:00Z') });
const unpaid = aRental({
  phase: 'unpaid',
  payBy: { at: at('2026-03-10T00:00:00Z'), basis: 'stated' },
  payBySeenAt: at('2026-03-09T00:00:00Z'),
});
const nothingTold = () => null;
const zone = 'Asia/Shanghai';
const later = (rental: Rental, time: string, rules: RingRules = noRules, kind: DeadlineKind = 'ends') =>
  laterOf(rental, kind, nothingTold, ms(time), rules, zone);
const nextOf = (...asked: Parameters<typeof later>) =>
  later(...asked)?.choices.find(({ value }) => value === 'next-point') ?? null;
const nightQuiet = {
  ...noRules,
  quietHours: { from: '22:00', to: '08:00', timeZone: zone, urgentPasses: true },
};

describe('the next point', () => {
  it.each([
    ['after the first one rang', '2026-03-25T00:00:01Z', 3 * day, '2026-03-29T00:00:00Z'],
    ['at the very instant of one', '2026-03-29T00:00:00Z', day, '2026-03-31T00:00:00Z'],
    ['when only the end is left', '2026-03-31T22:00:00Z', 0, '2026-04-01T00:00:00Z'],
  ])('%s', (_name, time, pointMs, ringsAt) => {
    expect(nextOf(month, time)).toMatchObject({ pointMs, ringsAt: at(ringsAt) });
  });

  it('is a planned one, whatever was put off before', () => {
    const snooze = { until: at('2026-03-30T12:00:00Z'), kind: 'ends', against: at('2026-04-01T00:00:00Z') } as const;
    expect(nextOf({ ...month, snooze }, '2026-03-29T06:00:00Z')?.pointMs).toBe(day);
  });

  it('tells when it rings, and is planned for itself: quiet hours move only the former', () => {
    const rules = {
      ...noRules,
      quietHours: { from: '06:00', to: '12:00', timeZone: 'Asia/Shanghai', urgentPasses: true },
    };
    expect(nextOf(month, '2026-03-25T12:00:00Z', rules)).toMatchObject({
      pointMs: 3 * day,
      ringsAt: at('2026-03-29T04:00:00Z'),
    });
    const next = nextPoint(month, 'ends', nothingTold, ms('2026-03-25T12:00:00Z'), rules);
    expect(next?.fireAt).toBe(at('2026-03-29T00:00:00Z'));
  });

  it('is not one that a mute keeps back until a more urgent one has come', () => {
    const rules = { ...noRules, mutedUntilMs: ms('2026-03-31T12:00:00Z') };
    expect(nextOf(month, '2026-03-25T12:00:00Z', rules)).toMatchObject({
      pointMs: day,
      ringsAt: at('2026-03-31T12:00:00Z'),
    });
  });

  it('of what is to be renewed is the last before the end', () => {
    expect(nextOf({ ...month, intention: 'renew' }, '2026-03-25T12:00:00Z')?.pointMs).toBe(2 * hour);
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
    expect(later(kept, '2026-03-30T00:00:00Z', noRules, 'releases')?.deadline).toBe('releases');
    expect(nextOf(kept, '2026-03-30T00:00:00Z', noRules, 'releases')).toMatchObject({
      pointMs: 3 * day,
      ringsAt: at('2026-04-05T00:00:00Z'),
    });
  });

  it('may be missing before payment is due: its deadline itself is no point', () => {
    expect(nextOf(unpaid, '2026-03-09T23:50:00Z', noRules, 'pay-by')?.pointMs).toBe(5 * minute);
    expect(later(unpaid, '2026-03-09T22:56:00Z', noRules, 'pay-by')?.choices.map(({ value }) => value)).toEqual([
      'hour',
      'next-point',
    ]);
    expect(later(unpaid, '2026-03-09T23:56:00Z', noRules, 'pay-by')).toBeNull();
  });
});

describe('by the clock', () => {
  const offered = (time: string, rules?: RingRules, rental = month) =>
    later(rental, time, rules)
      ?.choices.filter(({ value }) => value !== 'next-point')
      .map(({ value, ringsAt, heldBy }) => [value, ringsAt, heldBy]);

  it('an hour, tonight, tomorrow', () => {
    expect(offered('2026-03-25T02:00:00Z')).toEqual([
      ['hour', at('2026-03-25T03:00:00Z'), null],
      ['tonight', at('2026-03-25T12:00:00Z'), null],
      ['tomorrow', at('2026-03-26T01:00:00Z'), null],
    ]);
  });

  it('nothing that would last to the deadline or beyond it', () => {
    expect(offered('2026-03-31T22:59:59Z')).toEqual([['hour', at('2026-03-31T23:59:59Z'), null]]);
    expect(offered('2026-03-31T23:00:00Z')).toEqual([]);
  });

  it('what falls into quiet hours rings when they end, and once', () => {
    expect(offered('2026-03-25T13:30:00Z', nightQuiet)).toEqual([
      ['hour', at('2026-03-26T00:00:00Z'), 'quiet'],
      ['tomorrow', at('2026-03-26T01:00:00Z'), null],
    ]);
    const lateMute = { ...nightQuiet, mutedUntilMs: ms('2026-03-26T02:00:00Z') };
    expect(offered('2026-03-25T13:30:00Z', lateMute)).toEqual([['tomorrow', at('2026-03-26T02:00:00Z'), 'muted']]);
  });

  it('names what lets go last, where a mute ends inside the quiet hours', () => {
    const rules = { ...nightQuiet, mutedUntilMs: ms('2026-03-25T14:30:00Z') };
    expect(offered('2026-03-25T12:30:00Z', rules)?.[0]).toEqual(['hour', at('2026-03-26T00:00:00Z'), 'quiet']);
  });

  it('what the end of the quiet hours would put beyond the deadline passes them', () => {
    expect(offered('2026-03-31T13:30:00Z', nightQuiet)).toEqual([['hour', at('2026-03-31T14:30:00Z'), null]]);
  });

  it.each([0, 1, 2, 3, 4, 5])('rings at the instant that it says: %d', (seed) => {
    const random = seededRandom(seed);
    const endMs = ms('2026-04-01T00:00:00Z');
    for (let round = 0; round < 40; round += 1) {
      const nowMs = endMs - Math.ceil(random() * 7 * day);
      const rules = random() < 0.5 ? nightQuiet : { ...nightQuiet, mutedUntilMs: nowMs + Math.floor(random() * day) };
      const told = [7 * day, 3 * day, day, 2 * hour].findLast((pointMs) => endMs - pointMs <= nowMs) ?? null;
      for (const { value, ringsAt } of laterOf(month, 'ends', () => told, nowMs, rules, zone)?.choices ?? []) {
        if (value === 'next-point') continue;
        const until = instantOf(snoozeEndsAtMs(value, nowMs, zone));
        const snoozed = { ...month, snooze: { until, kind: 'ends', against: at('2026-04-01T00:00:00Z') } } as const;
        const rings = upcoming([snoozed], () => told, nowMs, Number.POSITIVE_INFINITY, rules);
        expect(rings.find(({ suppressed }) => suppressed === null)?.ringsAt).toBe(ringsAt);
      }
    }
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
    expect(nextOf(kept, '2026-04-05T01:00:00Z', noRules, 'releases')?.pointMs).toBe(day);
  });
});
