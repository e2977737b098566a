import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {} from '../../renderer/bridge.ts';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { startListeners, type Listeners } from './harness/listeners.ts';
import { AppWindow } from './pages/window.ts';

const home = 'app://leasebell/';

/** This computer as loopback and, where it has one, as an address of its network. */
const addresses = [
  '127.0.0.1',
  ...Object.values(networkInterfaces())
    .flatMap((faces) => faces ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address),
];

describe('what a page of ours could do if it were not ours', () => {
  let desktop: Desktop;
  let app: RunningApp;
  let window: AppWindow;
  let listeners: Listeners;
  let netLog: string;

  const heading = (): Promise<unknown> =>
    window.page.evaluate(() => document.querySelector('h1')?.textContent).catch(() => null);

  beforeAll(async () => {
    desktop = await startDesktop();
    listeners = await startListeners();
    netLog = join(freshDataDir(), 'net.json');
    app = await launchApp({ args: [`--log-net-log=${netLog}`] });
    window = new AppWindow(await app.page());
    await window.welcome.waitFor();
  });

  afterAll(async () => {
    await app.close();
    listeners.close();
    desktop.close();
  });

  it.each([
    ['about:blank', "location = 'about:blank'"],
    ['about:blank in its own window', "window.open('about:blank', '_self')"],
    ['an address that Chromium blocks', "location = 'about:version'"],
    ['an address that is none', "location = 'about:srcdoc'"],
    ['a page of text', "location = 'data:text/html,gone'"],
    ['a page of its own making', "location = URL.createObjectURL(new Blob(['gone'], { type: 'text/html' }))"],
    ['a script for an address', "location = 'javascript:document.body.remove()'"],
    ['another file of the bundle', "location = '/index.js'"],
    ['an address without a file, loaded again', "history.pushState({}, '', '/nothing'); location.reload()"],
    ['a page written over it, loaded again', "document.write('gone'); location.reload()"],
    [
      'a page written over it and closed, loaded again',
      "document.open(); document.write('<h1>gone</h1>'); document.close(); location.reload()",
    ],
    ['a page written over it, and its own address', `document.write('gone'); location.href = '${home}'`],
    ['the way back', 'history.back()'],
    [
      'a refresh',
      `document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: '0;url=about:blank' }))`,
    ],
  ])('the window stays at, or comes back to, its page: %s', async (_what, script) => {
    await window.page.evaluate(`setTimeout(() => { ${script} }, 0)`);
    // Long enough for the way out to be taken; what counts is where the window is then, and stays.
    await window.page.waitForTimeout(500);
    await window.page.evaluate('location.pathname !== "/" && history.replaceState({}, "", "/")');
    // Not by a locator: it waits for the end of a navigation that was refused, which never comes.
    await expect.poll(heading).toBe('Know before a rental ends');
    expect(window.page.url()).toBe(home);
    expect(await window.page.evaluate(() => globalThis.window.leasebell.request['account.list'](null))).toEqual({
      ok: true,
      value: [],
    });
  });

  it('nothing leaves by any other way out', async () => {
    const { udpPort, tcpPort } = listeners;
    const outcome = await window.page.evaluate(
      async ([hosts, udp, tcp]) => {
        const ask = async (urls: readonly string[]): Promise<readonly string[]> => {
          const found: string[] = [];
          const connection = new RTCPeerConnection({
            iceServers: [{ urls: [...urls], username: 'u', credential: 'c' }],
          });
          connection.addEventListener('icecandidate', ({ candidate }) => {
            if (candidate !== null && candidate.candidate !== '') found.push(candidate.candidate);
          });
          connection.createDataChannel('way out');
          await connection.setLocalDescription(await connection.createOffer());
          await new Promise((resolve) => setTimeout(resolve, 2_000));
          connection.close();
          return found;
        };
        const named = (scheme: string, port: number, query = '') =>
          hosts.map((host) => `${scheme}:${host}:${port}${query}`);
        for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'modulepreload', 'icon'])
          document.head.append(
            Object.assign(document.createElement('link'), { rel, href: `http://${rel}.way-out.example:${tcp}/` }),
          );
        for (const host of hosts) {
          document.head.append(
            Object.assign(document.createElement('link'), { rel: 'preconnect', href: `http://${host}:${tcp}/` }),
          );
          navigator.sendBeacon(`http://${host}:${tcp}/`, 'x');
          await fetch(`http://${host}:${tcp}/`).catch(() => null);
          new WebSocket(`ws://${host}:${tcp}/`).close();
          new Image().src = `http://${host}:${tcp}/x.png`;
          await new WebTransport(`https://${host}:${udp}/`).ready.catch(() => null);
        }
        return [
          ...(await ask([...named('stun', udp), `stun:rtc.way-out.example:${udp}`])),
          ...(await ask([
            ...named('turn', udp),
            ...named('turn', tcp, '?transport=tcp'),
            ...named('turns', tcp, '?transport=tcp'),
          ])),
        ];
      },
      [addresses, udpPort, tcpPort] as const,
    );
    expect(outcome).toEqual([]);
    expect(listeners.arrived()).toEqual({ datagrams: 0, connections: 0 });
    // Names that are looked up carry words out; Chromium writes each into its log of the network.
    expect(readFileSync(netLog, 'utf8')).not.toContain('way-out.example');
  });
});
