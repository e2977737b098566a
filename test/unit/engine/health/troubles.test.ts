import { describe, expect, it } from 'vitest';
import { isWorthTelling, Troubles } from '../../../../electron/engine/health/troubles.ts';
import { Watchdog } from '../../../../electron/engine/health/watchdog.ts';
import { day, hour, minute } from '../../../../electron/core/model/instant.ts';
import { ms } from '../../../fakes/instants.ts';

const start = ms('2026-03-10T00:00:00Z');
const bug = { code: null, reason: null, detail: 'TypeError' } as const;

describe('what goes wrong', () => {
  it('is kept from its first time until the step succeeds', () => {
    const troubles = new Troubles();
    troubles.note('planning', bug, start);
    troubles.note('planning', bug, start + minute);
    expect(troubles.list(start + minute)).toEqual([
      {
        step: 'planning',
        subject: null,
        others: 0,
        since: '2026-03-10T00:00:00.000Z',
        last: '2026-03-10T00:01:00.000Z',
        count: 2,
        code: null,
        reason: null,
        detail: 'TypeError',
      },
    ]);
    expect(troubles.clear('planning')).toBe(true);
    expect(troubles.clear('planning')).toBe(false);
    expect(troubles.list(start + minute)).toEqual([]);
  });

  it('ends for one rental, or account, and goes on for the others', () => {
    const troubles = new Troubles();
    troubles.note('words', bug, start, { id: 'a', name: '训练机-01' });
    troubles.note('words', bug, start, { id: 'b', name: '训练机-02' });
    expect(troubles.list(start)).toMatchObject([{ subject: '训练机-01', others: 1 }]);
    expect(troubles.clear('words', 'c')).toBe(false);
    expect(troubles.clear('words', 'a')).toBe(false);
    expect(troubles.list(start)).toMatchObject([{ subject: '训练机-02', others: 0 }]);
    expect(troubles.clear('words', 'b')).toBe(true);
    expect(troubles.list(start)).toEqual([]);
  });

  it('is forgotten a day after it was last heard of: its rental may be gone', () => {
    const troubles = new Troubles();
    troubles.note('words', bug, start, { id: 'a', name: 'a' });
    expect(troubles.list(start + day)).toHaveLength(1);
    expect(troubles.list(start + day + 1)).toEqual([]);
  });

  it('goes on counting when it comes and goes, so that it is not told each time', () => {
    const troubles = new Troubles();
    let told = 0;
    for (let turn = 0; turn < 1000; turn += 1) {
      if (isWorthTelling(troubles.note('planning', bug, start + turn * minute).count)) told += 1;
      troubles.clear('planning');
    }
    expect(told).toBe(10);
    expect(troubles.note('planning', bug, start + 1000 * minute + 2 * hour).count).toBe(1);
  });
});

const inTime = null;

describe('the watchdog under a clock that stops in sleep', () => {
  it('calls a look late that comes over a minute after it was due', () => {
    const watchdog = new Watchdog('stops');
    expect(watchdog.look(1000)).toBe(inTime);
    watchdog.expect(1000, 30_000);
    expect(watchdog.look(31_000 + minute)).toBe(inTime);
    watchdog.expect(100_000, 30_000);
    expect(watchdog.look(130_000 + minute + 1)).toEqual({ lateMs: minute + 1, agoMs: 0 });
  });

  it('also one that takes that long itself', () => {
    const watchdog = new Watchdog('stops');
    watchdog.look(0);
    expect(watchdog.look(2 * minute)).toEqual({ lateMs: 2 * minute, agoMs: 0 });
  });

  it('needs nobody who tells of sleep', () => {
    const watchdog = new Watchdog('stops');
    watchdog.expect(0, 30_000);
    watchdog.sleeps();
    expect(watchdog.look(5 * minute)).not.toBe(inTime);
    watchdog.expect(5 * minute, 30_000);
    watchdog.wakes();
    expect(watchdog.look(10 * minute)).not.toBe(inTime);
  });
});

describe('the watchdog under a clock that goes on in sleep, where somebody tells of it', () => {
  /** Looks in time each half minute from then on; what is said of it. */
  const looksOn = (watchdog: Watchdog, fromMs: number, times = 5) =>
    Array.from({ length: times }, (_, turn) => {
      const atMs = fromMs + turn * 30_000;
      watchdog.expect(atMs, 30_000);
      return watchdog.look(atMs + 30_000);
    }).filter((late) => late !== null);

  it('calls a look late once nobody has told of sleep for a minute of looks in time', () => {
    const watchdog = new Watchdog('told');
    watchdog.expect(0, 30_000);
    expect(watchdog.look(5 * minute)).toBe(inTime);
    expect(looksOn(watchdog, 5 * minute)).toEqual([{ lateMs: 5 * minute - 30_000, agoMs: minute }]);
  });

  it('says nothing of sleep that is told before it', () => {
    const watchdog = new Watchdog('told');
    watchdog.expect(0, 30_000);
    watchdog.sleeps();
    watchdog.wakes();
    expect(watchdog.look(day)).toBe(inTime);
    expect(looksOn(watchdog, day)).toEqual([]);
  });

  it('nor when a look comes between the word and the sleep, or between the waking and its word', () => {
    const watchdog = new Watchdog('told');
    watchdog.sleeps();
    watchdog.look(1000);
    watchdog.expect(1000, 30_000);
    expect(watchdog.look(day)).toBe(inTime);
    watchdog.expect(day, 30_000);
    watchdog.wakes();
    expect(looksOn(watchdog, day + 1000)).toEqual([]);
  });

  it('nor when it is told only after waking', () => {
    const watchdog = new Watchdog('told');
    watchdog.expect(0, 30_000);
    expect(watchdog.look(day)).toBe(inTime);
    watchdog.expect(day, 30_000);
    expect(watchdog.look(day + 30_000)).toBe(inTime);
    watchdog.wakes();
    expect(looksOn(watchdog, day + 30_000)).toEqual([]);
  });

  it('nor of a night of short wakings that nobody tells of', () => {
    const watchdog = new Watchdog('told');
    for (let atMs = 0; atMs < 8 * hour; atMs += hour) {
      watchdog.expect(atMs, 30_000);
      expect(watchdog.look(atMs + 30_000)).toBe(inTime);
      watchdog.expect(atMs + 30_000, 30_000);
      expect(watchdog.look(atMs + hour)).toBe(inTime);
    }
    watchdog.wakes();
    expect(looksOn(watchdog, 8 * hour)).toEqual([]);
  });

  it('judges again once the computer woke', () => {
    const watchdog = new Watchdog('told');
    watchdog.sleeps();
    watchdog.wakes();
    watchdog.expect(day, 30_000);
    watchdog.look(day + hour);
    expect(looksOn(watchdog, day + hour)).toHaveLength(1);
  });
});

it('the watchdog says nothing where nobody knows of sleep', () => {
  const watchdog = new Watchdog('unknown');
  for (let atMs = 0; atMs < day; atMs += hour) {
    watchdog.expect(atMs, 30_000);
    expect(watchdog.look(atMs + hour)).toBe(inTime);
  }
});
