import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDataDir, launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { RentalsPage } from './pages/rentals.ts';
import { AppWindow } from './pages/window.ts';

const words = {
  en: {
    heading: 'Know before a rental ends',
    demo: 'Try the demo',
    providers: ['Lab', 'Project team', 'Company', 'Website', 'Fine-tuning'],
  },
  'zh-CN': {
    heading: '到期之前，先知道',
    demo: '先看演示',
    providers: ['实验室', '项目组', '公司账号', '官网', '微调'],
  },
} as const;

describe.each(['en', 'zh-CN'] as const)('the first start in %s', (language) => {
  let desktop: Desktop;
  let app: RunningApp;
  let window: AppWindow;
  let temporary: string;
  const demoFolders = () => readdirSync(temporary).filter((name) => name.startsWith('leasebell-demo-'));

  beforeAll(async () => {
    desktop = await startDesktop();
    temporary = freshDataDir();
    app = await launchApp({ language, env: { TMPDIR: temporary } });
    window = new AppWindow(await app.page(), language);
  });

  afterAll(async () => {
    await app.close();
    desktop.close();
  });

  it('welcomes in the language of the system', async () => {
    const { heading, demo } = words[language];
    await window.heading(heading).waitFor();
    await window.button(demo).waitFor();
    expect(await window.page.locator('html').getAttribute('lang')).toBe(language);
    // Loaded once more with the listeners in place, so that nothing the page says at its start goes unheard.
    await window.page.reload();
    await window.welcome.waitFor();
    expect(app.complaints).toEqual([]);
  });

  it('shows rentals of all five providers in the demo', async () => {
    await window.enterDemo();
    const rentals = new RentalsPage(window);
    await rentals.grid.waitFor();
    for (const account of words[language].providers) {
      await rentals.ofAccount(account);
      await rentals.rows(account).first().waitFor();
      expect(await rentals.count()).toBeGreaterThan(1);
    }
    expect(app.complaints).toEqual([]);
  });

  it('goes back to the welcome when the demo is left', async () => {
    expect(demoFolders()).toHaveLength(1);
    await window.leaveDemo();
    await window.welcome.waitFor();
    expect(demoFolders()).toEqual([]);
    expect(app.complaints).toEqual([]);
  });
});
