import { describe, expect, it } from 'vitest';
import type { Instant, RentalId } from '../../../../electron/core/model/ids.ts';
import { day, epochMsOf, hour, instantOf, minute, second } from '../../../../electron/core/model/instant.ts';
import type { Intention, Rental, Snooze } from '../../../../electron/core/model/rental.ts';
import type { QuietHours } from '../../../../electron/core/model/settings.ts';
import { ringingDeadlinesOf } from '../../../../electron/core/deadlines/deadlines.ts';
import type { RingRules } from '../../../../electron/core/reminders/hold.ts';
import { plan, upcoming, type ScheduledPoint, type Watermarks } from '../../../../electron/core/reminders/plan.ts';
import { ms } from '../../../fakes/instants.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aRental } from '../../../fakes/rentals.ts';

type Random = () => number;

/** Beginnings of the stretches that are walked: ordinary days, both edges of both zones, a leap day, the turn of a year. */
const beginnings = [
  '2026-06-10T07:13:00Z',
  '2026-03-07T20:00:00Z',
  '2026-03-28T21:30:00Z',
  '2026-10-24T22:00:00Z',
  '2026-10-31T23:59:30Z',
  '2028-02-27T18:00:00Z',
  '2026-12-30T12:00:00Z',
] as const;
const walkedMs = 5 * day;

const timeOfDay = (random: Random): string =>
  `${String(wholeBetween(random, 0, 23)).padStart(2, '0')}:${oneOf(random, ['00', '15', '30', '59'])}`;

