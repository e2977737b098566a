import type { DeadlineKind } from './deadline.ts';
import { hour } from './instant.ts';
import type { Channel, ReminderRule } from './reminder.ts';

/** Every severity of a reminder. */
export const severities = ['urgent', 'usual', 'news'] as const;

/** How much a reminder presses: little time is left, there is still time, or something has happened. */
export type Severity = (typeof severities)[number];

/** Every choice of how the desktop notifies. */
export const desktopChoices = ['sound', 'silent', 'inbox'] as const;

/** How the desktop notifies: with or without a sound, or not at all. The inbox lists every reminder in any case. */
type DesktopChoice = (typeof desktopChoices)[number];

/** The user's choice for each severity. */
export type DesktopChoices = Readonly<Record<Severity, DesktopChoice>>;

/** What the severity of a reminder goes by. */
export interface SeverityFacts {
  readonly rule: ReminderRule;
  readonly deadline: DeadlineKind;
  /** Milliseconds before the deadline. */
  readonly pointMs: number;
}

/**
 * Returns the severity of a reminder. Urgent: data about to be destroyed, and the last hour before a deadline. News: what has happened. A
 * deadline that cannot be confirmed is judged by the time that is left.
 */
export const severityOf = ({ rule, deadline, pointMs }: SeverityFacts): Severity => {
  if (deadline === 'releases') return 'urgent';
  if (rule === 'change') return 'news';
  return pointMs <= hour ? 'urgent' : 'usual';
};

/** Returns the channels that a reminder will use, the system's notification first. */
export const channelsFor = (reminder: SeverityFacts, desktop: DesktopChoices): readonly Channel[] =>
  desktop[severityOf(reminder)] === 'inbox' ? ['inbox'] : ['native', 'inbox'];
