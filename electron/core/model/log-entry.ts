import type { AccountId, Instant } from './ids.ts';
import type { Channel, ReminderView } from './reminder.ts';

/** One durable row: a point of a rental's deadline on one way of telling. Written before it is shown. */
export interface LogEntry extends Omit<ReminderView, 'channels'> {
  readonly accountId: AccountId;
  readonly channel: Channel;
  readonly heading: string;
  readonly body: string;
  readonly claimedAt: Instant;
  readonly retryAt: Instant | null;
}