const someQuiet = (random: Random): QuietHours | null => {
  const from = timeOfDay(random);
  const to = timeOfDay(random);
  if (random() < 0.25 || from === to) return null;
  const timeZone = oneOf(random, ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Pacific/Chatham']);
  return { from, to, timeZone, urgentPasses: random() < 0.5 };
};

const someInstant = (random: Random, startMs: number): Instant =>
  instantOf(startMs + wholeBetween(random, -2 * 1440, 6 * 1440) * minute + oneOf(random, [0, 0, 17 * second, 1]));

const someRules = (random: Random, startMs: number): RingRules => ({
  quietHours: someQuiet(random),
  mutedUntilMs: random() < 0.1 ? startMs + wholeBetween(random, -60, 2000) * minute : null,
  accountMutedUntilMs: random() < 0.1 ? () => startMs + wholeBetween(seededRandom(1), 0, 3000) * minute : () => null,
  points: random() < 0.3 ? { '28d': [5 * hour, 45 * minute], '24h': [3 * hour] } : {},
});

const someSnooze = (random: Random, startMs: number, rental: Rental): Snooze | null => {
  const [deadline] = ringingDeadlinesOf(rental, {});
  if (deadline === undefined || random() < 0.7) return null;
  const movedMs = oneOf(random, [0, 0, -hour, hour]);
  // A "later" until the next point ends at that point's very instant.
  const atPointMs = deadline.countsFromMs - oneOf(random, [0, ...deadline.points.pointsMs]);
  const atAnyMs = startMs + wholeBetween(random, -100, 2 * 1440) * minute;
  return {
    until: instantOf(random() < 0.4 ? atPointMs : atAnyMs),
    kind: deadline.kind,
    against: instantOf(deadline.countsFromMs + movedMs),
  };
};

const someRental = (random: Random, startMs: number, index: number): Rental => {
  const endAt = someInstant(random, startMs);
  const lengthMs = oneOf(random, [3 * hour, 20 * hour, 2 * day, 7 * day, 31 * day, 365 * day]);
  const phase = oneOf(random, ['delivered', 'delivered', 'delivered', 'frozen', 'unpaid', 'cancelled'] as const);
  const intention: Intention = oneOf(random, ['undecided', 'undecided', 'undecided', 'renew', 'let-lapse']);
  const releasesAt = instantOf(epochMsOf(endAt) + oneOf(random, [25 * minute, 3 * day]));
  const isKept = random() < 0.5;
  const rental = aRental({
    id: `rental-${String(index)}`,
    phase,
    end: {
      at: endAt,
      basis: oneOf(random, ['stated', 'estimated', 'corrected', 'derived']),
      note: null,
      earliestAt: random() < 0.2 ? instantOf(epochMsOf(endAt) - 8 * hour) : null,
    },
    periodStartsAt: random() < 0.1 ? null : instantOf(epochMsOf(endAt) - lengthMs),
    payBy: random() < 0.2 ? { at: someInstant(random, startMs), basis: 'stated' } : null,
    payBySeenAt: instantOf(startMs - hour),
    releases:
      phase === 'frozen' || random() < 0.2
        ? {
            at: releasesAt,
            surelyAt: releasesAt,
            basis: 'derived',
            note: isKept ? 'from-user-setting' : 'frozen-window',
          }
        : null,
    intention,
    mutedUntil: random() < 0.1 ? someInstant(random, startMs) : null,
    ownPoints: random() < 0.2 ? { of: 'rental', pointsMs: [2 * day, 90 * minute, 7 * minute] } : null,
  });
  return { ...rental, snooze: someSnooze(random, startMs, rental) };
};

const nameOf = ({ rental, deadline, pointMs }: ScheduledPoint): string =>
  `${rental.id} ${deadline.kind} ${deadline.at} ${String(pointMs)}`;
const told = (point: ScheduledPoint): string => `${nameOf(point)} rings at ${point.ringsAt}`;

/** Memory of what was told, as the log has it: what was passed over counts too. */
const memory = () => {
  const marks = new Map<string, number>();
  const keyOf = (id: RentalId, kind: string, at: Instant): string => `${id} ${kind} ${at}`;
  const watermarks: Watermarks = (id, kind, at) => marks.get(keyOf(id, kind, at)) ?? null;
  const note = ({ rental, deadline, pointMs }: ScheduledPoint): void => {
    const key = keyOf(rental.id, deadline.kind, deadline.at);
    marks.set(key, Math.min(pointMs, marks.get(key) ?? pointMs));
  };
  return { watermarks, note };
};

interface Scene {
  readonly startMs: number;
  readonly rentals: readonly Rental[];
  readonly rules: RingRules;
}

const aScene = (seed: number): Scene => {
  const random = seededRandom(seed);
  const startMs = ms(oneOf(random, beginnings));
  const rentals = Array.from({ length: wholeBetween(random, 1, 4) }, (_, index) => someRental(random, startMs, index));
  return { startMs, rentals, rules: someRules(random, startMs) };
};

/** What was due at the beginning, what is announced then, and what a clock that walks on really rings. */
const walk = ({ startMs, rentals, rules }: Scene, tickMs: number) => {
  const { watermarks, note } = memory();
  const first = plan(rentals, watermarks, startMs, rules);
  for (const point of [...first.due, ...first.passedOver]) note(point);
  const untilMs = startMs + walkedMs;
  const announced = upcoming(rentals, watermarks, startMs, untilMs, rules);
  const rang: string[] = [];
  const late: string[] = [];
  let askedMs = first.nextLookAtMs;
  for (let nowMs = startMs; nowMs < untilMs;) {
    nowMs = Math.min(untilMs, nowMs + tickMs, askedMs ?? Number.POSITIVE_INFINITY);
    const { due, passedOver, nextLookAtMs } = plan(rentals, watermarks, nowMs, rules);
    askedMs = nextLookAtMs;
    for (const point of due) {
      rang.push(`${nameOf(point)} rings at ${instantOf(nowMs)}`);
      if (epochMsOf(point.ringsAt) !== nowMs) late.push(told(point));
    }
    for (const point of [...due, ...passedOver]) note(point);
  }
  return { announced, rang, late };
};

const seeds = Array.from({ length: 300 }, (_, index) => index + 1);

describe('what is announced is what rings, to the instant', () => {
  it.each([
    ['only when the plan asked for it', walkedMs],
    ['and every two hours between', 2 * hour],
  ])(
    'for 300 random scenes, looked at %s',
    (_name, tickMs) => {
      let compared = 0;
      for (const seed of seeds) {
        const { announced, rang, late } = walk(aScene(seed), tickMs);
        const ringing = announced.filter((point) => point.suppressed === null).map(told);
        const silent = announced.filter((point) => point.suppressed !== null).map(nameOf);
        const missed = ringing.filter((each) => !rang.includes(each));
        const extras = rang.filter((each) => !ringing.includes(each));
        const broken = silent.filter((each) => rang.some((text) => text.startsWith(`${each} `)));
        expect({ seed, missed, extras, broken, late }).toEqual({ seed, missed: [], extras: [], broken: [], late: [] });
        expect(new Set(rang).size, String(seed)).toBe(rang.length);
        compared += ringing.length;
      }
      expect(compared).toBeGreaterThan(300);
    },
    60_000,
  );

  it('for some of them looked at each half minute, as the engine does', () => {
    for (const seed of seeds.slice(0, 15)) {
      const { announced, rang } = walk(aScene(seed), 30 * second);
      const ringing = announced.filter((point) => point.suppressed === null).map(told);
      expect({ seed, rang: [...rang].sort() }).toEqual({ seed, rang: [...ringing].sort() });
    }
  }, 60_000);
});
