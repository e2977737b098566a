import { EventEmitter } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Quitting } from '../../../../electron/faces/window/quit.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** An app that asks before it quits, as Electron does: quitting again within the event is forgotten. */
class FakeApp extends EventEmitter {
  readonly told: string[] = [];
  #isAsking = false;

  quit(): void {
    if (this.#isAsking) return;
    let isPrevented = false;
    this.#isAsking = true;
    this.emit('before-quit', { preventDefault: () => (isPrevented = true) });
    this.#isAsking = false;
    this.told.push(isPrevented ? 'waits' : 'quits');
  }

  readonly kill = (): void => void this.told.push('killed');
}

const free = () => false;

it('waits for the end, once, and goes then', async () => {
  const app = new FakeApp();
  const ends: string[] = [];
  let finish = (): void => undefined;
  const quitting = new Quitting(app, { end: () => void ends.push('early'), isHeld: free }, app.kill);
  quitting.become({
    isHeld: free,
    end: () => {
      ends.push('whole');
      return new Promise((resolve) => (finish = resolve));
    },
  });
  expect(quitting.hasBegun).toBe(false);
  app.quit();
  app.quit();
  await turn();
  expect(quitting.hasBegun).toBe(true);
  expect([ends, app.told]).toEqual([['whole'], ['waits', 'waits']]);
  finish();
  await turn();
  await turn();
  expect(app.told).toEqual(['waits', 'waits', 'quits']);
});

it('goes when the end fails', async () => {
  const app = new FakeApp();
  const end = () => {
    throw new Error('no');
  };
  new Quitting(app, { end, isHeld: free }, app.kill);
  app.quit();
  await turn();
  await turn();
  expect(app.told).toEqual(['waits', 'quits']);
});

it('goes without what does not end', async () => {
  const app = new FakeApp();
  new Quitting(app, { end: () => new Promise(() => undefined), isHeld: free }, app.kill);
  app.quit();
  await turn();
  vi.advanceTimersByTime(2_499);
  expect(app.told).toEqual(['waits']);
  vi.advanceTimersByTime(1);
  expect(app.told).toEqual(['waits', 'killed']);
});

it('goes at once, after the end, where an orderly exit would wait for what is left', async () => {
  const app = new FakeApp();
  let hasEnded = false;
  new Quitting(app, { end: () => void (hasEnded = true), isHeld: () => hasEnded }, app.kill);
  app.quit();
  await turn();
  expect(app.told).toEqual(['waits', 'killed']);
});
