import type { Account } from '../../core/model/account.ts';
import type { ReminderView } from '../../core/model/reminder.ts';
import type { Rental } from '../../core/model/rental.ts';
import { channelsFor, type DesktopChoices } from '../../core/model/severity.ts';
import { pointIdOf } from '../../core/reminders/claim-rows.ts';
import { ruleOf, type ScheduledPoint } from '../../core/reminders/plan.ts';
import { rentalName } from '../../core/words/rental-name.ts';
import type { LogEntry } from '../../core/model/log-entry.ts';

/** Returns the view of a point that will ring. */
export const plannedReminder = (point: ScheduledPoint, account: Account, desktop: DesktopChoices): ReminderView => ({
  id: pointIdOf(point),
  rentalId: point.rental.id,
  account: account.label,
  title: rentalName(point.rental),
  deadline: point.deadline.kind,
  deadlineAt: point.deadline.at,
  basis: point.deadline.basis,
  pointMs: point.pointMs,
  fireAt: point.ringsAt,
  rule: ruleOf(point),
  channels: channelsFor({ rule: ruleOf(point), deadline: point.deadline.kind, pointMs: point.pointMs }, desktop),
  state: point.suppressed === null ? 'planned' : 'suppressed',
  reason: point.suppressed,
  attempts: 0,
  shownAt: null,
});

/** Returns the view of a row of the log, under the name that its rental has now; what is gone keeps the one that it was logged under. */
export const loggedReminder = (entry: LogEntry, rental: Rental | null): ReminderView => ({
  id: entry.id,
  rentalId: entry.rentalId,
  account: entry.account,
  title: rental === null ? entry.title : rentalName(rental),
  deadline: entry.deadline,
  deadlineAt: entry.deadlineAt,
  basis: entry.basis,
  pointMs: entry.pointMs,
  fireAt: entry.fireAt,
  rule: entry.rule,
  channels: [entry.channel],
  state: entry.state,
  reason: entry.reason,
  attempts: entry.attempts,
  shownAt: entry.shownAt,
});
