import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { Database } from '../../electron/edges/store/database.ts';
import { dataFiles } from '../../electron/edges/system/paths.ts';
import { silence } from '../fakes/faults.ts';
import { appExecutable, freshDataDir, launchApp, switches, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { LockedKeyring } from './harness/locked-keyring.ts';
import { startPrivateBus } from './harness/private-bus.ts';
import { SessionBus } from './harness/session-bus.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const minute = 60_000;
/** How long quitting may take, whatever the program is doing, in milliseconds. */
const limitMs = 3_000;

/** What is left in a data folder by a program that ended in order. */
function expectWhole(dataDir: string): void {
  const { store, log } = dataFiles(dataDir);
  expect(existsSync(`${store}-wal`) ? statSync(`${store}-wal`).size : 0).toBe(0);
  if (existsSync(store)) {
    const database = new Database(store, { readOnly: true });
    expect(database.one('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    database.close();
  }
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  expect(lines.filter((line) => line.includes('"level":"error"'))).toEqual([]);
}

const ways = {
  SIGTERM: (app: RunningApp) => void app.electron.process().kill('SIGTERM'),
  SIGINT: (app: RunningApp) => void app.electron.process().kill('SIGINT'),
  quit: (app: RunningApp) => app.electron.evaluate(({ app: program }) => void setImmediate(() => program.quit())),
  shutdown: (app: RunningApp) =>
    app.electron.evaluate(({ powerMonitor }) => {
      setImmediate(() => powerMonitor.emit('shutdown', { preventDefault: () => undefined }));
    }),
};

/** Ends the app and holds it to the limit. */
async function expectQuit(
  app: RunningApp,
  how: keyof typeof ways = 'SIGTERM',
  end = [0, null] as unknown[],
): Promise<void> {
  const ended = once(app.electron.process(), 'exit');
  const beganAt = performance.now();
  await ways[how](app);
  expect(await ended).toEqual(end);
  expect(performance.now() - beganAt).toBeLessThan(limitMs);
  expectWhole(app.dataDir);
}

describe('quitting takes no longer than three seconds and leaves a closed store', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp | null = null;
  let child: ChildProcess | null = null;

  const launch = async (...options: Parameters<typeof launchApp>): Promise<AppWindow> => {
    app = await launchApp(...options);
    child = app.electron.process();
    return new AppWindow(await app.page());
  };
  const running = (): RunningApp => app!;

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startQiniu([{ name: 'i-1', startsAt: Date.now() - 60 * minute, endsAt: Date.now() + 14 * minute }]);
  });

  afterEach(() => {
    desktop.notifications.hangs = false;
    servers.faults.clear();
    // It is still there only where a test has failed.
    if (child !== null && child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });

  afterAll(async () => {
    await servers.stop();
    desktop.close();
  });

  it.each(['SIGTERM', 'SIGINT', 'quit'] as const)('with its window open (%s)', async (how) => {
    const window = await launch();
    await window.welcome.waitFor();
    await expectQuit(running(), how);
  });

  it('in the tray', async () => {
    const window = await launch();
    await window.welcome.waitFor();
    await desktop.tray.waitForItem();
    await running().closeWindow();
    await expectQuit(running());
  });

  it('in the demo, and while it is entered', async () => {
    const window = await launch();
    await window.enterDemo();
    await window.visit('rentals');
    await new RentalsPage(window).rows('Company').first().waitFor();
    await expectQuit(running());
    const again = await launch();
    await again.welcome.waitFor();
    await again.enterDemo();
    await expectQuit(running());
  });

  it('when the session ends', async () => {
    const window = await launch();
    await window.welcome.waitFor();
    await expectQuit(running(), 'shutdown');
  });

  it('during a round against a server that never responds', async () => {
    const window = await launch();
    await window.welcome.waitFor();
    servers.faults.add({ fault: silence(), requests: [2] });
    await addQiniu(window.page, servers);
    await expect
      .poll(async () => (await answerOf(window.page, 'account.list', null)).map(({ syncing }) => syncing))
      .toEqual([true]);
    await expectQuit(running());
  });

  it('while a notification hangs', async () => {
    const window = await launch();
    await window.welcome.waitFor();
    desktop.notifications.forget();
    desktop.notifications.hangs = true;
    await addQiniu(window.page, servers);
    await desktop.notifications.waitFor(() => true);
    await expectQuit(running());
  });

  it('while the keyring asks for its password', async () => {
    const window = await launch();
    await window.welcome.waitFor();
    await addQiniu(window.page, servers);
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-1')).first().waitFor();
    await expectQuit(running());
    const bus = await startPrivateBus();
    const keyring = new LockedKeyring(new SessionBus(bus.address));
    await keyring.start();
    await launch({ dataDir: running().dataDir, env: { DBUS_SESSION_BUS_ADDRESS: bus.address } });
    await keyring.asked();
    // Libsecret holds a thread until it has a reply, and the C library would wait for that thread.
    await expectQuit(running(), 'SIGTERM', [null, 'SIGKILL']);
    await bus.close();
  });

  it.each([30, 100, 200, 300, 400, 600])('%i ms after its start', async (afterMs) => {
    const dataDir = freshDataDir();
    child = spawn(appExecutable(), [...switches(), `--data-dir=${dataDir}`], { stdio: 'ignore' });
    const ended = once(child, 'exit');
    await wait(afterMs);
    const beganAt = performance.now();
    child.kill('SIGTERM');
    await ended;
    expect(performance.now() - beganAt).toBeLessThan(limitMs);
    expectWhole(dataDir);
  });
});
