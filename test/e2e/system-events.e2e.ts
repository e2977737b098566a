import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { startPrivateBus, type PrivateBus } from './harness/private-bus.ts';
import { SessionBus } from './harness/session-bus.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const hour = 60 * 60_000;
const until = { timeout: 20_000 };
const login = {
  name: 'org.freedesktop.login1.Manager',
  methods: { Inhibit: ['ssss', 'h'] },
  signals: { PrepareForSleep: ['b'], PrepareForShutdown: ['b'] },
  properties: {},
} as const;
const loginPath = '/org/freedesktop/login1';

describe('the system', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let systemBus: PrivateBus;
  let manager: SessionBus;
  let session: SessionBus;
  let app: RunningApp;

  /** Every account is asked anew, though its next round is minutes away. */
  const expectRound = async (happen: () => void): Promise<void> => {
    const page = app.electron.windows()[0]!;
    const idle = async () => (await answerOf(page, 'account.list', null)).every(({ syncing }) => !syncing);
    await expect.poll(idle, until).toBe(true);
    servers.reset();
    happen();
    await expect.poll(() => servers.requests('qiniu').length, until).toBeGreaterThan(0);
  };

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startQiniu([{ name: 'i-1', endsAt: Date.now() + 300 * hour }]);
    systemBus = await startPrivateBus();
    manager = new SessionBus(systemBus.address);
    // The lock that delays sleep is a file descriptor, which this stand-in has none of.
    manager.offer(loginPath, login, { Inhibit: () => new Error('no lock here') });
    await manager.own('org.freedesktop.login1');
    session = new SessionBus();
    app = await launchApp({ env: { DBUS_SYSTEM_BUS_ADDRESS: systemBus.address } });
    const window = new AppWindow(await app.page());
    await window.welcome.waitFor();
    await addQiniu(window.page, servers);
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-1')).first().waitFor();
  });

  afterAll(async () => {
    await servers.stop();
    session.close();
    manager.close();
    await systemBus.close();
    desktop.close();
  });

  it.each(['org.gnome.ScreenSaver', 'org.freedesktop.ScreenSaver'])(
    'has its screen unlocked (%s): accounts are asked',
    async (contract) => {
      const path = `/${contract.replaceAll('.', '/')}`;
      await expectRound(() => session.send(path, contract, 'ActiveChanged', 'b', [false]));
    },
  );

  it('wakes up: accounts are asked', async () => {
    await expectRound(() => {
      manager.send(loginPath, login.name, 'PrepareForSleep', 'b', [true]);
      manager.send(loginPath, login.name, 'PrepareForSleep', 'b', [false]);
    });
  });

  it('shuts down: the program quits in time', async () => {
    const ended = once(app.electron.process(), 'exit');
    const beganAt = performance.now();
    manager.send(loginPath, login.name, 'PrepareForShutdown', 'b', [true]);
    expect(await ended).toEqual([0, null]);
    expect(performance.now() - beganAt).toBeLessThan(3_000);
  });
});
