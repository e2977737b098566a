import { everyRental } from '../../electron/contract/views.ts';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { m } from '../../electron/core/messages/generated/messages.js';
import { linkTo } from '../fakes/links.ts';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { appExecutable, launchApp, switches, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const hour = 60 * 60_000;
const everything = { ...everyRental, offset: 0, limit: 10 };

describe('a link to a rental', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;
  let link: string;
  const unknown = () => window.page.getByRole('alert').filter({ hasText: m.failure_not_found_no_rental({}, window) });

  /** The system starts the program once more, with the link. */
  const open = async (address: string): Promise<void> => {
    const args = [...switches(), `--data-dir=${app.dataDir}`, address];
    await once(spawn(appExecutable(), args, { stdio: 'ignore' }), 'exit');
  };

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startQiniu([
      { name: 'i-1', endsAt: Date.now() + 300 * hour },
      { name: 'i-2', endsAt: Date.now() + 400 * hour },
    ]);
    app = await launchApp();
    window = new AppWindow(await app.page());
    await window.welcome.waitFor();
    await addQiniu(window.page, servers);
    await new RentalsPage(window).rows(titleOf('i-2')).first().waitFor();
    const { rows } = await answerOf(window.page, 'rental.list', everything);
    link = linkTo(rows.find(({ title }) => title === titleOf('i-2'))!.id);
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it('shows it in the window that is there', async () => {
    await window.visit('settings');
    await open(link);
    await new RentalsPage(window).details(titleOf('i-2')).waitFor();
  });

  it('opens the window that was closed', async () => {
    await app.closeWindow();
    const opening = app.electron.waitForEvent('window');
    await open(link);
    window = new AppWindow(await opening);
    await new RentalsPage(window).details(titleOf('i-2')).waitFor();
    await new RentalsPage(window).close();
  });

  it.each(['leasebell://rental/unknown', 'leasebell://settings/extraCa', 'leasebell://rental/%00'])(
    'that names none (%s) is said to, and does nothing else',
    async (address) => {
      await open(address);
      await unknown().waitFor();
      await unknown().getByRole('button').click();
      await unknown().waitFor({ state: 'detached' });
    },
  );

  it('leaves the demo for a rental of one’s own', async () => {
    await answerOf(window.page, 'demo.enter', null);
    await window.notice('This is the demo').waitFor();
    await open(link);
    await new RentalsPage(window).details(titleOf('i-2')).waitFor();
    await window.notice('This is the demo').waitFor({ state: 'detached' });
  });

  it('in the demo leads to a rental of the demo', async () => {
    await answerOf(window.page, 'demo.enter', null);
    await new RentalsPage(window).rows('Company').first().waitFor();
    const { rows } = await answerOf(window.page, 'rental.list', everything);
    await window.visit('settings');
    await open(linkTo(rows[0]!.id));
    await new RentalsPage(window).details(rows[0]!.title).waitFor();
    await window.leaveDemo();
  });

  it('starts the program, and leads there too', async () => {
    await app.close();
    app = await launchApp({ dataDir: app.dataDir, args: [link] });
    window = new AppWindow(await app.page());
    await new RentalsPage(window).details(titleOf('i-2')).waitFor();
    expect(app.complaints).toEqual([]);
  });

  it('opens the window of a start without one', async () => {
    await app.close();
    app = await launchApp({ dataDir: app.dataDir, args: ['--hidden', link] });
    window = new AppWindow(await app.page());
    await new RentalsPage(window).details(titleOf('i-2')).waitFor();
  });
});
