// Three ways to cut a text, by the unit in which its room is measured. None splits a character.

/** Returns the beginning of a text, at most `characters` code points: for names and sentences that are stored. */
export const cut = (text: string, characters: number): string => {
  if (text.length <= characters) return text;
  return Array.from(text.slice(0, characters * 2))
    .slice(0, characters)
    .join('');
};

/** Returns the beginning of a text, at most `units` units of UTF-16, which is what Windows counts. */
export const cutUnits = (text: string, units: number): string =>
  text.length <= units ? text : text.slice(0, units).replace(/[\ud800-\udbff]$/, '');

/** Returns the beginning of a text, at most `bytes` bytes of UTF-8. A letter with its accents, or an emoji of several parts, stays whole. */
export const cutBytes = (text: string, bytes: number): string => {
  const fitting = unitsWithin(text, bytes);
  if (fitting === text.length) return text;
  letters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  const start = letters.segment(text.slice(0, fitting + maxLetterLength)).containing(fitting)?.index ?? fitting;
  return text.slice(0, start === 0 || fitting - start > maxLetterLength ? fitting : start);
};

/** Returns the length of a text in bytes of UTF-8. Core has no TextEncoder. */
export const bytesOf = (text: string): number => {
  let bytes = 0;
  for (const character of text) bytes += bytesOfCharacter(character.codePointAt(0) ?? 0);
  return bytes;
};

/** A grapheme is hardly ever longer in units of UTF-16; a longer one may be split. */
const maxLetterLength = 64;

/** Made when the first text is cut, since most programs never cut one. */
let letters: Intl.Segmenter | null = null;

/** Returns how many units of a text fit into a number of bytes; all of them where it fits. */
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

/** Returns the last four characters of an id, by which people tell one from another. */
export const lastFour = (id: string): string => Array.from(id).slice(-4).join('');
