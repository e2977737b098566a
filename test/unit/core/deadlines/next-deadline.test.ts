import { describe, expect, it } from 'vitest';
import { day, epochMsOf, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { awaitedDeadline, nextDeadline } from '../../../../electron/core/deadlines/deadlines.ts';
import { byStanding, standingOf } from '../../../../electron/core/rentals/state.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const nowMs = ms('2026-03-31T12:00:00Z');
const frozenAt = (first: string, last: string): Partial<Rental> => ({
  phase: 'frozen',
  releases: { at: at(first), surelyAt: at(last), basis: 'derived', note: 'frozen-window' },
});
const kept = (text: string): Partial<Rental> => ({
  releases: { at: at(text), surelyAt: at(text), basis: 'corrected', note: 'from-user-setting' },
});
const unpaidUntil = (text: string): Partial<Rental> => ({
  payBy: { at: at(text), basis: 'stated' },
  payBySeenAt: at('2026-03-30T00:00:00Z'),
});
const next = (facts: Partial<Rental>, asOfMs = nowMs) => nextDeadline({ ...aRental(), ...facts }, asOfMs);

describe('the deadline that comes next', () => {
  it.each<[string, Partial<Rental>, ReturnType<typeof next>]>([
    ['an end', {}, { kind: 'ends', at: at('2026-04-01T00:00:00Z'), basis: 'stated' }],
    [
      'a doubtful end: its earlier reading',
      { end: { ...stated('2026-04-01T00:00:00Z'), earliestAt: at('2026-03-31T16:00:00Z') } },
      { kind: 'ends', at: at('2026-03-31T16:00:00Z'), basis: 'stated' },
    ],
    [
      'a doubtful end whose earlier reading has passed: the later one',
      { end: { ...stated('2026-03-31T18:00:00Z'), earliestAt: at('2026-03-31T10:00:00Z') } },
      { kind: 'ends', at: at('2026-03-31T18:00:00Z'), basis: 'stated' },
    ],
    [
      'an unpaid order',
      { phase: 'unpaid', ...unpaidUntil('2026-03-31T13:00:00Z') },
      { kind: 'pay-by', at: at('2026-03-31T13:00:00Z'), basis: 'stated' },
    ],
    ['an order whose time to pay has passed', { phase: 'unpaid', ...unpaidUntil('2026-03-31T11:00:00Z') }, null],
    [
      'an unpaid renewal that is due before the end',
      unpaidUntil('2026-03-31T20:00:00Z'),
      { kind: 'pay-by', at: at('2026-03-31T20:00:00Z'), basis: 'stated' },
    ],
    [
      'an unpaid renewal that is due after the end: the end',
      unpaidUntil('2026-04-06T00:00:00Z'),
      { kind: 'ends', at: at('2026-04-01T00:00:00Z'), basis: 'stated' },
    ],
    [
      'frozen data that may go soon',
      frozenAt('2026-03-31T12:10:00Z', '2026-03-31T12:20:00Z'),
      { kind: 'releases', at: at('2026-03-31T12:10:00Z'), basis: 'derived' },
    ],
    [
      'frozen data that may be gone already: when it surely is',
      frozenAt('2026-03-21T12:10:00Z', '2026-03-31T12:20:00Z'),
      { kind: 'releases', at: at('2026-03-31T12:20:00Z'), basis: 'derived' },
    ],
    ['frozen data that is surely gone', frozenAt('2026-03-31T11:10:00Z', '2026-03-31T11:20:00Z'), null],
    [
      'data that is kept after the end',
      { phase: 'expired', ...kept('2026-04-02T00:00:00Z') },
      { kind: 'releases', at: at('2026-04-02T00:00:00Z'), basis: 'corrected' },
    ],
    ['a passed estimate', { end: estimated('2026-03-30T00:00:00Z') }, null],
    ['what was released', { phase: 'released' }, null],
    ['what was cancelled or refunded', { phase: 'cancelled', ...unpaidUntil('2026-03-31T20:00:00Z') }, null],
    ['what the provider no longer lists', { phase: 'vanished' }, null],
  ])('%s', (_name, facts, expected) => {
    expect(next(facts)).toEqual(expected);
  });

  it('is waited for unless the rental may lapse; its data always is', () => {
    const rental = aRental({ intention: 'let-lapse', ...kept('2026-04-02T00:00:00Z') });
    expect(nextDeadline(rental, nowMs)?.kind).toBe('ends');
    expect(awaitedDeadline(rental, nowMs)?.kind).toBe('releases');
  });
});

describe('the order of the list', () => {
  const someRental = (random: () => number, id: number): Rental => {
    const some = (): string => instantOf(nowMs + wholeBetween(random, -50, 50) * hour);
    const end = some();
    return aRental({
      id: String(id),
      phase: oneOf(random, [
        'delivered',
        'delivered',
        'expired',
        'unpaid',
        'cancelled',
        'released',
        'unknown',
      ] as const),
      end: oneOf(random, [stated(end), { ...stated(end), earliestAt: instantOf(ms(end) - 8 * hour) }, estimated(end)]),
      ...(random() < 0.4 ? unpaidUntil(some()) : {}),
      ...(random() < 0.4 ? kept(some()) : {}),
    });
  };

  /** When what is stored, and stands until the instant that it was stored with, is no longer what holds. */
  const staleTimes = (rental: Rental): readonly string[] => {
    const stale: string[] = [];
    let stored = standingOf(rental, nowMs);
    for (let atMs = nowMs; atMs < nowMs + 3 * day; atMs += 30 * minute) {
      if (stored.untilMs !== null && stored.untilMs <= atMs) stored = standingOf(rental, atMs);
      const { state, group, sortAtMs } = standingOf(rental, atMs);
      if (state !== stored.state || group !== stored.group || sortAtMs !== stored.sortAtMs) stale.push(instantOf(atMs));
    }
    return stale;
  };

  it('goes by the next deadline at any time, and is told in time when the clock alone changes it', () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const random = seededRandom(seed);
      const rentals = Array.from({ length: 8 }, (_, index) => someRental(random, index));
      for (const rental of rentals) expect(staleTimes(rental), String(seed)).toEqual([]);
      const sorted = rentals
        .toSorted((one, other) => byStanding(standingOf(one, nowMs), standingOf(other, nowMs)))
        .map((rental) => nextDeadline(rental, nowMs));
      const ahead = sorted.flatMap((each) => (each === null ? [] : [epochMsOf(each.at)]));
      expect(ahead).toEqual(ahead.toSorted((one, other) => one - other));
      expect(sorted.slice(0, ahead.length)).not.toContain(null);
    }
  });
});
