import { stringify } from 'csv-stringify/sync';
import { cutUnits } from '../../core/model/cut.ts';
import { plainLines, printableJson } from '../../core/model/plain-text.ts';
import { looksLikeSomethingElse, plainNumber, staysAsWritten } from './spreadsheet.ts';

/** An amount of money: a number to a spreadsheet, however many digits its provider wrote after the point. */
interface AmountCell {
  readonly amount: string;
}

/** What a cell may hold; objects and lists are written as JSON. */
export type Cell = string | number | boolean | null | AmountCell | object;

/** A column: its name in the header, and what it says of a row. */
export type Column<Row> = readonly [name: string, of: (row: Row) => Cell];

const format = { quoted: true, quoted_empty: true, record_delimiter: 'windows' } as const;

/** The beginning of a CSV file for spreadsheets: the mark of its encoding, and the names of its columns. */
export const csvHeader = <Row>(columns: readonly Column<Row>[]): string =>
  stringify([columns.map(([name]) => name)], { ...format, bom: true });

/** Rows as text, and how many of their cells hold less than there is: whoever writes the text has to say so. */
export interface CsvRows {
  readonly text: string;
  readonly cutCells: number;
}

/** Rows of such a file (RFC 4180): every cell quoted, text that a spreadsheet would run, round or turn into a date made plain text. */
export const csvRows = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): CsvRows => {
  let cutCells = 0;
  const cellText = (cell: Cell): string => {
    const text = wholeText(cell);
    if (text.length <= maxCellLength) return text;
    cutCells += 1;
    return `${cutUnits(text, maxCellLength - 1)}…`;
  };
  const text = stringify(
    rows.map((row) => columns.map(([, of]) => cellText(of(row)))),
    format,
  );
  return { text, cutCells };
};

/** Characters (units of UTF-16) in a cell of Excel, which shows what is beyond in the next row, as cells of their own. */
const maxCellLength = 32_767;

const wholeText = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell === 'string') return textCell(cell);
  if (typeof cell !== 'object') return String(cell);
  if (isAmount(cell)) return plainNumber.test(cell.amount) ? cell.amount : textCell(cell.amount);
  return jsonCell(cell);
};

const isAmount = (cell: object): cell is AmountCell =>
  Object.keys(cell).length === 1 && 'amount' in cell && typeof cell.amount === 'string';

/** What begins a formula: in ASCII, full-width, small, raised and lowered, and the minus sign of typographers. */
const starters = '=+\\-@＝＋－＠﹦﹢﹣﹫⁼₌⁺₊⁻₋−';
const atStart = new RegExp(`^["'\\s]*[${starters}]`, 'u');
/** A program that takes another character for the separator, or a line for a row, begins a cell in the middle of a text. */
const inside = new RegExp(`([;,|\\n；，｜]["'\\s]*)(?=[${starters}])`, 'gu');

/** A text that begins with an apostrophe gets a second one, or it would look like another that was defused. */
const textCell = (text: string): string => {
  const plain = plainLines(text);
  if (staysAsWritten(plain)) return plain;
  const defused = plain.replace(inside, "$1'");
  const needsMark = defused.startsWith("'") || atStart.test(defused) || looksLikeSomethingElse(defused);
  return needsMark ? `'${defused}` : defused;
};

const jsonText = /"(?:[^"\\]|\\.)*"/gsu;
const inJsonText = new RegExp(`((?:^"|[;,|；，｜])(?:\\\\"|['\\s])*)([${starters}])`, 'gu');

/** JSON stays exact: in its texts a starter is written as its escape. */
const jsonCell = (value: object): string =>
  printableJson(value).replace(jsonText, (text) =>
    text.replace(
      inJsonText,
      (_, before: string, starter: string) => `${before}\\u${starter.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
