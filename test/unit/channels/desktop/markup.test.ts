import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { success } from '../../../../electron/core/model/failure.ts';
import type { Notification, NotificationChannel } from '../../../../electron/core/ports/channel.ts';
import { NativeChannel } from '../../../../electron/channels/desktop/native.ts';
import { NodeNotifierChannel, type HelperOptions } from '../../../../electron/channels/desktop/node-notifier.ts';
import { notificationService } from '../../../../electron/channels/desktop/notification-service.ts';
import { ChannelChain } from '../../../../electron/channels/chain.ts';
import { hostileNames } from '../../faces/terminal/readers/hostile.ts';
import { fakeBus } from './fake-bus.ts';

const owned = ['org.freedesktop.Notifications'];
const title = 'R&D <prod>';
const body = '<a href="https://evil.test">pay</a> & R&D <b>\\74i\\76</b> C:\\new';
const notification: Notification = { id: 'm1', title, body, urgent: false, silent: false };
const escaped = '&lt;a href="https://evil.test"&gt;pay&lt;/a&gt; &amp; R&amp;D &lt;b&gt;\\74i\\76&lt;/b&gt; C:\\new';

/** What each channel hands to a desktop whose service has these capabilities. */
const handed = async (texts: readonly string[], platform: NodeJS.Platform = 'linux') => {
  const service = notificationService(platform, fakeBus({ owned, texts }));
  const made: NotificationConstructorOptions[] = [];
  const native = new NativeChannel({
    isSupported: () => true,
    make: (options) => {
      made.push(options);
      return Object.assign(new EventEmitter(), {
        show(this: EventEmitter): void {
          this.emit('show');
        },
      });
    },
    service,
  });
  const seen: HelperOptions[] = [];
  const helper = new NodeNotifierChannel({
    platform,
    service,
    environment: {},
    appName: 'Leasebell',
    load: () =>
      Promise.resolve({
        notify: (options, callback) => {
          seen.push(options);
          callback('');
        },
      }),
  });
  expect(await native.show(notification)).toEqual(success('shown'));
  expect(await helper.show(notification)).toEqual(success('shown'));
  return { native: made[0], helper: seen[0] };
};

describe('a body', () => {
  it.each(['body-markup', 'body-hyperlinks', 'body-images'])(
    'is escaped where the service announces %s; a title never is',
    async (capability) => {
      const { native, helper } = await handed(['actions', 'body', capability]);
      expect([native?.title, native?.body]).toEqual([title, escaped]);
      expect([helper?.title, helper?.message]).toEqual([title, escaped.replaceAll('\\', '\\\\')]);
    },
  );

  it('stays as it is where the service reads no markup', async () => {
    const { native, helper } = await handed(['actions', 'body']);
    expect(native?.body).toBe(body);
    // The helper program reads escapes of its own in a body.
    expect(helper?.message).toBe(body.replaceAll('\\', '\\\\'));
  });

  it.each(['darwin', 'win32'] as const)('stays as it is on %s', async (platform) => {
    const { native, helper } = await handed(['body-markup'], platform);
    expect([native?.body, helper?.message]).toEqual([body, body]);
  });
});

describe('what others wrote', () => {
  it('reaches every channel as plain text', async () => {
    const asked: Notification[] = [];
    const channel: NotificationChannel = {
      channel: 'native',
      health: () => Promise.resolve({ channel: 'native', state: 'ok', why: null }),
      show: (each) => {
        asked.push(each);
        return Promise.resolve(success('shown'));
      },
    };
    const chain = new ChannelChain([channel]);
    for (const name of hostileNames) {
      const buttons = [{ label: name, onPress: () => undefined }];
      await chain.show({ ...notification, title: name, body: `a\n${name}`, buttons });
    }
    for (const each of asked) {
      const texts = [each.title, each.body, each.buttons?.[0]?.label].join('|');
      expect(texts).not.toMatch(
        /[^\P{Cc}\n]|[\p{Cs}\p{Zl}\p{Zp}\u200b\u200e\u200f\u061c\u2060\u202a-\u202e\u2066-\u2069\ufeff]/u,
      );
      expect(each.title).not.toContain('\n');
    }
    expect(await chain.show({ ...notification, title: '\u202e', body: '\u200b' })).toEqual(success('native'));
    expect(asked.at(-1)).toMatchObject({ title: '–', body: '–' });
  });
});
