import { plainLine } from './plain-text.ts';

/** What a label is found by: without case, and however its characters are composed. */
export const labelKeyOf = (label: string): string => plainLine(label).toLocaleLowerCase('en').normalize('NFC');

/**
 * Whatever bears a label as it was typed. Labels of earlier releases may differ by nothing but their composition or by characters that show
 * nothing: the one that is written exactly so comes first, so that each of them can still be named.
 */
export const findByLabel = <Named extends { readonly label: string }>(
  all: readonly Named[],
  typed: string,
): Named | null => {
  const key = labelKeyOf(typed);
  return all.find(({ label }) => label === typed) ?? all.find(({ label }) => labelKeyOf(label) === key) ?? null;
};
