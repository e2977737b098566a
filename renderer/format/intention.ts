import type { Instant } from '../../electron/core/model/ids.ts';
import type { FormerIntention, Intention } from '../../electron/core/model/rental.ts';
import { dateTime, type LocaleSetting } from '../../electron/core/words/instants.ts';
import { keyOf, t, textOf } from '../../electron/core/words/words.ts';
import { localDay } from './instants.ts';

const decisions: readonly Intention[] = ['renew', 'let-lapse'];

/**
 * What can be said of a rental beside what is meant with it now. In the place of what was said stands the way back, so that a second press
 * never says the opposite.
 */
export const otherIntentions = (present: Intention): readonly Intention[] =>
  decisions.map((intention) => (intention === present ? 'undecided' : intention));

/** The name of what is meant with a rental, as its row, its card and its pane show it. */
export const intentionName = (intention: Intention): string => textOf(keyOf('intention', intention));

/** The words of the button that says it: never "renew" alone, which in a console pays. */
export const sayIntention = (intention: Intention): string => textOf(keyOf('intention_say', intention));

/** Asks whether what was meant before the end moved still holds; times of the day only where the day is the same. */
export const formerQuestion = (
  { intention, endedAt }: FormerIntention,
  endAt: Instant,
  nowMs: number,
  localeSetting: LocaleSetting,
): string => {
  const day = (at: Instant) => localDay(at, nowMs, localeSetting);
  const isSameDay = endedAt !== null && day(endedAt) === day(endAt);
  const written = (at: Instant) => (isSameDay ? dateTime(at, nowMs, localeSetting) : day(at));
  const now = written(endAt);
  if (endedAt === null)
    return intention === 'renew'
      ? t.intention_former_renew_unknown({ now })
      : t.intention_former_let_lapse_unknown({ now });
  const before = written(endedAt);
  return intention === 'renew'
    ? t.intention_former_renew({ before, now })
    : t.intention_former_let_lapse({ before, now });
};
