import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../../../electron/core/model/instant.ts';
import { affordableAtMs, budgetLeft, recentSpending } from '../../../../electron/core/polling/budget.ts';
import { ms } from '../../../fakes/instants.ts';
import { seededRandom, wholeBetween } from '../../../fakes/random.ts';

const nowMs = ms('2026-03-10T12:00:00Z');
const ago = (minutes: number, requests: number) => ({ atMs: nowMs - minutes * minute, requests });

it('counts the last hour only, and nothing that a wrong clock noted ahead', () => {
  const spending = [ago(61, 500), ago(60, 70), ago(59, 20), ago(0, 3), ago(-5, 900)];
  expect(recentSpending(spending, nowMs)).toEqual([ago(59, 20), ago(0, 3)]);
  expect(budgetLeft(spending, 100, nowMs)).toBe(77);
  expect(budgetLeft(spending, 20, nowMs)).toBe(0);
});

describe('when the next round fits', () => {
  it('now, while there is room', () => {
    expect(affordableAtMs([], 10, 100, nowMs)).toBe(nowMs);
    expect(affordableAtMs([ago(10, 90)], 10, 100, nowMs)).toBe(nowMs);
  });

  it('when enough of what was spent is an hour old', () => {
    const spending = [ago(50, 30), ago(40, 30), ago(30, 30)];
    expect(affordableAtMs(spending, 40, 100, nowMs)).toBe(nowMs + 10 * minute);
    expect(affordableAtMs(spending, 41, 100, nowMs)).toBe(nowMs + 20 * minute);
    expect(affordableAtMs(spending, 1000, 100, nowMs)).toBe(nowMs + 30 * minute);
  });

  it('no hour holds more than the budget, whatever the rounds cost', () => {
    const random = seededRandom(7);
    const perHour = 600;
    let spending: readonly { readonly atMs: number; readonly requests: number }[] = [];
    let atMs = nowMs;
    for (let round = 0; round < 300; round += 1) {
      const requests = wholeBetween(random, 1, 200);
      atMs = Math.max(atMs + wholeBetween(random, 0, 5) * minute, affordableAtMs(spending, requests, perHour, atMs));
      spending = [...spending, { atMs, requests }];
      const inHour = spending.filter((one) => one.atMs > atMs - hour).reduce((sum, one) => sum + one.requests, 0);
      expect(inHour).toBeLessThanOrEqual(perHour);
    }
  });
});
