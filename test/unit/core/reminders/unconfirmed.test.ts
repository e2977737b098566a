import { describe, expect, it } from 'vitest';
import { hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import type { ClassPoints } from '../../../../electron/core/model/point-class.ts';
import { unconfirmedDeadline } from '../../../../electron/core/reminders/unconfirmed.ts';
import { hasAsked, watchAfter } from '../../../../electron/core/reminders/watch.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const nowMs = ms('2026-03-30T00:00:00Z');
const silentFor = (silentMs: number, facts = {}) =>
  anAccount({ lastSyncedAt: instantOf(nowMs - silentMs), intervalMs: 10 * minute, ...facts });
const endingIn = (leftMs: number, facts = {}) => aRental({ end: stated(instantOf(nowMs + leftMs)), ...facts });
const doubted = (
  rental: ReturnType<typeof aRental>,
  account: ReturnType<typeof anAccount>,
  own: ClassPoints = {},
): boolean => unconfirmedDeadline(rental, account, nowMs, own) !== null;

describe('a deadline that nobody can confirm', () => {
  it.each([
    ['12 h left, silent for a quarter of it', 12 * hour, 3 * hour, false],
    ['12 h left, silent for longer', 12 * hour, 3 * hour + 1, true],
    ['one hour left, silent for three rounds', hour, 30 * minute, false],
    ['one hour left, silent for longer', hour, 30 * minute + 1, true],
    ['six days left, silent for a day', 6 * 24 * hour, 24 * hour, false],
    ['six days left, silent for longer', 6 * 24 * hour, 24 * hour + 1, true],
    ['further away than its first point', 8 * 24 * hour, 30 * 24 * hour, false],
    ['over', 0, 30 * 24 * hour, false],
  ])('%s', (_name, leftMs, silentMs, isDoubted) => {
    expect(doubted(endingIn(leftMs), silentFor(silentMs))).toBe(isDoubted);
  });

  it.each([9, 12, 24])('of an account that is asked every %d hours, once it fails', (hours) => {
    const failing = { intervalMs: hours * hour, staleSince: instantOf(nowMs - hour) };
    expect(doubted(endingIn(2 * hour), silentFor(26 * hour, failing))).toBe(true);
  });

  it('of an account that is asked once a day: not while its rounds come, but when one was missed', () => {
    const daily = { intervalMs: 24 * hour };
    expect(doubted(endingIn(2 * hour), silentFor(23 * hour, daily))).toBe(false);
    expect(doubted(endingIn(2 * hour), silentFor(36 * hour + 1, daily))).toBe(true);
  });

  it('not for a provider that is away for a moment right before the end, nor for rounds that are spread wide', () => {
    const failing = { staleSince: instantOf(nowMs - 2 * minute) };
    expect(doubted(endingIn(2 * minute), silentFor(3 * minute, failing))).toBe(false);
    expect(doubted(endingIn(2 * minute), silentFor(10 * minute + 1, failing))).toBe(true);
    expect(doubted(endingIn(10 * minute), silentFor(16 * minute))).toBe(false);
  });

  it('although the user wants no ring before the end', () => {
    const rental = endingIn(2 * hour, { ownPoints: { of: 'account', pointsMs: [0] } });
    expect(doubted(rental, silentFor(26 * hour))).toBe(true);
    expect(doubted(endingIn(2 * hour), silentFor(26 * hour), { '28d': [0] })).toBe(true);
  });

  it('from the first of the points on that the user chose for its length', () => {
    const own = { '28d': [9 * 24 * hour] };
    expect(doubted(endingIn(8 * 24 * hour), silentFor(30 * 24 * hour), own)).toBe(true);
  });

  it('after a change of what is asked for, since when the provider refuses', () => {
    const rental = endingIn(2 * hour);
    const changed = { lastSyncedAt: null, staleSince: instantOf(nowMs - 26 * hour) };
    expect(doubted(rental, anAccount({ ...changed, intervalMs: 10 * minute }))).toBe(true);
    expect(
      doubted(rental, anAccount({ ...changed, staleSince: instantOf(nowMs - minute), intervalMs: 10 * minute })),
    ).toBe(false);
  });

  it('is none of a paused account, of one that was never read, nor of what is let lapse', () => {
    const rental = endingIn(hour);
    expect(doubted(rental, silentFor(24 * hour, { paused: true }))).toBe(false);
    expect(doubted(rental, anAccount({ lastSyncedAt: null }))).toBe(false);
    expect(doubted(endingIn(hour, { intention: 'let-lapse' }), silentFor(24 * hour))).toBe(false);
  });
});

describe('the watch', () => {
  it('goes on over looks that come one after the other, and begins anew after a gap or when the clock goes back', () => {
    const first = watchAfter(null, nowMs);
    const second = watchAfter(first, nowMs + 5 * minute);
    expect(second).toEqual({ sinceMs: nowMs, lastMs: nowMs + 5 * minute });
    expect(watchAfter(second, nowMs + 10 * minute + 1).sinceMs).toBe(nowMs + 10 * minute + 1);
    expect(watchAfter(second, nowMs).sinceMs).toBe(nowMs);
  });

  it('has given every account its chance after ten minutes', () => {
    const watch = watchAfter(null, nowMs);
    expect(hasAsked(watch, nowMs + 10 * minute - 1)).toBe(false);
    expect(hasAsked(watch, nowMs + 10 * minute)).toBe(true);
  });
});
