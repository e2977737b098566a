import { instantOf } from '../contract/instant.ts';
import type { Engine } from '../engine.ts';
import type { RingAnswer } from '../notify/buttons.ts';
import { inboxTwinOf } from '../reminders/ledger.ts';
import type { RingSubject } from '../reminders/ringer.ts';
import { acknowledgeReminder } from '../store/reminder-log.ts';
import { decide, snooze } from './intents.ts';

/** Does what a button of a notification says, and takes the reminder out of the inbox. What is no longer possible is left alone. */
export const answerRing = (engine: Engine, subject: RingSubject, answer: RingAnswer, timeZone: string): void => {
  const { store, now, news } = engine.parts;
  const { rentalId, deadline } = subject;
  const taken =
    answer === 'later'
      ? snooze(engine, rentalId, { deadline, choice: 'hour' }, timeZone)
      : decide(engine, rentalId, 'let-lapse');
  if (!taken.ok) return;
  acknowledgeReminder(store.database, inboxTwinOf(subject.id), instantOf(now()));
  news('reminder.changed');
};
