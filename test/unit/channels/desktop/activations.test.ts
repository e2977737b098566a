import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Activations } from '../../../../electron/channels/desktop/activations.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const aDesk = () => {
  const state = { shown: 0 };
  const activations = new Activations({ now: () => Date.now(), onUnknown: () => (state.shown += 1) });
  return { state, activations };
};

it('a click that nobody knows shows what waits', () => {
  const { state, activations } = aDesk();
  activations.happened();
  vi.advanceTimersByTime(500);
  expect(state.shown).toBe(1);
});

it('a click that its notification tells of itself, before or after, is left to it', () => {
  const { state, activations } = aDesk();
  activations.known();
  activations.happened();
  vi.advanceTimersByTime(2_000);
  activations.happened();
  vi.advanceTimersByTime(400);
  activations.known();
  vi.advanceTimersByTime(2_000);
  expect(state.shown).toBe(0);
  activations.happened();
  vi.advanceTimersByTime(500);
  expect(state.shown).toBe(1);
});
