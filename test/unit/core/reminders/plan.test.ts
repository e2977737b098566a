import { describe, expect, it } from 'vitest';
import { day, epochMsOf, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import type { RentalPhase } from '../../../../electron/core/model/rental-phase.ts';
import { noRules } from '../../../../electron/core/reminders/hold.ts';
import {
  nextReminderAt,
  nothingTold,
  plan,
  ruleOf,
  upcoming,
  type Watermarks,
} from '../../../../electron/core/reminders/plan.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const told =
  (pointMs: number): Watermarks =>
  () =>
    pointMs;
const dueAt = (rental: ReturnType<typeof aRental>, now: string, watermarks = nothingTold) =>
  plan([rental], watermarks, ms(now)).due.map((point) => ({
    kind: point.deadline.kind,
    pointMs: point.pointMs,
    fireAt: point.fireAt,
  }));

describe('what is due', () => {
  const rental = aRental({ end: stated('2026-04-01T00:00:00Z') });

  it('nothing before the first point, the first point at its very instant', () => {
    expect(dueAt(rental, '2026-03-24T23:59:59.999Z')).toEqual([]);
    expect(dueAt(rental, '2026-03-25T00:00:00Z')).toEqual([
      { kind: 'ends', pointMs: 7 * day, fireAt: at('2026-03-25T00:00:00Z') },
    ]);
  });

  it('after sleep over several points only the most urgent one', () => {
    expect(dueAt(rental, '2026-03-31T12:00:00Z').map((point) => point.pointMs)).toEqual([day]);
    expect(dueAt(rental, '2026-04-01T09:00:00Z').map((point) => point.pointMs)).toEqual([0]);
  });

  it('nothing that was told, and nothing less urgent than what was told', () => {
    expect(dueAt(rental, '2026-03-31T12:00:00Z', told(day))).toEqual([]);
    expect(dueAt(rental, '2026-03-31T12:00:00Z', told(2 * hour))).toEqual([]);
    expect(dueAt(rental, '2026-03-31T22:00:00Z', told(day)).map((point) => point.pointMs)).toEqual([2 * hour]);
  });

  it('the watermark is asked for this rental, this deadline and this end instant', () => {
    const asked: unknown[] = [];
    plan([rental], (...asking) => (asked.push(asking), null), ms('2026-03-31T12:00:00Z'));
    expect(asked).toContainEqual([rental.id, 'ends', at('2026-04-01T00:00:00Z')]);
  });

  it('a new end instant arms everything again', () => {
    const watermarks: Watermarks = (_id, _kind, deadlineAt) => (deadlineAt === at('2026-04-01T00:00:00Z') ? 0 : null);
    const renewed = aRental({ end: stated('2026-05-01T00:00:00Z'), periodStartsAt: at('2026-04-01T00:00:00Z') });
    expect(dueAt(renewed, '2026-04-02T00:00:00Z', watermarks)).toEqual([]);
    expect(dueAt(renewed, '2026-04-24T00:00:00Z', watermarks).map((point) => point.pointMs)).toEqual([7 * day]);
  });

  it('an end that moved earlier counts at once', () => {
    const watermarks: Watermarks = (_id, _kind, deadlineAt) =>
      deadlineAt === at('2026-04-01T00:00:00Z') ? 7 * day : null;
    const shortened = aRental({ end: stated('2026-03-27T00:00:00Z') });
    expect(dueAt(shortened, '2026-03-26T12:00:00Z', watermarks).map((point) => point.pointMs)).toEqual([day]);
  });

  it('the most pressing rental comes first', () => {
    const rentals = [
      aRental({ id: 'late', end: stated('2026-03-10T00:00:00Z') }),
      aRental({ id: 'soon', end: stated('2026-03-09T00:00:00Z') }),
    ];
    expect(plan(rentals, nothingTold, ms('2026-03-09T23:00:00Z')).due.map((point) => point.rental.id)).toEqual([
      'soon',
      'late',
    ]);
  });

  it('history is not told: an end that passed long ago', () => {
    expect(dueAt(aRental({ end: stated('2025-04-01T00:00:00Z') }), '2026-03-09T23:00:00Z')).toEqual([]);
  });

  it('the end of a rental that an estimate gave rings too', () => {
    expect(
      dueAt(aRental({ end: estimated('2026-04-01T00:00:00Z') }), '2026-04-01T00:00:00Z').map((point) => point.pointMs),
    ).toEqual([0]);
  });
});

describe('what plans nothing', () => {
  it.each<RentalPhase>(['cancelled', 'released', 'vanished'])('a rental that is %s', (phase) => {
    const rental = aRental({
      phase,
      payBy: { at: at('2026-03-10T00:00:00Z'), basis: 'stated' },
      payBySeenAt: at('2026-03-01T00:00:00Z'),
    });
    expect(plan([rental], nothingTold, ms('2026-03-31T23:00:00Z'))).toEqual({
      due: [],
      passedOver: [],
      missed: [],
      nextLookAtMs: null,
    });
    expect(upcoming([rental], nothingTold, ms('2026-03-01T00:00:00Z'), ms('2027-03-01T00:00:00Z'))).toEqual([]);
  });

  it('a rental without an end', () => {
    const rental = aRental({
      end: { at: null, basis: 'none', note: 'billed-by-use', earliestAt: null },
      openEnded: true,
    });
    expect(plan([rental], nothingTold, ms('2026-03-31T23:00:00Z'))).toEqual({
      due: [],
      passedOver: [],
      missed: [],
      nextLookAtMs: null,
    });
  });

  it('an unpaid purchase rings for its payment, not for an end that it may never have', () => {
    const rental = aRental({
      phase: 'unpaid',
      payBy: { at: at('2026-03-08T00:00:00Z'), basis: 'stated' },
      payBySeenAt: at('2026-03-01T00:00:00Z'),
    });
    const points = upcoming([rental], nothingTold, ms('2026-03-01T00:00:00Z'), ms('2027-03-01T00:00:00Z'));
    expect(points.map((point) => [point.deadline.kind, point.fireAt])).toEqual([
      ['pay-by', at('2026-03-04T12:00:00Z')],
      ['pay-by', at('2026-03-07T23:45:00Z')],
      ['pay-by', at('2026-03-07T23:55:00Z')],
    ]);
  });
});

describe('a midnight that may be eight hours earlier', () => {
  const rental = aRental({
    end: {
      at: at('2026-10-18T00:00:00Z'),
      basis: 'stated',
      note: 'may-be-00:00-beijing-time',
      earliestAt: at('2026-10-17T16:00:00Z'),
    },
    periodStartsAt: at('2026-09-18T00:00:00Z'),
  });

  it('fires by the earlier reading and states the deadline that the provider stated', () => {
    const points = upcoming([rental], nothingTold, ms('2026-10-10T16:00:00Z'), ms('2026-10-18T00:00:00Z'));
    expect(points.map((point) => point.fireAt)).toEqual([
      at('2026-10-14T16:00:00Z'),
      at('2026-10-16T16:00:00Z'),
      at('2026-10-17T14:00:00Z'),
      at('2026-10-17T16:00:00Z'),
    ]);
    expect(new Set(points.map((point) => point.deadline.at))).toEqual(new Set([at('2026-10-18T00:00:00Z')]));
  });

  it('its watermark goes by the stated instant', () => {
    const watermarks: Watermarks = (_id, _kind, deadlineAt) => (deadlineAt === at('2026-10-18T00:00:00Z') ? 0 : null);
    expect(dueAt(rental, '2026-10-17T20:00:00Z', watermarks)).toEqual([]);
  });
});

describe('frozen data', () => {
  const frozen = aRental({
    phase: 'frozen',
    end: estimated('2026-03-20T12:00:00Z'),
    releases: {
      at: at('2026-03-20T12:30:00Z'),
      surelyAt: at('2026-03-20T12:40:00Z'),
      basis: 'derived',
      note: 'frozen-window',
    },
  });

  it('rings 15 and 5 minutes before it may go, and then; no longer for the end', () => {
    const points = upcoming([frozen], nothingTold, ms('2026-03-20T12:00:00Z'), ms('2026-03-21T00:00:00Z'));
    expect(points.map((point) => [point.deadline.kind, point.fireAt])).toEqual([
      ['releases', at('2026-03-20T12:15:00Z')],
      ['releases', at('2026-03-20T12:25:00Z')],
      ['releases', at('2026-03-20T12:30:00Z')],
    ]);
  });

  it('seen when the earlier bound has passed already: rings at once', () => {
    expect(dueAt(frozen, '2026-03-20T12:35:00Z')).toEqual([
      { kind: 'releases', pointMs: 0, fireAt: at('2026-03-20T12:30:00Z') },
    ]);
  });
});

describe('when to look again', () => {
  it('at the next point of any rental', () => {
    const rentals = [
      aRental({ id: 'a', end: stated('2026-04-01T00:00:00Z') }),
      aRental({ id: 'b', end: stated('2026-03-31T00:00:00Z') }),
    ];
    expect(plan(rentals, nothingTold, ms('2026-03-25T00:00:00Z')).nextLookAtMs).toBe(ms('2026-03-28T00:00:00Z'));
  });

  it('never once all has passed', () => {
    expect(plan([aRental()], told(0), ms('2026-04-02T00:00:00Z')).nextLookAtMs).toBeNull();
  });

  it('the next reminder of a rental is its next point ahead', () => {
    expect(nextReminderAt(aRental(), nothingTold, ms('2026-03-25T00:00:00Z'))).toBe(at('2026-03-29T00:00:00Z'));
    expect(nextReminderAt(aRental(), nothingTold, ms('2026-04-01T00:00:00Z'))).toBeNull();
  });

  it('what was told is no next reminder, even in quiet hours', () => {
    const rules = {
      ...noRules,
      quietHours: { from: '22:00', to: '08:00', timeZone: 'UTC', urgentPasses: true },
    };
    const inQuiet = ms('2026-03-25T23:00:00Z');
    expect(nextReminderAt(aRental(), nothingTold, inQuiet, rules)).toBe(at('2026-03-26T08:00:00Z'));
    expect(nextReminderAt(aRental(), told(7 * day), inQuiet, rules)).toBe(at('2026-03-29T08:00:00Z'));
  });
});

describe('durations are absolute', () => {
  it.each([
    ['the spring change of New York', '2026-03-08T12:00:00Z'],
    ['the autumn change of New York', '2026-11-01T12:00:00Z'],
    ['the spring change of Berlin', '2026-03-29T05:00:00Z'],
    ['a leap day', '2028-03-01T00:00:00Z'],
    ['the turn of the year', '2027-01-01T00:00:00Z'],
  ])('over %s a day before is 24 hours before', (_name, endAt) => {
    const rental = aRental({ end: stated(endAt), periodStartsAt: instantOf(ms(endAt) - 30 * day) });
    const points = upcoming([rental], nothingTold, ms(endAt) - 29 * day, ms(endAt));
    expect(points.map((point) => ms(endAt) - epochMsOf(point.fireAt))).toEqual([7 * day, 3 * day, day, 2 * hour, 0]);
    expect(dueAt(rental, instantOf(ms(endAt) - day - minute)).map((point) => point.pointMs)).toEqual([3 * day]);
    expect(dueAt(rental, instantOf(ms(endAt) - day)).map((point) => point.pointMs)).toEqual([day]);
  });
});

describe('a rental that renews itself', () => {
  const renewing = aRental({ autoRenews: 'yes', chargesAt: at('2026-03-23T00:00:00Z') });

  it('rings next a day before it is charged, then at its end', () => {
    expect(nextReminderAt(renewing, nothingTold, ms('2026-03-02T00:00:00Z'))).toBe(at('2026-03-22T00:00:00Z'));
    expect(nextReminderAt(renewing, told(10 * day), ms('2026-03-22T00:00:00Z'))).toBe(at('2026-04-01T00:00:00Z'));
    expect(
      upcoming([renewing], nothingTold, ms('2026-03-02T00:00:00Z'), ms('2026-04-02T00:00:00Z')).map(
        (point) => [ruleOf(point), point.pointMs, point.suppressed] as const,
      ),
    ).toEqual([
      ['renews-itself', 10 * day, null],
      ['renews-itself', 0, null],
    ]);
  });

  it('that the user will see to rings all the same: there is only one point before its end', () => {
    const willRenew = { ...renewing, intention: 'renew' } as const;
    expect(nextReminderAt(willRenew, nothingTold, ms('2026-03-02T00:00:00Z'))).toBe(at('2026-03-22T00:00:00Z'));
  });
});
