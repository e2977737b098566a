// Three ways to cut a text, by what its place is measured in; none goes through the middle of a character.

/** The beginning of a text, at most so many characters (code points): for names and sentences that are kept. */
export const cut = (text: string, characters: number): string => {
  if (text.length <= characters) return text;
  return Array.from(text.slice(0, characters * 2))
    .slice(0, characters)
    .join('');
};

/** The beginning of a text, at most so many units of UTF-16, which is what a `length` counts and what Windows allows for. */
export const cutUnits = (text: string, units: number): string =>
  text.length <= units ? text : text.slice(0, units).replace(/[\ud800-\udbff]$/, '');

/** The beginning of a text that takes up at most so many bytes in UTF-8; a letter, with its accents or as an emoji of several, stays whole. */
export const cutBytes = (text: string, bytes: number): string => {
  const fitting = unitsWithin(text, bytes);
  if (fitting === text.length) return text;
  letters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const start = letters.segment(text.slice(0, fitting + maxLetterLength)).containing(fitting)?.index ?? fitting;
  return text.slice(0, start === 0 || fitting - start > maxLetterLength ? fitting : start);
};

/** The length of a text in UTF-8; the contract knows no TextEncoder. */
export const bytesOf = (text: string): number => {
  let bytes = 0;
  for (const character of text) bytes += bytesOfCharacter(character.codePointAt(0) ?? 0);
  return bytes;
};

/** A letter with all that belongs to it is hardly ever longer; what is may be cut. */
const maxLetterLength = 64;

/** Made when the first text is cut, since most programs never cut one. */
let letters: Intl.Segmenter | null = null;

/** How many units of a text fit into so many bytes; all of them where it fits. */
const unitsWithin = (text: string, bytes: number): number => {
  // One unit of UTF-16 is at most three bytes.
  if (text.length * 3 <= bytes) return text.length;
  let [units, left] = [0, bytes];
  while (units < text.length) {
    const code = text.codePointAt(units) ?? 0;
    left -= bytesOfCharacter(code);
    if (left < 0) break;
    units += code < 0x10000 ? 1 : 2;
  }
  return units;
};

const bytesOfCharacter = (code: number): number => {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
};
