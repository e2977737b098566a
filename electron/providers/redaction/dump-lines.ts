import { isHex, isLetter, isSign, type Range } from './echo-signs.ts';

const [tab, lineEnd, space, comma, hyphen, colon, zero, letterX, letterH] = [
  0x09, 0x0a, 0x20, 0x2c, 0x2d, 0x3a, 0x30, 0x78, 0x68,
];

/** A line of a dump: its offset, the bytes or text behind it, and what it shows beside its bytes. */
export interface DumpLine {
  readonly start: number;
  /** Where its bytes begin, or its text where it has none. */
  readonly content: number;
  /** Where its bytes end; the same as `content` where there are none. */
  readonly gutter: number;
  /** The text beside its bytes, without the signs around it; the same as from `content` on where there are no bytes. */
  readonly text: number;
  readonly textEnd: number;
  /** Where the next line of the dump begins, or this one ends. */
  readonly next: number;
}

/** The lines of a text that begin with an offset or a number, or with bytes that have something beside them. */
export const dumpLinesIn = (codes: Uint16Array): readonly DumpLine[] => {
  const lines: DumpLine[] = [];
  let before: Range | null = null;
  for (let start = 0; start < codes.length;) {
    const found = codes.indexOf(lineEnd, start);
    const end = found === -1 ? codes.length : found;
    const content = contentBehind(codes, start, end);
    // The first line of a dump may stand behind other text, which is why only one that follows shows that it is a dump.
    if (content !== -1 && start > 0) {
      if (before !== null) lines.push(...firstLine(codes, before, content - start));
      lines.push(dumpLine(codes, start, content, end));
    }
    before = content === -1 || start === 0 ? { from: start, to: end } : null;
    start = end + 1;
  }
  return lines;
};

const dumpLine = (codes: Uint16Array, start: number, content: number, end: number): DumpLine => {
  const gutter = endOfBytes(codes, content, end);
  const isNext = end < codes.length && contentBehind(codes, end + 1, endOfLine(codes, end + 1)) !== -1;
  const next = gutter > content && isNext ? end + 1 : end;
  const text = gutter > content ? textBeside(codes, gutter, end) : { from: content, to: end };
  return { start, content, gutter, text: text.from, textEnd: text.to, next };
};

const endOfLine = (codes: Uint16Array, from: number): number => {
  const found = codes.indexOf(lineEnd, from);
  return found === -1 ? codes.length : found;
};

const maxOffsetLength = 18;
/** On each side of an offset: `[0000]`, `<0000>:`, `|0000|`. */
const maxSigns = 2;

/**
 * Where an offset or number in front of a line ends, with the signs and the space around it; where the first byte begins of a line that
 * has none; -1 where it is neither.
 */
const contentBehind = (codes: Uint16Array, start: number, end: number): number => {
  const first = skipSigns(codes, skipSpace(codes, start, end), end);
  const digits = skipHex(codes, first, end);
  if (digits === first || digits - first > maxOffsetLength) return -1;
  if (isByte(codes, first, digits, end)) return hasText(codes, first, end) ? first : -1;
  const behind = skipSigns(codes, digits + Number((codes[digits] ?? 0) === letterH), end);
  const apart = skipSpace(codes, behind, end);
  const sign = apart > behind && isSign(codes[apart] ?? 0) ? skipSpace(codes, apart + 1, end) : apart;
  // A sign that stands alone belongs to the offset: `0000 - 50`.
  const content = sign > apart + 1 ? sign : apart;
  return content === digits || content === end ? -1 : content;
};

/** Whether a number is the first byte rather than an offset: as short as the one that follows. */
const isByte = (codes: Uint16Array, first: number, behind: number, end: number): boolean => {
  const next = skipSeparator(codes, behind, end);
  return behind - first === 2 && next > behind && next - behind <= 2 && skipHex(codes, next, end) === next + 2;
};

