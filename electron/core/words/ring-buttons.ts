import { epochMsOf, hour } from '../model/instant.ts';
import { t } from './words.ts';
import type { RingSubject } from '../reminders/ring.ts';

/** What can be said to a notification without opening the window. */
export type RingDecision = 'later' | 'let-lapse';

/** A button of a notification, where the system shows any. */
export interface RingButton {
  readonly decision: RingDecision;
  readonly label: string;
}

/**
 * Returns the buttons of a notification: "later" for an hour where the deadline is further away than that, and "let lapse". A test has
 * none.
 */
export const buttonsFor = (subject: RingSubject | null, nowMs: number): readonly RingButton[] => {
  if (subject === null || subject.rule === 'test') return [];
  const leftMs = epochMsOf(subject.countsTo) - nowMs;
  return [
    ...(leftMs > hour ? [{ decision: 'later', label: t.notify_button_later() } as const] : []),
    ...(leftMs > 0 && subject.deadline === 'ends'
      ? [{ decision: 'let-lapse', label: t.intention_let_lapse() } as const]
      : []),
  ];
};
