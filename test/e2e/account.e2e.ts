import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { demoWorld } from '../../electron/demo/world/world.ts';
import { sessionBus } from '../../electron/edges/dbus/session-bus.ts';
import { secretServiceProbe } from '../../electron/edges/secrets/secret-service.ts';
import { KeychainVault } from '../../electron/edges/secrets/vault.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { filesIn, processFaces, processTree, tracesOf } from './harness/traces.ts';
import { AccountForm } from './pages/account-form.ts';
import { AccountsPage } from './pages/accounts.ts';
import { RentalsPage } from './pages/rentals.ts';
import { answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const day = 24 * 60 * 60_000;
/** Signs that look different in a URL, in JSON and in base64, and enough chance that no file holds it by accident. */
const canary = (name: string): string => `${name}+/"${randomBytes(18).toString('base64')}%&\\`;
const qiniu = { accessKey: canary('access'), secretKey: canary('secret') };

describe('an account added by hand', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;
  let form: AccountForm;

  beforeAll(async () => {
    desktop = await startDesktop();
    const machines = [3, 5, 8].map((days) => ({ name: `i-${days}-days`, endsAt: Date.now() + days * day }));
    const { wolover } = demoWorld(new Date());
    servers = await startQiniu(machines, { secrets: { qiniu }, world: { wolover } });
    app = await launchApp();
    window = new AppWindow(await app.page());
    form = new AccountForm(window);
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it('is tested with one real request before it is added', async () => {
    await form.open();
    await form.fillQiniu({ baseUrl: servers.qiniu.baseUrl, ...qiniu, label: 'Research' });
    expect(servers.requests()).toEqual([]);
    await form.submit();
    // This provider's lists do not say how long they are.
    await form.dialog.getByText('Research was added. The key works.').waitFor();
    expect(servers.requests('qiniu')[0]?.status).toBe(200);
  });

  it('fills the list', async () => {
    await form.showRentals();
    const rentals = new RentalsPage(window);
    await rentals.rows(titleOf('i-8-days')).waitFor();
    expect(await rentals.rows().count()).toBe(3);
    expect(await rentals.rows().first().textContent()).toContain('2 days');
  });

  it('shows the last four characters of its key and no more', async () => {
    await window.visit('accounts');
    const card = new AccountsPage(window).card('Research');
    await card.getByText(`••••${qiniu.accessKey.slice(-4)}`).waitFor();
    expect(await card.textContent()).toContain('Orders: 3 · rentals: 3');
  });

  it('has its key in the keyring', async () => {
    const [account] = await answerOf(window.page, 'account.list', null);
    const vault = new KeychainVault({
      platform: 'linux',
      probe: secretServiceProbe('linux', sessionBus(process.env)),
    });
    if (account === undefined) throw new Error('there is no account');
    const kept = await vault.read(account);
    expect(kept.ok && ['accessKey', 'secretKey'].map((name) => kept.value.secrets[name]?.reveal())).toEqual([
      qiniu.accessKey,
      qiniu.secretKey,
    ]);
  });

  it('has its key nowhere else: not on disk, not in what is written, not around the processes, not in the page', async () => {
    await answerOf(window.page, 'account.sync', { id: null });
    const pid = app.electron.process().pid ?? 0;
    const pids = processTree(pid);
    expect(pids.length).toBeGreaterThan(2);
    const page = await window.page.evaluate(() => {
      const inputs = [...document.querySelectorAll('input')].map((input) => input.value);
      const kept = { ...sessionStorage, ...localStorage };
      return [document.documentElement.outerHTML, location.href, JSON.stringify(kept), ...inputs].join('\n');
    });
    const places = [
      ...filesIn(app.dataDir),
      ...processFaces(pids),
      { name: 'output', content: Buffer.from(app.output()) },
      { name: 'page', content: Buffer.from(page) },
    ];
    expect(places.map(({ name }) => name)).toContain(`${app.dataDir}/leasebell.sqlite`);
    for (const secret of Object.values(qiniu)) expect(tracesOf(secret, places)).toEqual([]);
  });

  it('is told how many orders there are where the provider says so', async () => {
    await form.open();
    await form.fillWolover({ baseUrl: servers.wolover.baseUrl, ...servers.wolover.secrets, label: 'Lab' });
    await form.submit();
    await form.dialog.getByText('Choose one.').waitFor();
    await form.field('Unit of the purchase duration').selectOption({ label: 'Months' });
    await form.submit();
    await form.dialog.getByText(/^Lab was added\. \d\d+ orders found\.$/).waitFor();
    await form.showRentals();
    expect(app.complaints).toEqual([]);
  });

  it('leaves no key behind when the app ends', async () => {
    await app.close();
    for (const secret of Object.values(qiniu)) expect(tracesOf(secret, filesIn(app.dataDir))).toEqual([]);
  });
});

describe('the search for keys', () => {
  it.each([
    ['plain', (secret: string) => Buffer.from(`{"key":"${secret}"}`)],
    ['base64', (secret: string) => Buffer.from(Buffer.from(`ab${secret}cd`).toString('base64'))],
    ['hex', (secret: string) => Buffer.from(Buffer.from(secret).toString('hex'))],
    ['URL-encoded', (secret: string) => Buffer.from(`?key=${encodeURIComponent(secret)}`)],
    ['UTF-16LE', (secret: string) => Buffer.from(secret, 'utf16le')],
  ])('finds one that is written %s', (form, written) => {
    const found = tracesOf(qiniu.secretKey, [{ name: 'file', content: written(qiniu.secretKey) }]);
    expect(found.join()).toContain(form);
  });
});
