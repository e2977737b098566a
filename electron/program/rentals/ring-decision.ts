import type { Rental, SnoozeChoice } from '../../core/model/rental.ts';
import { epochMsOf, hour, instantOf } from '../../core/model/instant.ts';
import { success, type Result } from '../../core/model/failure.ts';
import type { Host } from '../../engine/host.ts';
import type { RingDecision } from '../../core/words/ring-buttons.ts';
import { inboxTwinOf } from '../../core/reminders/claim-rows.ts';
import type { RingSubject } from '../../core/reminders/ring.ts';
import { deadlinesOf } from '../../core/deadlines/deadlines.ts';
import { acknowledgeReminder } from '../../edges/store/inbox.ts';
import { rentalById } from '../../edges/store/rentals.ts';
import { decide, snooze } from './intents.ts';

/**
 * Carries out the decision of a notification's button, and takes its reminders out of the inbox. What is no longer possible is left alone.
 */
export const applyRingDecision = (host: Host, subject: RingSubject, decision: RingDecision): Result<null> => {
  const { database, now } = host;
  const { rentalId, deadline } = subject;
  // A notification may lie in the system's list for days: what it was about may have been renewed since.
  const rental = rentalById(database, rentalId);
  if (rental === null || !isStillAbout(rental, subject)) return success(null);
  const taken =
    decision === 'later'
      ? snooze(host, rentalId, { deadline, choice: laterFor(subject, now()) })
      : decide(host, rentalId, decision);
  if (!taken.ok) return success(null);
  for (const id of subject.ids) acknowledgeReminder(database, inboxTwinOf(id), instantOf(now()));
  host.wished(['reminder.changed']);
  return success(null);
};

/** The button promised an hour; where that would outlast the deadline, the next point is what is left to wait for. */
const laterFor = ({ countsTo }: RingSubject, nowMs: number): SnoozeChoice =>
  epochMsOf(countsTo) - nowMs > hour ? 'hour' : 'next-point';

const isStillAbout = (rental: Rental, { deadline, deadlineAt }: RingSubject): boolean =>
  (deadline === 'ends' && rental.end.at === deadlineAt) ||
  deadlinesOf(rental).some(({ kind, at }) => kind === deadline && at === deadlineAt);
