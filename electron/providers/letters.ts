/** The numbers of letters: 1 to 26 for a to z, 27 to 36 for 0 to 9, in six bits. */
const numberOf = (code: number): number => {
  const lower = code | 0x20;
  if (lower >= 0x61 && lower <= 0x7a && code < 0x80) return lower - 0x60;
  return code >= 0x30 && code <= 0x39 ? code - 0x30 + 27 : 0;
};

/** Ideographs and Hangul have no form of ASCII, nor have surrogates. */
const hasAsciiForms = (code: number): boolean => code < 0x3000 || code >= 0xf900;

const table = (): Uint8Array => {
  const letters = new Uint8Array(0x10000);
  for (let code = 0; code < letters.length; code += 1) {
    if (code < 0x80) letters[code] = numberOf(code);
    else if (hasAsciiForms(code)) letters[code] = numberOf(String.fromCharCode(code).normalize('NFKD').charCodeAt(0));
  }
  return letters;
};

/**
 * The number of each UTF-16 unit that is a letter or digit of ASCII, in any case and in any of its looks (full-width, circled, accented); 0 for
 * everything else: signs, white space, format characters, other scripts.
 */
export const letterOf: Uint8Array = table();
