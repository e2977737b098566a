import { plainLine } from './plain-text.ts';

/** Joiners and variation selectors, by which two labels that look the same may differ. */
const unseen = /[\u200c\u200d\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;

/**
 * Returns the key by which a label is compared, so that labels that look alike are equal: without case, in one composition of characters.
 */
export const labelKeyOf = (label: string): string =>
  plainLine(label).replace(unseen, '').toLocaleLowerCase('en').normalize('NFC');

/**
 * Whatever bears a label as it was typed. Labels of earlier releases may look the same and still be two: the one that is written exactly so comes first, so that each of them can still be named.
 */
export const findByLabel = <Named extends { readonly label: string }>(
  all: readonly Named[],
  typed: string,
): Named | null => {
  const key = labelKeyOf(typed);
  return all.find(({ label }) => label === typed) ?? all.find(({ label }) => labelKeyOf(label) === key) ?? null;
};
