import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../../../electron/core/model/instant.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { ringingDeadlinesOf } from '../../../../electron/core/deadlines/deadlines.ts';
import {
  holdAt,
  noRules,
  releasedFrom,
  snoozeEndMs,
  type RingRules,
} from '../../../../electron/core/reminders/hold.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const deadlineOf = (rental: Rental) => {
  const [deadline] = ringingDeadlinesOf(rental, {});
  if (deadline === undefined) throw new Error('no deadline');
  return deadline;
};
const held = (rental: Rental, rules: RingRules, time: string) => holdAt(rental, deadlineOf(rental), rules, ms(time));
const month = aRental({ end: stated('2026-04-01T00:00:00Z') });

describe('a mute', () => {
  const untilMs = ms('2026-03-20T00:00:00Z');
  it.each<[string, Rental, RingRules]>([
    ['of everything', month, { ...noRules, mutedUntilMs: untilMs }],
    ['of the account', month, { ...noRules, accountMutedUntilMs: () => untilMs }],
    ['of the rental', { ...month, mutedUntil: at('2026-03-20T00:00:00Z') }, noRules],
  ])('%s holds until its end, which is no part of it', (_name, rental, rules) => {
    expect(held(rental, rules, '2026-03-19T23:59:59.999Z')).toEqual({ reason: 'muted', untilMs });
    expect(held(rental, rules, '2026-03-20T00:00:00Z')).toBeNull();
  });

  it("asks for the rental's own account", () => {
    const rules = { ...noRules, accountMutedUntilMs: (id: string) => (id === 'other' ? untilMs : null) };
    expect(held(month, rules, '2026-03-19T00:00:00Z')).toBeNull();
  });
});

describe('later', () => {
  const snoozed = (until: string, against: string, end = '2026-04-01T00:00:00Z') =>
    aRental({ end: stated(end), snooze: { until: at(until), kind: 'ends', against: at(against) } });

  it('holds until it ends, and names the point at which it rings again', () => {
    const rental = snoozed('2026-03-31T01:00:00Z', '2026-04-01T00:00:00Z');
    expect(held(rental, noRules, '2026-03-31T00:59:59Z')).toEqual({
      reason: 'snoozed',
      untilMs: ms('2026-03-31T01:00:00Z'),
    });
    expect(held(rental, noRules, '2026-03-31T01:00:00Z')).toBeNull();
    expect(snoozeEndMs(rental, deadlineOf(rental))).toBe(23 * hour);
  });

  it('never lasts beyond the deadline', () => {
    const rental = snoozed('2026-04-03T00:00:00Z', '2026-04-01T00:00:00Z');
    expect(held(rental, noRules, '2026-03-31T23:59:00Z')?.untilMs).toBe(ms('2026-04-01T00:00:00Z'));
    expect(snoozeEndMs(rental, deadlineOf(rental))).toBeNull();
  });

  it('breaks when the deadline came nearer', () => {
    const rental = snoozed('2026-03-31T01:00:00Z', '2026-04-01T00:00:00.001Z');
    expect(held(rental, noRules, '2026-03-31T00:30:00Z')).toBeNull();
    expect(snoozeEndMs(rental, deadlineOf(rental))).toBeNull();
  });

  it('leaves no point behind when the deadline moved on', () => {
    const rental = snoozed('2026-03-31T01:00:00Z', '2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z');
    expect(snoozeEndMs(rental, deadlineOf(rental))).toBeNull();
  });

  it('about one deadline does not hold another', () => {
    const rental = aRental({
      snooze: { until: at('2026-03-31T01:00:00Z'), kind: 'pay-by', against: at('2026-03-31T02:00:00Z') },
    });
    expect(held(rental, noRules, '2026-03-31T00:30:00Z')).toBeNull();
  });
});

describe('several at once', () => {
  const quietHours = { from: '22:00', to: '08:00', timeZone: 'Asia/Shanghai', urgentPasses: true };

  it('hold one after the other: a mute that ends inside the quiet hours waits for their end', () => {
    const rules = { ...noRules, quietHours, mutedUntilMs: ms('2026-03-10T16:00:00Z') };
    expect(releasedFrom(month, deadlineOf(month), rules, ms('2026-03-10T06:00:00Z'))).toEqual({
      reason: 'muted',
      untilMs: ms('2026-03-11T00:00:00Z'),
    });
  });

  it('of two that hold now the longer one counts', () => {
    const rules = { ...noRules, quietHours, mutedUntilMs: ms('2026-03-10T15:00:00Z') };
    expect(holdAt(month, deadlineOf(month), rules, ms('2026-03-10T14:30:00Z'))?.reason).toBe('quiet');
  });

  it('nothing holds: no wait', () => {
    expect(releasedFrom(month, deadlineOf(month), noRules, ms('2026-03-10T14:30:00Z'))).toBeNull();
  });

  it.each([
    ['inside, and it may pass', '2026-03-10T20:00:00Z', true, null],
    ['inside, and it may not', '2026-03-10T20:00:00Z', false, 'quiet'],
    ['at their end, and it may pass', '2026-03-11T00:00:00Z', true, null],
    ['a minute after them', '2026-03-11T00:01:00Z', true, 'quiet'],
    ['over before them', '2026-03-10T13:00:00Z', true, 'quiet'],
  ])('a deadline %s', (_name, end, urgentPasses, reason) => {
    const rental = aRental({ end: stated(end), periodStartsAt: null });
    const rules = { ...noRules, quietHours: { ...quietHours, urgentPasses } };
    const hold = holdAt(rental, deadlineOf(rental), rules, ms('2026-03-10T14:00:00Z') + minute);
    expect(hold?.reason ?? null).toBe(reason);
  });
});
