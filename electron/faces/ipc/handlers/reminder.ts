import { inboxEntries } from '../../../program/views/inbox.ts';
import { loggedReminder, plannedReminder } from '../../../program/views/reminder.ts';
import { failed, success, type Result } from '../../../core/model/failure.ts';
import { day, instantOf } from '../../../core/model/instant.ts';
import { claimTest, loggedWatermarks } from '../../../engine/bell/ledger.ts';
import { storedRules } from '../../../engine/bell/rules.ts';
import { testPoint, upcoming } from '../../../core/reminders/plan.ts';
import { accountById } from '../../../edges/store/accounts.ts';
import { acknowledgeReminder, unacknowledgeReminder } from '../../../edges/store/inbox.ts';
import { countReminderLog, listReminderLog, reminderById } from '../../../edges/store/reminder-log.ts';
import { readNotifications } from '../../../edges/store/settings.ts';
import { ringingRentals, rentalById } from '../../../edges/store/rentals.ts';
import { systemTimeZone } from '../../../edges/system/time-zone.ts';
import type { Handlers } from '../answer.ts';
import type { Desk } from '../../../program/desk.ts';

type ReminderRequests =
  | 'reminder.upcoming'
  | 'reminder.log'
  | 'reminder.inbox'
  | 'reminder.acknowledge'
  | 'reminder.unacknowledge'
  | 'reminder.ringNow';

/** Answers about reminders: what will ring, what did, and ringing now. */
export const reminderHandlers = (desk: Desk): Pick<Handlers, ReminderRequests> => ({
  'reminder.upcoming': ({ days }) => {
    const { store, now } = desk.engine().parts;
    const points = upcoming(
      ringingRentals(store.database, now()),
      loggedWatermarks(store.database, now()),
      now(),
      now() + days * day,
      storedRules(store.database),
    );
    const notifications = readNotifications(store.database);
    const views = points.flatMap((point) => {
      const account = accountById(store.database, point.rental.accountId);
      return account === null ? [] : [plannedReminder(point, account, notifications)];
    });
    return Promise.resolve(success(views));
  },
  'reminder.log': (window) => {
    const { database } = desk.engine().parts.store;
    return Promise.resolve(
      success({ total: countReminderLog(database), rows: listReminderLog(database, window).map(loggedReminder) }),
    );
  },
  'reminder.inbox': () => {
    const { store, now, texts } = desk.engine().parts;
    return Promise.resolve(success(inboxEntries(store.database, texts, now(), systemTimeZone())));
  },
  'reminder.acknowledge': ({ id }) => {
    const { store, now } = desk.engine().parts;
    return handled(desk, acknowledgeReminder(store.database, id, instantOf(now())));
  },
  'reminder.unacknowledge': ({ id }) => handled(desk, unacknowledgeReminder(desk.engine().parts.store.database, id)),
  'reminder.ringNow': async ({ rentalId }) => {
    const engine = desk.engine();
    const { store, now, texts } = engine.parts;
    const rental = rentalById(store.database, rentalId);
    const account = rental === null ? null : accountById(store.database, rental.accountId);
    const point = rental === null ? null : testPoint(rental, now());
    if (point === null || account === null) return failed('not-found');
    const id = claimTest(store.database, point, account, texts, now());
    await engine.ringDue();
    engine.parts.news('reminder.changed');
    const told = reminderById(store.database, id);
    if (told?.state === 'shown') return success({ channel: told.channel, why: null });
    // What stood in the way has just been found out, so the channel's health says it.
    const [best] = await desk.channels();
    return success({ channel: 'inbox', why: best?.why ?? null });
  },
});

/** `rows` is how many the user's word changed. */
const handled = (desk: Desk, rows: number): Promise<Result<null>> => {
  if (rows === 0) return Promise.resolve(failed('not-found'));
  const engine = desk.engine();
  engine.ownTablesChanged();
  engine.parts.news('reminder.changed');
  return Promise.resolve(success(null));
};
