import { EventEmitter } from 'node:events';
import type { NotificationConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { success } from '../../../../electron/core/model/failure.ts';
import {
  channelFailure,
  type Notification,
  type NotificationChannel,
} from '../../../../electron/core/ports/channel.ts';
import { NativeChannel } from '../../../../electron/channels/desktop/native.ts';
import { notificationService } from '../../../../electron/channels/desktop/notification-service.ts';
import { NodeNotifierChannel, type Helper } from '../../../../electron/channels/desktop/node-notifier.ts';
import { ChannelChain } from '../../../../electron/channels/chain.ts';
import { fakeBus } from './fake-bus.ts';

const name = 'org.freedesktop.Notifications';
const notification: Notification = { id: 'm1', title: 'Title', body: 'Body', urgent: true, silent: false };
const refused = (detail: string) => ({ ok: false, failure: { code: 'not-found', detail } });

class FakeNotification extends EventEmitter {
  readonly options: NotificationConstructorOptions;
  readonly #outcome: 'show' | 'failed' | null;

  constructor(options: NotificationConstructorOptions, outcome: 'show' | 'failed' | null) {
    super();
    this.options = options;
    this.#outcome = outcome;
  }

  show(): void {
    if (this.#outcome !== null) this.emit(this.#outcome);
  }
}

const native = (outcome: 'show' | 'failed' | null, { bus = fakeBus({ owned: [name] }), supported = true } = {}) => {
  const made: FakeNotification[] = [];
  const channel = new NativeChannel({
    isSupported: () => supported,
    make: (options) => {
      const fake = new FakeNotification(options, outcome);
      made.push(fake);
      return fake;
    },
    service: notificationService('linux', bus),
    limitMs: 5,
  });
  return { channel, made };
};

describe('the service behind notifications', () => {
  it('is asked for on Linux only', async () => {
    expect(await notificationService('linux', fakeBus({})).ready()).toBe('no-service');
    expect(await notificationService('darwin', fakeBus({})).ready()).toEqual({ readsMarkup: false, hasActions: true });
    expect(await notificationService('win32', fakeBus({})).obstacle()).toBeNull();
  });

  it('is started when the bus can, but only before something is shown', async () => {
    const started: string[] = [];
    const service = notificationService('linux', fakeBus({ startable: [name], started }));
    expect(await service.obstacle()).toBeNull();
    expect(started).toEqual([]);
    expect(await service.ready()).toEqual({ readsMarkup: false, hasActions: false });
    expect(started).toEqual([name]);
    expect(await notificationService('linux', fakeBus({ startable: [name], comesUp: false })).ready()).toBe(
      'no-service',
    );
  });

  it('is not said to be absent by a bus that does not answer', async () => {
    const service = notificationService('linux', fakeBus({ silent: true }));
    expect([await service.obstacle(), await service.ready()]).toEqual(['not-answering', 'not-answering']);
  });

  it('has to answer', async () => {
    expect(await notificationService('linux', fakeBus({ owned: [name], answering: false })).ready()).toBe(
      'not-answering',
    );
  });
});

describe('the native channel', () => {
  it('has shown something when the system says so', async () => {
    const { channel, made } = native('show');
    expect(await channel.health()).toMatchObject({ state: 'untested' });
    expect(await channel.show(notification)).toEqual(success('shown'));
    expect(made[0]?.options).toMatchObject({
      id: 'm1',
      title: 'Title',
      body: 'Body',
      urgency: 'critical',
      timeoutType: 'never',
      silent: false,
    });
    expect(made[0]?.options).not.toHaveProperty('actions');
    expect(await channel.health()).toEqual({ channel: 'native', state: 'ok', why: null });
  });

  it('hands on a click, once', async () => {
    const { channel, made } = native('show');
    let clicks = 0;
    await channel.show({ ...notification, onActivate: () => (clicks += 1) });
    made[0]?.emit('click');
    made[0]?.emit('click');
    expect(clicks).toBe(1);
  });

  it('is silent where it is asked to be', async () => {
    const { channel, made } = native('show');
    await channel.show({ ...notification, silent: true });
    expect(made[0]?.options.silent).toBe(true);
  });

  it.each([
    ['as Electron tells it now', [{ actionIndex: 1 }, 1, -1]],
    ['as older versions tell it', [{}, 1]],
  ])('hands on which button was pressed, %s', async (_name, facts) => {
    const { channel, made } = native('show');
    const pressed: string[] = [];
    const buttons = ['Later', 'Let lapse'].map((label) => ({ label, onPress: () => pressed.push(label) }));
    await channel.show({ ...notification, buttons });
    expect(made[0]?.options.actions).toEqual([
      { type: 'button', text: 'Later' },
      { type: 'button', text: 'Let lapse' },
    ]);
    made[0]?.emit('action', ...facts);
    made[0]?.emit('action', {});
    expect(pressed).toEqual(['Let lapse']);
  });

  it('fails when the system refuses or stays silent', async () => {
    const failing = native('failed').channel;
    expect(await failing.show(notification)).toEqual(refused('refused'));
    expect(await failing.health()).toEqual({ channel: 'native', state: 'degraded', why: 'channel_refused' });
    expect(await native(null).channel.show(notification)).toEqual(refused('no-confirmation'));
  });

  it('counts as refused, and never rejects, when the system throws', async () => {
    const service = notificationService('linux', fakeBus({ owned: [name] }));
    const throwing = () => {
      throw new Error('libnotify is gone');
    };
    const unmade = new NativeChannel({ isSupported: () => true, make: throwing, service });
    expect(await unmade.show(notification)).toEqual(refused('refused'));
    expect(await unmade.health()).toMatchObject({ state: 'degraded', why: 'channel_refused' });
    const make = () => Object.assign(new EventEmitter(), { show: throwing });
    expect(await new NativeChannel({ isSupported: () => true, make, service }).show(notification)).toEqual(
      refused('refused'),
    );
  });

  it('touches nothing where there is no service or no support', async () => {
    const alone = native('show', { bus: fakeBus({}) });
    expect(await alone.channel.show(notification)).toEqual(refused('no-service'));
    expect(await alone.channel.health()).toEqual({
      channel: 'native',
      state: 'unavailable',
      why: 'channel_no_service',
    });
    const without = native('show', { supported: false });
    expect(await without.channel.show(notification)).toEqual(refused('not-supported'));
    expect([...alone.made, ...without.made]).toEqual([]);
  });
});

const channel = (kind: 'native' | 'node-notifier', works: boolean, asked: string[]): NotificationChannel => ({
  channel: kind,
  health: () => Promise.resolve({ channel: kind, state: works ? 'ok' : 'unavailable', why: null }),
  show: () => {
    asked.push(kind);
    return Promise.resolve(works ? success('shown') : channelFailure('refused'));
  },
});

describe('the chain of channels', () => {
  it('loads ahead of time what its channels load lazily, without asking the bus; one that cannot hinders none', async () => {
    const loaded: string[] = [];
    const bus = {
      ...fakeBus({ owned: [name] }),
      hasOwner: () => Promise.reject(new Error('the bus must not be asked')),
      warmUp: () => Promise.resolve(void loaded.push('bus')),
    };
    const notifier = (load: () => Promise<Helper>) =>
      new NodeNotifierChannel({
        platform: 'linux',
        service: notificationService('linux', bus),
        environment: {},
        appName: 'Leasebell',
        load,
      });
    const broken = notifier(() => Promise.reject(new Error('gone')));
    const whole = notifier(() => {
      loaded.push('package');
      return Promise.resolve({ notify: () => undefined });
    });
    await new ChannelChain([channel('native', true, []), broken, whole]).warmUp();
    expect(loaded.sort()).toEqual(['bus', 'bus', 'package']);
  });

  it('stops at the first that works', async () => {
    const asked: string[] = [];
    const chain = new ChannelChain([channel('native', true, asked), channel('node-notifier', true, asked)]);
    expect(await chain.show(notification)).toEqual(success('native'));
    expect(asked).toEqual(['native']);
  });

  it('goes on to the next, and fails when none works', async () => {
    const asked: string[] = [];
    const second = new ChannelChain([channel('native', false, asked), channel('node-notifier', true, asked)]);
    expect(await second.show(notification)).toEqual(success('node-notifier'));
    expect(await new ChannelChain([channel('native', false, asked)]).show(notification)).toEqual(refused('refused'));
    expect(await new ChannelChain([]).show(notification)).toEqual(refused('not-supported'));
    expect(asked).toEqual(['native', 'node-notifier', 'native']);
  });

  it('always has the inbox', async () => {
    expect(await new ChannelChain([channel('native', false, [])]).health()).toMatchObject([
      { channel: 'native', state: 'unavailable' },
      { channel: 'inbox', state: 'ok' },
    ]);
  });
});
