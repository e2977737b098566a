import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { Database } from '../../electron/edges/store/database.ts';
import { clockFrom, systemClock } from '../../electron/edges/system/clock.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import type { TrayItem } from './harness/tray.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const hour = 60 * 60_000;
const now = '2026-11-23T06:00:00Z';
const until = { timeout: 20_000 };

describe('the tray', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;
  let icon: TrayItem;
  const labels = async (): Promise<readonly string[]> => (await icon.menu()).map(({ label }) => label);

  beforeAll(async () => {
    desktop = await startDesktop();
    // Half an hour more, so that the hours stand still while the test runs. The middles of these months lie behind.
    const machines = [200.5, 3.5, 50.5, 9.5].map((hours) => ({
      name: `i-${Math.floor(hours)}`,
      endsAt: Date.parse(now) + hours * hour,
    }));
    const clock = clockFrom(now) ?? systemClock;
    servers = await startQiniu(machines, { now: () => new Date(clock.now()) });
    app = await launchApp({ env: { LEASEBELL_NOW: now, TZ: 'Asia/Shanghai' } });
    window = new AppWindow(await app.page());
    icon = await desktop.tray.waitForItem();
  });

  afterAll(async () => {
    await servers.stop();
    desktop.close();
  });

  it('says that nothing ends while there is nothing', async () => {
    expect(await labels()).toEqual(['No deadline ahead', 'Open Leasebell', 'Sync now', 'Quit']);
  });

  it('names the next three deadlines, soonest first', async () => {
    await addQiniu(window.page, servers);
    await expect
      .poll(async () => (await labels()).slice(0, 3), until)
      .toEqual([
        expect.stringMatching(/^Instance · i-3: 3 h (30|29) min left · Undecided$/),
        expect.stringMatching(/^Instance · i-9: 9 h (30|29) min left · Undecided$/),
        'Instance · i-50: 2 days left · Undecided',
      ]);
    expect(await labels()).toEqual(expect.arrayContaining(['Open Leasebell', 'Sync now', 'Quit']));
    expect(JSON.stringify(await labels())).not.toContain('i-200');
  });

  it('opens the rental whose deadline is clicked', async () => {
    await icon.click(/^Instance · i-9: /);
    await new RentalsPage(window).details(titleOf('i-9')).waitFor();
  });

  it('speaks the language that is chosen', async () => {
    await answerOf(window.page, 'settings.set', { locale: 'zh-CN' });
    await expect.poll(labels, until).toEqual(expect.arrayContaining(['打开租期铃', '立即同步', '退出']));
    expect((await labels()).slice(0, 2)).toEqual([
      expect.stringMatching(/^云主机 · i-3 还剩 3 小时 (30|29) 分钟 · 未定$/),
      expect.stringMatching(/^云主机 · i-9 还剩 9 小时 (30|29) 分钟 · 未定$/),
    ]);
    await answerOf(window.page, 'settings.set', { locale: 'en' });
    await expect.poll(labels, until).toContain('Open Leasebell');
  });

  it('asks the providers', async () => {
    const idle = async () => (await answerOf(window.page, 'account.list', null)).every(({ syncing }) => !syncing);
    await expect.poll(idle, until).toBe(true);
    servers.reset();
    await icon.click('Sync now');
    await expect.poll(() => servers.requests('qiniu').length, until).toBeGreaterThan(0);
    await expect.poll(idle, until).toBe(true);
  });

  it('brings the window back after it was closed, which ends its process', async () => {
    await app.closeWindow();
    expect(app.electron.windows()).toEqual([]);
    const opening = app.electron.waitForEvent('window');
    await icon.click('Open Leasebell');
    window = new AppWindow(await opening);
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-200')).waitFor();
    await app.closeWindow();
    const again = app.electron.waitForEvent('window');
    await icon.activate();
    window = new AppWindow(await again);
    await window.visit('rentals');
    await new RentalsPage(window).grid.waitFor();
    expect(app.complaints).toEqual([]);
  });

  it('quits: the program ends and leaves a whole store with nothing in its log', async () => {
    const ended = once(app.electron.process(), 'exit');
    await icon.click('Quit');
    expect(await ended).toEqual([0, null]);
    const store = join(app.dataDir, 'leasebell.sqlite');
    expect(existsSync(`${store}-wal`) ? statSync(`${store}-wal`).size : 0).toBe(0);
    const database = new Database(store, { readOnly: true });
    expect(database.one('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' });
    expect(database.one('SELECT count(*) AS orders FROM orders')).toEqual({ orders: 4 });
    database.close();
  });
});
