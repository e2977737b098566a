import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appExecutable, launchApp, switches, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { RentalsPage } from './pages/rentals.ts';
import { AppWindow } from './pages/window.ts';

const until = { timeout: 20_000 };

describe('a second start', () => {
  let desktop: Desktop;
  let app: RunningApp;

  /** Starts the program once more over the same data and answers how that ended. */
  const startAgain = async (...args: readonly string[]): Promise<unknown> => {
    const second = spawn(appExecutable(), [...switches(), `--data-dir=${app.dataDir}`, ...args], { stdio: 'ignore' });
    return (await once(second, 'exit'))[0];
  };

  const isVisible = () =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()));

  beforeAll(async () => {
    desktop = await startDesktop();
    app = await launchApp();
    await new AppWindow(await app.page()).welcome.waitFor();
  });

  afterAll(async () => {
    await app.close();
    desktop.close();
  });

  it('raises the window of the first and ends well', async () => {
    await expect.poll(isVisible, until).toEqual([true]);
    await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().forEach((window) => window.hide()),
    );
    expect(await isVisible()).toEqual([false]);
    const focused = app.electron.evaluate(
      ({ app: program }) => new Promise((resolve) => program.once('browser-window-focus', () => resolve('focused'))),
    );
    expect(await startAgain()).toBe(0);
    await expect.poll(isVisible, until).toEqual([true]);
    expect(await focused).toBe('focused');
  });

  it('opens the window again when it was closed to the tray', async () => {
    await app.closeWindow();
    const opening = app.electron.waitForEvent('window');
    expect(await startAgain()).toBe(0);
    await new AppWindow(await opening).welcome.waitFor();
    expect(await isVisible()).toHaveLength(1);
  });

  it('with --demo brings the first into the demo', async () => {
    expect(await startAgain('--demo')).toBe(0);
    const [page] = app.electron.windows();
    const window = new AppWindow(page!);
    await window.notice('This is the demo').waitFor();
    await window.visit('rentals');
    await new RentalsPage(window).rows('Company').first().waitFor();
    expect(app.complaints).toEqual([]);
  });
});
