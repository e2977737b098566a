import type { Page, PageRequest, PointsExample } from '../../contract/views.ts';
import { success, type Result } from '../../core/model/failure.ts';
import type { ReminderId } from '../../core/model/ids.ts';
import { day, instantOf } from '../../core/model/instant.ts';
import type { LogEntry } from '../../core/model/log-entry.ts';
import type { InboxEntry, ReminderView } from '../../core/model/reminder.ts';
import type { Rental } from '../../core/model/rental.ts';
import { upcoming } from '../../core/reminders/plan.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import { findReminders, reminderById } from '../../edges/store/reminder-log.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { countTold, listTold } from '../../edges/store/told-reminders.ts';
import { ringingRentals } from '../../edges/store/ringing-rentals.ts';
import { readNotifications } from '../../edges/store/settings.ts';
import { loggedWatermarks } from '../../engine/bell/watermarks.ts';
import { storedRules } from '../../engine/bell/rules.ts';
import type { Sources } from '../../engine/host.ts';
import { lookOver } from '../../engine/polling/look-over.ts';
import { inboxEntries } from './inbox.ts';
import { previewPoints, type ThoughtOfPoints } from './preview-points.ts';
import { loggedReminder, plannedReminder, toldReminder } from './views.ts';

const loggedDays = 30;

/** Returns the questions about reminders, which read only the store. */
export const reminderQuestions = (sources: Sources) => ({
  /** Returns what will ring within a time from now, in milliseconds, soonest first. */
  upcoming: ({ withinMs }: { readonly withinMs: number }): Result<readonly ReminderView[]> =>
    success(upcomingViews(sources, withinMs)),
  /** Returns what would ring with other points of a class, for the rentals of it that are next to end. */
  previewPoints: (thoughtOf: ThoughtOfPoints): Result<readonly PointsExample[]> =>
    success(previewPoints(sources, thoughtOf)),
  /** Returns a page of what was told, one row for each reminder, newest first. */
  log: (page: PageRequest): Result<Page<ReminderView>> => {
    const { database } = sources;
    const told = listTold(database, page);
    const rentalOf = rentalsOfLog(
      database,
      told.map(({ entry }) => entry),
    );
    return success({ total: countTold(database), rows: told.map((each) => toldReminder(each, rentalOf(each.entry))) });
  },
  /** Returns what waits in the inbox, one card for each rental, the most pressing first. */
  inbox: (): Result<readonly InboxEntry[]> => success(inboxEntries(sources)),
  /** Returns which reminders were told in the last 30 days, and which of those named are older, newest first. */
  findPast: ({ named }: { readonly named: readonly string[] }): Result<readonly ReminderId[]> =>
    success(findReminders(sources.database, instantOf(sources.now() - loggedDays * day), named)),
  /** Returns past reminders that were found, in their sequence, without those that cannot be read. */
  readPast: (found: readonly ReminderId[]): Result<readonly ReminderView[]> =>
    success(
      loggedViews(
        sources.database,
        found.map((id) => reminderById(sources.database, id)).filter((entry) => entry !== null),
      ),
    ),
});

const loggedViews = (database: Sources['database'], entries: readonly LogEntry[]): readonly ReminderView[] => {
  const rentalOf = rentalsOfLog(database, entries);
  return entries.map((entry) => loggedReminder(entry, rentalOf(entry)));
};

/** Returns the rental of each entry, read once; null for what is gone. */
const rentalsOfLog = (
  database: Sources['database'],
  entries: readonly LogEntry[],
): ((entry: LogEntry) => Rental | null) => {
  const ids = new Set(entries.map(({ rentalId }) => rentalId));
  const rentals = new Map([...ids].map((id) => [id, rentalById(database, id)]));
  return ({ rentalId }) => rentals.get(rentalId) ?? null;
};

const upcomingViews = ({ database, now }: Sources, withinMs: number): readonly ReminderView[] => {
  const nowMs = now();
  lookOver({ database, now });
  const notifications = readNotifications(database);
  const accounts = new Map(listAccounts(database).map((account) => [account.id, account]));
  const watermarks = loggedWatermarks(database, nowMs);
  const points = upcoming(ringingRentals(database, nowMs), watermarks, nowMs, nowMs + withinMs, storedRules(database));
  return points.flatMap((point) => {
    const account = accounts.get(point.rental.accountId);
    return account === undefined ? [] : [plannedReminder(point, account, notifications)];
  });
};
