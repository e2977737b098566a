import { everyRental } from '../../electron/contract/views.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { SettingsPage } from './pages/settings.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const day = 24 * 60 * 60_000;
const until = { timeout: 20_000 };

describe('the window in use', () => {
  const dataDir = freshDataDir();
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;
  let rentals: RentalsPage;

  const focused = (): Promise<string | null> =>
    window.page.evaluate(() => document.activeElement?.getAttribute('role') ?? null);
  const background = (): Promise<string> => window.page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  beforeAll(async () => {
    desktop = await startDesktop();
    const machines = Array.from({ length: 40 }, (_, index) => ({
      name: `i-${String(index + 10)}`,
      startsAt: Date.now() - day,
      endsAt: Date.now() + (index + 10) * day,
    }));
    servers = await startQiniu(machines);
    app = await launchApp({ dataDir });
    window = new AppWindow(await app.page());
    rentals = new RentalsPage(window);
    await addQiniu(window.page, servers);
    await window.visit('rentals');
    await rentals.rows(titleOf('i-10')).waitFor();
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it('is reached, read, searched and left with the keyboard alone', async () => {
    const { keyboard } = window.page;
    for (let presses = 0; (await focused()) !== 'grid'; presses += 1) {
      expect(presses, 'presses of the tab key').toBeLessThan(40);
      await keyboard.press('Tab');
    }
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await rentals.details(titleOf('i-12')).waitFor();
    await keyboard.press('End');
    await keyboard.press('Enter');
    await rentals.details(titleOf('i-49')).waitFor();
    await keyboard.press('Escape');
    await rentals.pane.waitFor({ state: 'detached' });
    expect(await focused()).toBe('grid');
    await keyboard.press('Control+f');
    expect(await rentals.search.evaluate((field) => field === document.activeElement)).toBe(true);
    await keyboard.type('i-33');
    await rentals.rows(titleOf('i-33')).waitFor();
    await expect.poll(() => rentals.count(), until).toBe(1);
    await keyboard.press('Enter');
    expect(await focused()).toBe('grid');
    await keyboard.press('Enter');
    await rentals.details(titleOf('i-33')).waitFor();
    await keyboard.press('/');
    await keyboard.press('Escape');
    await expect.poll(() => rentals.count(), until).toBe(40);
  });

  it('finds orders by what their provider calls things', async () => {
    const { providerOrderId } = await answerOf(window.page, 'rental.list', {
      offset: 0,
      limit: 1,
      ...everyRental,
    }).then(({ rows }) => ({ providerOrderId: rows[0]?.orders[0] ?? '' }));
    await rentals.search.fill(providerOrderId.slice(3, 14));
    await expect.poll(() => rentals.count(), until).toBe(1);
    await rentals.rows(titleOf('i-10')).waitFor();
    await rentals.search.fill('');
  });

  it('copies a resource’s id and says so', async () => {
    const pane = await rentals.open(titleOf('i-11'));
    await pane.getByRole('button', { name: 'Copy resource id' }).click();
    await pane.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('i-11');
  });

  it('rings with an open rental when asked to', async () => {
    desktop.notifications.forget();
    const pane = await rentals.open(titleOf('i-11'));
    await pane.getByRole('button', { name: 'Ring now' }).click();
    const rung = await desktop.notifications.waitFor(() => true);
    expect(rung.title).toMatch(/^Test: Instance · i-11: 1[01] days left$/);
  });

  it('changes its language on the spot', async () => {
    await window.visit('settings');
    await new SettingsPage(window).chooseLanguage('zh-CN');
    const chinese = window.in('zh-CN');
    await chinese.heading('设置').waitFor();
    expect(await window.page.locator('html').getAttribute('lang')).toBe('zh-CN');
    await chinese.visit('rentals');
    await new RentalsPage(chinese).rows(titleOf('i-10', 'zh-CN')).waitFor();
    expect(await new RentalsPage(chinese).rows(titleOf('i-10', 'zh-CN')).textContent()).toContain('使用中');
    await chinese.visit('settings');
    await new SettingsPage(chinese).chooseLanguage('en');
    await window.heading('Settings').waitFor();
  });

  it('changes its colours on the spot, whatever the system’s are', async () => {
    await window.page.emulateMedia({ colorScheme: 'light' });
    const light = await background();
    await new SettingsPage(window).chooseTheme('dark');
    await expect.poll(background, until).not.toBe(light);
    await new SettingsPage(window).chooseTheme('light');
    await expect.poll(background, until).toBe(light);
  });

  it('remembers both over a restart', async () => {
    await new SettingsPage(window).chooseTheme('dark');
    await new SettingsPage(window).chooseLanguage('zh-CN');
    await window.in('zh-CN').heading('设置').waitFor();
    expect(app.complaints).toEqual([]);
    await app.close();
    app = await launchApp({ dataDir });
    window = new AppWindow(await app.page(), 'zh-CN');
    await window.visit('rentals');
    await new RentalsPage(window).grid.waitFor();
    expect(await window.page.locator('html').getAttribute('data-theme')).toBe('dark');
    expect(await app.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark');
    expect(app.complaints).toEqual([]);
  });
});
