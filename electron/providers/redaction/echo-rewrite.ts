import { letterOf, severalOf } from './letters.ts';

/** A text as UTF-16 units, perhaps rewritten, with the place of each unit in the text it came from. */
export interface View {
  readonly codes: Uint16Array;
  /** Where each unit begins in the original text, and where that ends; null where nobody asks. */
  readonly starts: Int32Array | null;
  /** Which `kinds` of units it has. */
  readonly has: number;
}

/** The units that something may begin with which is to be read in another way, as bits. */
export const kinds = { escape: 1, backslash: 2, markup: 4, equals: 8, look: 16, tag: 32, apostrophe: 64 } as const;

/** Planes in which characters look like letters: phonetic, mathematical, enclosed, and the digits of seven segments. */
const highSurrogatesOfLooks = [0xd801, 0xd835, 0xd83c, 0xd83e];

/** Of Unicode's tag characters, each of which is a disguise of one of ASCII. */
export const highSurrogateOfTags = 0xdb40;

/** What begins a sequence for terminals: ESC and its shorter forms. */
const controls = [0x1b, 0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f];

const kindOf: Uint8Array = (() => {
  const table = new Uint8Array(0x10000);
  for (const [codes, kind] of [
    [[0x25, 0x26], kinds.escape],
    [[0x5c], kinds.backslash],
    [[0x3c, ...controls], kinds.markup],
    [[0x3d], kinds.equals],
    [[0x27], kinds.apostrophe],
    [[...highSurrogatesOfLooks, ...severalOf.keys()], kinds.look],
    [[highSurrogateOfTags], kinds.tag],
  ] as const)
    for (const code of codes) table[code] = kind;
  return table;
})();

const kindsIn = (codes: Uint16Array): number => {
  let has = 0;
  for (let index = 0; index < codes.length; index += 1) has |= kindOf[codes[index] ?? 0] ?? 0;
  return has;
};

/** The text as it is. */
export const viewOf = (text: string, isMapped: boolean): View => {
  const bytes = Buffer.allocUnsafeSlow(text.length * 2);
  bytes.write(text, 'utf16le');
  const codes = new Uint16Array(bytes.buffer, bytes.byteOffset, text.length);
  const starts = isMapped ? Int32Array.from({ length: text.length + 1 }, (_, index) => index) : null;
  return { codes, starts, has: kindsIn(codes) };
};

/** What some units are read as. */
export interface Rewrite {
  /** A code point. */
  readonly code: number;
  /** Of what is read, in units. */
  readonly length: number;
  /** What follows the code point. */
  readonly rest: string;
}

/** One character that is read of so many units. */
export const readAs = (code: number, length: number): Rewrite => ({ code, length, rest: '' });

/** Reads what stands at a place, or null where it is what it looks like. */
export type RewriteAt = (codes: Uint16Array, index: number) => Rewrite | null;

/** The view with everything rewritten that begins with units of some kinds; null when there is nothing. */
export const rewriteView = (view: View, begins: number, readAt: RewriteAt): View | null => {
  if ((view.has & begins) === 0) return null;
  const { codes, starts } = view;
  const from = firstOf(codes, begins, readAt);
  if (from === codes.length) return null;
  const most = codes.length + (begins === kinds.look ? addedBy(codes, from, readAt) : 0);
  const units = new Uint16Array(most);
  const places = starts === null ? null : new Int32Array(most + 1);
  units.set(codes.subarray(0, from));
  if (starts !== null) places?.set(starts.subarray(0, from));
  let length = from;
  for (let index = from; index < codes.length;) {
    const code = codes[index] ?? 0;
    const found = ((kindOf[code] ?? 0) & begins) === 0 ? null : readAt(codes, index);
    const end = found === null ? putUnit(units, length, code) : putRewrite(units, length, found);
    if (places !== null && starts !== null) places.fill(starts[index] ?? 0, length, end);
    length = end;
    index += found === null ? 1 : found.length;
  }
  if (places !== null) places[length] = starts?.[codes.length] ?? 0;
  const kept = units.subarray(0, length);
  return { codes: kept, starts: places?.subarray(0, length + 1) ?? null, has: kindsIn(kept) };
};

/** Where the next unit goes. */
const putUnit = (units: Uint16Array, length: number, unit: number): number => {
  units[length] = unit;
  return length + 1;
};

const putRewrite = (units: Uint16Array, length: number, { code, rest }: Rewrite): number => {
  let end = length;
  if (code <= 0xffff) end = putUnit(units, end, code);
  else {
    // Every escape is longer than the two units of such a character.
    end = putUnit(units, end, 0xd800 + ((code - 0x10000) >> 10));
    end = putUnit(units, end, 0xdc00 + ((code - 0x10000) & 0x3ff));
  }
  for (let index = 0; index < rest.length; index += 1) end = putUnit(units, end, rest.charCodeAt(index));
  return end;
};

const firstOf = (codes: Uint16Array, begins: number, readAt: RewriteAt): number => {
  let index = 0;
  while (index < codes.length) {
    if (((kindOf[codes[index] ?? 0] ?? 0) & begins) !== 0 && readAt(codes, index) !== null) break;
    index += 1;
  }
  return index;
};

/** At most so many units come in addition. */
const addedBy = (codes: Uint16Array, from: number, readAt: RewriteAt): number => {
  let added = 0;
  for (let index = from; index < codes.length; index += 1)
    if (((kindOf[codes[index] ?? 0] ?? 0) & kinds.look) !== 0) added += readAt(codes, index)?.rest.length ?? 0;
  return added;
};

/**
 * Whether a backslash of a view may stand for a letter or digit, or hide another one: a quotation mark in JSON inside JSON does not, nor does
 * a slash as PHP writes it, but for one that ends an element.
 */
export const hasEscapedLetter = ({ codes, has }: View): boolean => {
  if ((has & kinds.backslash) === 0) return false;
  const mayBeTag = (has & kinds.markup) !== 0;
  for (let index = 0; index < codes.length; index += 1) {
    if (codes[index] !== backslash) continue;
    const next = codes[index + 1] ?? 0;
    if (letterOf[next] !== 0) return true;
    if (mayBeTag && next === slash && (codes[index - 1] === less || codes[index + 2] === greater)) return true;
  }
  return false;
};

const [slash, less, greater, backslash] = [0x2f, 0x3c, 0x3e, 0x5c];
