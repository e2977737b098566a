import { everyRental } from '../../electron/contract/views.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clockFrom, systemClock, type Clock } from '../../electron/edges/system/clock.ts';
import { startDemoServers, type DemoServers } from '../../electron/demo/servers.ts';
import { emptyWorld } from '../fakes/empty-world.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { orderFor, titleOf } from './worlds/qiniu.ts';

const minute = 60_000;
/** Two in the afternoon in Beijing. */
const now = '2026-11-23T06:00:00Z';
const until = { timeout: 20_000 };

const expected = {
  en: {
    first: 'Leasebell rings like this',
    heading: 'Instance · de-7: 15 minutes left',
    body: /^Ends Nov 23, 14:1[5-9] · Qiniu QVM \(七牛云主机\) \/ 公司账号 · last paid CN¥16\.25/,
  },
  'zh-CN': {
    first: '租期铃会这样提醒你',
    heading: '云主机 · de-7 还剩 15 分钟',
    body: /^11月23日 14:1[5-9] 到期 · 七牛云主机 QVM \/ 公司账号 · 上次付款 ¥16\.25/,
  },
} as const;

describe.each(['en', 'zh-CN'] as const)('a rental about to end, in %s', (language) => {
  let clock: Clock;
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;

  /** Rented for an hour, so that its first reminder comes fifteen minutes before the end: a few seconds after it is first seen. */
  const machine = () => {
    const endsAt = Math.ceil(clock.now() / 1000) * 1000 + 15 * minute + 3_000;
    return { name: 'i-node-7', startsAt: endsAt - 60 * minute, endsAt };
  };

  beforeAll(async () => {
    desktop = await startDesktop();
    clock = clockFrom(now) ?? systemClock;
    let rented: ReturnType<typeof machine> | undefined;
    servers = await startDemoServers({
      now: () => new Date(clock.now()),
      world: { ...emptyWorld, qiniu: (at) => [orderFor((rented ??= machine()), at)] },
    });
    app = await launchApp({ language, env: { LEASEBELL_NOW: now, TZ: 'Asia/Shanghai' } });
    window = new AppWindow(await app.page(), language);
    await window.welcome.waitFor();
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it('comes after a first notification, which tries the way', async () => {
    await addQiniu(window.page, servers);
    const first = await desktop.notifications.waitFor(({ title }) => title === expected[language].first);
    expect(first.body).toContain('公司账号');
    const health = async () => (await answerOf(window.page, 'app.describe', null)).channels;
    await expect.poll(health, until).toContainEqual({ channel: 'native', state: 'ok', why: null });
  });

  it('is told by a notification of the system', async () => {
    const shown = await desktop.notifications.waitFor(({ title }) => title === expected[language].heading);
    expect(shown.body).toMatch(expected[language].body);
    expect(shown.actions).toContain('default');
    const told = async () => (await answerOf(window.page, 'reminder.log', { offset: 0, limit: 10 })).rows;
    const native = { channels: ['native', 'inbox'], state: 'shown', pointMs: 15 * minute, attempts: 1 };
    await expect.poll(told, until).toEqual(expect.arrayContaining([expect.objectContaining(native)]));
  });

  it('is shown when the notification is clicked', async () => {
    await window.visit('settings');
    const shown = desktop.notifications.shown.find(({ title }) => title === expected[language].heading);
    desktop.notifications.activate(shown!.id);
    await new RentalsPage(window).details(titleOf('i-node-7', language)).waitFor();
    await new RentalsPage(window).close();
  });

  it('is shown in a new window when the old one was closed to the tray', async () => {
    desktop.notifications.forget();
    const { rows } = await answerOf(window.page, 'rental.list', {
      offset: 0,
      limit: 1,
      ...everyRental,
    });
    await answerOf(window.page, 'reminder.ringNow', { rentalId: rows[0]!.id });
    const rung = await desktop.notifications.waitFor(() => true);
    expect(rung.title).toContain('· de-7');
    await app.closeWindow();
    const opening = app.electron.waitForEvent('window');
    desktop.notifications.activate(rung.id);
    const reopened = new AppWindow(await opening, language);
    await new RentalsPage(reopened).details(titleOf('i-node-7', language)).waitFor();
    expect(app.complaints).toEqual([]);
  });
});