const hasText = (codes: Uint16Array, first: number, end: number): boolean => {
  const gutter = endOfBytes(codes, first, end);
  return skipSpace(codes, gutter, end) < end && gutter - first > minBytes * 3;
};

/** Of a line without an offset: fewer may be anything. */
const minBytes = 4;

/** The dump's first line inside a longer one: its offset takes up as much as the next line's. */
const firstLine = (codes: Uint16Array, { from, to }: Range, width: number): readonly DumpLine[] => {
  for (let start = Math.max(from, to - maxLineLength); start + width < to; start += 1) {
    if (start > from && isHex(codes[start] ?? 0) && isHex(codes[start - 1] ?? 0)) continue;
    if (contentBehind(codes, start, to) === start + width) return [dumpLine(codes, start, start + width, to)];
  }
  return [];
};

/** No tool writes longer ones. */
const maxLineLength = 512;

/** A wider gap stands in the middle of so many bytes. */
const bytesOfHalf = 8;
const maxGap = 4;

/** Where the bytes of a line end, which are numbers of two, four, eight or sixteen digits, with one sign or blank between. */
const endOfBytes = (codes: Uint16Array, content: number, end: number): number => {
  const size = skipHex(codes, content, end) - content;
  let [last, half] = [content, -1];
  for (let count = 1, index = content; index < end; count += 1) {
    const behind = skipHex(codes, index, end);
    const next = skipSeparator(codes, behind, end);
    const isGlued = next === behind && behind < end;
    // The text beside eight bytes may begin like a ninth.
    const mayBeText = half !== -1 && count <= 2 * bytesOfHalf && isLetter(codes[index] ?? 0);
    if (!isWord(behind - index, size) || (isGlued && (mayBeText || isLetter(codes[behind] ?? 0))))
      return mayBeText ? half : last;
    last = behind;
    const gap = next - behind;
    if (gap === 0) break;
    if (gap > 2 || (gap === 2 && !isSign(codes[behind] ?? 0))) {
      if (size !== 2 || count !== bytesOfHalf || gap > maxGap) break;
      half = last;
    }
    index = next;
  }
  return last;
};

/** Of the size of the first one; the last may be shorter. */
const isWord = (digits: number, size: number): boolean =>
  digits <= size && (digits === 2 || digits === 4 || digits === 8 || digits === 16);

/** Behind a sign between two bytes and the blanks that follow it, or behind blanks. */
const skipSeparator = (codes: Uint16Array, from: number, end: number): number => {
  const code = codes[from] ?? 0;
  return skipSpace(codes, from + Number(code === hyphen || code === colon || code === comma), end);
};

/** The text beside bytes, without the sign in front of it, and without what is behind it where that is such a sign too. */
const textBeside = (codes: Uint16Array, gutter: number, end: number): Range => {
  const from = skipSpace(codes, gutter, end);
  let to = end;
  while (to > from && (codes[to - 1] ?? 0) <= space) to -= 1;
  if (!isSign(codes[from] ?? 0)) return { from, to: end };
  if (to - from > 1 && isSign(codes[to - 1] ?? 0)) return { from: from + 1, to: to - 1 };
  const text = skipSpace(codes, from + 1, end);
  return text > from + 1 ? { from: text, to: end } : { from, to: end };
};

const skipSpace = (codes: Uint16Array, from: number, end: number): number => {
  let index = from;
  while (index < end && (codes[index] === space || codes[index] === tab)) index += 1;
  return index;
};

const skipSigns = (codes: Uint16Array, from: number, end: number): number => {
  let index = from;
  while (index < end && index < from + maxSigns && isSign(codes[index] ?? 0)) index += 1;
  return index;
};

/** Hexadecimal digits, perhaps with `0x` in front. */
const skipHex = (codes: Uint16Array, from: number, end: number): number => {
  let index = codes[from] === zero && codes[from + 1] === letterX && from + 2 < end ? from + 2 : from;
  while (index < end && isHex(codes[index] ?? 0)) index += 1;
  return index;
};
