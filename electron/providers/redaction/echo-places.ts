import { kinds, type View } from './echo-rewrite.ts';
import { isDigit, isLetter, isVisible, type Range } from './echo-signs.ts';

const [tab, lineEnd, space, quote, apostrophe, colon, equals, greater, backslash, lowLine] = [
  0x09, 0x0a, 0x20, 0x22, 0x27, 0x3a, 0x3d, 0x3e, 0x5c, 0x5f,
];

/** A single character that a number names the place of, or is beside. */
interface Placed {
  /** Where the number begins, with the name in front of it. */
  readonly from: number;
  readonly character: number;
  /** Behind the character and what it is quoted with. */
  readonly end: number;
}

/** Fewer are no key. */
const minPlaced = 3;
/** What stands between two of them at most: signs and white space. */
const maxBetween = 12;

/**
 * What to leave out, so that single characters with the numbers of their places stand side by side: `"0":"k"`, `0: 'k'`, `[0] => k`,
 * `key[0]=k`, `k0=k&`, and with numbers that are none of places, `107 'k'`. Empty where there are hardly any.
 */
export const placesIn = ({ codes, has }: View): readonly Range[] => {
  const all = [
    ...placedBehind(codes, colon),
    ...((has & kinds.equals) === 0 ? [] : placedBehind(codes, equals)),
    ...((has & kinds.apostrophe) === 0 ? [] : placedBehind(codes, apostrophe)),
  ];
  if (all.length < minPlaced) return [];
  const ranges: Range[] = [];
  let before: Placed | null = null;
  for (const placed of all.sort((one, other) => one.character - other.character)) {
    if (before !== null && placed.character < before.end) continue;
    const isNext = before !== null && hasOnlySigns(codes, before.end, placed.from);
    ranges.push({ from: before !== null && isNext ? before.character + 1 : placed.from, to: placed.character });
    before = placed;
  }
  return ranges;
};

const hasOnlySigns = (codes: Uint16Array, from: number, to: number): boolean => {
  if (to - from > maxBetween) return false;
  for (let index = from; index < to; index += 1) if (isLetter(codes[index] ?? 0)) return false;
  return true;
};

const placedBehind = (codes: Uint16Array, sign: number): readonly Placed[] => {
  const found: Placed[] = [];
  for (let at = codes.indexOf(sign); at !== -1; at = codes.indexOf(sign, at + 1)) {
    const from = sign === apostrophe ? numberBefore(codes, at) : placeBefore(codes, at);
    if (from === -1) continue;
    const isArrow = sign === equals && codes[at + 1] === greater;
    const single = (isArrow ? singleAt(codes, at + 2) : null) ?? singleAt(codes, sign === apostrophe ? at : at + 1);
    if (single !== null) found.push({ from, ...single });
  }
  return found;
};

const maxPlaceLength = 5;
const maxNameLength = 16;
/** Between a place and the sign behind it: `\"] =>`. */
const maxClosing = 4;

/** Where a number begins that ends before a sign, with what encloses them between and the name in front; -1 where there is none. */
const placeBefore = (codes: Uint16Array, end: number): number => {
  let last = end;
  while (last > end - maxClosing && isClosing(codes[last - 1] ?? 0)) last -= 1;
  let first = last;
  while (last - first <= maxPlaceLength && isDigit(codes[first - 1] ?? 0)) first -= 1;
  if (first === last || last - first > maxPlaceLength) return -1;
  if (isOpening(codes[first - 1] ?? 0)) first -= 1;
  const number = first;
  while (number - first < maxNameLength && isOfName(codes[first - 1] ?? 0)) first -= 1;
  return first;
};

/** The same where only white space stands between. */
const numberBefore = (codes: Uint16Array, end: number): number => {
  let first = end - 1;
  if (!isBlank(codes[first] ?? 0)) return -1;
  while (end - first <= maxPlaceLength && isDigit(codes[first - 1] ?? 0)) first -= 1;
  return first === end - 1 || isLetter(codes[first - 1] ?? 0) ? -1 : first;
};

/** One character behind a sign, alone or in quotation marks, however often these are escaped; null where there are more. */
const singleAt = (codes: Uint16Array, from: number): Omit<Placed, 'from'> | null => {
  const value = skipType(codes, skipBlank(codes, from));
  const opening = skipEscapes(codes, value);
  const mark = codes[opening] ?? 0;
  if (mark === quote || mark === apostrophe) {
    const character = skipEscapes(codes, opening + 1);
    const closing = skipEscapes(codes, character + 1);
    if (codes[closing] === mark) return { character, end: closing + 1 };
    // What looked like an escape is the character.
    if (character > opening + 1 && codes[character] === mark) return { character: character - 1, end: character + 1 };
  }
  const isAlone = isVisible(codes[value] ?? 0) && !isLetter(codes[value + 1] ?? 0);
  return isAlone ? { character: value, end: value + 1 } : null;
};

const skipEscapes = (codes: Uint16Array, from: number): number => {
  let index = from;
  while (codes[index] === backslash) index += 1;
  return index;
};

const maxBlank = 12;

const skipBlank = (codes: Uint16Array, from: number): number => {
  let index = from;
  while (index < from + maxBlank && (isBlank(codes[index] ?? 0) || codes[index] === lineEnd)) index += 1;
  return index;
};

/** What PHP says of a character, `string(1) `. */
const skipType = (codes: Uint16Array, from: number): number => {
  let index = from;
  while (index < from + maxNameLength && isOfName(codes[index] ?? 0)) index += 1;
  const isType = index > from && codes[index] === 0x28 && codes[index + 1] === 0x31 && codes[index + 2] === 0x29;
  return isType ? skipBlank(codes, index + 3) : from;
};

const isBlank = (code: number): boolean => code === space || code === tab;

/** `"`, `'`, `\`, `]`, `)` and a blank. */
const isClosing = (code: number): boolean =>
  code === quote || code === apostrophe || code === backslash || code === 0x5d || code === 0x29 || isBlank(code);

const isOpening = (code: number): boolean => code === 0x5b || code === 0x28;

const isOfName = (code: number): boolean => (isLetter(code) && !isDigit(code)) || code === lowLine;
