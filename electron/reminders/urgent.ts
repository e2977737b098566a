import type { DeadlineKind } from '../contract/deadline.ts';
import { hour } from '../contract/instant.ts';
import type { Channel } from '../contract/reminder.ts';
import type { DesktopReminders } from '../contract/settings.ts';

/** What makes a reminder urgent. */
export interface Urgency {
  readonly deadline: DeadlineKind;
  readonly pointMs: number;
}

/** Whether little time is left: the last hour before a deadline, and data that is about to be destroyed. */
export const isUrgent = ({ deadline, pointMs }: Urgency): boolean => deadline === 'releases' || pointMs <= hour;

/** Whether the user wants a reminder on the desktop; the inbox has them all. */
export const isForDesktop = (reminder: Urgency, desktop: DesktopReminders): boolean =>
  desktop === 'all' || (desktop === 'urgent' && isUrgent(reminder));

/** The ways on which a reminder will be told, the system's notification first. */
export const channelsFor = (reminder: Urgency, desktop: DesktopReminders): readonly Channel[] =>
  isForDesktop(reminder, desktop) ? ['native', 'inbox'] : ['inbox'];
