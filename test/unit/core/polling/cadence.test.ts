import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../../electron/core/model/failure.ts';
import { hour, minute } from '../../../../electron/core/model/instant.ts';
import { nextRoundAtMs, type CadenceInput } from '../../../../electron/core/polling/cadence.ts';
import { intervalBounds } from '../../../../electron/core/model/polling-bounds.ts';
import { ms } from '../../../fakes/instants.ts';
import { seededRandom } from '../../../fakes/random.ts';

const nowMs = ms('2026-03-10T12:00:00Z');
const lastMs = nowMs - minute;
const input = (facts: Partial<CadenceInput> = {}): CadenceInput => ({
  intervalMs: 10 * minute,
  lastRoundAtMs: lastMs,
  failure: null,
  failedRounds: 0,
  parkedUntilMs: null,
  paused: false,
  urgent: false,
  unfinished: false,
  affordableAtMs: 0,
  paceMs: 0,
  jitter: 0,
  ...facts,
});
const waitMs = (facts: Partial<CadenceInput> = {}): number =>
  (nextRoundAtMs(input(facts), nowMs) ?? Number.NaN) - lastMs;

it('every 10 minutes by default, between 1 minute and 1 day', () => {
  expect(intervalBounds).toEqual({ leastMs: minute, mostMs: 24 * hour, usualMs: 10 * minute });
  expect(waitMs()).toBe(10 * minute);
  expect(waitMs({ intervalMs: 24 * hour })).toBe(24 * hour);
});

it('an account that was never asked is asked now', () => {
  expect(nextRoundAtMs(input({ lastRoundAtMs: null }), nowMs)).toBe(nowMs);
});

it('a clock that was set back silences no account until it has caught up', () => {
  const parkedUntilMs = nowMs + hour;
  expect(nextRoundAtMs(input({ lastRoundAtMs: nowMs + 24 * hour }), nowMs)).toBe(nowMs);
  expect(nextRoundAtMs(input({ lastRoundAtMs: nowMs + 24 * hour, parkedUntilMs }), nowMs)).toBe(parkedUntilMs);
  expect(nextRoundAtMs(input({ lastRoundAtMs: nowMs }), nowMs)).toBe(nowMs + 10 * minute);
});

describe('a deadline within the hour, or frozen data', () => {
  it('every minute, whatever the interval', () => {
    expect(waitMs({ urgent: true })).toBe(minute);
    expect(waitMs({ urgent: true, intervalMs: 24 * hour })).toBe(minute);
  });
});

it('what the last round left unread is read a minute later', () => {
  expect(waitMs({ unfinished: true })).toBe(minute);
  expect(
    waitMs({ unfinished: true, failure: { code: 'network.timeout', detail: 'headers' }, failedRounds: 3 }),
  ).toBeGreaterThan(minute);
});

describe('the budget of requests', () => {
  it('holds a round back until it has room', () => {
    expect(waitMs({ affordableAtMs: lastMs + 37 * minute })).toBe(37 * minute);
    expect(waitMs({ affordableAtMs: lastMs + 7 * minute })).toBe(10 * minute);
  });

  it('near a deadline is spread evenly instead, and silences nobody', () => {
    expect(waitMs({ urgent: true, affordableAtMs: lastMs + 37 * minute, paceMs: 2 * minute })).toBe(2 * minute);
    expect(waitMs({ urgent: true, affordableAtMs: lastMs + 37 * minute, paceMs: 20 })).toBe(minute);
  });

  it('room now means due at its time, whatever the jitter: it does not move on with the clock', () => {
    const dueMs = nextRoundAtMs(input({ jitter: 0.5, affordableAtMs: nowMs }), nowMs);
    const laterMs = nowMs + 20 * minute;
    expect(nextRoundAtMs(input({ jitter: 0.5, affordableAtMs: laterMs }), laterMs)).toBe(laterMs);
    expect(dueMs).toBe(lastMs + 10.5 * minute);
  });
});

describe('after failures', () => {
  it('slower each time, up to a bound', () => {
    const waits = Array.from({ length: 30 }, (_, failedRounds) =>
      waitMs({ failedRounds, failure: { code: 'network.timeout', detail: 'headers' } }),
    );
    expect(waits[1]).toBeGreaterThan(waits[0] ?? 0);
    expect(waits[2]).toBeGreaterThan(waits[1] ?? 0);
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect(waits.at(-1)).toBe(hour);
  });

  it('an account with a long interval is never asked more often than that', () => {
    expect(waitMs({ failedRounds: 5, intervalMs: 6 * hour })).toBeGreaterThanOrEqual(6 * hour);
  });

  it.each(['account.key-rejected', 'account.key-lacks-permission'] as const)(
    '%s: not again until its key changes',
    (code) => {
      expect(nextRoundAtMs(input({ failure: { code }, failedRounds: 1 }), nowMs)).toBeNull();
      expect(nextRoundAtMs(input({ failure: { code }, lastRoundAtMs: null }), nowMs)).toBeNull();
    },
  );

  it.each<Failure>([
    { code: 'network.offline', detail: 'ENOTFOUND' },
    { code: 'network.tls', detail: 'CERT_HAS_EXPIRED' },
    { code: 'provider.unavailable' },
    { code: 'provider.refused' },
    { code: 'provider.unexpected-answer' },
    { code: 'vault.locked' },
  ])('$code: tried again', (failure) => {
    expect(nextRoundAtMs(input({ failure, failedRounds: 1 }), nowMs)).not.toBeNull();
  });
});

describe('parked and paused', () => {
  it('never earlier than the provider asked, urgent or not', () => {
    const parkedUntilMs = nowMs + 3 * hour;
    for (const urgent of [true, false])
      expect(nextRoundAtMs(input({ parkedUntilMs, urgent, failedRounds: 1 }), nowMs)).toBeGreaterThanOrEqual(
        parkedUntilMs,
      );
    expect(nextRoundAtMs(input({ parkedUntilMs, lastRoundAtMs: null }), nowMs)).toBeGreaterThanOrEqual(parkedUntilMs);
  });

  it('two accounts parked until the same instant do not return in step', () => {
    const parkedUntilMs = nowMs + 3 * hour;
    expect(nextRoundAtMs(input({ parkedUntilMs, jitter: 0.9 }), nowMs)).toBeGreaterThan(
      nextRoundAtMs(input({ parkedUntilMs, jitter: 0.1 }), nowMs) ?? 0,
    );
  });

  it('a park that is over does not count', () => {
    expect(waitMs({ parkedUntilMs: lastMs - hour })).toBe(10 * minute);
  });

  it('a paused account is not asked', () => {
    expect(nextRoundAtMs(input({ paused: true, urgent: true }), nowMs)).toBeNull();
    expect(nextRoundAtMs(input({ paused: true, lastRoundAtMs: null }), nowMs)).toBeNull();
  });
});

it('jitter only delays, by a tenth at most', () => {
  const random = seededRandom(7);
  for (let draw = 0; draw < 500; draw += 1) {
    const wait = waitMs({ jitter: random() });
    expect(wait).toBeGreaterThanOrEqual(10 * minute);
    expect(wait).toBeLessThanOrEqual(11 * minute);
  }
  expect(waitMs({ jitter: 0.2 })).not.toBe(waitMs({ jitter: 0.8 }));
});
