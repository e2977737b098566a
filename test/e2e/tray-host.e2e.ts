import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';

const until = { timeout: 20_000 };

describe('a tray that comes and goes', () => {
  let desktop: Desktop;
  let app: RunningApp;
  let window: AppWindow;
  const isKnown = async () => (await answerOf(window.page, 'app.describe', null)).trayAvailable;
  const windows = () => app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  const askToClose = () =>
    app.electron.evaluate(({ BrowserWindow }) => {
      setImmediate(() => BrowserWindow.getAllWindows().forEach((each) => each.close()));
    });

  beforeAll(async () => {
    desktop = await startDesktop();
    await desktop.tray.stop();
    app = await launchApp();
    window = new AppWindow(await app.page());
    await window.welcome.waitFor();
  });

  afterAll(async () => {
    await app.close();
    desktop.close();
  });

  it('is not there at first: closing the window keeps it', async () => {
    expect(await isKnown()).toBe(false);
    await askToClose();
    await expect.poll(isKnown, until).toBe(false);
    expect(await windows()).toBe(1);
  });

  it('comes with a panel that starts later: the icon is there, and closing the window ends its process', async () => {
    await desktop.tray.start();
    const icon = await desktop.tray.waitForItem();
    expect((await icon.menu()).map(({ label }) => label)).toContain('Open Leasebell');
    await expect.poll(isKnown, until).toBe(true);
    await app.closeWindow();
    expect(await windows()).toBe(0);
  });

  it('comes again with a panel that starts anew', async () => {
    await desktop.tray.stop();
    await desktop.tray.start();
    const icon = await desktop.tray.waitForItem();
    const opening = app.electron.waitForEvent('window');
    await icon.click('Open Leasebell');
    window = new AppWindow(await opening);
    await window.welcome.waitFor();
    await app.closeWindow();
  });

  it('goes for good while no window is there: the window comes back, so that the program can be reached', async () => {
    const opening = app.electron.waitForEvent('window', { timeout: 20_000 });
    await desktop.tray.stop();
    window = new AppWindow(await opening);
    await window.welcome.waitFor();
    expect(await isKnown()).toBe(false);
    expect(app.complaints).toEqual([]);
  });
});

it('a start without a window waits for a panel that starts later', async () => {
  const desktop = await startDesktop();
  await desktop.tray.stop();
  const app = await launchApp({ args: ['--hidden'] });
  // As at login: the panel is not there yet when the program looks for it.
  await expect.poll(() => app.electron.evaluate(({ app: program }) => program.isReady()), until).toBe(true);
  await desktop.tray.start();
  await desktop.tray.waitForItem();
  expect(app.electron.windows()).toEqual([]);
  await app.close();
  desktop.close();
});
