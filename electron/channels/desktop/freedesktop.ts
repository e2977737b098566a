import type { ChannelFault } from '../../core/model/failure-words.ts';
import type { BusLink, BusFault } from '../../core/ports/bus-link.ts';
import { bodyFor, type Notification, type Ready } from '../../core/ports/channel.ts';
import type { NotificationService } from './notification-service.ts';
import { SystemChannel } from './system-channel.ts';

const name = 'org.freedesktop.Notifications';
const path = '/org/freedesktop/Notifications';

/** What the channel is made from. */
export interface FreedesktopParts {
  readonly link: BusLink;
  readonly service: NotificationService;
  readonly appName: () => string;
  /** What a click does, in words: some desktops show it as a button. */
  readonly openLabel: () => string;
  /** How long the service may take to confirm, in milliseconds. */
  readonly limitMs?: number;
}

const faults: Readonly<Record<BusFault, ChannelFault>> = {
  refused: 'refused',
  silent: 'no-confirmation',
  absent: 'no-service',
};

/** The name of the program's desktop file, by which a desktop finds its icon and its notification settings. */
const desktopEntry = 'leasebell';
/** So many stay clickable; older ones are forgotten, since some desktops never tell that one was closed. */
const maxHeld = 100;
const [neverExpires, expiresAsUsual] = [0, -1];

/**
 * The notifications of a Linux desktop (Desktop Notifications Specification 1.2), asked for over the bus. Electron's own would stop the whole
 * program until the service replies: https://github.com/electron/electron/issues/48753.
 */
export class FreedesktopChannel extends SystemChannel {
  readonly channel = 'native';
  readonly #parts: FreedesktopParts;
  /** By the service's number: what may still be clicked. */
  readonly #held = new Map<number, Notification>();
  #isListening = false;

  constructor(parts: FreedesktopParts) {
    super(parts.service);
    this.#parts = parts;
  }

  async warmUp(): Promise<void> {
    await this.#parts.service.warmUp();
  }

  protected async tell(notification: Notification, ready: Ready): Promise<ChannelFault | 'shown'> {
    this.#listen();
    const { link, limitMs = 5_000 } = this.#parts;
    const body = this.#arguments(notification, ready);
    const call = { name, path, contract: name, method: 'Notify', signature: 'susssasa{sv}i', body };
    const reply = await link.call(call, limitMs);
    if (typeof reply === 'string') return faults[reply];
    const [id] = reply;
    if (typeof id !== 'number') return 'refused';
    this.#hold(id, notification);
    return 'shown';
  }

  #arguments({ title, body, urgent, silent, buttons = [] }: Notification, ready: Ready): readonly unknown[] {
    const { appName, openLabel } = this.#parts;
    const actions = ['default', openLabel(), ...buttons.flatMap(({ label }, index) => [String(index), label])];
    const hints = [
      ['urgency', ['y', urgent ? 2 : 1]],
      ['desktop-entry', ['s', desktopEntry]],
      ...(silent ? [['suppress-sound', ['b', true]]] : []),
    ];
    const expires = urgent ? neverExpires : expiresAsUsual;
    const shown = bodyFor(body, ready);
    return [appName(), 0, desktopEntry, title, shown, ready.hasActions ? actions : [], hints, expires];
  }

  /** Hears what becomes of notifications. The numbers are those of one run of the service: after it has gone, they mean others. */
  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const told = ['ActionInvoked', 'NotificationClosed'].map((member) => ({ contract: name, member, sender: name }));
    this.#parts.link.follow(told, (member, [id, key]) => {
      const shown = typeof id === 'number' ? this.#held.get(id) : undefined;
      if (shown === undefined) return;
      if (typeof id === 'number') this.#held.delete(id);
      if (member === 'ActionInvoked') pressed(shown, key);
    });
    const gone = { contract: 'org.freedesktop.DBus', member: 'NameOwnerChanged', firstText: name };
    this.#parts.link.follow([gone], () => this.#held.clear());
  }

  #hold(id: number, notification: Notification): void {
    this.#held.set(id, notification);
    const [oldest] = this.#held.keys();
    if (this.#held.size > maxHeld && oldest !== undefined) this.#held.delete(oldest);
  }
}

const pressed = ({ onActivate, buttons = [] }: Notification, key: unknown): void => {
  if (key === 'default') onActivate?.();
  else buttons.find((_button, index) => String(index) === key)?.onPress();
};
