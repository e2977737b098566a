/** A text as UTF-16 units, once more decoded than the view before, with the place of each unit in the text it came from. */
export interface View {
  readonly codes: Uint16Array;
  /** Where each unit begins in the original text, and where that ends; null where nobody asks. */
  readonly starts: Int32Array | null;
}

/** The text as it is. */
export const viewOf = (text: string, isMapped: boolean): View => {
  const bytes = Buffer.allocUnsafeSlow(text.length * 2);
  bytes.write(text, 'utf16le');
  const codes = new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
  return { codes, starts: isMapped ? Int32Array.from({ length: text.length + 1 }, (_, index) => index) : null };
};

const [percent, ampersand, backslash, hash, semicolon] = [0x25, 0x26, 0x5c, 0x23, 0x3b];

/**
 * The view with every escape undone once: `%41`, `&#65;` `&#x41;` `&amp;`, and of JSON and JavaScript `\u0041` `\u{41}` `\x41` `\/`. Null when
 * it holds none. Bytes stand for the characters of their number: only ASCII matters to whoever looks for a key.
 */
export const decodedOnce = ({ codes, starts }: View): View | null => {
  if (![percent, ampersand, backslash].some((escape) => codes.includes(escape))) return null;
  const decoded = new Uint16Array(codes.length);
  const places = starts === null ? null : new Int32Array(codes.length + 1);
  let length = 0;
  for (let index = 0; index < codes.length; length += 1) {
    const code = codes[index] ?? 0;
    const found = code === percent || code === ampersand || code === backslash ? escapeAt(codes, index, code) : null;
    if (places !== null) places[length] = starts?.[index] ?? 0;
    decoded[length] = found?.code ?? code;
    index += found?.length ?? 1;
  }
  if (length === codes.length) return null;
  if (places !== null) places[length] = starts?.[codes.length] ?? 0;
  return { codes: decoded.subarray(0, length), starts: places?.subarray(0, length + 1) ?? null };
};

interface Escape {
  readonly code: number;
  /** In units. */
  readonly length: number;
}

const escapeAt = (codes: Uint16Array, index: number, code: number): Escape | null => {
  if (code === percent) return hexEscape(codes, index + 1, 2, 1);
  return code === ampersand ? entityAt(codes, index) : backslashAt(codes, index);
};

/** So many hexadecimal digits behind a lead of so many units. */
const hexEscape = (codes: Uint16Array, from: number, digits: number, lead: number): Escape | null => {
  let code = 0;
  for (let index = from; index < from + digits; index += 1) {
    const digit = hexDigit(codes[index] ?? 0);
    if (digit === -1) return null;
    code = code * 16 + digit;
  }
  return { code, length: lead + digits };
};

const hexDigit = (code: number): number => {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
};

const backslashAt = (codes: Uint16Array, index: number): Escape | null => {
  const next = codes[index + 1];
  if (next === undefined) return null;
  if (next === 0x78) return hexEscape(codes, index + 2, 2, 2) ?? { code: next, length: 2 };
  if (next !== 0x75) return { code: (controls.get(next) ?? next) | 0, length: 2 };
  return hexEscape(codes, index + 2, 4, 2) ?? bracedAt(codes, index) ?? { code: next, length: 2 };
};

/** `\n` and its like are white space, and not the letter. */
const controls: ReadonlyMap<number, number> = new Map(
  [0x62, 0x66, 0x6e, 0x72, 0x74, 0x76, 0x30].map((letter) => [letter, 0x20]),
);

const bracedAt = (codes: Uint16Array, index: number): Escape | null => {
  const match = /^\\u\{([0-9a-f]{1,6})\}/i.exec(textAt(codes, index, 12));
  return match === null ? null : { code: unitOf(Number.parseInt(match[1] ?? '', 16)), length: match[0].length };
};

const textAt = (codes: Uint16Array, index: number, length: number): string =>
  String.fromCharCode(...codes.subarray(index, index + length));

/** What lies above the first plane is no character of a key. */
const unitOf = (codePoint: number): number => (codePoint > 0xffff ? 0xfffd : codePoint);

/** HTML's names for ASCII; those of other characters are one unknown character each. */
const named: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    excl: '!',
    num: '#',
    dollar: '$',
    percnt: '%',
    lpar: '(',
    rpar: ')',
    ast: '*',
    plus: '+',
    comma: ',',
    period: '.',
    sol: '/',
    colon: ':',
    semi: ';',
    equals: '=',
    quest: '?',
    commat: '@',
    lsqb: '[',
    bsol: '\\',
    rsqb: ']',
    hat: '^',
    lowbar: '_',
    grave: '`',
    lcub: '{',
    verbar: '|',
    rcub: '}',
  }),
);

const entityAt = (codes: Uint16Array, index: number): Escape | null => {
  const next = codes[index + 1] ?? 0;
  if (next !== hash && ((next | 0x20) < 0x61 || (next | 0x20) > 0x7a)) return null;
  const text = textAt(codes, index, 24);
  const match = /^&(?:#(?:x([0-9a-f]{1,12})|([0-9]{1,12}))|([a-z]{2,12})(?=;)|(amp|lt|gt|quot))/i.exec(text);
  if (match === null) return null;
  const [whole, hex, decimal, name, bare] = match;
  const length = whole.length + (codes[index + whole.length] === semicolon ? 1 : 0);
  if (hex !== undefined) return { code: unitOf(Number.parseInt(hex, 16)), length };
  if (decimal !== undefined) return { code: unitOf(Number(decimal)), length };
  return { code: named.get((name ?? bare ?? '').toLowerCase())?.charCodeAt(0) ?? 0xfffd, length };
};
