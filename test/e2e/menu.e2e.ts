import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { m } from '../../electron/core/messages/generated/messages.js';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const until = { timeout: 20_000 };

describe('the keys of the menu, whose bar is hidden', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;

  /** Pressed in the window as the system hands keys to it, so that what the page leaves goes to the menu. */
  const press = (keyCode: string, modifiers: ('control' | 'meta')[] = ['control']) =>
    app.electron.evaluate(
      ({ BrowserWindow }, [key, held]) => {
        const [contents] = BrowserWindow.getAllWindows().map((each) => each.webContents);
        for (const type of ['keyDown', 'keyUp'] as const)
          contents?.sendInputEvent({ type, keyCode: key, modifiers: held });
      },
      [keyCode, modifiers] as const,
    );
  const labels = () =>
    app.electron.evaluate(({ Menu }) =>
      (Menu.getApplicationMenu()?.items ?? []).flatMap(({ label, submenu }) => [
        label,
        ...(submenu?.items.map((item) => item.label) ?? []),
      ]),
    );

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startQiniu([{ name: 'i-1', endsAt: Date.now() + 300 * 3_600_000 }]);
    app = await launchApp();
    window = new AppWindow(await app.page());
    await window.welcome.waitFor();
    await addQiniu(window.page, servers);
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-1')).first().waitFor();
  });

  afterAll(async () => {
    await servers.stop();
    desktop.close();
  });

  it('lead to the settings and to the search', async () => {
    await press(',');
    await window.heading(m.settings_view({}, window)).waitFor();
    await press('F');
    await expect
      .poll(() => new RentalsPage(window).search.evaluate((field) => field.matches(':focus')), until)
      .toBe(true);
  });

  it('ask the providers', async () => {
    const idle = async () => (await answerOf(window.page, 'account.list', null)).every(({ syncing }) => !syncing);
    await expect.poll(idle, until).toBe(true);
    servers.reset();
    await press('R');
    await expect.poll(() => servers.requests('qiniu').length, until).toBeGreaterThan(0);
  });

  it('zoom', async () => {
    const zoom = () =>
      app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomLevel());
    await press('=');
    await expect.poll(zoom, until).toBeGreaterThan(0);
    await press('0');
    await expect.poll(zoom, until).toBe(0);
  });

  it('follow the language', async () => {
    expect(await labels()).toEqual(expect.arrayContaining(['Leasebell', 'Settings…', 'Sync Now', 'Paste']));
    await answerOf(window.page, 'settings.set', { locale: 'zh-CN' });
    await expect.poll(labels, until).toEqual(expect.arrayContaining(['租期铃', '设置…', '立即同步', '粘贴']));
  });

  it('do not quit: the bell rings on until its user says so in the tray or the menu', async () => {
    await press('Q');
    expect((await answerOf(window.page, 'app.describe', null)).demo).toBe(false);
    const ended = once(app.electron.process(), 'exit');
    await app.electron.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items[0]?.submenu?.items ?? [];
      setImmediate(() => void items.at(-1)?.click());
    });
    expect(await ended).toEqual([0, null]);
  });
});
