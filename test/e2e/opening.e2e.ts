import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';

describe('the unpacked app', () => {
  let desktop: Desktop;
  let app: RunningApp;

  beforeAll(async () => {
    desktop = await startDesktop();
    app = await launchApp();
  });

  afterAll(async () => {
    await app.close();
    desktop.close();
  });

  it('opens its page from its own scheme, and the page complains of nothing', async () => {
    const page = await app.page();
    await expect.poll(() => page.locator('#app *').count()).toBeGreaterThan(0);
    expect(new URL(page.url()).protocol).toBe('app:');
    expect(app.complaints).toEqual([]);
  });

  it('opens a new window in the moment in which the old one is gone and nobody was told', async () => {
    const opening = app.electron.waitForEvent('window');
    const count = await app.electron.evaluate(({ app: program, BrowserWindow }) => {
      for (const each of BrowserWindow.getAllWindows()) each.destroy();
      program.emit('activate');
      return BrowserWindow.getAllWindows().filter((each) => !each.isDestroyed()).length;
    });
    expect(count).toBe(1);
    const page = await opening;
    await expect.poll(() => page.locator('#app *').count()).toBeGreaterThan(0);
  });

  it('puts its icon into the tray, with a menu', async () => {
    const icon = await desktop.tray.waitForItem();
    expect(await icon.menu()).not.toEqual([]);
  });
});
