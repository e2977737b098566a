import { describe, expect, it } from 'vitest';
import { failed, success, type Result } from '../../../electron/core/model/failure.ts';
import { day, hour, instantOf, minute } from '../../../electron/core/model/instant.ts';
import type { UpdateParts } from '../../../electron/program/desktop/update-desk.ts';
import { anUpdateDesk, FakeUpdater, updateMemory } from '../../fakes/updates.ts';

const start = Date.parse('2026-03-02T09:00:00Z');

/** A desk over a clock that the test turns, whose looks are over once `settle` is. */
const aDesk = ({ automatic = true, ...parts }: Partial<UpdateParts> & { automatic?: boolean } = {}) => {
  const updater = new FakeUpdater();
  const memory = updateMemory(automatic);
  const world = { nowMs: start, changes: 0, restarts: 0, errors: 0, warnings: 0, isDemo: false, opened: 0 };
  const timers: { readonly atMs: number; readonly act: () => void }[] = [];
  const desk = anUpdateDesk({
    source: {
      host: 'updates.example.com',
      open: () => {
        world.opened += 1;
        return Promise.resolve(updater);
      },
    },
    memory,
    now: () => world.nowMs,
    after: (delayMs, act) => {
      const timer = { atMs: world.nowMs + delayMs, act };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    isDemo: () => world.isDemo,
    onChanged: () => (world.changes += 1),
    restart: () => (world.restarts += 1),
    log: { error: () => (world.errors += 1), warn: () => (world.warnings += 1) },
    ...parts,
  });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  const pass = async (ms: number): Promise<void> => {
    const until = world.nowMs + ms;
    for (;;) {
      const due = timers.filter(({ atMs }) => atMs <= until).sort((one, other) => one.atMs - other.atMs)[0];
      if (due === undefined) break;
      timers.splice(timers.indexOf(due), 1);
      world.nowMs = Math.max(world.nowMs, due.atMs);
      due.act();
      await settle();
    }
    world.nowMs = until;
  };
  return { desk, updater, memory, world, timers, pass, settle };
};

describe('looking by itself', () => {
  it('begins a minute after the start, loads nothing before, and comes back once a day', async () => {
    const { desk, updater, world, pass } = aDesk();
    updater.seen = success(null);
    desk.start();
    expect(desk.view()).toMatchObject({ state: 'unknown', lookedAt: null });
    await pass(minute - 1);
    expect([world.opened, updater.asked]).toEqual([0, []]);
    await pass(1);
    expect(updater.asked).toEqual(['look']);
    expect(desk.view()).toMatchObject({ state: 'current', lookedAt: instantOf(start + minute), failure: null });
    await pass(day - hour);
    expect(updater.asked).toHaveLength(1);
    await pass(2 * hour);
    expect(updater.asked).toHaveLength(2);
    await pass(10 * day);
    expect(updater.asked).toHaveLength(12);
  });

  it('looks at each start, however short ago the last one was', async () => {
    const { desk, updater, memory, pass } = aDesk();
    updater.seen = success(null);
    memory.noteLooked(instantOf(start - minute));
    desk.start();
    await pass(minute);
    expect(updater.asked).toEqual(['look']);
  });

  it('brings what it finds, says how far that has come, and then leaves the server alone', async () => {
    const { desk, updater, world, pass, settle } = aDesk();
    let finish: (brought: Result<null>) => void = () => undefined;
    updater.brought = () => new Promise((resolve) => (finish = resolve));
    desk.start();
    await pass(minute);
    updater.told(0);
    const before = world.changes;
    for (let percent = 1; percent <= 40; percent++) updater.told(percent);
    expect(world.changes).toBe(before);
    expect(desk.view()).toMatchObject({ state: 'downloading', version: '0.2.0', percent: 40 });
    world.nowMs += 500;
    updater.told(41);
    expect(world.changes).toBe(before + 1);
    finish(success(null));
    await settle();
    expect(desk.view()).toMatchObject({ state: 'ready', version: '0.2.0', percent: null });
    await pass(5 * day);
    expect(updater.asked).toEqual(['look', 'download']);
  });

  it('stays quiet where its user does not want it, until they do', async () => {
    const { desk, updater, pass } = aDesk({ automatic: false });
    desk.start();
    await pass(3 * day);
    expect(updater.asked).toEqual([]);
    expect(desk.setAutomatic({ on: true })).toEqual(success(null));
    expect(desk.view()).toMatchObject({ automatic: true });
    await pass(hour);
    expect(updater.asked).toEqual(['look', 'download']);
  });

  it('tries again after an hour, without a word but in the view', async () => {
    const { desk, updater, world, pass } = aDesk();
    updater.seen = failed('update.unreachable', { reason: 'offline' });
    desk.start();
    await pass(minute);
    expect(desk.view()).toMatchObject({
      state: 'unknown',
      lookedAt: null,
      failure: { code: 'update.unreachable', reason: 'offline' },
    });
    await pass(3 * hour);
    expect(updater.asked).toEqual(['look', 'look', 'look', 'look']);
    expect(world.errors).toBe(0);
    updater.seen = success(null);
    await pass(hour);
    expect(desk.view()).toMatchObject({ state: 'current', failure: null });
  });

  it('holds a bug back from everything else, and tells the log', async () => {
    const { desk, updater, world, pass } = aDesk();
    updater.brought = () => Promise.reject(new TypeError('a bug'));
    desk.start();
    await pass(minute);
    expect(desk.view()).toMatchObject({ state: 'available', failure: { code: 'bug' } });
    expect(world.errors).toBe(1);
  });

  it('ends with the program', async () => {
    const { desk, updater, world, timers, pass } = aDesk();
    desk.start();
    desk.stop();
    expect(timers).toEqual([]);
    const { changes } = world;
    await pass(day);
    expect([updater.asked, world.changes, await desk.look()]).toEqual([[], changes, failed('not-found')]);
  });
});

describe('looking when somebody asks', () => {
  it('says what there is, and asks before it loads it where nothing happens by itself', async () => {
    const { desk, updater } = aDesk({ automatic: false });
    expect(await desk.look()).toEqual(success(null));
    expect(desk.view()).toMatchObject({ state: 'available', version: '0.2.0', lookedAt: instantOf(start) });
    expect(updater.asked).toEqual(['look']);
    expect(await desk.download()).toEqual(success(null));
    expect(desk.view()).toMatchObject({ state: 'ready' });
  });

  it('loads once, however often it is asked', async () => {
    const { desk, world } = aDesk();
    expect(await Promise.all([desk.look(), desk.look()])).toEqual([success(null), failed('not-found')]);
    expect(world.opened).toBe(1);
  });

  it('keeps a version that is known when a download fails, for another try', async () => {
    const { desk, updater } = aDesk();
    updater.brought = () => Promise.resolve(failed('update.refused', { reason: 'digest' }));
    await desk.look();
    expect(desk.view()).toMatchObject({ state: 'available', version: '0.2.0', failure: { reason: 'digest' } });
    updater.brought = () => Promise.resolve(success(null));
    await desk.download();
    expect(desk.view()).toMatchObject({ state: 'ready', failure: null });
  });
});

describe('installing', () => {
  it('waits for its user, or for the end of the program', async () => {
    const { desk, updater, world } = aDesk();
    await desk.look();
    expect([world.restarts, updater.asked]).toEqual([0, ['look', 'download']]);
    desk.stop();
    expect(await desk.finish()).toEqual(success(null));
    expect(updater.asked.at(-1)).toBe('install');
  });

  it('quits and comes back when its user says so', async () => {
    const { desk, updater, world } = aDesk();
    await desk.look();
    expect(desk.install()).toEqual(success(null));
    expect(world.restarts).toBe(1);
    expect(desk.view()).toMatchObject({ state: 'installing', version: '0.2.0' });
    expect(desk.install()).toEqual(failed('not-found'));
    desk.stop();
    expect(await desk.finish()).toEqual(success(null));
    expect(updater.asked.at(-1)).toBe('install and restart');
  });

  it('does nothing at the end where nothing is ready, and loads nothing for that', async () => {
    const { desk, updater, world } = aDesk();
    expect(await desk.finish()).toBeNull();
    expect(world.opened).toBe(0);
    updater.seen = success(null);
    await desk.look();
    expect(await desk.finish()).toBeNull();
    expect(updater.asked).toEqual(['look']);
  });

  it('waits for the next time when the session ends', async () => {
    const { desk, updater } = aDesk();
    await desk.look();
    desk.holdBack();
    expect(await desk.finish()).toBeNull();
    expect(updater.asked).not.toContain('install');
  });

  it('says why it was not done', async () => {
    const { desk, updater, world } = aDesk();
    updater.installed = failed('update.not-installed', { detail: 'EACCES' });
    await desk.look();
    desk.install();
    expect(await desk.finish()).toEqual(updater.installed);
    expect(world.warnings).toBe(1);
  });
});

describe('a copy without updates', () => {
  it.each(['update_off_sources', 'update_off_package', 'update_off_no_feed'] as const)(
    'says why, and does nothing: %s',
    async (why) => {
      const { desk, timers } = aDesk({ source: why });
      desk.start();
      expect(timers).toEqual([]);
      expect(desk.view()).toEqual({ state: 'off', why });
      expect([await desk.look(), await desk.download(), desk.install()]).toEqual(Array(3).fill(failed('not-found')));
      expect(await desk.finish()).toBeNull();
    },
  );

  it('is what the demo looks like, in which nothing is asked', async () => {
    const { desk, updater, world, pass } = aDesk();
    world.isDemo = true;
    desk.start();
    await pass(2 * hour);
    expect([desk.view(), updater.asked]).toEqual([{ state: 'off', why: 'update_off_demo' }, []]);
    expect(await desk.look()).toEqual(failed('not-found'));
    world.isDemo = false;
    await pass(hour);
    expect(updater.asked).toEqual(['look', 'download']);
  });
});
