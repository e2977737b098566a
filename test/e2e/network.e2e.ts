import { copyFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoundOutcome } from '../../electron/core/model/sync.ts';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { startProxy, type FakeProxy } from '../fakes/proxy.ts';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { runCommand } from './harness/terminal.ts';
import { AccountsPage } from './pages/accounts.ts';
import { addQiniu, answerOf, ask } from './pages/requests.ts';
import { SettingsPage } from './pages/settings.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu } from './worlds/qiniu.ts';
import { startTlsFront, tlsFile } from './worlds/tls-front.ts';

const day = 24 * 60 * 60_000;
/** Not this computer to the app, so that a proxy is used for it; Chromium is told where it is, the Node client cannot know. */
const host = 'provider.internal';
describe('the way to the providers', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let proxy: FakeProxy;
  let front: Server;
  let app: RunningApp;
  let window: AppWindow;
  let settings: SettingsPage;
  let secureUrl: string;

  const at = (baseUrl: string): DemoServers => ({ ...servers, qiniu: { ...servers.qiniu, baseUrl } });
  const sync = async (label: string): Promise<RoundOutcome | undefined> =>
    (await answerOf(window.page, 'account.sync', { id: null })).find((outcome) => outcome.label === label);
  const tryAdding = (baseUrl: string) =>
    ask(window.page, 'account.test', {
      provider: 'qiniu',
      label: 'Trial',
      baseUrl,
      settings: {},
      secrets: { ...servers.qiniu.secrets },
      allowHttp: false,
    });

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startQiniu([{ name: 'i-network', endsAt: Date.now() + 9 * day }]);
    proxy = await startProxy();
    front = await startTlsFront(servers.qiniu);
    secureUrl = `https://127.0.0.1:${(front.address() as AddressInfo).port}`;
    // What asks for less verification is not heard.
    app = await launchApp({ args: [`--host-resolver-rules=MAP ${host} 127.0.0.1`, '--ignore-certificate-errors'] });
    window = new AppWindow(await app.page());
    settings = new SettingsPage(window);
  });

  afterAll(async () => {
    await app.close();
    front.close();
    await proxy.stop();
    await servers.stop();
    desktop.close();
  });

  it('is straight without a proxy', async () => {
    await answerOf(window.page, 'settings.set', { proxy: 'none' });
    await addQiniu(window.page, at(servers.qiniu.baseUrl.replace('127.0.0.1', host)), 'Plain');
    expect(await sync('Plain')).toMatchObject({ ok: true, rentals: 1 });
    expect(proxy.seen).toEqual([]);
  });

  it('leads through a proxy from the moment on that one is set', async () => {
    await window.visit('settings');
    await settings.setProxy(proxy.address);
    // It would read the key of an address without encryption, so its user is asked first.
    expect(await sync('Plain')).toMatchObject({ failure: { code: 'network.proxy', detail: 'proxy-plain' } });
    expect(proxy.seen).toEqual([]);
    await window.visit('accounts');
    const card = new AccountsPage(window).card('Plain');
    await card.getByText('This address is not encrypted and would be reached through a proxy').waitFor();
    await card.getByRole('button', { name: 'Send it unencrypted…' }).click();
    const question = window.page.getByRole('alertdialog', { name: 'Send the key of Plain unencrypted?' });
    await question.getByText(/The proxy, and anybody on the way, can read the key/).waitFor();
    await question.getByRole('button', { name: 'Send the key unencrypted over http' }).click();
    await question.waitFor({ state: 'hidden' });
    const asked = servers.requests('qiniu').length;
    expect(await sync('Plain')).toMatchObject({ ok: true });
    expect(proxy.seen.filter((line) => line.startsWith(`GET http://${host}:`))).not.toEqual([]);
    expect(proxy.seen.length).toBeGreaterThanOrEqual(servers.requests('qiniu').length - asked);
  });

  it('fails in the name of the proxy when the proxy does', async () => {
    proxy.refuseWith(407);
    expect(await sync('Plain')).toMatchObject({
      failure: { code: 'network.proxy', detail: 'proxy-auth', status: 407 },
    });
    await window.visit('accounts');
    await new AccountsPage(window).card('Plain').getByText('The proxy asks for a user name and password').waitFor();
    proxy.refuseWith(502);
    expect(await tryAdding(secureUrl.replace('127.0.0.1', host))).toMatchObject({
      failure: { code: 'network.proxy', detail: 'ERR_TUNNEL_CONNECTION_FAILED' },
    });
    proxy.refuseWith(null);
    await window.visit('settings');
    await window.button('Change').first().click();
    await window.page.getByLabel('Address of the proxy').fill('127.0.0.1:1');
    await window.page.getByLabel('Address of the proxy').press('Enter');
    await window.page.getByText('http://127.0.0.1:1', { exact: true }).waitFor();
    expect(await sync('Plain')).toMatchObject({
      failure: { code: 'network.proxy', detail: 'ERR_PROXY_CONNECTION_FAILED' },
    });
  });

  it('is straight again without one', async () => {
    await settings.chooseProxy('none');
    await expect.poll(async () => (await sync('Plain'))?.ok).toBe(true);
    const { length } = proxy.seen;
    expect(await sync('Plain')).toMatchObject({ ok: true });
    expect(proxy.seen).toHaveLength(length);
  });

  it('is closed to a provider whose authority nobody knows', async () => {
    expect(await tryAdding(secureUrl)).toMatchObject({
      failure: { code: 'network.tls', detail: 'ERR_CERT_AUTHORITY_INVALID' },
    });
  });

  it('is refused a file that cannot be used, beside its field', async () => {
    await settings.enterExtraCa('/no/such/file.pem');
    await window.page.getByText('There is no such file. Nothing was stored. Check the path.').waitFor();
    await settings.enterExtraCa(tlsFile('loopback.key'));
    await window.page.getByText('The file holds a private key').waitFor();
    expect((await answerOf(window.page, 'app.describe', null)).settings.extraCa).toBeNull();
  });

  it('is open with its certificate, and through the proxy too', async () => {
    const file = join(app.dataDir, 'company.pem');
    copyFileSync(tlsFile('ca.pem'), file);
    await settings.enterExtraCa(file);
    await window.page.getByText(file, { exact: true }).waitFor();
    await addQiniu(window.page, at(secureUrl), 'Secure');
    expect(await sync('Secure')).toMatchObject({ ok: true, rentals: 1 });
    await answerOf(window.page, 'settings.set', { proxy: proxy.address });
    expect(await tryAdding(secureUrl.replace('127.0.0.1', host))).toMatchObject({ ok: true });
    expect(proxy.seen.filter((line) => line.startsWith(`CONNECT ${host}:`))).not.toEqual([]);
    await answerOf(window.page, 'settings.set', { proxy: 'none' });
  });

  it('is closed when the file vanishes, and its account says so', async () => {
    rmSync(join(app.dataDir, 'company.pem'));
    const asked = servers.requests('qiniu').length;
    expect(await sync('Secure')).toMatchObject({ failure: { code: 'network.tls', detail: 'ca-missing' } });
    expect(await sync('Plain')).toMatchObject({ failure: { code: 'network.tls', detail: 'ca-missing' } });
    expect(servers.requests('qiniu')).toHaveLength(asked);
    await window.visit('accounts');
    await new AccountsPage(window)
      .card('Secure')
      .getByText('The file of extra certificates cannot be used any more')
      .waitFor();
  });

  it('is as it was without the certificate', async () => {
    await window.visit('settings');
    await settings.removeExtraCa();
    expect(await sync('Secure')).toMatchObject({
      failure: { code: 'network.tls', detail: 'ERR_CERT_AUTHORITY_INVALID' },
    });
    expect(await sync('Plain')).toMatchObject({ ok: true });
    expect(app.complaints).toEqual([]);
  });
});

