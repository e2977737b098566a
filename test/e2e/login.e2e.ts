import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { m } from '../../electron/core/messages/generated/messages.js';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { autostartFile } from '../../electron/edges/system/autostart.ts';
import { homeFolder } from '../../electron/edges/system/paths.ts';
import { appExecutable, freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu } from './worlds/qiniu.ts';

const hour = 60 * 60_000;
const until = { timeout: 20_000 };
const file = autostartFile(process.env, homeFolder());

describe.each(['en', 'zh-CN'] as const)('starting at login, in %s', (language) => {
  const dataDir = freshDataDir();
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;
  const setting = () => window.page.getByRole('radiogroup', { name: m.settings_login({}, window) });
  const choose = (name: string) => setting().getByText(name, { exact: true }).click();
  const launch = async (): Promise<void> => {
    app = await launchApp({ dataDir, language });
    window = new AppWindow(await app.page(), language);
  };

  beforeAll(async () => {
    rmSync(file, { force: true });
    desktop = await startDesktop();
    servers = await startQiniu([{ name: 'i-1', endsAt: Date.now() + 300 * hour }]);
    await launch();
    await window.welcome.waitFor();
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it('is off, and nobody is asked before an account was read', async () => {
    expect(existsSync(file)).toBe(false);
    expect((await answerOf(window.page, 'app.describe', null)).login).toEqual({ state: 'off', why: null, asks: true });
    await expect(window.button(m.login_ask_yes({}, window)).count()).resolves.toBe(0);
  });

  it('is asked once, then', async () => {
    await addQiniu(window.page, servers);
    await window.page.getByText(m.login_ask({}, window)).waitFor();
    await window.button(m.login_ask_no({}, window)).click();
    await window.page.getByText(m.login_ask({}, window)).waitFor({ state: 'detached' });
    expect(existsSync(file)).toBe(false);
    await app.close();
    await launch();
    await window.visit('settings');
    expect((await answerOf(window.page, 'app.describe', null)).login.asks).toBe(false);
  });

  it('starts what runs here, without its window', async () => {
    await choose(m.settings_on({}, window));
    await expect.poll(() => existsSync(file), until).toBe(true);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain(`Exec="${appExecutable()}" "--hidden" "--data-dir=${dataDir}"`);
    expect(text).toContain('Name[zh_CN]=租期铃');
    await expect.poll(async () => (await answerOf(window.page, 'app.describe', null)).login.state, until).toBe('on');
  });

  it('shows what is really so, when the desktop switched it off or somebody removed it', async () => {
    writeFileSync(file, `${readFileSync(file, 'utf8')}Hidden=true\n`);
    await answerOf(window.page, 'settings.set', { theme: 'light' });
    await window.visit('accounts');
    await window.visit('settings');
    await window.page.getByText(m.login_switched_off({}, window)).waitFor();
    await choose(m.settings_on({}, window));
    await window.page.getByText(m.login_switched_off({}, window)).waitFor({ state: 'detached' });
    expect(readFileSync(file, 'utf8')).not.toContain('Hidden');
    await choose(m.settings_off({}, window));
    await expect.poll(() => existsSync(file), until).toBe(false);
  });

  it('says so when the entry cannot be written, and stays off', async () => {
    rmSync(dirname(file), { recursive: true });
    writeFileSync(dirname(file), '');
    try {
      await choose(m.settings_on({}, window));
      await window.page.getByRole('alert').filter({ hasText: '~/.config/autostart' }).waitFor();
      expect((await answerOf(window.page, 'app.describe', null)).login.state).toBe('off');
    } finally {
      rmSync(dirname(file));
      mkdirSync(dirname(file));
    }
    expect(app.complaints).toEqual([]);
  });
});
