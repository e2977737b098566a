import { dumpLinesIn, type DumpLine } from './dump-lines.ts';
import { placesIn } from './echo-places.ts';
import type { View } from './echo-rewrite.ts';
import type { Range } from './echo-signs.ts';

/**
 * The ways to read what a tool laid out in columns: a dump of bytes (od, hexdump, xxd) or text behind offsets or numbers of lines, without
 * these; of a dump also its bytes alone and its characters alone; and single characters without the numbers of their places (`{"0":"k",…}`).
 */
export function* columnReadingsOf(view: View): Generator<View, void, undefined> {
  const lines = dumpLinesIn(view.codes);
  yield* placeReadingsOf(view);
  if (lines.length === 0) return;
  const unnumbered = without(
    view,
    lines.map(({ start, content }) => ({ from: start, to: content })),
  );
  yield unnumbered;
  yield* placeReadingsOf(unnumbered);
  if (!lines.some(hasBytes)) return;
  yield without(view, lines.flatMap(besideBytes));
  yield without(view, lines.flatMap(besideText));
}

function* placeReadingsOf(view: View): Generator<View, void, undefined> {
  const places = placesIn(view);
  if (places.length > 0) yield without(view, places);
}

const hasBytes = ({ content, gutter }: DumpLine): boolean => gutter > content;

const besideBytes = (line: DumpLine): readonly Range[] =>
  hasBytes(line)
    ? [
        { from: line.start, to: line.content },
        { from: line.gutter, to: line.next },
      ]
    : [{ from: line.start, to: line.content }];

const besideText = ({ start, text, textEnd, next }: DumpLine): readonly Range[] => [
  { from: start, to: text },
  { from: textEnd, to: next },
];

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
