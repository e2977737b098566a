import type { Moment } from '../../core/words/instants.ts';
import { t } from '../../core/words/words.ts';
import type { Paint } from './paint.ts';
import { tableUnder, type TableFit } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Where a table is read. */
export type Here = Pick<Terminal, 'clock' | 'localeSetting' | 'columns' | 'hasColours'>;

/** A table of rows of one kind, which are added one after the other. */
export interface ListTable<Row> {
  readonly add: (row: Row) => void;
  /** The lines of the table; of one without rows, a word that says so. */
  readonly lines: () => Iterable<string>;
  readonly isEmpty: () => boolean;
}

/** The moment at which a table is made: asked once for all of its rows, since the system's word on its zone costs more than a row. */
export const momentOf = ({ clock, localeSetting }: Pick<Here, 'clock' | 'localeSetting'>): Moment => ({
  ...localeSetting,
  nowMs: clock.now(),
});

/** Begins a table of rows of one kind; `paintOf` says in which colour a row is shown where colours are. */
export const listTable = <Row>(
  header: readonly string[],
  cellsOf: (row: Row, moment: Moment) => readonly string[],
  fit: TableFit,
  here: Here,
  paintOf: (row: Row, moment: Moment) => Paint | null = () => null,
): ListTable<Row> => {
  const moment = momentOf(here);
  const growing = tableUnder(header, { ...fit, columns: here.columns });
  let isEmpty = true;
  return {
    add: (row) => {
      growing.add(cellsOf(row, moment), here.hasColours === true ? paintOf(row, moment) : null);
      isEmpty = false;
    },
    isEmpty: () => isEmpty,
    lines: () => (isEmpty ? [t.cli_nothing()] : growing.lines()),
  };
};

/** Returns the text of a table of rows that are all there. */
export const textOfTable = <Row>({ add, lines }: ListTable<Row>, rows: readonly Row[]): string => {
  for (const row of rows) add(row);
  return [...lines()].join('\n');
};
