import { failed, type Result } from '../model/failure.ts';
import type { ChannelFault } from '../model/failure-words.ts';
import { plainLine, plainLines } from '../model/plain-text.ts';
import type { Channel, ChannelHealth } from '../model/reminder.ts';

/** A button of a notification. */
interface NotificationButton {
  readonly label: string;
  readonly onPress: () => void;
}

/** What a channel is asked to show. Texts are never empty. */
export interface Notification {
  /** Stays the same when the same reminder is shown again after a crash, where the platform takes an id. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** Stays on screen until it is handled, where the platform can do that. */
  readonly urgent: boolean;
  /** Without a sound. Linux desktops decide for themselves which notifications sound. */
  readonly silent: boolean;
  /** Shown where the system has buttons: macOS (a signed app whose notifications stay), Windows, and Linux desktops that announce it. */
  readonly buttons?: readonly NotificationButton[];
  /** The user clicked it. Channels that cannot tell never call it. */
  readonly onActivate?: () => void;
}

/** Returns a body as the desktop's service takes it: where the service reads markup, `&`, `<` and `>` are escaped, so that no text is cut or becomes a link. */
export const bodyFor = (body: string, { readsMarkup }: Pick<Ready, 'readsMarkup'>): string =>
  readsMarkup ? body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : body;

/** Returns a notification with plain texts: nothing in them steers or breaks what the desktop shows. */
export const plainNotification = (notification: Notification): Notification => ({
  ...notification,
  title: plainLine(notification.title) || '–',
  body: plainLines(notification.body) || '–',
  ...(notification.buttons === undefined
    ? {}
    : { buttons: notification.buttons.map((button) => ({ ...button, label: plainLine(button.label) })) }),
});

/** What is known of the desktop when something can be shown. */
export interface Ready {
  /** The service reads markup in bodies (Desktop Notifications Specification: `body-markup` and what needs it), never in titles. */
  readonly readsMarkup: boolean;
  /** The service takes clicks and shows buttons (`actions`). */
  readonly hasActions: boolean;
}

/** One way of telling. */
export interface NotificationChannel {
  readonly channel: Channel;
  /** Whether it can ring, as far as can be known without ringing. */
  health(): Promise<ChannelHealth>;
  /** Succeeds once the system confirmed; fails with `not-found` and a `ChannelFault` as detail. Never throws, never waits longer than 12 s. */
  show(notification: Notification): Promise<Result<'shown'>>;
  /** Loads ahead of time what the first `show` would load, where anything is; shows nothing and asks nobody. Never rejects. */
  warmUp?(): Promise<void>;
}

/** The failure of a channel. */
export const channelFailure = (fault: ChannelFault): Result<never> => failed('not-found', { detail: fault });

/** Message keys that say why a channel cannot ring. */
const reasons: Readonly<Record<ChannelFault, string>> = {
  'no-service': 'channel_no_service',
  'not-answering': 'channel_not_answering',
  'not-supported': 'channel_not_supported',
  'not-installed': 'channel_not_installed',
  refused: 'channel_refused',
  'no-confirmation': 'channel_no_confirmation',
};

/** Returns a channel's health, from what stands in its way now and the outcome of its last notification (null before the first). */
export const healthOf = (
  channel: Channel,
  obstacle: ChannelFault | null,
  last: ChannelFault | 'shown' | null,
): ChannelHealth => {
  if (obstacle !== null) return { channel, state: 'unavailable', why: reasons[obstacle] };
  // A service that was absent then is there now, and has not been tried.
  if (last === null || last === 'no-service') return { channel, state: 'untested', why: 'channel_untested' };
  return last === 'shown' ? { channel, state: 'ok', why: null } : { channel, state: 'degraded', why: reasons[last] };
};
