import type { DeadlineKind } from './deadline.ts';
import { hour } from './instant.ts';
import type { Channel, ReminderRule } from './reminder.ts';

export const severities = ['urgent', 'usual', 'news'] as const;

/** How much a reminder presses: little time is left, there is still time, or something has happened. */
export type Severity = (typeof severities)[number];

export const desktopChoices = ['sound', 'silent', 'inbox'] as const;

/** How the desktop tells: a notification with or without its sound, or none. The inbox has every reminder whatever is chosen. */
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
 * How much a reminder presses. Urgent: data that is about to be destroyed, and the last hour before a deadline up to the deadline
 * itself. News: what has happened. A deadline that nobody can confirm is no news: it is judged by the time that is left.
 */
export const severityOf = ({ rule, deadline, pointMs }: SeverityFacts): Severity => {
  if (deadline === 'releases') return 'urgent';
  if (rule === 'change') return 'news';
  return pointMs <= hour ? 'urgent' : 'usual';
};

/** The ways on which a reminder will be told, the system's notification first. */
export const channelsFor = (reminder: SeverityFacts, desktop: DesktopChoices): readonly Channel[] =>
  desktop[severityOf(reminder)] === 'inbox' ? ['inbox'] : ['native', 'inbox'];
