import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { m } from '../../electron/core/messages/generated/messages.js';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { appExecutable, freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu } from './worlds/qiniu.ts';

const until = { timeout: 20_000 };
/** How long quitting may take, in milliseconds. */
const limitMs = 3_000;

/** Stands for an AppImage: says that it was started, and how. */
const imageText = (marker: string) => `#!/bin/sh\nprintf '%s\\n' "$@" > '${marker}'\n`;

// The packaged program in a copy of its own with an address to update from, run as an AppImage runs it: from a folder that is not where its file lies.
describe('an AppImage that was built with an address to update from', () => {
  const folder = freshDataDir();
  const mount = join(folder, 'mount');
  const image = join(folder, 'Leasebell.AppImage');
  const marker = join(folder, 'started');
  const cache = join(folder, 'cache');
  const dataDir = join(folder, 'data');
  const newer = Buffer.from(imageText(marker));
  let asked: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
  let redirect: string | null = null;
  let desktop: Desktop;
  let server: Server;
  let providers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;

  const answer = (path: string): Buffer | null => {
    if (path === '/Leasebell-9.9.9.AppImage') return newer;
    if (path !== '/latest-linux.yml') return null;
    const digest = createHash('sha512').update(newer).digest('base64');
    return Buffer.from(`version: 9.9.9\nfiles:\n  - url: Leasebell-9.9.9.AppImage\n    sha512: ${digest}\n`);
  };

  const launch = async (): Promise<void> => {
    app = await launchApp({ dataDir, env: { APPIMAGE: image, APPDIR: mount, XDG_CACHE_HOME: cache } });
    window = new AppWindow(await app.page());
  };

  beforeAll(async () => {
    desktop = await startDesktop();
    providers = await startQiniu([{ name: 'i-1', endsAt: Date.now() + 300 * 3_600_000 }]);
    server = createServer(({ url = '', headers }, response) => {
      asked.push({ url, headers });
      const content = answer(url);
      if (redirect !== null) response.writeHead(302, { location: redirect }).end();
      else if (content === null) response.writeHead(404).end();
      else response.setHeader('content-length', content.length).end(content);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // Links in the place of copies; what differs is written anew.
    execFileSync('cp', ['-al', dirname(appExecutable()), mount]);
    const { port } = server.address() as AddressInfo;
    const config = `provider: generic\nurl: http://127.0.0.1:${String(port)}\nupdaterCacheDirName: leasebell-updater\n`;
    writeFileSync(join(mount, 'resources/app-update.yml'), config);
    vi.stubEnv('LEASEBELL_APP', join(mount, basename(appExecutable())));
    for (const each of [cache, dataDir]) mkdirSync(each, { mode: 0o700 });
    await launch();
    await window.welcome.waitFor();
    await addQiniu(window.page, providers);
    await answerOf(window.page, 'update.setAutomatic', { on: false });
    await app.close();
  });

  beforeEach(async () => {
    asked = [];
    redirect = null;
    writeFileSync(image, 'this version', { mode: 0o755 });
    rmSync(cache, { recursive: true });
    mkdirSync(cache);
    await launch();
  });

  afterEach(() => app.close());

  afterAll(async () => {
    vi.unstubAllEnvs();
    await providers.stop();
    server.closeAllConnections();
    server.close();
    desktop.close();
  });

  const stateNow = async () => (await answerOf(window.page, 'app.describe', null)).update;
  const bring = async (): Promise<void> => {
    await window.visit('settings');
    await window.button(m.update_look({}, window)).click();
    await window.button(m.update_download({}, window)).click();
    await window.button(m.update_install({}, window)).waitFor();
  };

  it('asks nobody before its time, and the server when the menu says so', async () => {
    expect(await stateNow()).toMatchObject({ state: 'unknown', automatic: false, lookedAt: null });
    expect(asked).toEqual([]);
    await app.electron.evaluate(
      ({ Menu }, label) => {
        const items = (Menu.getApplicationMenu()?.items ?? []).flatMap(({ submenu }) => submenu?.items ?? []);
        setImmediate(() => void items.find((item) => item.label === label)?.click());
      },
      m.menu_update({}, window),
    );
    await window.page
      .getByText(m.update_available({ version: '9.9.9' }, window))
      .first()
      .waitFor();
    expect(asked).toHaveLength(1);
  });

  it('brings a newer version through Chromium, which says nothing about who asks', async () => {
    await bring();
    expect(asked.map(({ url }) => url)).toEqual(['/latest-linux.yml', '/Leasebell-9.9.9.AppImage']);
    for (const { headers } of asked) {
      expect(headers).toMatchObject({ 'user-agent': 'Leasebell', 'accept-language': '*' });
      const usual = [
        'accept',
        'accept-encoding',
        'accept-language',
        'cache-control',
        'connection',
        'host',
        'pragma',
        'user-agent',
      ];
      const sent = Object.keys(headers).filter((name) => !usual.includes(name) && !name.startsWith('sec-fetch-'));
      expect(sent).toEqual([]);
    }
    expect(existsSync(join(app.dataDir, '.updaterId'))).toBe(false);
    expect(readFileSync(image, 'utf8')).toBe('this version');
  });

  it('restarts with it when its user says so, within the time that quitting has', async () => {
    await bring();
    const ended = once(app.electron.process(), 'exit');
    const beganAt = performance.now();
    await window.button(m.update_install({}, window)).click();
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - beganAt).toBeLessThan(limitMs);
    expect(readFileSync(image, 'utf8')).toBe(newer.toString());
    await expect.poll(() => existsSync(marker), until).toBe(true);
    expect(readFileSync(marker, 'utf8')).toContain(`--data-dir=${app.dataDir}`);
  });

  it('is the newer one after it was quit, and is not started for that', async () => {
    await bring();
    writeFileSync(marker, 'by nobody');
    await app.close();
    expect(readFileSync(image, 'utf8')).toBe(newer.toString());
    expect(readFileSync(marker, 'utf8')).toBe('by nobody');
  });

  it('follows nothing to another address', async () => {
    redirect = 'http://127.0.0.1:9/latest-linux.yml';
    await answerOf(window.page, 'update.look', null);
    expect(await stateNow()).toMatchObject({
      state: 'unknown',
      failure: { code: 'update.refused', reason: 'elsewhere', detail: '127.0.0.1:9' },
    });
    expect(asked).toHaveLength(1);
    await window.visit('settings');
    await window.page.getByText(m.failure_update_refused_elsewhere({}, window)).first().waitFor();
  });
});

it('a copy that is no AppImage says that its package brings the next one', async () => {
  const desktop = await startDesktop();
  const app = await launchApp();
  const window = new AppWindow(await app.page());
  await window.welcome.waitFor();
  expect((await answerOf(window.page, 'app.describe', null)).update).toEqual({
    state: 'off',
    why: 'update_off_package',
  });
  await app.close();
  desktop.close();
});
