import type { Instant } from '../../../core/model/ids.ts';
import type { InboxEntry, ReminderView } from '../../../core/model/reminder.ts';

/** A reminder in the shape of the terminal program's JSON. */
export interface ReminderJson extends ReminderView {
  /** What waits to be handled about its rental, in the words of now; on the newest reminder that the card stands for, null on all others. */
  readonly waiting: { readonly heading: string; readonly body: string; readonly deadlineAt: Instant } | null;
}

/** Returns a reminder in the shape of the terminal program's JSON. */
export const reminderJson = (view: ReminderView, card: InboxEntry | null): ReminderJson => ({
  ...view,
  waiting: card === null ? null : { heading: card.heading, body: card.body, deadlineAt: card.deadlineAt },
});
