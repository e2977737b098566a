import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Reach } from '../../../electron/compose/reach.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const aProgram = () => {
  const state = { tray: false, window: false, opened: 0 };
  const reach = new Reach({
    trayIsThere: () => state.tray,
    hasWindow: () => state.window,
    openQuietly: () => (state.opened += 1),
  });
  return { state, reach };
};

it('a program that nobody can reach gets its window after a while', () => {
  const { state, reach } = aProgram();
  reach.look();
  vi.advanceTimersByTime(9_999);
  expect(state.opened).toBe(0);
  vi.advanceTimersByTime(1);
  expect(state.opened).toBe(1);
});

it.each(['tray', 'window'] as const)('a %s that came meanwhile is enough', (what) => {
  const { state, reach } = aProgram();
  reach.look();
  state[what] = true;
  vi.advanceTimersByTime(20_000);
  reach.look();
  vi.advanceTimersByTime(20_000);
  expect(state.opened).toBe(0);
});

it('a tray that flickers is waited for anew, and nothing follows the end', () => {
  const { state, reach } = aProgram();
  reach.look();
  vi.advanceTimersByTime(9_000);
  reach.look();
  vi.advanceTimersByTime(9_000);
  expect(state.opened).toBe(0);
  reach.end();
  vi.advanceTimersByTime(9_000);
  expect(state.opened).toBe(0);
});
