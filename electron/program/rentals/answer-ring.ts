import type { Rental, SnoozeChoice } from '../../core/model/rental.ts';
import { epochMsOf, hour, instantOf } from '../../core/model/instant.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RingAnswer } from '../../core/words/ring-buttons.ts';
import { inboxTwinOf } from '../../engine/bell/ledger.ts';
import type { RingSubject } from '../../core/reminders/ring.ts';
import { deadlinesOf } from '../../core/deadlines/deadlines.ts';
import { acknowledgeReminder } from '../../edges/store/inbox.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { decide, snooze } from './intents.ts';

/** Does what a button of a notification says, and takes what it told out of the inbox. What is no longer possible is left alone. */
export const answerRing = (engine: Engine, subject: RingSubject, answer: RingAnswer, timeZone: string): void => {
  const { store, now, news } = engine.parts;
  const { rentalId, deadline } = subject;
  // A notification may lie in the system's list for days: what it was about may have been renewed since.
  const rental = rentalById(store.database, rentalId);
  if (rental === null || !isStillAbout(rental, subject)) return;
  const taken =
    answer === 'later'
      ? snooze(engine, rentalId, { deadline, choice: laterFor(subject, now()) }, timeZone)
      : decide(engine, rentalId, 'let-lapse');
  if (!taken.ok) return;
  for (const id of subject.ids) acknowledgeReminder(store.database, inboxTwinOf(id), instantOf(now()));
  news('reminder.changed');
};

/** The button promised an hour; where that would outlast the deadline, the next point is what is left to wait for. */
const laterFor = ({ countsTo }: RingSubject, nowMs: number): SnoozeChoice =>
  epochMsOf(countsTo) - nowMs > hour ? 'hour' : 'next-point';

const isStillAbout = (rental: Rental, { deadline, deadlineAt }: RingSubject): boolean =>
  (deadline === 'ends' && rental.end.at === deadlineAt) ||
  deadlinesOf(rental).some(({ kind, at }) => kind === deadline && at === deadlineAt);
