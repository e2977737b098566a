import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const day = 24 * 60 * 60_000;

describe('the user’s data as a file', () => {
  const dataDir = freshDataDir();
  const backup = join(freshDataDir(), 'kept.sqlite');
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;

  /** The user chooses this file in the system's dialogs, and means it. */
  const choose = (file: string): Promise<void> =>
    app.electron.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
      dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
    }, file);

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startQiniu([{ name: 'i-kept', endsAt: Date.now() + 10 * day }]);
    app = await launchApp({ dataDir });
    window = new AppWindow(await app.page());
    await addQiniu(window.page, servers, 'Research');
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-kept')).waitFor();
    await choose(backup);
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it('is written where the system’s dialog says, for the user alone', async () => {
    await window.visit('settings');
    await window.button('Back up…').click();
    await window.page.getByText(`Written to ${backup}.`).waitFor();
    expect(statSync(backup).mode & 0o777).toBe(0o600);
  });

  it('diagnostics are on the clipboard, without the account’s name', async () => {
    await window.button('Copy diagnostics').click();
    await window.button('Diagnostics copied').waitFor();
    const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
    expect(copied).toContain('"chromium"');
    expect(copied).not.toContain('Research');
  });

  it('what is no backup is refused, and the program goes on', async () => {
    await choose(join(dataDir, 'leasebell.log'));
    await window.button('Restore…').click();
    await window.page.getByText('This file is not a Leasebell backup').waitFor();
  });

  it('comes back after a restore, with its account and its key; what was there is kept', async () => {
    const [account] = await answerOf(window.page, 'account.list', null);
    if (account === undefined) throw new Error('there is no account');
    await answerOf(window.page, 'account.setPaused', { id: account.id, paused: true });
    await choose(backup);
    await app.electron.evaluate(({ app: program }) => {
      // The next one is started by the test, which has to drive it.
      program.relaunch = () => undefined;
    });
    const gone = app.electron.waitForEvent('close');
    await window.button('Restore…').click();
    await gone;
    const kept = readdirSync(dataDir).filter((name) => name.startsWith('leasebell.sqlite.replaced-'));
    expect(kept).toHaveLength(1);
    app = await launchApp({ dataDir });
    window = new AppWindow(await app.page());
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-kept')).waitFor();
    expect(await answerOf(window.page, 'account.list', null)).toMatchObject([{ label: 'Research', paused: false }]);
    expect(await answerOf(window.page, 'account.sync', { id: null })).toMatchObject([{ ok: true }]);
    expect(existsSync(backup)).toBe(true);
    expect(app.complaints).toEqual([]);
  });
});
