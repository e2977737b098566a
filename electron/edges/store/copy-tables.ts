import { numberOf, textOf, type Database } from './database.ts';

/** So many rows are copied at a time: some 20 ms. */
const rowsAtOnce = 250;

/** Tables that hold something: a virtual one is in the tables behind it. */
const tablesOf = (copy: Database): readonly string[] =>
  copy
    .all(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%'`,
    )
    .map((row) => textOf(row, 'name'));

/** Copies every row of the attached `store` into the tables of the same names, slice by slice. */
export function* copyTables(copy: Database): Generator<void> {
  for (const table of tablesOf(copy)) {
    const keys = keysOf(copy, table);
    const columns = copy.all(`SELECT name FROM pragma_table_info(?)`, table).map((row) => textOf(row, 'name'));
    yield* copyTable(copy, { table, keys, columns: columns.join(', ') });
  }
}

/** What tells the rows of a table apart, in the order in which they lie; null for one that is small, or is told apart by no text and no number. */
const keysOf = (copy: Database, table: string): readonly string[] | null => {
  if (/_search_(?:idx|config)$/.test(table)) return null;
  const row = copy.one('SELECT wr FROM pragma_table_list(?)', table);
  if (numberOf(row, 'wr') === 0) return ['rowid'];
  return copy
    .all('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk', table)
    .map((each) => textOf(each, 'name'));
};

interface CopiedTable {
  readonly table: string;
  readonly keys: readonly string[] | null;
  readonly columns: string;
}

function* copyTable(copy: Database, { table, keys, columns }: CopiedTable): Generator<void> {
  // Some rows of the tables behind a virtual one are there from the beginning.
  const into = `INSERT OR REPLACE INTO main.${table} (${columns}) SELECT ${columns} FROM store.${table}`;
  if (keys === null) {
    copy.unguarded(() => copy.run(into));
    yield;
    return;
  }
  const list = keys.join(', ');
  for (let last = keys.map(() => null as string | number | null); ;) {
    const isFirst = last.every((value) => value === null);
    const after = isFirst ? '' : `WHERE (${list}) > (${keys.map(() => '?').join(', ')})`;
    const values = isFirst ? [] : last;
    const named = keys.map((key) => `${key} AS ${key}`).join(', ');
    const rows = `SELECT ${named} FROM store.${table} ${after} ORDER BY ${list} LIMIT ${String(rowsAtOnce)}`;
    const reached = copy.all(rows, ...values).at(-1);
    if (reached === undefined) return;
    copy.unguarded(() =>
      copy.transaction(() => copy.run(`${into} ${after} ORDER BY ${list} LIMIT ${String(rowsAtOnce)}`, ...values)),
    );
    last = keys.map((key) => valueOf(reached[key]));
    yield;
  }
}

const valueOf = (value: unknown): string | number => {
  if (typeof value !== 'string' && typeof value !== 'number') throw new Error('a key that is no text and no number');
  return value;
};

/** Throws where a table has not as many rows as that of the attached `store`; looks at one after the other. */
export function* checkRows(copy: Database): Generator<void> {
  for (const table of tablesOf(copy)) {
    const count = copy.one(
      `SELECT (SELECT count(*) FROM main.${table}) AS copied, (SELECT count(*) FROM store.${table}) AS stored`,
    );
    if (numberOf(count, 'copied') !== numberOf(count, 'stored')) throw new Error(`not all of ${table} was copied`);
    yield;
  }
}
