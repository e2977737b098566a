import { letterOf } from './letters.ts';
import type { Range } from './echo-signs.ts';

/** A key of which some characters may be masked, and where a few of those that follow each other lie in it. */
export interface MaskedKey {
  /** All letters and digits of the key, as `letterOf` numbers them. */
  readonly letters: Uint8Array;
  /** Where the form that found it begins in them. */
  readonly at: number;
  readonly end: number;
  /** So many must be there. */
  readonly least: number;
}

/** As many are compared at once, without a look at the rest. */
const minAnchor = 5;
/** So many pieces that three quarters of a key lie in, or fewer: one of them is so long that it holds a whole anchor. */
const maxPieces = 3;

/** Some letters of a key in each place, so that of a key that is masked in one or two places at least one is met. */
export const anchorsOf = (letters: Uint8Array, least: number): readonly MaskedKey[] => {
  if (letters.length <= least) return [];
  const piece = Math.floor(least / maxPieces);
  const size = Math.max(minAnchor, Math.floor(piece / 2));
  const step = Math.max(1, piece - size + 1);
  const count = Math.ceil((letters.length - size) / step) + 1;
  return Array.from({ length: count }, (_, index) => {
    const at = Math.min(index * step, letters.length - size);
    return { letters, at, least, end: at + size };
  });
};

/** What stands for one hidden character or more: `*` `.` `#` `?` `-` `_` `…` and dots, blocks and stars of other kinds. */
const masks: ReadonlySet<number> = new Set([...'*.#?-_·…•∗●○■□█▪∙⋯＊．＃\ufffd'].map((mask) => mask.charCodeAt(0)));
const letterX = letterOf[0x78] ?? 0;

/** What masks a key is not longer. */
const maxMask = 64;
/** Behind a mask so many letters must be those of the key. */
const minBehind = 4;
/** Where the key has fewer left, as many must be masked as are missing. */
const fewBehind = 2;

/**
 * The units around an anchor that repeat a key but for what is masked in it; null where too little of it is there, or nothing is masked: that
 * is for the forms of its parts to say.
 */
export const maskedAround = (codes: Uint16Array, first: number, last: number, key: MaskedKey): Range | null => {
  const behind = walk(codes, last, { letters: key.letters, at: key.end, way: 1 }, key);
  const before = walk(codes, first, { letters: key.letters, at: key.at - 1, way: -1 }, key);
  const count = key.end - key.at + behind.count + before.count;
  return count >= key.least && (behind.isMasked || before.isMasked)
    ? { from: before.place, to: behind.place + 1 }
    : null;
};

/** What follows in a key, in one direction. */
interface Rest {
  readonly letters: Uint8Array;
  readonly at: number;
  readonly way: 1 | -1;
}

interface Walked {
  /** Of the last letter that is one of the key. */
  readonly place: number;
  readonly count: number;
  readonly isMasked: boolean;
}

const walk = (codes: Uint16Array, from: number, { letters, at: begin, way }: Rest, { least }: MaskedKey): Walked => {
  let [at, place, count, isMasked] = [begin, from, 0, false];
  while (at >= 0 && at < letters.length) {
    const next = nextLetter(codes, place + way, way);
    if (next === null) break;
    if (next.masks === 0 && next.letter === letters[at]) {
      place = next.place;
    } else {
      const over = overMask(codes, next, { letters, at, way }, letters.length - least);
      if (over === null) break;
      isMasked ||= over.at !== at || next.letter !== letters[at];
      ({ at, place } = over);
    }
    at += way;
    count += 1;
  }
  return { place, count, isMasked };
};

interface NextLetter {
  readonly place: number;
  readonly letter: number;
  /** How many masks stand before it. */
  readonly masks: number;
}

const nextLetter = (codes: Uint16Array, from: number, way: 1 | -1): NextLetter | null => {
  let masksMet = 0;
  for (let index = from, left = maxMask; left > 0 && index >= 0 && index < codes.length; index += way, left -= 1) {
    const code = codes[index] ?? 0;
    const letter = letterOf[code] ?? 0;
    if (letter !== 0) return { place: index, letter, masks: masksMet };
    if (masks.has(code)) masksMet += 1;
  }
  return null;
};

/** Where a key goes on behind a mask, which signs are or the letter x: the place in the text, and the one in the key. */
const overMask = (codes: Uint16Array, next: NextLetter, rest: Rest, mostHidden: number): Place | null => {
  let [found, hidden]: [NextLetter | null, number] = [next, next.masks];
  while (found !== null && hidden <= maxMask) {
    const over = hidden > 0 ? goesOnWithin(codes, found.place, rest, { mostHidden, hidden }) : null;
    if (over !== null) return over;
    if (found.letter !== letterX) break;
    found = nextLetter(codes, found.place + rest.way, rest.way);
    hidden += 1 + (found?.masks ?? 0);
  }
  // A sign between two letters may be one that the key has.
  return next.letter === rest.letters[rest.at] ? { place: next.place, at: rest.at } : null;
};

interface Place {
  readonly place: number;
  readonly at: number;
}

const goesOnWithin = (
  codes: Uint16Array,
  place: number,
  { letters, at: begin, way }: Rest,
  { mostHidden, hidden }: { readonly mostHidden: number; readonly hidden: number },
): Place | null => {
  for (let more = 0; more <= mostHidden; more += 1) {
    const at = begin + more * way;
    if (at < 0 || at >= letters.length) break;
    if (goesOn(codes, place, { letters, at, way }, more === hidden)) return { place, at };
  }
  return null;
};

const goesOn = (codes: Uint16Array, from: number, { letters, at, way }: Rest, isOneEach: boolean): boolean => {
  const left = way === 1 ? letters.length - at : at + 1;
  if (left < fewBehind && !isOneEach) return false;
  for (let place = from, met = 0; met < Math.min(minBehind, left); met += 1) {
    const next = nextLetter(codes, place, way);
    if (next === null || next.letter !== letters[at + met * way]) return false;
    place = next.place + way;
  }
  return true;
};
