import {
  hasEscapedLetter,
  kinds,
  readAs,
  rewriteView,
  type Rewrite,
  type RewriteAt,
  type View,
} from './echo-rewrite.ts';

const [percent, ampersand, backslash, hash, semicolon, equals] = [0x25, 0x26, 0x5c, 0x23, 0x3b, 0x3d];

/**
 * The view with every escape undone once: `%41` `%u0041`, `&#65;` `&#x41;` `&amp;`, of JSON, JavaScript and C `\u0041` `\u{41}` `\U00000041`
 * `\x41` `\101` `\e` `\/`. Null when it holds none. Bytes are read as UTF-8 where they are some, else as the characters of their number.
 */
export const decodedOnce = (view: View): View | null =>
  (view.has & kinds.escape) !== 0 || hasEscapedLetter(view)
    ? rewriteView(view, kinds.escape | kinds.backslash, escapeAt)
    : null;

const escapeAt: RewriteAt = (codes, index) => {
  const code = codes[index];
  if (code === percent) return percentAt(codes, index);
  return code === ampersand ? entityAt(codes, index) : backslashAt(codes, index);
};

const percentAt: RewriteAt = (codes, index) =>
  ((codes[index + 1] ?? 0) | 0x20) === 0x75
    ? hexEscape(codes, index + 2, 4, 2)
    : utf8At(codes, index, (all, at) => (all[at] === percent ? hexEscape(all, at + 1, 2, 1) : null));

/** What `=41` stands for in quoted-printable text, where it is seen: the year in an address (`=2026`) is none. */
export const quotedAt: RewriteAt = (codes, index) =>
  utf8At(codes, index, (all, at) => {
    const found = all[at] === equals ? hexEscape(all, at + 1, 2, 1) : null;
    return found !== null && found.code > 0x20 ? found : null;
  });

/** The character that the bytes from a place on are in UTF-8, or else the one byte there. */
const utf8At = (codes: Uint16Array, index: number, byteAt: RewriteAt): Rewrite | null => {
  const lead = byteAt(codes, index);
  if (lead === null || lead.code < 0xc2 || lead.code > 0xf4) return lead;
  const more = lead.code < 0xe0 ? 1 : lead.code < 0xf0 ? 2 : 3;
  let code = lead.code & (0x3f >> more);
  let length = lead.length;
  for (let left = more; left > 0; left -= 1) {
    const next = byteAt(codes, index + length);
    if (next === null || (next.code & 0xc0) !== 0x80 || next.code > 0xff) return lead;
    code = code * 64 + (next.code & 0x3f);
    length += next.length;
  }
  return readAs(characterOf(code), length);
};

/** So many hexadecimal digits behind a lead of so many units. */
const hexEscape = (codes: Uint16Array, from: number, digits: number, lead: number): Rewrite | null => {
  let code = 0;
  for (let index = from; index < from + digits; index += 1) {
    const digit = hexDigit(codes[index] ?? 0);
    if (digit === -1) return null;
    code = code * 16 + digit;
  }
  return readAs(code, lead + digits);
};

const hexDigit = (code: number): number => {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
};

const backslashAt: RewriteAt = (codes, index) => {
  const next = codes[index + 1];
  if (next === undefined) return null;
  return utf8At(codes, index, byteEscapeAt) ?? unicodeAt(codes, index, next) ?? readAs(controls.get(next) ?? next, 2);
};

/** `\x41`, and `\101` with two or three digits: one alone is no character of a key. */
const byteEscapeAt: RewriteAt = (codes, index) => {
  if (codes[index] !== backslash) return null;
  if (codes[index + 1] === 0x78) return hexEscape(codes, index + 2, 2, 2);
  let code = 0;
  let end = index + 1;
  for (; end <= index + 3; end += 1) {
    const digit = (codes[end] ?? 0) - 0x30;
    if (digit < 0 || digit > 7) break;
    code = code * 8 + digit;
  }
  return end < index + 3 || code > 0xff ? null : readAs(code, end - index);
};

const unicodeAt = (codes: Uint16Array, index: number, next: number): Rewrite | null => {
  if (next === 0x55) return longAt(codes, index);
  return next === 0x75 ? (hexEscape(codes, index + 2, 4, 2) ?? bracedAt(codes, index)) : null;
};

const longAt: RewriteAt = (codes, index) => {
  const found = hexEscape(codes, index + 2, 8, 2);
  return found === null ? null : { ...found, code: characterOf(found.code) };
};

/** `\n` and its like are white space, and not the letter; `\e` begins a sequence for terminals. */
const controls: ReadonlyMap<number, number> = new Map([
  [0x65, 0x1b],
  // It begins a line, which may be one of several columns.
  [0x6e, 0x0a],
  ...[0x62, 0x66, 0x72, 0x74, 0x76, 0x30].map((letter) => [letter, 0x20] as const),
]);

const bracedAt: RewriteAt = (codes, index) => {
  if (codes[index + 2] !== 0x7b) return null;
  const { value, end } = numberAt(codes, index + 3, 16);
  return end > index + 3 && codes[end] === 0x7d ? readAs(characterOf(value), end + 1 - index) : null;
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

const characterOf = (codePoint: number): number => (codePoint > 0x10ffff ? 0xfffd : codePoint);

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
const maxBareLength = 4;
const maxNameLength = 32;

const entityAt: RewriteAt = (codes, index) =>
  codes[index + 1] === hash ? numericAt(codes, index) : namedAt(codes, index);

const numericAt: RewriteAt = (codes, index) => {
  const isHex = ((codes[index + 2] ?? 0) | 0x20) === 0x78;
  const from = index + (isHex ? 3 : 2);
  const { value, end } = numberAt(codes, from, isHex ? 16 : 10);
  return end === from ? null : readAs(characterOf(value), end - index + Number(codes[end] === semicolon));
};

const namedAt: RewriteAt = (codes, index) => {
  const from = index + 1;
  let end = from;
  while (end <= index + maxNameLength && isOfName(codes[end] ?? 0)) end += 1;
  if (end - from < 2) return null;
  if (codes[end] === semicolon) return readAs(characterNamed(nameIn(codes, from, end)), end + 1 - index);
  for (let to = Math.min(end, from + maxBareLength); to - from >= 2; to -= 1) {
    const name = nameIn(codes, from, to);
    if (bare.has(name)) return readAs(characterNamed(name), to - index);
  }
  return null;
};

/** `&Kscr;`, `&Kopf;` and `&Kfr;` are letters of mathematics. */
const characterNamed = (name: string): number =>
  (named.get(name) ?? /^([a-z])(?:scr|opf|fr)$/.exec(name)?.[1] ?? '\ufffd').charCodeAt(0);

const nameIn = (codes: Uint16Array, from: number, to: number): string =>
  String.fromCharCode(...codes.subarray(from, to)).toLowerCase();

const isOfName = (code: number): boolean =>
  code < 0x80 && (((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) || (code >= 0x30 && code <= 0x39));
