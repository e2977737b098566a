import { styleText } from 'node:util';
import type { TimeBand } from '../../core/deadlines/band.ts';

/** Puts a text into a colour. */
export type Paint = (text: string) => string;

type Style = Parameters<typeof styleText>[0];

/** What the window says in its colours: the same bands. What is later, and what has no deadline, looks like any other text. */
const styles: Readonly<Record<TimeBand, Style | null>> = {
  destruction: ['bold', 'red'],
  day: 'red',
  week: 'yellow',
  later: null,
  decided: 'gray',
  over: 'gray',
  none: null,
};

/** Returns what paints a text of a band; null for one that stays as it is. */
export const paintOf = (band: TimeBand): Paint | null => {
  const style = styles[band];
  // Whether there is anybody to see it is decided by `showsColour`.
  return style === null ? null : (text) => styleText(style, text, { validateStream: false });
};

/** Whether a result is shown in colours: on a terminal that has them, unless its user wants none (https://no-color.org). */
export const showsColour = (
  isTerminal: boolean,
  { NO_COLOR: unwanted = '', TERM: terminal = '' }: Readonly<Record<string, string | undefined>>,
): boolean => isTerminal && unwanted === '' && terminal !== 'dumb';
