import { letterOf } from './letters.ts';

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
  if (!mayReveal(codes)) return null;
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

/** Whether an escape may stand for a letter or digit, or hide another one. A quotation mark in JSON inside JSON, of which there are many, does not. */
const mayReveal = (codes: Uint16Array): boolean => {
  for (let index = 0; index < codes.length; index += 1) {
    const code = codes[index];
    if (code === percent || code === ampersand) return true;
    if (code === backslash && letterOf[codes[index + 1] ?? 0] !== 0) return true;
  }
  return false;
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
  if (next !== 0x75) return { code: controls.get(next) ?? next, length: 2 };
  return hexEscape(codes, index + 2, 4, 2) ?? bracedAt(codes, index) ?? { code: next, length: 2 };
};

/** `\n` and its like are white space, and not the letter. */
const controls: ReadonlyMap<number, number> = new Map(
  [0x62, 0x66, 0x6e, 0x72, 0x74, 0x76, 0x30].map((letter) => [letter, 0x20]),
);

const bracedAt = (codes: Uint16Array, index: number): Escape | null => {
  if (codes[index + 2] !== 0x7b) return null;
  const { value, end } = numberAt(codes, index + 3, 16);
  return end > index + 3 && codes[end] === 0x7d ? { code: unitOf(value), length: end + 1 - index } : null;
};

/** Digits, at most a dozen, and where they end. */
const numberAt = (
  codes: Uint16Array,
  from: number,
  base: 10 | 16,
): { readonly value: number; readonly end: number } => {
  let value = 0;
  let end = from;
  for (; end < from + 12; end += 1) {
    const digit = hexDigit(codes[end] ?? 0);
    if (digit === -1 || digit >= base) break;
    value = value * base + digit;
  }
  return { value, end };
};

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

/** These were names before there was a semicolon behind them. */
const bare: ReadonlySet<string> = new Set(['amp', 'lt', 'gt', 'quot']);
const longestBare = 4;
const longestName = 12;

const entityAt = (codes: Uint16Array, index: number): Escape | null =>
  codes[index + 1] === hash ? numericAt(codes, index) : namedAt(codes, index);

const numericAt = (codes: Uint16Array, index: number): Escape | null => {
  const isHex = ((codes[index + 2] ?? 0) | 0x20) === 0x78;
  const from = index + (isHex ? 3 : 2);
  const { value, end } = numberAt(codes, from, isHex ? 16 : 10);
  return end === from ? null : { code: unitOf(value), length: end - index + Number(codes[end] === semicolon) };
};

const namedAt = (codes: Uint16Array, index: number): Escape | null => {
  const from = index + 1;
  let end = from;
  while (end <= index + longestName && isLetter(codes[end] ?? 0)) end += 1;
  if (end - from < 2) return null;
  if (codes[end] === semicolon)
    return { code: named.get(nameIn(codes, from, end))?.charCodeAt(0) ?? 0xfffd, length: end + 1 - index };
  for (let to = Math.min(end, from + longestBare); to - from >= 2; to -= 1) {
    const name = nameIn(codes, from, to);
    if (bare.has(name)) return { code: named.get(name)?.charCodeAt(0) ?? 0xfffd, length: to - index };
  }
  return null;
};

const nameIn = (codes: Uint16Array, from: number, to: number): string =>
  String.fromCharCode(...codes.subarray(from, to)).toLowerCase();

const isLetter = (code: number): boolean => code < 0x80 && (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
