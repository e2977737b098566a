import { epochMsOf, instantOf } from '../contract/instant.ts';
import type { InboxEntry } from '../contract/reminder.ts';
import { laterOf } from '../reminders/later.ts';
import { loggedWatermarks } from '../reminders/ledger.ts';
import { storedRules } from '../reminders/rules.ts';
import type { Database } from '../store/database.ts';
import { listInbox } from '../store/inbox.ts';
import { rentalById } from '../store/rentals.ts';

/**
 * What waits in the inbox, each with how it can be put off: first what can still be helped, the nearest deadline on top, then the
 * rest, newest first.
 */
export const inboxEntries = (database: Database, nowMs: number, timeZone: string): readonly InboxEntry[] => {
  const watermarks = loggedWatermarks(database, nowMs);
  const rules = storedRules(database);
  const now = instantOf(nowMs);
  const waiting = listInbox(database);
  const ahead = waiting.filter(({ deadlineAt }) => deadlineAt > now);
  return [
    ...ahead.sort((one, other) => epochMsOf(one.deadlineAt) - epochMsOf(other.deadlineAt)),
    ...waiting.filter(({ deadlineAt }) => deadlineAt <= now),
  ].map(({ deadline, ...entry }) => {
    const rental = rentalById(database, entry.rentalId);
    return { ...entry, later: rental === null ? null : laterOf(rental, deadline, watermarks, nowMs, rules, timeZone) };
  });
};
