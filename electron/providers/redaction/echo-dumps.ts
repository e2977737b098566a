import type { View } from './echo-rewrite.ts';

const [tab, lineEnd, space, colon, greater, equals, zero, letterX] = [0x09, 0x0a, 0x20, 0x3a, 0x3e, 0x3d, 0x30, 0x78];

/** Units of a view, the end not included. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The ways to read what a tool laid out in columns: a dump of bytes (od, hexdump, xxd) or text behind offsets or numbers of lines, without
 * these; of a dump also its bytes alone and its characters alone; and an object or list without the numbers of its places (`{"0":"k",…}`).
 */
export function* columnReadingsOf(view: View): Generator<View, void, undefined> {
  const lines = dumpLinesIn(view.codes);
  if (lines.length > 0) {
    yield without(
      view,
      lines.map(({ start, content }) => ({ from: start, to: content })),
    );
    if (lines.some(({ content, gutter }) => gutter > content)) {
      yield without(
        view,
        lines.flatMap(({ start, content, gutter, end }) =>
          gutter > content
            ? [
                { from: start, to: content },
                { from: gutter, to: end },
              ]
            : [{ from: start, to: content }],
        ),
      );
      yield without(
        view,
        lines.map(({ start, gutter }) => ({ from: start, to: gutter })),
      );
    }
  }
  const places = placesIn(view.codes);
  if (places.length > 0) yield without(view, places);
}

/** The view without some ranges, which follow each other. */
const without = ({ codes, starts, has }: View, ranges: readonly Range[]): View => {
  const units = new Uint16Array(codes.length);
  const places = starts === null ? null : new Int32Array(codes.length + 1);
  let length = 0;
  const keep = (from: number, to: number): void => {
    units.set(codes.subarray(from, to), length);
    if (starts !== null) places?.set(starts.subarray(from, to), length);
    length += to - from;
  };
  let done = 0;
  for (const { from, to } of ranges) {
    keep(done, from);
    done = to;
  }
  keep(done, codes.length);
  if (places !== null) places[length] = starts?.[codes.length] ?? 0;
  return { codes: units.subarray(0, length), starts: places?.subarray(0, length + 1) ?? null, has };
};

/** A line of a dump: its offset from `start`, its bytes or text from `content`, what it shows beside its bytes from `gutter`. */
interface DumpLine {
  readonly start: number;
  readonly content: number;
  /** The same as `content` where there are no bytes. */
  readonly gutter: number;
  readonly end: number;
}

const dumpLinesIn = (codes: Uint16Array): readonly DumpLine[] => {
  const lines: DumpLine[] = [];
  let before: Range | null = null;
  for (let start = 0; start < codes.length;) {
    const found = codes.indexOf(lineEnd, start);
    const end = found === -1 ? codes.length : found;
    const content = contentAfterOffset(codes, start, end);
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

const dumpLine = (codes: Uint16Array, start: number, content: number, end: number): DumpLine => ({
  start,
  content,
  gutter: endOfBytes(codes, content, end),
  end,
});

/** Where an offset or number in front of a line ends, with the space behind it; -1 where there is none. */
const contentAfterOffset = (codes: Uint16Array, start: number, end: number): number => {
  const first = skipSpace(codes, start, end);
  const digits = skipHex(codes, first, end);
  if (digits === first || digits - first > maxOffsetLength) return -1;
  const behind = isSignOfOffset(codes[digits] ?? 0) ? digits + 1 : digits;
  const content = skipSpace(codes, behind, end);
  return content === behind || content === end ? -1 : content;
};

const maxOffsetLength = 18;

/** `:`, `)`, `.` and `|`. */
const isSignOfOffset = (code: number): boolean => code === colon || code === 0x29 || code === 0x2e || code === 0x7c;

/** The dump's first line inside a longer one: its offset takes up as much as the next line's. */
const firstLine = (codes: Uint16Array, { from, to }: Range, width: number): readonly DumpLine[] => {
  for (let start = Math.max(from, to - maxLineLength); start + width < to; start += 1) {
    if (start > from && skipHex(codes, start - 1, start) === start) continue;
    const content = contentAfterOffset(codes, start, to);
    if (content === start + width) return [dumpLine(codes, start, content, to)];
  }
  return [];
};

/** No tool writes longer ones. */
const maxLineLength = 512;

/** Where the bytes of a line end, which are numbers of two, four, eight or sixteen digits; with a wider gap after eight bytes. */
const endOfBytes = (codes: Uint16Array, content: number, end: number): number => {
  let last = content;
  for (let count = 1, index = content; index < end; count += 1) {
    const behind = skipHex(codes, index, end);
    const digits = behind - index;
    const next = skipSpace(codes, behind, end);
    if (digits !== 2 && digits !== 4 && digits !== 8 && digits !== 16) break;
    if (next === behind && behind < end && isLetter(codes[behind] ?? 0)) break;
    last = behind;
    const gap = next - behind;
    if (gap === 0 || (gap > 1 && (gap > 2 || count !== 8 || digits !== 2))) break;
    index = next;
  }
  return last;
};

const skipSpace = (codes: Uint16Array, from: number, end: number): number => {
  let index = from;
  while (index < end && (codes[index] === space || codes[index] === tab)) index += 1;
  return index;
};

/** Hexadecimal digits, perhaps with `0x` in front. */
const skipHex = (codes: Uint16Array, from: number, end: number): number => {
  let index = codes[from] === zero && codes[from + 1] === letterX && from + 2 < end ? from + 2 : from;
  while (index < end && isHex(codes[index] ?? 0)) index += 1;
  return index;
};

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isHex = (code: number): boolean => isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66);
const isLetter = (code: number): boolean => isDigit(code) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);

const maxPlaceLength = 5;

/** Where a number names the place of a single character: `"0":"k"`, `0: 'k'`, `[0] => k`. */
const placesIn = (codes: Uint16Array): readonly Range[] => {
  const places: Range[] = [];
  for (const [sign, before] of [
    [colon, 0],
    [greater, 1],
  ] as const) {
    for (let at = codes.indexOf(sign); at !== -1; at = codes.indexOf(sign, at + 1)) {
      if (before === 1 && codes[at - 1] !== equals) continue;
      const from = placeBefore(codes, at - before);
      if (from !== -1 && isSingle(codes, at + 1)) places.push({ from, to: at });
    }
  }
  return places.sort((one, other) => one.from - other.from);
};

/** Where the digits of a place begin that end before a sign, with what encloses them between; -1 where there are none. */
const placeBefore = (codes: Uint16Array, end: number): number => {
  let last = end;
  while (last > 0 && last > end - 3 && !isLetter(codes[last - 1] ?? 0)) last -= 1;
  let first = last;
  while (first > 0 && last - first <= maxPlaceLength && isDigit(codes[first - 1] ?? 0)) first -= 1;
  const isPlace = first < last && last - first <= maxPlaceLength && !isLetter(codes[first - 1] ?? 0);
  return isPlace ? first : -1;
};

/** Whether one letter stands behind a sign, alone or in quotation marks. */
const isSingle = (codes: Uint16Array, from: number): boolean => {
  let index = from;
  while (index < from + 4 && index < codes.length && !isLetter(codes[index] ?? 0)) index += 1;
  return isLetter(codes[index] ?? 0) && !isLetter(codes[index + 1] ?? 0);
};
