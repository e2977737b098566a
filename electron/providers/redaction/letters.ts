/** The numbers of letters: 1 to 26 for a to z, 27 to 36 for 0 to 9, in six bits. */
const numberOf = (code: number): number => {
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x7a && code < 0x80) return lower - 0x60;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 27 : 0;
};

/** Ideographs and Hangul have no form of ASCII, nor have surrogates. */
const hasAsciiForms = (code: number): boolean =>
  code < 0x3400 || (code >= 0xa700 && code < 0xac00) || (code >= 0xd7fc && code < 0xd800) || code >= 0xf900;

/** The letters and digits of ASCII that a text has once it is written without ligatures, circles, widths and accents. */
export const asciiIn = (text: string): string => text.normalize('NFKD').replace(/[^a-z0-9]+/gi, '');

const units = 0x10000;

const lettersOfUnits = (): {
  readonly first: Uint8Array;
  readonly several: ReadonlyMap<number, string>;
} => {
  const first = new Uint8Array(units);
  const several = new Map<number, string>();
  for (let code = 0; code < units; code += 1) {
    if (code < 0x80) first[code] = numberOf(code);
    else if (hasAsciiForms(code)) {
      const ascii = asciiIn(String.fromCharCode(code));
      first[code] = numberOf(ascii.charCodeAt(0));
      if (ascii.length > 1) several.set(code, ascii);
    }
  }
  return { first, several };
};

const { first, several } = lettersOfUnits();

/**
 * The number of each UTF-16 unit that is a letter or digit of ASCII, in any case and in any of its looks (full-width, circled, accented); 0 for
 * everything else: signs, white space, format characters, other scripts.
 */
export const letterOf: Uint8Array = first;

/** The units that are several letters or digits at once: ⑩, ﬁ, ㎏. */
export const severalOf: ReadonlyMap<number, string> = several;

/** Alphabets of emoji, which stand for letters and have no form of ASCII to Unicode: 🅐, 🅰 and the halves of flags. */
const emojiAlphabets = [0x1f150, 0x1f170, 0x1f1e6];

const lettersInAlphabet = 26;

const known = new Map<number, string>();

/** The letters and digits of ASCII that a character above the first plane looks like: 𝐊, 🄺, 🅰; empty where there are none. */
export const astralLetters = (codePoint: number): string => {
  const made = known.get(codePoint);
  if (made !== undefined) return made;
  const alphabet = emojiAlphabets.find((from) => codePoint >= from && codePoint < from + lettersInAlphabet);
  const ascii =
    alphabet === undefined
      ? asciiIn(String.fromCodePoint(codePoint))
      : String.fromCharCode(0x41 + codePoint - alphabet);
  // Only so many characters have letters; the rest would grow with what responses hold.
  if (ascii !== '') known.set(codePoint, ascii);
  return ascii;
};
