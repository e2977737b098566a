import type { DeadlineKind } from '../../core/model/deadline.ts';
import type { Subject } from '../../core/model/health.ts';
import type { Instant } from '../../core/model/ids.ts';
import type { Rental } from '../../core/model/rental.ts';
import { t } from '../../core/words/words.ts';
import type { ReminderText, ReminderTexts } from '../../core/reminders/texts.ts';

/** Hears which words could not be made, and whose could again. */
export interface WordsWatch {
  noted(step: 'words', error: unknown, subject: Subject): void;
  clear(step: 'words', rentalId: string): void;
}

/**
 * Returns texts that never fail: a reminder whose words cannot be made rings with plain ones, since one that throws would stop the others
 * of its look.
 */
export const steadyTexts = (texts: ReminderTexts, watch: WordsWatch): ReminderTexts => {
  const made = (rental: Rental, plain: () => ReminderText, make: () => ReminderText): ReminderText => {
    try {
      const text = make();
      watch.clear('words', rental.id);
      return text;
    } catch (error) {
      watch.noted('words', error, { id: rental.id, name: rental.title });
      return plain();
    }
  };
  return {
    forPoint: (point, account, nowMs) =>
      made(
        point.rental,
        () => plainText(point.rental, point.deadline.kind, point.deadline.at),
        () => texts.forPoint(point, account, nowMs),
      ),
    forChange: (ring, account, nowMs) =>
      made(
        ring.rental,
        () => plainText(ring.rental, ring.deadline, ring.deadlineAt),
        () => texts.forChange(ring, account, nowMs),
      ),
    forUnconfirmed: (rental, deadline, account, nowMs) =>
      made(
        rental,
        () => plainText(rental, deadline.kind, deadline.at),
        () => texts.forUnconfirmed(rental, deadline, account, nowMs),
      ),
    asTest: (text) => texts.asTest(text),
  };
};

const headings: Readonly<Record<DeadlineKind, (inputs: { readonly title: string }) => string>> = {
  ends: t.notify_plain_ends,
  releases: t.notify_plain_releases,
  'pay-by': t.notify_plain_pay_by,
  balance: t.notify_plain_balance,
};

/** Returns the text of a deadline without its zone, calendar or price; without a language when even that fails. */
const plainText = ({ title }: Pick<Rental, 'title'>, kind: DeadlineKind, at: Instant | null): ReminderText => {
  const time = at === null ? '' : `${at.slice(0, 16).replace('T', ' ')} UTC`;
  try {
    return { heading: headings[kind]({ title }), body: t.notify_plain_body({ time }) };
  } catch {
    return { heading: title, body: time };
  }
};
