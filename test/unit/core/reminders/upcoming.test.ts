import { expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { day, epochMsOf, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import type { QuietHours } from '../../../../electron/core/model/settings.ts';
import { deadlinesOf } from '../../../../electron/core/deadlines/deadlines.ts';
import type { RingRules } from '../../../../electron/core/reminders/hold.ts';
import { upcoming, type Watermarks } from '../../../../electron/core/reminders/plan.ts';
import { ms } from '../../../fakes/instants.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aRental } from '../../../fakes/rentals.ts';

const nowMs = ms('2026-03-10T10:00:00Z');

type Random = () => number;
const about = (random: Random, beforeMs: number, afterMs: number) =>
  instantOf(nowMs + minute * wholeBetween(random, -beforeMs / minute, afterMs / minute));
const maybe = <Value>(random: Random, value: () => Value): Value | null => (random() < 0.4 ? value() : null);

const quietHours: readonly [null, QuietHours, QuietHours] = [
  null,
  { from: '22:00', to: '08:00', timeZone: 'Asia/Shanghai', urgentPasses: true },
  { from: '09:00', to: '18:30', timeZone: 'Europe/Berlin', urgentPasses: false },
];

/** A rental with any of the deadlines, points, intentions and "later"s that there are. */
const randomRental = (random: Random, number: number): Rental => {
  const endsAt = about(random, 9 * day, 70 * day);
  const releasesAt = about(random, 9 * day, 70 * day);
  const pointsMs = [...new Set([1, 2, 3].map(() => hour * wholeBetween(random, 0, 50 * 24)))].sort((a, b) => b - a);
  const rental = aRental({
    id: `acc1:order-${String(number)}/item-1`,
    end: { ...aRental().end, at: endsAt, earliestAt: maybe(random, () => instantOf(epochMsOf(endsAt) - 2 * day)) },
    periodStartsAt: maybe(random, () => instantOf(epochMsOf(endsAt) - hour * wholeBetween(random, 5, 9000))),
    phase: oneOf(random, ['delivered', 'frozen', 'unpaid']),
    payBy: maybe(random, () => ({ at: about(random, day, 3 * day), basis: 'stated' as const })),
    payBySeenAt: about(random, 5 * day, 0),
    releases: maybe(random, () => ({
      ...{ at: releasesAt, surelyAt: releasesAt, basis: 'derived' as const },
      note: oneOf(random, ['frozen-window', 'deleted-at-end', 'from-user-setting'] as const),
    })),
    intention: oneOf(random, ['undecided', 'undecided', 'renew', 'let-lapse']),
    autoRenews: oneOf(random, ['yes', 'no', 'unknown']),
    ownPoints: maybe(random, () => ({ of: oneOf(random, ['rental', 'account'] as const), pointsMs })),
    mutedUntil: maybe(random, () => about(random, day, 20 * day)),
  });
  const deadlines = deadlinesOf(rental);
  const late = deadlines[wholeBetween(random, 0, deadlines.length - 1)];
  if (late === undefined || random() < 0.5) return rental;
  const until = instantOf(nowMs + hour * wholeBetween(random, -10, 60));
  return { ...rental, snooze: { kind: late.kind, against: instantOf(late.countsFromMs), until } };
};

it('what rings until an instant is that part of the whole plan', () => {
  const random = seededRandom(20_260_310);
  let found = 0;
  for (let scene = 0; scene < 150; scene += 1) {
    const rentals = Array.from({ length: 5 }, (_, number) => randomRental(random, number));
    const told = new Map(rentals.map(({ id }) => [id, maybe(random, () => hour * wholeBetween(random, 0, 200))]));
    const watermarks: Watermarks = (id) => told.get(id) ?? null;
    const rules: RingRules = {
      quietHours: oneOf(random, quietHours),
      mutedUntilMs: maybe(random, () => nowMs + hour * wholeBetween(random, 0, 200)),
      accountMutedUntilMs: (id) => (id === accountIdOf('acc1') && scene % 3 === 0 ? nowMs + 5 * day : null),
      points: maybe(random, () => ({ '28d': [9 * day, hour], '7d': [], 'under-24h': [hour] })) ?? {},
    };
    const whole = upcoming(rentals, watermarks, nowMs, Number.POSITIVE_INFINITY, rules);
    for (const withinMs of [0, hour, day, 7 * day, 30 * day]) {
      const part = upcoming(rentals, watermarks, nowMs, nowMs + withinMs, rules);
      expect(part).toEqual(whole.filter(({ ringsAt }) => epochMsOf(ringsAt) <= nowMs + withinMs));
      found += part.length;
    }
  }
  expect(found).toBeGreaterThan(1000);
});

it('the log is not asked about what comes up later', () => {
  const asked: unknown[] = [];
  const rentals = [2, 20].map((days) =>
    aRental({ id: String(days), end: { ...aRental().end, at: instantOf(nowMs + days * day) } }),
  );
  upcoming(rentals, (id) => (asked.push(id), null), nowMs, nowMs + day);
  expect(asked).toEqual([rentals[0]?.id]);
});
