import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { demoWorld } from '../../electron/demo/world/world.ts';
import { sessionBus } from '../../electron/edges/dbus/session-bus.ts';
import { secretServiceProbe } from '../../electron/edges/secrets/secret-service.ts';
import { KeychainVault } from '../../electron/edges/secrets/vault.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { AccountForm } from './pages/account-form.ts';
import { AccountsPage } from './pages/accounts.ts';
import { RentalsPage } from './pages/rentals.ts';
import { answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const day = 24 * 60 * 60_000;
const qiniu = { accessKey: 'access+/"%&\\-of-research', secretKey: 'secret+/"%&\\-of-research' };

describe('an account added by hand', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;
  let form: AccountForm;

  beforeAll(async () => {
    desktop = await startDesktop();
    const machines = [3, 5, 8].map((days) => ({ name: `i-days-${days}`, endsAt: Date.now() + days * day }));
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
    await window.visit('rentals');
    await rentals.rows(titleOf('i-days-8')).waitFor();
    expect(await rentals.rows().count()).toBe(3);
    expect(await rentals.rows().first().textContent()).toContain('2 days');
  });

  it('shows the last four characters of its key and no more', async () => {
    await window.visit('accounts');
    const accounts = new AccountsPage(window);
    const card = accounts.card('Research');
    await accounts.openAdvanced('Research');
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
});
