import type { Result } from '../model/failure.ts';
import type { Instant, ReminderId, RentalId } from '../model/ids.ts';
import type { Channel } from '../model/reminder.ts';
import type { LogEntry } from '../model/log-entry.ts';

/** What a notification is about that is no summary. */
export interface RingSubject extends Pick<LogEntry, 'rentalId' | 'deadline' | 'deadlineAt' | 'rule'> {
  /** The reminders that ring with it, all of the same deadline. */
  readonly ids: readonly ReminderId[];
  readonly provider: string;
  /** The deadline as reminders count it: the earlier reading of an uncertain statement. */
  readonly countsTo: Instant;
}

/** One notification of the system: one reminder, or a summary of several. */
export interface Ring {
  readonly ids: readonly ReminderId[];
  /** What a click opens; null opens the reminders. */
  readonly rentalId: RentalId | null;
  /** Null for a summary. */
  readonly subject: RingSubject | null;
  readonly heading: string;
  readonly body: string;
  /** Little time is left, or data is about to be destroyed. */
  readonly urgent: boolean;
  /** Without the system's sound. */
  readonly silent: boolean;
}

/** Shows a notification. Returns the channel that took it; fails when none did. */
export interface Notifier {
  show(ring: Ring): Promise<Result<Channel>>;
}
