import { describe, expect, it } from 'vitest';
import { FreedesktopChannel } from '../../../../electron/channels/desktop/freedesktop.ts';
import { notificationService } from '../../../../electron/channels/desktop/notification-service.ts';
import { success } from '../../../../electron/core/model/failure.ts';
import type { BusFault } from '../../../../electron/core/ports/bus-link.ts';
import type { Notification } from '../../../../electron/core/ports/channel.ts';
import { fakeBus } from './fake-bus.ts';
import { FakeLink } from './fake-link.ts';

const name = 'org.freedesktop.Notifications';
const told: Notification = { id: 'm1', title: 'Title <x>', body: 'Body & <b>', urgent: true, silent: false };

const aChannel = (capabilities: readonly string[] = ['actions', 'body']) => {
  const link = new FakeLink();
  const service = notificationService('linux', fakeBus({ owned: [name], texts: capabilities }));
  const channel = new FreedesktopChannel({ link, service, appName: () => 'Leasebell', openLabel: () => 'Open' });
  return { link, channel };
};

/** What a notification with two buttons and a click told, after what the test does. */
const clicked = async (act: (link: FakeLink) => void): Promise<readonly string[]> => {
  const { link, channel } = aChannel();
  const heard: string[] = [];
  const button = (label: string) => ({ label, onPress: () => void heard.push(label) });
  const onActivate = (): void => void heard.push('opened');
  await channel.show({ ...told, buttons: [button('Later'), button('Let lapse')], onActivate });
  act(link);
  return heard;
};

describe('a notification of a Linux desktop', () => {
  it('is what the specification says, and counts as shown once the service gave it a number', async () => {
    const { link, channel } = aChannel();
    expect(await channel.health()).toMatchObject({ state: 'untested' });
    expect(await channel.show({ ...told, buttons: [{ label: 'Later', onPress: () => undefined }] })).toEqual(
      success('shown'),
    );
    const actions = ['default', 'Open', '0', 'Later'];
    const hints = [
      ['urgency', ['y', 2]],
      ['desktop-entry', ['s', 'leasebell']],
    ];
    expect(link.calls).toMatchObject([
      { method: 'Notify', body: ['Leasebell', 0, 'leasebell', told.title, told.body, actions, hints, 0] },
    ]);
    expect(await channel.health()).toEqual({ channel: 'native', state: 'ok', why: null });
  });

  it('is escaped where bodies are markup, has no buttons where none are taken, and is silent where it is to be', async () => {
    const { link, channel } = aChannel(['body-markup']);
    await channel.show({ ...told, urgent: false, silent: true });
    const [, , , title, body, actions, hints, expires] = link.calls[0]?.body ?? [];
    expect([title, body, actions, expires]).toEqual([told.title, 'Body &amp; &lt;b&gt;', [], -1]);
    expect(hints).toEqual(expect.arrayContaining([['suppress-sound', ['b', true]]]));
  });

  it.each<[BusFault, string]>([
    ['refused', 'channel_refused'],
    ['silent', 'channel_no_confirmation'],
  ])('is not shown by a service that is %s', async (fault, why) => {
    const { link, channel } = aChannel();
    link.reply = () => fault;
    expect((await channel.show(told)).ok).toBe(false);
    expect(await channel.health()).toEqual({ channel: 'native', state: 'degraded', why });
  });

  it('is worth another try once a service is there that was absent', async () => {
    const { link, channel } = aChannel();
    link.reply = () => 'absent';
    expect((await channel.show(told)).ok).toBe(false);
    expect(await channel.health()).toMatchObject({ state: 'untested' });
  });

  it('is not shown where a reply is no number', async () => {
    const { link, channel } = aChannel();
    link.reply = () => [];
    expect((await channel.show(told)).ok).toBe(false);
  });

  it('tells of its click and of its buttons, once', async () => {
    const twice = (key: string) => (link: FakeLink) => {
      link.signal('ActionInvoked', 1, key);
      link.signal('ActionInvoked', 1, key);
    };
    expect(await clicked(twice('default'))).toEqual(['opened']);
    expect(await clicked(twice('1'))).toEqual(['Let lapse']);
    expect(await clicked(twice('elsewhere'))).toEqual([]);
  });

  it('hears nothing of others, of one that was closed, and of a number that a new service gave anew', async () => {
    expect(await clicked((link) => link.signal('ActionInvoked', 2, 'default'))).toEqual([]);
    const closed = (link: FakeLink) => {
      link.signal('NotificationClosed', 1, 2);
      link.signal('ActionInvoked', 1, 'default');
    };
    expect(await clicked(closed)).toEqual([]);
    const restarted = (link: FakeLink) => {
      link.signal('NameOwnerChanged', name, ':1.5', '');
      link.signal('ActionInvoked', 1, 'default');
    };
    expect(await clicked(restarted)).toEqual([]);
  });

  it('of many the newest hundred stay clickable', async () => {
    const { link, channel } = aChannel();
    const opened: string[] = [];
    for (let index = 1; index <= 101; index += 1)
      await channel.show({ ...told, onActivate: () => void opened.push(String(index)) });
    for (const id of [1, 2, 101]) link.signal('ActionInvoked', id, 'default');
    expect(opened).toEqual(['2', '101']);
  });
});
