import { describe, expect, it } from 'vitest';
import { isWorthTelling, Troubles } from '../../../electron/health/troubles.ts';
import { Watchdog } from '../../../electron/health/watchdog.ts';
import { day, hour, minute } from '../../../electron/contract/instant.ts';
import { ms } from '../../fakes/instants.ts';

const start = ms('2026-03-10T00:00:00Z');
const bug = { code: null, detail: 'TypeError' } as const;

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

describe('the watchdog', () => {
  it('calls a look late that comes over a minute after it was due', () => {
    const watchdog = new Watchdog();
    expect(watchdog.look(1000)).toBe(0);
    watchdog.expect(1000, 30_000);
    expect(watchdog.look(31_000 + minute)).toBe(0);
    watchdog.expect(100_000, 30_000);
    expect(watchdog.look(130_000 + minute + 1)).toBe(minute + 1);
  });

  it('also one that takes that long itself', () => {
    const watchdog = new Watchdog();
    watchdog.look(0);
    expect(watchdog.look(2 * minute)).toBe(2 * minute);
  });

  it('says nothing of what the computer slept over', () => {
    const watchdog = new Watchdog();
    watchdog.expect(0, 30_000);
    watchdog.forget();
    expect(watchdog.look(day)).toBe(0);
  });
});
