import { everyRental } from '../../electron/contract/views.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { m } from '../../electron/core/messages/generated/messages.js';
import type { DemoServers } from '../../electron/demo/servers.ts';
import type { RentalId } from '../../electron/core/model/ids.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { NotificationService } from './harness/notification-service.ts';
import { SessionBus } from './harness/session-bus.ts';
import { RentalsPage } from './pages/rentals.ts';
import { addQiniu, answerOf } from './pages/requests.ts';
import { AppWindow } from './pages/window.ts';
import { startQiniu, titleOf } from './worlds/qiniu.ts';

const until = { timeout: 20_000 };
const everything = { ...everyRental, offset: 0, limit: 10 };
const label = 'R&D <lab>';

describe('a notification service that is started anew, as by an update or a new login', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let app: RunningApp;
  let window: AppWindow;
  let rentalId: RentalId;
  let bus: SessionBus;
  let renewed: NotificationService;
  const ring = () => answerOf(window.page, 'reminder.ringNow', { rentalId });

  beforeAll(async () => {
    desktop = await startDesktop();
    servers = await startQiniu([{ name: 'i-1', endsAt: Date.now() + 300 * 3_600_000 }]);
    app = await launchApp();
    window = new AppWindow(await app.page());
    await window.welcome.waitFor();
    await addQiniu(window.page, servers, label);
    await window.visit('rentals');
    await new RentalsPage(window).rows(titleOf('i-1')).first().waitFor();
    const { rows } = await answerOf(window.page, 'rental.list', everything);
    rentalId = rows[0]!.id;
    bus = new SessionBus();
    renewed = new NotificationService(bus);
  });

  afterAll(async () => {
    await app.close();
    await servers.stop();
    bus.close();
    desktop.close();
  });

  it('shows the bell while it is there, as the settings say', async () => {
    expect(await ring()).toEqual({ channel: 'native', why: null });
    const told = await desktop.notifications.waitFor(({ title }) => title.includes('· i-1'));
    expect(told.body).toContain(label);
    await window.visit('settings');
    await window.page.getByText(m.settings_channel_used({}, window), { exact: true }).waitFor();
  });

  it('is missed while it is away: the settings say so at once, and what is used instead', async () => {
    await desktop.notifications.stop();
    await window.page.getByText(m.channel_no_service({}, window)).first().waitFor();
    const ways = [m.reminder_channel_native, m.reminder_channel_node_notifier].map((name) => name({}, window));
    const instead = m.settings_channel_instead({ ways: ways.join(m.common_comma({}, window)) }, window);
    await window.page.getByText(instead).waitFor();
    expect(await ring()).toEqual({ channel: 'inbox', why: 'channel_no_service' });
  });

  it('shows the bell again, reads markup now, and its clicks are heard', async () => {
    renewed.capabilities.push('body-markup');
    await renewed.start();
    await window.page.getByText(`${m.channel_untested({}, window)} ${m.settings_channel_used({}, window)}`).waitFor();
    expect(await ring()).toEqual({ channel: 'native', why: null });
    const told = await renewed.waitFor(({ title }) => title.includes('· i-1'));
    expect(told.body).toContain('R&amp;D &lt;lab&gt;');
    renewed.activate(told.id);
    await new RentalsPage(window).details(titleOf('i-1')).waitFor();
    await expect
      .poll(async () => (await answerOf(window.page, 'app.describe', null)).channels?.[0], until)
      .toEqual({ channel: 'native', state: 'ok', why: null });
    expect(app.complaints).toEqual([]);
  });
});
