import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requestNames } from '../../electron/contract/requests.ts';
import { eventNames } from '../../electron/core/model/events.ts';
import type {} from '../../renderer/bridge.ts';
import { providers as builtin } from '../../electron/providers/registry.ts';
import electronPackage from 'electron/package.json' with { type: 'json' };
import { fallbackVersion } from '../../build/fallback-runtime.mjs';
import { appExecutable, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { strangerAnswers } from './harness/stranger.ts';
import { filesIn, processFaces, processTree } from './harness/traces.ts';
import { AppWindow } from './pages/window.ts';

/** As the design has it, to the letter. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

// Electron's security checklist of 20 points (docs/tutorial/security.md), asserted in the running app. Each test is named by its points.

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

  it('20: has one function per request and per event of the contract, and nothing else of ours', async () => {
    const bridge = await window.page.evaluate(() => ({
      parts: Object.keys(globalThis.window.leasebell),
      requests: Object.entries(globalThis.window.leasebell.request).map(([name, made]) => [name, typeof made]),
      events: Object.entries(globalThis.window.leasebell.on).map(([name, made]) => [name, typeof made]),
    }));
    expect(bridge.parts).toEqual(['request', 'on']);
    expect(bridge.requests).toEqual(requestNames.map((name) => [name, 'function']));
    expect(bridge.events).toEqual(eventNames.map((name) => [name, 'function']));
  });

  it('2, 20: knows nothing of Node or Electron', async () => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'];
    const found = await window.page.evaluate((asked) => asked.filter((name) => name in globalThis), names);
    expect(found).toEqual([]);
  });

  it('20: cannot change what the preload put there', async () => {
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

  it('7: is served under the content security policy of the design', async () => {
    const headers = await window.page.evaluate(async () => {
      const answer = await fetch(location.href);
      return [answer.headers.get('content-security-policy'), answer.headers.get('x-content-type-options')];
    });
    expect(headers).toEqual([policy, 'nosniff']);
  });

  it('2, 3, 4, 6, 8, 9, 10, 11: every page runs sandboxed, isolated and without Node', async () => {
    const preferences = await app.electron.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents) => {
        // Electron's own modules ask this; its types leave it out.
        const read: unknown = Reflect.get(contents, 'getLastWebPreferences');
        const answer: unknown = typeof read === 'function' ? Reflect.apply(read, contents, []) : null;
        return answer;
      }),
    );
    expect(preferences).toHaveLength(1);
    for (const each of preferences) {
      expect(each).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
      });
      expect(each).not.toHaveProperty('enableBlinkFeatures', expect.stringMatching(/./));
    }
    const commands = processFaces(processTree(app.electron.process().pid ?? 0))
      .map(({ content }) => content.toString())
      .filter((command) => command.includes('--type=renderer'));
    expect(commands).toHaveLength(1);
    expect(commands[0]).toContain('--enable-sandbox');
  });

  it('12: a webview is an unknown element, which loads nothing', async () => {
    const made = await window.page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.invalid/');
      view.setAttribute('allowpopups', '');
      document.body.append(view);
      const found = [view.constructor.name, 'getWebContentsId' in view];
      view.remove();
      return found;
    });
    expect(made).toEqual(['HTMLElement', false]);
    expect(await app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  it('1, 18: loads its own files through its own scheme, and nothing else', async () => {
    const loaded = await window.page.evaluate(() => {
      const parts = [...document.querySelectorAll('script, link, img')];
      const addresses = parts.map((part) => part.getAttribute('src') ?? part.getAttribute('href') ?? '');
      return [location.href, ...addresses.map((address) => new URL(address, location.href).href)];
    });
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded.filter((address) => !address.startsWith('app://leasebell/'))).toEqual([]);
  });

  it('7: has been silent so far, and would be heard if it broke its policy', async () => {
    expect(app.complaints).toEqual([]);
    await window.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.brokenIn = true';
      document.head.append(script);
    });
    expect(await window.page.evaluate(() => 'brokenIn' in globalThis)).toBe(false);
    await expect.poll(() => app.complaints.join()).toContain('Content Security Policy');
  });

  it('18: gets no file from outside its bundle', async () => {
    const paths = ['../main/main.js', '..%2fmain%2fmain.js', '%2e%2e/package.json', 'etc/passwd', 'nothing.js'];
    const statuses = await window.page.evaluate(
      (asked) => Promise.all(asked.map(async (path) => (await fetch(`/${path}`)).status)),
      paths,
    );
    expect(statuses).toEqual(paths.map(() => 404));
  });

  it('1, 7: asks nobody but its own address', async () => {
    const asked = await window.page.evaluate(() =>
      fetch('https://example.invalid/').catch((error: unknown) => String(error)),
    );
    expect(asked).toContain('Failed to fetch');
    await expect.poll(() => app.complaints.join()).toContain("Refused to connect to 'https://example.invalid/'");
  });

  it('13, 14: may neither navigate nor open windows', async () => {
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

  it('5: is denied every permission', async () => {
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

  it('16: runs the Electron that the product pins, or the one for development and tests alone', async () => {
    expect([electronPackage.version, fallbackVersion]).toContain(
      await app.electron.evaluate(() => process.versions['electron']),
    );
    expect(Number(electronPackage.version.split('.')[0])).toBeGreaterThanOrEqual(45);
  });

  it('15: hands the browser links to the consoles of the providers, and no other address', async () => {
    await app.electron.evaluate(({ shell }) => {
      const opened: string[] = [];
      Reflect.set(globalThis, 'openedLinks', opened);
      shell.openExternal = (address) => {
        opened.push(address);
        return Promise.resolve();
      };
    });
    const console = builtin.flatMap(({ description: { consoleUrl } }) => consoleUrl ?? [])[0] ?? '';
    const { host } = new URL(console);
    const wrong = [
      ...[`http://${host}/`, `https://${host}.example.invalid/`, `https://u:p@${host}/`, `https://${host}:8443/`],
      ...['file:///etc/passwd', 'smb://share/x', 'mailto:a@example.invalid', 'ms-msdt:/id', 'javascript:alert(1)'],
    ];
    await window.page.evaluate(
      (addresses) => {
        for (const address of addresses) globalThis.window.open(address, '_blank');
      },
      [...wrong, console],
    );
    const opened = (): Promise<unknown> =>
      app.electron.evaluate(() => Reflect.get(globalThis, 'openedLinks') as unknown);
    await expect.poll(opened).toEqual([new URL(console).href]);
  });

  it('17: answers nobody but the page of its window', async () => {
    const refused = { ok: false, failure: { code: 'input.invalid', field: 'sender' } };
    expect(await strangerAnswers(app.electron)).toMatchObject([refused, refused]);
  });
});

describe('the folder of the user’s data', () => {
  it('is for its user alone, and so is each file in it', async () => {
    const desktop = await startDesktop();
    const app = await launchApp();
    await new AppWindow(await app.page()).welcome.waitFor();
    // Playwright's own.
    const files = filesIn(app.dataDir).filter(({ name }) => !name.endsWith('/DevToolsActivePort'));
    const readable = [app.dataDir, ...files.map(({ name }) => name)].filter(
      (path) => (statSync(path).mode & 0o077) !== 0,
    );
    await app.close();
    desktop.close();
    expect(readable).toEqual([]);
  });
});

describe('the program file', () => {
  it('19: has the fuses of an end-to-end build: those of a release, but one that lets these tests in', async () => {
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
