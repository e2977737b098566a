import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop, type DesktopOptions } from './harness/desktop.ts';
import { longestPauseMs, notePauses } from './harness/pauses.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf, syncAfresh } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Nothing that a desktop lacks may hold the app up for longer. */
const freezeMs = 1_000;

/** What each test has started, newest last; ended after it whatever became of it. */
const ends: (() => unknown)[] = [];
const endsWith = <Started>(started: Started, end: (started: Started) => unknown): Started => {
  ends.push(() => end(started));
  return started;
};

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Stage {
  readonly desktop: Desktop;
  readonly servers: DemoServers;
  readonly app: RunningApp;
  readonly window: AppWindow;
}

/** The app on a desktop with one account, whose machine `i-soon` ends in fourteen minutes. */
const stage = async (has: DesktopOptions, dataDir = freshDataDir()): Promise<Stage> => {
  const desktop = endsWith(await startDesktop(has), (each) => each.close());
  const machines = [
    { name: 'i-soon', startsAt: Date.now() - 60 * minute, endsAt: Date.now() + 14 * minute },
    { name: 'i-later', endsAt: Date.now() + 9 * day },
  ];
  const servers = endsWith(await startQiniu(machines), (each) => each.stop());
  const app = endsWith(await launchApp({ dataDir }), (each) => each.close());
  const window = new AppWindow(await app.page());
  await notePauses(app.electron);
  await addQiniu(window.page, servers, 'Research');
  return { desktop, servers, app, window };
};

const expectUsable = async ({ app, window }: Stage): Promise<void> => {
  await window.visit('rentals');
  await new RentalsPage(window).rows(titleOf('i-soon')).waitFor();
  expect(app.complaints).toEqual([]);
  expect(await longestPauseMs(app.electron)).toBeLessThan(freezeMs);
};

const waiting = async (window: AppWindow): Promise<readonly string[]> =>
  (await answerOf(window.page, 'reminder.inbox', null)).map(({ heading }) => heading);

// Without a session bus: damage.e2e.ts. A locked keyring: vault.e2e.ts. A read-only disk: refused-start.e2e.ts. A damaged store: damage.e2e.ts.
// A second instance: second-start.e2e.ts. No network: offline.e2e.ts.

it('no notification service: what rings waits in the inbox, and the window says why', async () => {
  const all = await stage({ notifications: false });
  await expect
    .poll(() => waiting(all.window), { timeout: 20_000 })
    .toContainEqual(expect.stringContaining(titleOf('i-soon')));
  await all.window.visit('settings');
  await all.window.page.getByText('No notification service runs on this desktop.').first().waitFor();
  await expectUsable(all);
});

it('no tray host: closing the window keeps it, minimised, and the settings say so', async () => {
  const all = await stage({ tray: false });
  await all.window.visit('settings');
  await all.window.page.getByText('This desktop has no tray, so closing the window minimises it.').waitFor();
  await all.app.electron.evaluate(({ BrowserWindow }) => {
    setImmediate(() => BrowserWindow.getAllWindows()[0]?.close());
  });
  const states = (): Promise<readonly boolean[]> =>
    all.app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((each) => each.isDestroyed()));
  await expect.poll(states).toEqual([false]);
  await all.desktop.notifications.waitFor(({ title }) => title.includes('· soon'));
  await expectUsable(all);
});

describe('a lock that a crash left behind', () => {
  it.each([
    ['of this computer', hostname()],
    ['of a computer that was called otherwise', 'another-name'],
  ])('%s stops nobody', async (_what, host) => {
    const dataDir = freshDataDir();
    // Higher than any process id of Linux: nobody has it.
    symlinkSync(`${host}-4194305`, join(dataDir, 'SingletonLock'));
    await expectUsable(await stage({}, dataDir));
  });
});

const isRoot = process.getuid?.() === 0;

/** Fills the disk that holds `folder` to its last byte; returns what empties it again. */
const fill = (folder: string): (() => void) => {
  const file = join(folder, 'filler');
  const descriptor = openSync(file, 'w');
  for (const size of [65_536, 512, 1]) {
    try {
      for (;;) writeSync(descriptor, Buffer.alloc(size));
    } catch {
      // No more of this size.
    }
  }
  closeSync(descriptor);
  return () => rmSync(file);
};

it.runIf(isRoot)(
  'a full disk: what is stored is shown, what rings rings, the window says why; and all goes on once there is room',
  async () => {
    const dataDir = freshDataDir();
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m,mode=0700', 'tmpfs', dataDir], {
      encoding: 'utf8',
    });
    expect(mount.stderr).toBe('');
    endsWith(dataDir, (folder) => spawnSync('umount', ['-l', folder]));
    const all = await stage({}, dataDir);
    await all.desktop.notifications.waitFor(({ title }) => title.includes('· soon'));
    const makeRoom = fill(dataDir);
    await syncAfresh(all.window.page).catch(() => undefined);
    await all.window.page.getByText('The disk is full.').first().waitFor();
    await expectUsable(all);
    makeRoom();
    await syncAfresh(all.window.page);
    await all.window.page.getByText('The disk is full.').first().waitFor({ state: 'detached' });
  },
);
