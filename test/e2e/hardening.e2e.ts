import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestNames } from '../../electron/contract/requests.ts';
import { eventNames } from '../../electron/core/model/events.ts';
import type {} from '../../renderer/bridge.ts';
import { appExecutable, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { processFaces, processTree } from './harness/traces.ts';
import { AppWindow } from './pages/window.ts';

/** As the design has it, to the letter. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

describe('the page behind its guards', () => {
  let desktop: Desktop;
  let app: RunningApp;
  let window: AppWindow;

  beforeAll(async () => {
    desktop = await startDesktop();
    app = await launchApp();
    window = new AppWindow(await app.page());
    await window.welcome.waitFor();
  });

  afterAll(async () => {
    await app.close();
    desktop.close();
  });

  it('has one function per request and per event of the contract, and nothing else of ours', async () => {
    const bridge = await window.page.evaluate(() => ({
      parts: Object.keys(globalThis.window.leasebell),
      requests: Object.entries(globalThis.window.leasebell.request).map(([name, made]) => [name, typeof made]),
      events: Object.entries(globalThis.window.leasebell.on).map(([name, made]) => [name, typeof made]),
    }));
    expect(bridge.parts).toEqual(['request', 'on']);
    expect(bridge.requests).toEqual(requestNames.map((name) => [name, 'function']));
    expect(bridge.events).toEqual(eventNames.map((name) => [name, 'function']));
  });

  it('knows nothing of Node or Electron', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'];
    const found = await window.page.evaluate((asked) => asked.filter((name) => name in globalThis), names);
    expect(found).toEqual([]);
  });

  it('cannot change what the preload put there', async () => {
    const changed = await window.page.evaluate(() => {
      const { leasebell } = globalThis.window;
      return [
        Reflect.set(leasebell.request, 'account.list', () => 'mine'),
        Reflect.set(leasebell, 'on', {}),
        Reflect.set(globalThis.window, 'leasebell', {}),
      ];
    });
    expect(changed).toEqual([false, false, false]);
  });

  it('is served under the content security policy of the design', async () => {
    const headers = await window.page.evaluate(async () => {
      const answer = await fetch(location.href);
      return [answer.headers.get('content-security-policy'), answer.headers.get('x-content-type-options')];
    });
    expect(headers).toEqual([policy, 'nosniff']);
  });

  it('runs sandboxed, isolated and without Node', async () => {
    const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
      // Electron's own modules ask this; its types leave it out.
      const read: unknown = Reflect.get(contents, 'getLastWebPreferences');
      const answer: unknown = typeof read === 'function' ? Reflect.apply(read, contents, []) : null;
      return answer;
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    const commands = processFaces(processTree(app.electron.process().pid ?? 0))
      .map(({ content }) => content.toString())
      .filter((command) => command.includes('--type=renderer'));
    expect(commands).toHaveLength(1);
    expect(commands[0]).toContain('--enable-sandbox');
  });

  it('has been silent so far, and would be heard if it broke its policy', async () => {
    expect(app.complaints).toEqual([]);
    await window.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.brokenIn = true';
      document.head.append(script);
    });
    expect(await window.page.evaluate(() => 'brokenIn' in globalThis)).toBe(false);
    await expect.poll(() => app.complaints.join()).toContain('Content Security Policy');
  });

  it('gets no file from outside its bundle', async () => {
    const paths = ['../main/main.js', '..%2fmain%2fmain.js', '%2e%2e/package.json', 'etc/passwd', 'nothing.js'];
    const statuses = await window.page.evaluate(
      (asked) => Promise.all(asked.map(async (path) => (await fetch(`/${path}`)).status)),
      paths,
    );
    expect(statuses).toEqual(paths.map(() => 404));
  });

  it('asks nobody but its own address', async () => {
    const asked = await window.page.evaluate(() =>
      fetch('https://example.invalid/').catch((error: unknown) => String(error)),
    );
    expect(asked).toContain('Failed to fetch');
    await expect.poll(() => app.complaints.join()).toContain("Refused to connect to 'https://example.invalid/'");
  });

  it('may neither navigate nor open windows', async () => {
    const { page } = window;
    const address = page.url();
    for (const target of ['https://example.invalid/', 'file:///etc/passwd', 'app://elsewhere/']) {
      await page.evaluate((to) => void (location.href = to), target);
      expect(await page.evaluate((to) => globalThis.window.open(to) === null, target)).toBe(true);
    }
    await page.evaluate(() => {
      const link = document.createElement('a');
      Object.assign(link, { href: 'https://example.invalid/', target: '_blank', textContent: 'away' });
      document.body.append(link);
      link.click();
      link.remove();
    });
    const log = () => readFileSync(join(app.dataDir, 'leasebell.log'), 'utf8');
    await expect.poll(log).toContain('navigation to example.invalid');
    await expect.poll(log).toContain('navigation to elsewhere');
    expect(await page.evaluate(() => [location.href, document.querySelector('h1')?.textContent])).toEqual([
      address,
      'Know before a rental ends',
    ]);
    expect(app.electron.windows()).toHaveLength(1);
  });

  it('is denied every permission', async () => {
    const refused = await window.page.evaluate(async () => {
      const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');
      const position = new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          () => resolve('refused'),
        ),
      );
      return {
        notification: await Notification.requestPermission(),
        clipboard: await navigator.clipboard.readText().catch(nameOf),
        midi: await navigator.requestMIDIAccess().then(() => 'given', nameOf),
        position: await position,
        storage: await navigator.storage.persist(),
      };
    });
    expect(refused).toEqual({
      notification: 'denied',
      clipboard: 'NotAllowedError',
      midi: 'NotAllowedError',
      position: 'refused',
      storage: false,
    });
  });
});

describe('the program file', () => {
  it('has the fuses of an end-to-end build: those of a release, but one that lets these tests in', async () => {
    const wire = await getCurrentFuseWire(appExecutable());
    const on = (fuse: FuseV1Options): boolean => String.fromCharCode(Number(wire[fuse])) === '1';
    expect({
      runAsNode: on(FuseV1Options.RunAsNode),
      nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
      onlyAsar: on(FuseV1Options.OnlyLoadAppFromAsar),
      asarIntegrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      nodeOptions: false,
      inspect: true,
      onlyAsar: true,
      asarIntegrity: true,
      fileProtocol: false,
    });
  });
});
