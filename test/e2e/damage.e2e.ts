import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { filesIn, tracesOf } from './harness/traces.ts';
import { AccountForm } from './pages/account-form.ts';
import { AccountsPage } from './pages/accounts.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const day = 24 * 60 * 60_000;

describe('a store that is garbage at the start', () => {
  const dataDir = freshDataDir();
  const store = join(dataDir, 'leasebell.sqlite');
  const garbage = 'this is no database\n'.repeat(5_000);
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startQiniu([{ name: 'i-back', endsAt: Date.now() + 10 * day }]);
    const before = await launchApp({ dataDir });
    await addQiniu(await before.page(), servers, 'Research');
    await before.close();
    writeFileSync(store, garbage);
    app = await launchApp({ dataDir });
    window = new AppWindow(await app.page());
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it('is told, with what became of it', async () => {
    await window.notice('The data file was damaged and has been set aside.').waitFor();
  });

  it('costs neither the accounts nor their keys, and the orders come back', async () => {
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-back')).waitFor();
    await window.visit('accounts');
    await new AccountsPage(window).card('Research').waitFor();
    expect(await answerOf(window.page, 'account.list', null)).toMatchObject([
      { label: 'Research', failure: null, orders: 1, rentals: 1 },
    ]);
    expect(app.complaints).toEqual([]);
  });

  it('is kept beside the new one', () => {
    const aside = readdirSync(dataDir).filter((name) => name.startsWith('leasebell.sqlite.damaged-'));
    expect(aside).toHaveLength(1);
    expect(
      filesIn(dataDir)
        .find(({ name }) => name.endsWith(aside[0] ?? '-'))
        ?.content.toString(),
    ).toBe(garbage);
  });
});

describe('a desktop without a session bus', () => {
  const dataDir = freshDataDir();
  const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' };
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;

  beforeAll(async () => {
    servers = await startQiniu([{ name: 'i-kept', endsAt: Date.now() + 10 * day }]);
    app = await launchApp({ dataDir, env });
    window = new AppWindow(await app.page());
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
  });

  it('still takes an account, whose key it holds until the app quits, and says so', async () => {
    const form = new AccountForm(window);
    await form.open();
    await form.fillQiniu({ baseUrl: servers.qiniu.baseUrl, ...servers.qiniu.secrets, label: 'Research' });
    await form.submit();
    await form.showRentals();
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-kept')).waitFor();
    await window.notice('The system keychain cannot be used. Keys are held in memory until Leasebell quits').waitFor();
  });

  it('goes on reading with that key', async () => {
    expect(await answerOf(window.page, 'account.sync', { id: null })).toMatchObject([{ ok: true, orders: 1 }]);
  });

  it('says in the settings what is missing and what still works', async () => {
    await window.visit('settings');
    const { page } = window;
    await page.getByText('No notification service runs on this desktop.').first().waitFor();
    await page.getByText('This desktop has no tray, so closing the window minimises it.').waitFor();
    await page.getByText('Keys are held in memory until Leasebell quits').last().waitFor();
    expect(app.complaints).toEqual([]);
  });

  it('has the key nowhere on disk, and asks for it after a restart while the rentals stay', async () => {
    await app.close();
    const { accessKey, secretKey } = servers.qiniu.secrets;
    for (const secret of [accessKey, secretKey]) expect(tracesOf(secret, filesIn(dataDir))).toEqual([]);
    app = await launchApp({ dataDir, env });
    window = new AppWindow(await app.page());
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-kept')).waitFor();
    await window.notice('Not up to date: Research.').waitFor();
    await window.visit('accounts');
    await new AccountsPage(window).replaceKeyButton('Research').waitFor();
  });
});
