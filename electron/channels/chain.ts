import { success, type Result } from '../core/model/failure.ts';
import type { Channel, ChannelHealth } from '../core/model/reminder.ts';
import {
  channelFailure,
  plainNotification,
  type Notification,
  type NotificationChannel,
} from '../core/ports/channel.ts';

/** Rings through the first channel that can. */
export class ChannelChain {
  readonly #channels: readonly NotificationChannel[];

  /** The channels, best first. */
  constructor(channels: readonly NotificationChannel[]) {
    this.#channels = channels;
  }

  /** The health of every channel, the inbox included: it always works. */
  async health(): Promise<readonly ChannelHealth[]> {
    const own = await Promise.all(this.#channels.map((channel) => channel.health()));
    return [...own, { channel: 'inbox', state: 'ok', why: null }];
  }

  /**
   * Loads ahead of time what the first ring would load. A program that runs for long calls this at its start: by its first ring,
   * its own files may have been replaced by newer ones with other names. Never rejects.
   */
  async warmUp(): Promise<void> {
    await Promise.all(this.#channels.map(async (channel) => channel.warmUp?.()));
  }

  /** Tries one after the other; answers which one took it, or the failure of the last. */
  async show(notification: Notification): Promise<Result<Channel>> {
    const plain = plainNotification(notification);
    let last: Result<never> = channelFailure('not-supported');
    for (const channel of this.#channels) {
      const shown = await channel.show(plain);
      if (shown.ok) return success(channel.channel);
      last = shown;
    }
    return last;
  }
}
