import { success, type Result } from '../../core/model/failure.ts';
import type { ChannelFault } from '../../core/model/failure-words.ts';
import type { Channel } from '../../core/model/reminder.ts';
import {
  channelFailure,
  healthOf,
  type Notification,
  type NotificationChannel,
  type Ready,
} from '../../core/ports/channel.ts';
import type { NotificationService } from './notification-service.ts';

/** A channel over a service of the system: asks it first, and remembers how the last notification went. */
export abstract class SystemChannel implements NotificationChannel {
  abstract readonly channel: Channel;
  readonly #service: Pick<NotificationService, 'obstacle' | 'ready'>;
  #last: ChannelFault | 'shown' | null = null;

  constructor(service: Pick<NotificationService, 'obstacle' | 'ready'>) {
    this.#service = service;
  }

  async health() {
    return healthOf(this.channel, await this.#service.obstacle(), this.#last);
  }

  async show(notification: Notification): Promise<Result<'shown'>> {
    const ready = await this.#service.ready();
    this.#last = typeof ready === 'string' ? ready : await this.tell(notification, ready);
    return this.#last === 'shown' ? success('shown') : channelFailure(this.#last);
  }

  /** Shows it now that somebody would. Never throws, and is over in bounded time. */
  protected abstract tell(notification: Notification, ready: Ready): Promise<ChannelFault | 'shown'>;
}