describe('the way that the system names', () => {
  it('is taken by default, by Chromium and by the Node client with an extra certificate', async () => {
    const desktop = await startDesktop();
    const servers = await startQiniu([{ name: 'i-system', endsAt: Date.now() + 9 * day }]);
    const proxy = await startProxy();
    const front = await startTlsFront(servers.qiniu);
    const app = await launchApp({ env: { http_proxy: proxy.address, https_proxy: proxy.address } });
    try {
      const page = await app.page();
      const named = servers.qiniu.baseUrl.replace('127.0.0.1', host);
      const plain = { ...servers, qiniu: { ...servers.qiniu, baseUrl: named } };
      await expect(addQiniu(page, plain, 'Plain')).rejects.toThrow('proxy-plain');
      expect(proxy.seen).toEqual([]);
      await addQiniu(page, plain, 'Plain', true);
      expect(proxy.seen.join()).toContain(`GET http://${host}:`);
      await answerOf(page, 'settings.set', { extraCa: tlsFile('ca.pem') });
      const secure = `https://${host}:${(front.address() as AddressInfo).port}`;
      await addQiniu(page, { ...servers, qiniu: { ...servers.qiniu, baseUrl: secure } }, 'Secure');
      expect(proxy.seen.join()).toContain(`CONNECT ${host}:`);
    } finally {
      await app.close();
      front.close();
      await proxy.stop();
      await servers.stop();
      desktop.close();
    }
  });
});

