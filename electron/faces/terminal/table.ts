import stringWidth from 'string-width';
import { plainLine } from '../../core/model/plain-text.ts';

const gap = '  ';

/** Which of a table's columns may be shortened, by their numbers from 0, and how wide the table may be. */
export interface TableFit {
  /** Columns of free text, shortened with an ellipsis; every other one stays whole, however narrow the terminal. */
  readonly texts?: readonly number[];
  /** The last column is a sentence that stays whole and runs over its line's end; room is kept for its header only. */
  readonly endsWithSentence?: boolean;
  /** The columns of the terminal; absent or 0 where the reader is none. */
  readonly columns?: number | undefined;
}

/** Wide enough for every title that somebody would choose; what is longer would push all other columns out of sight. */
const widestText = 48;
/** Fewer columns tell nobody apart; rather than that the terminal may wrap. */
const narrowestText = 8;

/** Rows under a header, in aligned columns, every cell as one line of plain text; every line ends without trailing space. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[], fit: TableFit = {}): string => {
  const lines = [header, ...rows].map((row) => row.map(plainLine));
  const natural = header.map((_, column) => Math.max(...lines.map((line) => stringWidth(line[column] ?? ''))));
  const widths = fittedWidths(
    natural,
    header.map((title) => stringWidth(title)),
    fit,
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return padText(fit.texts?.includes(column) === true ? cutToWidth(cell, width) : cell, width);
        })
        .join(gap)
        .trimEnd(),
    )
    .join('\n');
};

/** Takes from the widest text first, so that short ones stay whole as long as they can. */
const fittedWidths = (natural: readonly number[], headers: readonly number[], fit: TableFit): readonly number[] => {
  const { texts = [], endsWithSentence = false, columns = 0 } = fit;
  const most = columns > 0 ? columns : widestText;
  const widths = natural.map((width, column) => (texts.includes(column) ? Math.min(width, most) : width));
  if (columns <= 0) return widths;
  const last = widths.length - 1;
  const taken = widths.map((width, column) => (endsWithSentence && column === last ? (headers[column] ?? 0) : width));
  let over = taken.reduce((sum, width) => sum + width, 0) + gap.length * last - columns;
  const least = (column: number): number => Math.max(narrowestText, headers[column] ?? 0);
  for (; over > 0; over--) {
    const shrinkable = texts.filter((column) => (widths[column] ?? 0) > least(column));
    const [first, ...others] = shrinkable;
    if (first === undefined) break;
    const widest = others.reduce((wide, each) => ((widths[each] ?? 0) > (widths[wide] ?? 0) ? each : wide), first);
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
};

/** A sign with its accents or an emoji of several hardly ever takes more for each column; a pile of marks may. */
const unitsPerColumn = 16;
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The beginning of a text and an ellipsis where it takes more columns than `width`; no sign is cut through. */
const cutToWidth = (text: string, width: number): string => {
  const mostUnits = width * unitsPerColumn;
  if (stringWidth(text) <= width && text.length <= mostUnits) return text;
  let kept = '';
  let taken = 0;
  for (const { segment } of signs.segment(text)) {
    taken += stringWidth(segment);
    if (taken > width - 1 || kept.length + segment.length > mostUnits) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
};

const padText = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - stringWidth(text)));
