import { day } from '../../../core/model/instant.ts';
import type { Desktop } from '../../../program/desktop/desktop.ts';
import type { Handlers } from '../checked-reply.ts';

type ReminderRequests = Extract<keyof Handlers, `reminder.${string}`>;

/** Translates requests about reminders: what will ring, what did, and ringing now. */
export const reminderHandlers = (desktop: Desktop): Pick<Handlers, ReminderRequests> => ({
  'reminder.upcoming': ({ days }) => desktop.shown.reminders.upcoming({ withinMs: days * day }),
  'reminder.previewPoints': (input) => desktop.shown.reminders.previewPoints(input),
  'reminder.log': (page) => desktop.shown.reminders.log(page),
  'reminder.inbox': () => desktop.shown.reminders.inbox(),
  'reminder.acknowledge': (input) => desktop.shown.reminders.acknowledge(input),
  'reminder.ringNow': ({ rentalId }) => desktop.ringNow(rentalId),
});