describe('the way in the terminal', () => {
  const dataDir = freshDataDir();
  let env: Record<string, string> = {};
  const run = async (...words: readonly string[]) => {
    const { exit, out } = await runCommand([...words, '--json', '--data-dir', dataDir], { env });
    const answer: unknown = out === '' ? null : JSON.parse(out);
    return { exit, answer };
  };

  it('is set without the app', async () => {
    const initial = { proxy: 'system', extraCa: null, failure: null };
    expect(await run('settings', 'list')).toEqual({ exit: 0, answer: initial });
    const extraCa = tlsFile('ca.pem');
    expect(await run('settings', 'set', 'proxy=127.0.0.1:3128', `extraCa=${extraCa}`)).toEqual({
      exit: 0,
      answer: { proxy: 'http://127.0.0.1:3128', extraCa, failure: null },
    });
    expect((await run('doctor')).answer).toMatchObject({
      proxy: { mode: 'manual', address: 'http://127.0.0.1:3128' },
      extraCa: { path: extraCa, failure: null },
    });
  });

  it("is the environment's proxy, unless it is to be none", async () => {
    const servers = await startQiniu([{ name: 'i-terminal', endsAt: Date.now() + 9 * day }]);
    const proxy = await startProxy();
    // Whoever holds the key says that it may leave in the open; a flag alone does not.
    const secrets = { Lab: { ...servers.qiniu.secrets, allowHttp: 'true' } };
    const memory = { LEASEBELL_VAULT: 'memory', LEASEBELL_SECRETS: JSON.stringify(secrets) };
    env = { ...memory, HTTP_PROXY: proxy.address.replace('http://', 'http://me:secret@') };
    try {
      await run('settings', 'set', 'proxy=system', 'extraCa=');
      const named = servers.qiniu.baseUrl.replace('127.0.0.1', host);
      const adding = ['accounts', 'add', '--provider', 'qiniu', '--label', 'Lab', '--base-url', named];
      expect(await run(...adding)).toMatchObject({ exit: 1, answer: { failure: { detail: 'proxy-plain' } } });
      expect(proxy.seen).toEqual([]);
      expect(await run(...adding, '--allow-http')).toMatchObject({ exit: 0 });
      expect(await run('sync')).toMatchObject({ exit: 0 });
      expect(new Set(proxy.authorizations)).toEqual(new Set([`Basic ${Buffer.from('me:secret').toString('base64')}`]));
      const { length } = proxy.seen;
      expect(length).toBeGreaterThan(1);
      await run('settings', 'set', 'proxy=none');
      expect(await run('sync')).toMatchObject({ exit: 1 });
      expect(proxy.seen).toHaveLength(length);
      await run('settings', 'set', 'proxy=127.0.0.1:3128');
    } finally {
      env = {};
      await proxy.stop();
      await servers.stop();
    }
  });

  it('is changed by the app that holds the store, while it runs', async () => {
    const app = await launchApp({ dataDir });
    try {
      expect(await run('settings', 'set', 'proxy=none')).toMatchObject({ exit: 0, answer: { proxy: 'none' } });
      expect(await run('settings', 'list')).toMatchObject({ exit: 0, answer: { proxy: 'none' } });
    } finally {
      await app.close();
    }
  });
});
