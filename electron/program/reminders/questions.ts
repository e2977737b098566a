import type { Page, PageRequest } from '../../contract/views.ts';
import { success, type Result } from '../../core/model/failure.ts';
import { day, instantOf } from '../../core/model/instant.ts';
import type { InboxEntry, ReminderView } from '../../core/model/reminder.ts';
import { upcoming } from '../../core/reminders/plan.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import { countReminderLog, listReminderLog } from '../../edges/store/reminder-log.ts';
import { ringingRentals } from '../../edges/store/rentals.ts';
import { readNotifications } from '../../edges/store/settings.ts';
import { loggedWatermarks } from '../../engine/bell/watermarks.ts';
import { storedRules } from '../../engine/bell/rules.ts';
import type { Sources } from '../../engine/host.ts';
import { inboxEntries } from './inbox.ts';
import { loggedReminder, plannedReminder } from './views.ts';

const loggedDays = 30;
const everything = Number.MAX_SAFE_INTEGER;

/** Returns the questions about reminders, which read only the store. */
export const reminderQuestions = (sources: Sources) => ({
  /** Returns what will ring within a time from now, in milliseconds, soonest first. */
  upcoming: ({ withinMs }: { readonly withinMs: number }): Result<readonly ReminderView[]> =>
    success(upcomingViews(sources, withinMs)),
  /** Returns a page of the reminder log, newest first. */
  log: (page: PageRequest): Result<Page<ReminderView>> => {
    const { database } = sources;
    return success({ total: countReminderLog(database), rows: listReminderLog(database, page).map(loggedReminder) });
  },
  /** Returns what waits in the inbox, one card for each rental, the most pressing first. */
  inbox: (): Result<readonly InboxEntry[]> => success(inboxEntries(sources)),
  /** Returns what was told in the last 30 days, and what is older but still named in `ids`, newest first. */
  past: ({ ids }: { readonly ids: readonly string[] }): Result<readonly ReminderView[]> => {
    const since = instantOf(sources.now() - loggedDays * day);
    const kept = new Set(ids);
    return success(
      listReminderLog(sources.database, { offset: 0, limit: everything })
        .filter((entry) => entry.claimedAt >= since || kept.has(entry.id))
        .map(loggedReminder),
    );
  },
});

const upcomingViews = ({ database, now }: Sources, withinMs: number): readonly ReminderView[] => {
  const nowMs = now();
  const notifications = readNotifications(database);
  const accounts = new Map(listAccounts(database).map((account) => [account.id, account]));
  const watermarks = loggedWatermarks(database, nowMs);
  const points = upcoming(ringingRentals(database, nowMs), watermarks, nowMs, nowMs + withinMs, storedRules(database));
  return points.flatMap((point) => {
    const account = accounts.get(point.rental.accountId);
    return account === undefined ? [] : [plannedReminder(point, account, notifications)];
  });
};
