import { epochMsOf, hour } from '../model/instant.ts';
import { t } from './words.ts';
import type { RingSubject } from '../reminders/ring.ts';

/** What can be said to a notification without opening the window. */
export type RingDecision = 'later' | 'renew' | 'let-lapse';

/** A button of a notification, where the system shows any: it opens the provider's console, or says something. */
export interface RingButton {
  readonly press: RingDecision | 'console';
  readonly label: string;
}

/**
 * Returns the buttons of a notification: the provider's console where it has one, "later" for an hour where the deadline is further away
 * than that, and what can be meant with an end. GNOME shows three at most: who has a console renews there. A test has none.
 */
export const buttonsFor = (subject: RingSubject | null, nowMs: number, hasConsole: boolean): readonly RingButton[] => {
  if (subject === null || subject.rule === 'test') return [];
  const leftMs = epochMsOf(subject.countsTo) - nowMs;
  const isAhead = leftMs > 0;
  const means = isAhead && subject.deadline === 'ends';
  return [
    ...(isAhead && hasConsole ? [{ press: 'console', label: t.rental_console() } as const] : []),
    ...(leftMs > hour ? [{ press: 'later', label: t.notify_button_later() } as const] : []),
    ...(means && !hasConsole ? [{ press: 'renew', label: t.intention_say_renew() } as const] : []),
    ...(means ? [{ press: 'let-lapse', label: t.intention_say_let_lapse() } as const] : []),
  ];
};
