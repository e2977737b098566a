import stringWidth from 'string-width';
import { plainLine } from '../../core/model/plain-text.ts';
import type { Paint } from './paint.ts';

const gap = '  ';

/** Which of a table's columns may be shortened, by their numbers from 0, and how wide the table may be. */
export interface TableFit {
  /** Columns of free text, shortened with an ellipsis; every other one stays whole, however narrow the terminal. */
  readonly texts?: readonly number[];
  /** The last column is a sentence that stays whole and runs over its line's end; room is kept for its header only. */
  readonly endsWithSentence?: boolean;
  /** Columns that are left out of a terminal that is too narrow for all, in the sequence in which they go. */
  readonly dispensable?: readonly number[];
  /** Columns that show the colour of their row. */
  readonly painted?: readonly number[];
  /** The columns of the terminal; absent or 0 where the reader is none. */
  readonly columns?: number | undefined;
}

/** Wide enough for every title that somebody would choose; what is longer would push all other columns out of sight. */
const widestText = 48;
/** Fewer columns tell nobody apart; rather than that the terminal may wrap. */
const narrowestText = 7;

/** Enough of a text to know it by: before one gets less, a column goes that can be spared. */
const amplestText = 16;

/** A table that grows by rows. Its lines are made once all widths are known; until then of each row its cells alone are held. */
export interface GrowingTable {
  readonly add: (row: readonly string[], paint?: Paint | null) => void;
  /** The lines, its header first; none of them ends with a space. */
  readonly lines: () => Iterable<string>;
}

/** What no cell holds: each is one line. A row is one text until it is shown, which takes a third of the memory that its cells do. */
const separator = '\n';

/** Begins a table of aligned columns under a header, every cell as one line of plain text. */
export const tableUnder = (header: readonly string[], fit: TableFit = {}): GrowingTable => {
  const rows: string[] = [];
  const paints: (Paint | null)[] = [];
  const natural = header.map(() => 0);
  const add = (row: readonly string[], paint: Paint | null = null): void => {
    const cells = row.map(plainLine);
    for (const column of header.keys()) natural[column] = Math.max(natural[column] ?? 0, widthOf(cells[column] ?? ''));
    rows.push(cells.join(separator));
    paints.push(paint);
  };
  const headerWidths = header.map((title) => widthOf(title));
  add(header);
  return {
    add,
    *lines() {
      const widths = shownWidths(natural, headerWidths, fit);
      for (const [at, row] of rows.entries()) yield lineOf(row.split(separator), widths, fit, paints[at] ?? null);
    },
  };
};

const lineOf = (
  cells: readonly string[],
  widths: readonly (number | null)[],
  { texts, painted }: TableFit,
  paint: Paint | null,
): string =>
  cells
    .flatMap((cell, column) => {
      const width = widths[column] ?? null;
      if (width === null) return [];
      const text = padText(texts?.includes(column) === true ? cutToWidth(cell, width) : cell, width);
      return [paint !== null && painted?.includes(column) === true ? paint(text) : text];
    })
    .join(gap)
    .trimEnd();

/** Rows under a header as the text of a table. */
export const table = (header: readonly string[], rows: readonly (readonly string[])[], fit: TableFit = {}): string => {
  const { add, lines } = tableUnder(header, fit);
  for (const row of rows) add(row);
  return [...lines()].join('\n');
};

/** The widths of the columns, null for those that are left out. */
const shownWidths = (
  natural: readonly number[],
  headers: readonly number[],
  fit: TableFit,
): readonly (number | null)[] => {
  const { texts = [], dispensable = [], columns = 0 } = fit;
  for (let gone = 0; ; gone += 1) {
    const without = dispensable.slice(0, gone);
    const kept = [...natural.keys()].filter((column) => !without.includes(column));
    const of = (all: readonly number[]): readonly number[] => kept.map((column) => all[column] ?? 0);
    const places = texts.map((column) => kept.indexOf(column)).filter((place) => place !== -1);
    const isLast = gone === dispensable.length;
    const widths = fittedWidths(of(natural), of(headers), { ...fit, texts: places }, isLast ? 0 : amplestText);
    const taken = widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1);
    if (!isLast && columns > 0 && taken > columns) continue;
    return [...natural.keys()].map((column) => widths[kept.indexOf(column)] ?? null);
  }
};

/** Takes from the widest text first, so that short ones stay whole as long as they can. */
const fittedWidths = (
  natural: readonly number[],
  headers: readonly number[],
  fit: TableFit,
  ample: number,
): readonly number[] => {
  const { texts = [], endsWithSentence = false, columns = 0 } = fit;
  const most = columns > 0 ? columns : widestText;
  const widths = natural.map((width, column) => (texts.includes(column) ? Math.min(width, most) : width));
  if (columns <= 0) return widths;
  const last = widths.length - 1;
  const taken = widths.map((width, column) => (endsWithSentence && column === last ? (headers[column] ?? 0) : width));
  let over = taken.reduce((sum, width) => sum + width, 0) + gap.length * last - columns;
  const least = (column: number): number => Math.max(narrowestText, ample, headers[column] ?? 0);
  for (; over > 0; over--) {
    const shrinkable = texts.filter((column) => (widths[column] ?? 0) > least(column));
    const [first, ...others] = shrinkable;
    if (first === undefined) break;
    const widest = others.reduce((wide, each) => ((widths[each] ?? 0) > (widths[wide] ?? 0) ? each : wide), first);
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
};

/** Most cells are of signs that are joined to no other. What may be is left to the library, which takes fifty times as long. */
const ofLoneSigns = /^[ -~¥·×–…、。《-】（），：\u4e00-\u9fff]*$/;
/** Where those begin that take two columns. */
const wideFrom = 0x3000;

/** Columns that a text takes in a terminal. */
const widthOf = (text: string): number => {
  if (!ofLoneSigns.test(text)) return stringWidth(text);
  let width = text.length;
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) >= wideFrom) width += 1;
  return width;
};

/** A sign with its accents or an emoji of several hardly ever takes more for each column; a pile of marks may. */
const unitsPerColumn = 16;
const signs = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The beginning of a text and an ellipsis where it takes more columns than `width`; no sign is cut through. */
const cutToWidth = (text: string, width: number): string => {
  const mostUnits = width * unitsPerColumn;
  if (widthOf(text) <= width && text.length <= mostUnits) return text;
  let kept = '';
  let taken = 0;
  for (const sign of signsOf(text)) {
    taken += widthOf(sign);
    if (taken > width - 1 || kept.length + sign.length > mostUnits) break;
    kept += sign;
  }
  return `${kept.trimEnd()}…`;
};

function* signsOf(text: string): Iterable<string> {
  if (ofLoneSigns.test(text)) yield* text;
  else for (const { segment } of signs.segment(text)) yield segment;
}

const padText = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));
