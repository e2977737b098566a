import type { Intention } from '../../electron/core/model/rental.ts';
import { keyOf, textOf } from '../../electron/core/words/words.ts';

const intentions: readonly Intention[] = ['renew', 'let-lapse', 'undecided'];

/** What can be said of a rental beside what is meant with it now. */
export const otherIntentions = (present: Intention): readonly Intention[] =>
  intentions.filter((intention) => intention !== present);

/** The name of what is meant with a rental, as its row, its card and its pane show it. */
export const intentionName = (intention: Intention): string => textOf(keyOf('intention', intention));

/** The words of the button that says it: never "renew" alone, which in a console pays. */
export const sayIntention = (intention: Intention): string => textOf(keyOf('intention_say', intention));
