import { plainLine } from '../../core/model/plain-text.ts';
import type { DamagedRow, RowTable } from '../../core/model/damaged-row.ts';
import { textOf, type Database, type Row } from './database.ts';
import { storeFailureOrNull } from './failures.ts';

/** Which row is read: its table, and where it says its id and its account. */
export interface RowPlace {
  readonly table: RowTable;
  readonly id: string;
  readonly account: string;
}

/** A part of a table, by the sequence of its rows. */
export interface TablePart {
  readonly offset: number;
  readonly limit: number;
}

/** All rows of a table. */
export const wholeTable: TablePart = { offset: 0, limit: Number.MAX_SAFE_INTEGER };

/**
 * The one place where rows become values. What of a row cannot be read is noted as damaged and left out, so that one bad row costs the
 * others nothing; the row itself stays as it is. Errors of the store as a whole are no row's fault and go on.
 */
export const readRows = <Value>(
  database: Database,
  rows: readonly Row[],
  place: RowPlace,
  read: (row: Row) => Value,
): readonly Value[] =>
  rows.flatMap((row) => {
    const value = readWith(database, row, place, null, () => ({ read: read(row) }));
    return value === null ? [] : [value.read];
  });

/** The same for a single row; null when there is none, or when it is damaged. */
export const readRow = <Value>(
  database: Database,
  row: Row | null,
  place: RowPlace,
  read: (row: Row) => Value,
): Value | null => (row === null ? null : (readRows(database, [row], place, read)[0] ?? null));

/** The same for one column of a row whose other columns count for themselves: what stands for it while it is damaged. */
export const columnOr = <Value>(
  database: Database,
  row: Row,
  place: RowPlace,
  column: string,
  read: (row: Row, column: string) => Value,
  fallback: Value,
): Value => {
  const value = readWith(database, row, place, column, () => ({ read: read(row, column) }));
  return value === null ? fallback : value.read;
};

const readWith = <Value extends object>(
  database: Database,
  row: Row,
  place: RowPlace,
  column: string | null,
  read: () => Value,
): Value | null => {
  const at = {
    table: place.table,
    id: idOf(row, place.id),
    accountId: textOf(row, place.account),
    column,
  };
  try {
    const value = read();
    database.damaged.mended(at);
    return value;
  } catch (error) {
    if (storeFailureOrNull(error) !== null) throw error;
    database.damaged.note({ ...at, name: nameOf(database, at) });
    return null;
  }
};

/** Stands for columns that only say where a row is found: what it says itself is whole, and counts. */
const derivedColumns = 'derived';

/** Notes that a row is found by something else than it says; `column` where only that one was looked at. */
export const noteDerived = (
  database: Database,
  { table, id, accountId }: Pick<DamagedRow, 'table' | 'id' | 'accountId'>,
  column = derivedColumns,
): void => {
  const at = { table, id, accountId, column };
  database.damaged.note({ ...at, name: nameOf(database, at) });
};

/** Notes that a row was written anew, or is gone: nothing of it is damaged any more. */
export const rowMended = (database: Database, table: RowTable, id: string, accountId?: string): void => {
  for (const row of database.damaged.all)
    if (row.table === table && row.id === id && row.accountId === (accountId ?? row.accountId))
      database.damaged.mended(row);
};

const idOf = (row: Row, column: string): string => {
  const value = row[column];
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : textOf(row, column);
};

/** An account is named by its label; what else is damaged by its account's label and its own id. */
const nameOf = (database: Database, { table, accountId, id }: Omit<DamagedRow, 'name'>): string => {
  const owner = database.one('SELECT label FROM account WHERE id = ?', accountId);
  const label = owner === null ? null : textOf(owner, 'label');
  if (table === 'account' || table === 'round' || table === 'account_rule') return plainLine(label ?? id);
  const own = id.startsWith(`${accountId}:`) ? id.slice(accountId.length + 1) : id;
  return plainLine(label === null ? own : `${label} · ${own}`);
};
