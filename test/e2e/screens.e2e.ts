import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServers, startDemoServers } from '../../electron/demo/servers.ts';
import { clockFrom, systemClock } from '../../electron/edges/system/clock.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { axeFindings } from './harness/axe.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { capture } from './harness/screens.ts';
import { tour, type TourPlace } from './pages/tour.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu } from './worlds/qiniu.ts';

const now = '2026-11-23T06:00:00Z';

describe.each(['en', 'zh-CN'] as const)('every view in %s', (language) => {
  let desktop: Desktop;
  let servers: DemoServers;
  let empty: DemoServers;
  let app: RunningApp;
  let place: TourPlace;

  beforeAll(async () => {
    desktop = await startDesktop();
    const clock = clockFrom(now) ?? systemClock;
    const shared = { now: () => new Date(clock.now()), anchor: new Date(now) };
    servers = await startDemoServers(shared);
    empty = await startQiniu([], shared);
    app = await launchApp({ language, env: { LEASEBELL_NOW: now, TZ: 'Asia/Shanghai' } });
    place = { window: new AppWindow(await app.page(), language), servers, empty };
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    desktop.close();
  });

  it.each(tour)('$name is shown, and axe finds nothing in either theme', async ({ name, arrive }) => {
    await arrive(place);
    const { page } = place.window;
    for (const colorScheme of ['light', 'dark'] as const) {
      // Without motion the colours are there at once.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      expect.soft(await axeFindings(page), colorScheme).toEqual([]);
      await capture(page, `${name}-${language}-${colorScheme}`);
    }
    expect(app.complaints).toEqual([]);
  });
});
