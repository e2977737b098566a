/** What people write between the parts of a name, or leave out: white space, hyphens and dashes of every kind, underscores. */
const betweenAll = /[\s\p{Pd}_\u2212]+/gu;
/** The same within a line. */
const between = String.raw`(?:[^\S\n]|[\p{Pd}_\u2212])*`;

/** Returns a text as it is looked for loosely: in lower case, in narrow signs, and without what stands between the parts of a name. */
export const looseOf = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(betweenAll, '');

/** Signs of ASCII lie as far before their full-width forms. */
const wideFrom = 0xfee0;

/** Returns a text with its signs of ASCII in full width. */
export const wideOf = (text: string): string =>
  text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + wideFrom));

/** A longer term is found as it is written only: nobody types so much in one. */
const maxTermLength = 32;

/** Where a word may begin: "h20" is not in "bandwidth 20". */
const beginOf = (first: string): string => {
  if (/\p{Script=Latin}/u.test(first)) return String.raw`(?<!\p{Script=Latin})`;
  return /\d/.test(first) ? String.raw`(?<!\p{Nd})` : '';
};

/**
 * Returns a pattern that finds a term in a line but for what stands between its parts, case and width, from the beginning of a word on: "rtx4090" in
 * `8×RTX 4090`, `ＲＴＸ－４０９０`. Null for a term that is too short or too long to be looked for so.
 */
export const loosePattern = (term: string): RegExp | null => {
  const letters = [...looseOf(term)];
  const [first = ''] = letters;
  if (letters.length < 2 || letters.length > maxTermLength) return null;
  const either = letters.map((letter) => {
    const wide = wideOf(letter);
    return wide === letter ? escaped(letter) : `(?:${escaped(letter)}|${wide})`;
  });
  return new RegExp(beginOf(first) + either.join(between), 'giu');
};

/** Returns a text with which a pattern finds it as it is. */
export const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
