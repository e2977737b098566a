import type { Notification as ElectronNotification, NotificationConstructorOptions } from 'electron';
import { bodyFor, type Notification, type Ready } from '../../core/ports/channel.ts';
import type { ChannelFault } from '../../core/model/failure-words.ts';
import type { NotificationService } from './notification-service.ts';
import { SystemChannel } from './system-channel.ts';

/** The part of Electron's Notification that is used. */
export interface ShownNotification {
  once(event: 'show' | 'click' | 'close' | 'failed' | 'action', listener: (...facts: unknown[]) => void): unknown;
  show(): void;
}

/** What the native channel is made from. */
export interface NativeParts {
  readonly isSupported: () => boolean;
  /** Makes one; Electron's `new Notification(options)`. */
  readonly make: (options: NotificationConstructorOptions) => ShownNotification | ElectronNotification;
  readonly service: NotificationService;
  /** Told of each click and button that a notification told of itself. */
  readonly onKnown?: () => void;
  /** How long the system may take to confirm, in milliseconds. */
  readonly limitMs?: number;
}

/** Which button an `action` event is about: in the event itself, with older versions of Electron beside it. Null when it does not say. */
const pressedOf = ([event, index]: readonly unknown[]): number | null => {
  const inside: unknown = typeof event === 'object' && event !== null ? Reflect.get(event, 'actionIndex') : null;
  const pressed = inside ?? index;
  return typeof pressed === 'number' ? pressed : null;
};

/** A system that shows none is not asked. */
const whereSupported = ({
  isSupported,
  service,
}: Pick<NativeParts, 'isSupported' | 'service'>): Pick<NotificationService, 'obstacle' | 'ready'> => ({
  obstacle: async () => (isSupported() ? service.obstacle() : 'not-supported'),
  ready: async () => (isSupported() ? service.ready() : 'not-supported'),
});

/** So many stay clickable; older ones are forgotten, since some desktops never tell that one was closed. */
const maxHeld = 100;

/** Electron's own notification. It counts as shown when the system says so. */
export class NativeChannel extends SystemChannel {
  readonly channel = 'native';
  readonly #parts: NativeParts;
  /** A notification that nobody refers to is collected, and its click is lost. */
  readonly #held = new Set<object>();

  constructor(parts: NativeParts) {
    super(whereSupported(parts));
    this.#parts = parts;
  }

  /** What the system throws is a refusal: whoever rings goes on with the next channel. */
  protected async tell(notification: Notification, ready: Ready): Promise<ChannelFault | 'shown'> {
    try {
      return await this.#outcome(this.#made(notification, ready), notification);
    } catch {
      return 'refused';
    }
  }

  /** On Linux Electron hands the body to the desktop as it is. */
  #made({ id, title, body, urgent, silent, buttons = [] }: Notification, ready: Ready): ShownNotification {
    return this.#parts.make({
      id,
      title,
      body: bodyFor(body, ready),
      silent,
      urgency: urgent ? 'critical' : 'normal',
      timeoutType: urgent ? 'never' : 'default',
      ...(buttons.length === 0 ? {} : { actions: buttons.map(({ label }) => ({ type: 'button', text: label })) }),
    });
  }

  #outcome(shown: ShownNotification, { onActivate, buttons }: Notification): Promise<ChannelFault | 'shown'> {
    return new Promise((resolve) => {
      this.#hold(shown);
      const timer = setTimeout(() => resolve('no-confirmation'), this.#parts.limitMs ?? 5_000);
      const settle = (outcome: ChannelFault | 'shown'): void => {
        clearTimeout(timer);
        resolve(outcome);
      };
      shown.once('show', () => settle('shown'));
      shown.once('failed', () => {
        this.#held.delete(shown);
        settle('refused');
      });
      shown.once('close', () => this.#held.delete(shown));
      shown.once('click', () => {
        this.#held.delete(shown);
        this.#parts.onKnown?.();
        onActivate?.();
      });
      shown.once('action', (...facts) => {
        this.#held.delete(shown);
        this.#parts.onKnown?.();
        buttons?.[pressedOf(facts) ?? -1]?.onPress();
      });
      try {
        shown.show();
      } catch {
        this.#held.delete(shown);
        settle('refused');
      }
    });
  }

  #hold(shown: object): void {
    this.#held.add(shown);
    const [oldest] = this.#held;
    if (this.#held.size > maxHeld && oldest !== undefined) this.#held.delete(oldest);
  }
}
