import type { Deadline } from '../deadlines/deadlines.ts';
import type { Account } from '../model/account.ts';
import type { Rental } from '../model/rental.ts';
import type { ChangeRing } from './changes.ts';
import type { Point } from './plan.ts';

/** What the sentences of a point are about; they say nothing of the other points. */
interface WordedPoint extends Omit<Point, 'deadline'> {
  readonly deadline: Deadline;
}

/** The sentences of a reminder: made when it is claimed, so that what is stored is what is shown. */
export interface ReminderTexts {
  forPoint(point: WordedPoint, account: Account, nowMs: number): ReminderText;
  forChange(ring: ChangeRing, account: Account, nowMs: number): ReminderText;
  /** A deadline that nobody can confirm, since its account has not been read for too long. */
  forUnconfirmed(rental: Rental, deadline: Deadline, account: Account, nowMs: number): ReminderText;
  /** The same words, saying that they are a test: nobody should run to a machine for one. */
  asTest(text: ReminderText): ReminderText;
}

/** The words of one reminder; neither is ever empty. */
export interface ReminderText {
  readonly heading: string;
  readonly body: string;
}
