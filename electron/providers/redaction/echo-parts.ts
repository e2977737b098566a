import { mayBeTitle } from './echo-words.ts';

/** A part of a key counts when it is as long as this, and half of the whole. */
const minPartLength = 8;
/** Of a key in which two characters in the middle were exchanged, each side is so much shorter than half of it. */
const exchanged = 1;
/** So many parts are looked for at most: the cost of a key grows with its length, not with the square of it. */
const maxParts = 32;

/** As unlikely must it be that a part stands in a text by accident, in bits. */
const minBits = 36;

/**
 * Parts of a key that say too much of it: whatever longer part stands in a text is covered by some of them. Those of a long key begin some
 * characters apart, and are so much shorter that none is missed; of a longer part the ends may stay, by fewer characters than that. Not among
 * them are parts that may stand in a text by accident, of digits or words, unless they are nearly all of the key.
 */
export const partsOf = (key: string): readonly string[] => {
  const half = partsAsLongAs(key, Math.max(minPartLength, Math.floor(key.length / 2) - exchanged));
  const most = partsAsLongAs(key, Math.max(minLongPart, Math.ceil(key.length * leastOfLong)));
  return [...half.filter((part) => bitsOf(part) >= minBits && !mayBeTitle(part)), ...most];
};

/** What is so long, and so much of the key, is none by accident, whatever it looks like. */
const minLongPart = 12;
const leastOfLong = 3 / 4;

const partsAsLongAs = (key: string, least: number): readonly string[] => {
  const step = Math.max(1, Math.ceil((key.length - least) / maxParts));
  const length = least - step + 1;
  const count = Math.max(0, Math.floor((key.length - length) / step) + 1);
  return Array.from({ length: count }, (_, index) => key.slice(index * step, index * step + length));
};

/** As it is looked for: in any case, without signs. */
const bitsOf = (part: string): number => {
  const letters = part.toLowerCase().replace(/[^a-z0-9]/g, '');
  const kinds = /^\d*$/.test(letters) ? 10 : /^[0-9a-f]*$/.test(letters) ? 16 : 36;
  return new Set(letters).size < minKinds ? 0 : letters.length * Math.log2(kinds);
};

/** Fewer different characters are a pattern, as `00000000`. */
const minKinds = 4;
