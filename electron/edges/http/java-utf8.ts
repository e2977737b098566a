const lost = [0xef, 0xbf, 0xbd] as const;

/** UTF-8 as it should have been written. */
export interface MendedUtf8 {
  readonly bytes: Uint8Array;
  /** Half a character stood alone; U+FFFD stands in its place. */
  readonly hasLost: boolean;
}

/**
 * Rewrites what Java's "modified UTF-8" and MySQL's older `utf8` do otherwise (CESU-8, Unicode Technical Report 26): a character beyond U+FFFF as the three
 * bytes of each of its surrogates becomes its four bytes, and the two bytes of a NUL, which nobody sees, go. Null where there is nothing of the kind.
 */
export const mendedUtf8 = (bytes: Uint8Array): MendedUtf8 | null => {
  const mended = new Uint8Array(bytes.length);
  let length = 0;
  let hasLost = false;
  const put = (...values: readonly number[]): void => {
    mended.set(values, length);
    length += values.length;
  };
  let index = 0;
  let isChanged = false;
  while (index < bytes.length) {
    const high = surrogateAt(bytes, index);
    const taken = high === null ? (isNul(bytes, index) ? 2 : 0) : 3;
    if (taken === 0) {
      mended[length] = bytes[index] ?? 0;
      length += 1;
      index += 1;
      continue;
    }
    isChanged = true;
    index += taken;
    if (high === null) continue;
    const low = isHigh(high) ? surrogateAt(bytes, index) : null;
    if (low === null || isHigh(low)) {
      hasLost = true;
      put(...lost);
      continue;
    }
    index += 3;
    put(...fourBytes(0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00)));
  }
  return isChanged ? { bytes: mended.subarray(0, length), hasLost } : null;
};

const isNul = (bytes: Uint8Array, index: number): boolean => bytes[index] === 0xc0 && bytes[index + 1] === 0x80;

const isHigh = (surrogate: number): boolean => surrogate < 0xdc00;

/** The surrogate whose three bytes begin here; null where none does. */
const surrogateAt = (bytes: Uint8Array, index: number): number | null => {
  if (bytes[index] !== 0xed) return null;
  const [second = 0, third = 0] = [bytes[index + 1], bytes[index + 2]];
  if (second < 0xa0 || second > 0xbf || third < 0x80 || third > 0xbf) return null;
  return 0xd000 | ((second & 0x3f) << 6) | (third & 0x3f);
};

const fourBytes = (code: number): readonly number[] => [
  0xf0 | (code >> 18),
  0x80 | ((code >> 12) & 0x3f),
  0x80 | ((code >> 6) & 0x3f),
  0x80 | (code & 0x3f),
];
