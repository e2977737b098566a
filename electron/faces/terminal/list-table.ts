import type { Moment } from '../../core/words/instants.ts';
import { t } from '../../core/words/words.ts';
import { tableUnder, type TableFit } from './table.ts';
import type { Terminal } from './terminal.ts';

/** Where a table is read. */
export type Here = Pick<Terminal, 'clock' | 'localeSetting' | 'columns'>;

/** A table of rows of one kind, which are added one after the other. */
export interface ListTable<Row> {
  readonly add: (row: Row) => void;
  /** The lines of the table; of one without rows, a word that says so. */
  readonly lines: () => Iterable<string>;
}

/** The moment at which a table is made: asked once for all of its rows, since the system's word on its zone costs more than a row. */
export const momentOf = ({ clock, localeSetting }: Here): Moment => ({ ...localeSetting, nowMs: clock.now() });

/** Begins a table of rows of one kind. */
export const listTable = <Row>(
  header: readonly string[],
  cellsOf: (row: Row, moment: Moment) => readonly string[],
  fit: TableFit,
  here: Here,
): ListTable<Row> => {
  const moment = momentOf(here);
  const growing = tableUnder(header, { ...fit, columns: here.columns });
  let isEmpty = true;
  return {
    add: (row) => {
      growing.add(cellsOf(row, moment));
      isEmpty = false;
    },
    lines: () => (isEmpty ? [t.cli_nothing()] : growing.lines()),
  };
};

/** Returns the text of a table of rows that are all there. */
export const textOfTable = <Row>({ add, lines }: ListTable<Row>, rows: readonly Row[]): string => {
  for (const row of rows) add(row);
  return [...lines()].join('\n');
};
