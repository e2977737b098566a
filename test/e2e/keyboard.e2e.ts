import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyRental } from '../../electron/contract/views.ts';
import { m } from '../../electron/core/messages/generated/messages.js';
import { startDemoServers, type DemoServers } from '../../electron/demo/servers.ts';
import { csvRows } from '../unit/faces/terminal/readers/readers.ts';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { RentalsPage } from './pages/rentals.ts';
import { answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';

const until = { timeout: 20_000 };

/** Nothing here is clicked. */
describe('with the keyboard alone', () => {
  const file = join(freshDataDir(), 'rentals.csv');
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;
  let rentals: RentalsPage;

  const press = (key: string): Promise<void> => window.page.keyboard.press(key);
  const type = (text: string): Promise<void> => window.page.keyboard.insertText(text);

  /** What has the focus, by the name that it is read aloud with. */
  const focused = (): Promise<string> =>
    window.page.evaluate(() => {
      const element = document.activeElement;
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      const name = element?.getAttribute('aria-label') ?? labels[0]?.textContent ?? element?.textContent ?? '';
      return name.replace(/\s+/g, ' ').trim();
    });
  const tabTo = async (name: string): Promise<void> => {
    const passed: string[] = [];
    for (let at = await focused(); !at.startsWith(name); at = await focused()) {
      passed.push(at);
      if (passed.length > 60) throw new Error(`no way to ${name}: ${passed.join(' | ')}`);
      await press('Tab');
    }
  };
  const rows = async (query: string) =>
    (await answerOf(window.page, 'rental.list', { ...everyRental, query, offset: 0, limit: 20 })).rows;

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startDemoServers({ now: () => new Date() });
    app = await launchApp();
    window = new AppWindow(await app.page());
    rentals = new RentalsPage(window);
    await window.welcome.waitFor();
    // The system's own dialog is not the window's.
    await app.electron.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it('an account is added', async () => {
    const { baseUrl, secrets } = servers.unicloud;
    await tabTo(m.welcome_add({}, window));
    await press('Enter');
    await window.dialog.waitFor();
    const name = m.provider_unicloud_name({}, window);
    await tabTo(m.provider_wolover_name({}, window));
    for (let presses = 0; !(await focused()).startsWith(name); presses += 1) {
      expect(presses).toBeLessThan(8);
      await press('ArrowDown');
    }
    await tabTo(m.provider_unicloud_access_key_id({}, window));
    await type(secrets.accessKeyId);
    await tabTo(m.provider_unicloud_access_key_secret({}, window));
    await type(secrets.accessKeySecret);
    await tabTo(m.account_advanced({}, window));
    await press('Enter');
    await tabTo(m.account_base_url({}, window));
    await press('Control+A');
    await type(baseUrl);
    await press('Enter');
    await tabTo(m.account_done({}, window));
    await press('Enter');
    await window.dialog.waitFor({ state: 'detached' });
  });

  it('a rental is found by two Chinese characters, planned, and the plan taken back', async () => {
    await press('Control+2');
    await rentals.rows().first().waitFor();
    await press('/');
    await type('推理');
    await rentals.rows('推理机-04').first().waitFor();
    await press('Enter');
    await press('Enter');
    await rentals.details('推理机-04').waitFor();
    await tabTo(m.intention_undecided({}, window));
    await press('ArrowRight');
    const plan = async () => (await rows('推理机-04'))[0]?.intention;
    await expect.poll(plan, until).toBe('renew');
    await press('Control+z');
    await expect.poll(plan, until).toBe('undecided');
    await press('Escape');
    await rentals.pane.waitFor({ state: 'detached' });
  });

  it('three are tagged at once', async () => {
    await press('/');
    await press('Control+A');
    await press('Delete');
    await expect.poll(() => rentals.count(), until).toBeGreaterThan(3);
    await press('Enter');
    await press('Home');
    for (const key of ['x', 'ArrowDown', 'x', 'ArrowDown', 'x']) await press(key);
    await window.page.getByText('3 selected').first().waitFor();
    await tabTo(m.tag_heading({}, window));
    await press('Enter');
    await type('exam');
    await press('Enter');
    await expect
      .poll(async () => (await rows('exam')).map(({ tags }) => tags), until)
      .toEqual([['exam'], ['exam'], ['exam']]);
  });

  it('and exported', async () => {
    await press('Escape');
    await tabTo(m.export_button({}, window));
    await press('Enter');
    await window.dialog.waitFor();
    await tabTo(m.export_save({}, window));
    await press('Enter');
    await window.dialog.getByText(/^Written to/).waitFor();
    const [header = [], ...written] = csvRows(readFileSync(file, 'utf8'));
    expect(written.map((row) => row[header.indexOf('tags')])).toEqual(['exam', 'exam', 'exam']);
    await press('Escape');
    await window.dialog.waitFor({ state: 'detached' });
    expect(app.complaints).toEqual([]);
  });
});
