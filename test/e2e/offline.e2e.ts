import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchApp, freshDataDir, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const until = { timeout: 20_000 };
const words = {
  en: {
    confirmed: 'confirmed 5 hours ago',
    failing: 'Not up to date: 公司账号.',
    stale: /Not confirmed since Nov 23, 14:0\d/,
  },
  'zh-CN': {
    confirmed: '5 小时前确认',
    failing: '公司账号 的数据不是最新。',
    stale: /11月23日 14:0\d ?之后未再确认/,
  },
} as const;

describe('a start without the providers', () => {
  const dataDir = freshDataDir();
  const env = { TZ: 'Asia/Shanghai' };
  const morning = '2026-11-23T06:00:00Z';
  const evening = '2026-11-23T11:00:30Z';
  let desktop: Desktop;

  beforeAll(async () => {
    desktop = await startDesktop();
    const startedAt = Date.now();
    const machines = [
      { name: 'i-soon', endsAt: Date.parse(morning) + 3 * day },
      { name: 'i-later', endsAt: Date.parse(morning) + 30 * day },
    ];
    const servers = await startQiniu(machines, {
      now: () => new Date(Date.parse(morning) + Date.now() - startedAt),
    });
    const app = await launchApp({ dataDir, env: { ...env, LEASEBELL_NOW: morning } });
    const page = await app.page();
    await addQiniu(page, servers);
    await new AppWindow(page).visit('rentals');
    await new RentalsPage(new AppWindow(page)).rows(titleOf('i-later')).waitFor();
    await app.close();
    await servers.stop();
  });

  afterAll(() => desktop.close());

  describe.each(['en', 'zh-CN'] as const)('in %s', (language) => {
    let app: RunningApp;
    let window: AppWindow;
    let rentals: RentalsPage;

    beforeAll(async () => {
      app = await launchApp({ dataDir, language, env: { ...env, LEASEBELL_NOW: evening } });
      window = new AppWindow(await app.page(), language);
      rentals = new RentalsPage(window);
      await window.visit('rentals');
    });

    afterAll(() => app.close());

    it('lists what was stored, with its age', async () => {
      await rentals.rows(titleOf('i-soon', language)).waitFor();
      expect(await rentals.count()).toBe(2);
      await expect.poll(() => rentals.rows(words[language].confirmed).count(), until).toBe(2);
    });

    it('says whose data is not up to date', async () => {
      await window.notice(words[language].failing).waitFor();
      const [account] = await answerOf(window.page, 'account.list', null);
      expect(account).toMatchObject({ failure: { code: 'provider.unavailable' }, orders: 2, rentals: 2 });
    });

    it('shows every detail, and since when nobody confirmed it', async () => {
      const pane = await rentals.open(titleOf('i-later', language));
      await pane.getByText(words[language].stale).waitFor();
      await pane.getByText('cn-qingdao').first().waitFor();
      await pane
        .getByRole('term')
        .filter({ hasText: language === 'en' ? 'Paid at' : '付款时间' })
        .waitFor();
      expect(app.complaints).toEqual([]);
    });
  });
});
