import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { AccountsPage } from './pages/accounts.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const day = 24 * 60 * 60_000;
const label = 'Research';
const replaced = { accessKey: 'the-new-access-key-2026', secretKey: 'the-new-secret-key' };

describe('a key that the provider no longer accepts', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;
  let accounts: AccountsPage;
  const machine = { name: 'i-kept', endsAt: Date.now() + 10 * day };

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startQiniu([machine]);
    app = await launchApp();
    window = new AppWindow(await app.page());
    accounts = new AccountsPage(window);
    await addQiniu(window.page, servers, label);
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-kept')).waitFor();
    // The same address with another key behind it, as when somebody changes the key in the provider's console.
    const port = Number(new URL(servers.qiniu.baseUrl).port);
    await servers.stop();
    servers = await startQiniu([machine], { ports: { qiniu: port }, secrets: { qiniu: replaced } });
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it('is told on top of the window and, in words, at the account', async () => {
    await answerOf(window.page, 'account.sync', { id: null });
    await window.notice(`Not up to date: ${label}.`).waitFor();
    await window.button('See why').click();
    const card = accounts.card(label);
    await card
      .getByText('The provider rejects this key. What is stored is kept but no longer updated. Replace the key.')
      .waitFor();
    await accounts.replaceKeyButton(label).waitFor();
  });

  it('keeps what was stored, marked as not confirmed any more', async () => {
    await window.visit('rentals');
    const row = new RentalsPage(window).rows(titleOf('i-kept'));
    await row.getByText('confirmed under a minute ago').waitFor();
  });

  it('is not replaced by another wrong one', async () => {
    await window.visit('accounts');
    const dialog = await accounts.replaceQiniuKey(label, { accessKey: 'wrong', secretKey: 'wrong' });
    await dialog
      .getByRole('alert')
      .getByText(/^The provider rejects this key\./)
      .waitFor();
    // What was typed stays to be put right, as long as the dialog is open.
    const typed = async () => Promise.all((await dialog.locator('input').all()).map((input) => input.inputValue()));
    expect(await typed()).toEqual(['wrong', 'wrong']);
    await window.button('Cancel').click();
    await dialog.waitFor({ state: 'detached' });
    await accounts.replaceKeyButton(label).click();
    expect(await typed()).toEqual(['', '']);
    await window.button('Cancel').click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('heals once the right one takes its place', async () => {
    const dialog = await accounts.replaceQiniuKey(label, replaced);
    await dialog.waitFor({ state: 'detached' });
    const card = accounts.card(label);
    await accounts.openAdvanced(label);
    await card.getByText(`••••${replaced.accessKey.slice(-4)}`).waitFor();
    await card.getByText(/rejects this key/).waitFor({ state: 'detached' });
    await card.getByText('Synced under a minute ago').waitFor();
    await window.visit('rentals');
    await window.notice('Not up to date').waitFor({ state: 'detached' });
    await new RentalsPage(window).rows('confirmed').waitFor({ state: 'detached' });
    expect(app.complaints).toEqual([]);
  });
});
