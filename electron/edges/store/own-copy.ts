import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { plainLine } from '../../core/model/plain-text.ts';
import { numberOf, textOf, type Database } from './database.ts';
import { DamagedStoreError } from './failures.ts';
import { createTables, isMisfit, ownTables } from './migrations.ts';
import { maxEntries, maxSqlLength } from './own-schema.ts';

type OwnTable = (typeof ownTables)[number];

/** Where the copy of the user's own tables lies, beside the store. */
export const ownCopyPathOf = (path: string): string => `${path}.own`;

/** Whether a copy lies beside the store that holds something: one whose writing was never finished is empty. */
export const hasOwnCopy = (path: string): boolean =>
  (statSync(ownCopyPathOf(path), { throwIfNoEntry: false })?.size ?? 0) > 0;

const whileAttached = <Value>(database: Database, file: string, work: () => Value): Value => {
  database.run('ATTACH ? AS own', file);
  try {
    return work();
  } finally {
    database.execute('DETACH own');
  }
};

/**
 * Copies the user's own tables into the file beside the store. Call it after changes of them and once a day. Waits for no other process that
 * has the copy, since the bell would wait too: throws what SQLite throws then.
 */
export const copyOwnTables = (database: Database, path: string): void => {
  const copy = ownCopyPathOf(path);
  // The copy holds what the store holds, so nobody else may read it either; SQLite keeps the mode of a file that it finds.
  if (!existsSync(copy)) closeSync(openSync(copy, 'a', 0o600));
  database.withoutWaiting(() =>
    whileAttached(database, copy, () =>
      database.transaction(() => {
        for (const table of ownTables)
          database.execute(
            `DROP TABLE IF EXISTS own.${table}; CREATE TABLE own.${table} AS SELECT * FROM main.${table}`,
          );
      }),
    ),
  );
};

/**
 * Begins a new store: its tables, and in the same transaction what the copy holds, where there is one. Returns the rows that no table takes,
 * each by its table and a name: they are left out. Throws a DamagedStoreError for a copy that holds something else than rows.
 */
export const beginFromCopy = (database: Database, path: string): readonly string[] => {
  if (!existsSync(ownCopyPathOf(path))) {
    database.transaction(() => createTables(database));
    return [];
  }
  return whileAttached(database, ownCopyPathOf(path), () => {
    requirePlain(database);
    return database.transaction(() => {
      createTables(database);
      return ownTables.flatMap((table) => takeOver(database, table));
    });
  });
};

/**
 * Takes over the reminders that another store of ours noted: what it knows of one counts, since it told it. For a store whose tables were checked; throws
 * what SQLite throws.
 */
export const takeOverLog = (database: Database, store: string): void => {
  whileAttached(database, store, () => database.transaction(() => takeOver(database, 'reminder_log', 'REPLACE')));
};

/** What `CREATE TABLE … AS SELECT` declares: columns, and no expression that would be computed. */
const plainTable = /^CREATE TABLE "?\w+"?\s*\([\w\s",]*\)$/;

/** Pages that lead in a ring, and views of somebody else's, would be read for ever. */
const requirePlain = (database: Database): void => {
  const declared = database.all(
    `SELECT name, type, substr(coalesce(sql, ''), 1, ${String(maxSqlLength)}) AS sql FROM own.sqlite_schema LIMIT ${String(maxEntries)}`,
  );
  const isPlain = declared.every((row) => row['type'] === 'table' && plainTable.test(textOf(row, 'sql')));
  if (!isPlain || textOf(database.one('PRAGMA own.quick_check(1)'), 'quick_check') !== 'ok')
    throw new DamagedStoreError('a copy that is none');
};

/** All rows at once, or, where the table refuses one, each for itself. */
const takeOver = (database: Database, table: OwnTable, verb: 'INSERT' | 'REPLACE' = 'INSERT'): readonly string[] => {
  const columns = sharedColumns(database, table);
  if (columns.length === 0) return [];
  const list = columns.join(', ');
  const insert = `${verb} INTO main.${table} (${list}) SELECT ${list} FROM own.${table}`;
  if (isTaken(() => database.execute(insert))) return [];
  const name = columns.includes('label') && table === 'account' ? `coalesce(label, id)` : columns[0];
  return database
    .all(`SELECT rowid AS place, ${name ?? 'rowid'} AS name FROM own.${table}`)
    .filter((row) => !isTaken(() => database.run(`${insert} WHERE rowid = ?`, numberOf(row, 'place'))))
    .map((row) => `${table} ${plainLine(String(row['name'] ?? row['place']))}`);
};

/** False where a table refuses what it is given; throws what else goes wrong. */
const isTaken = (insert: () => void): boolean => {
  try {
    insert();
    return true;
  } catch (error) {
    if (isMisfit(error)) return false;
    throw error;
  }
};

const columnsOf = (database: Database, schema: string, table: string): readonly string[] =>
  database.all(`PRAGMA ${schema}.table_info(${table})`).map((row) => String(row['name']));

const sharedColumns = (database: Database, table: string): readonly string[] => {
  const kept = new Set(columnsOf(database, 'own', table));
  return columnsOf(database, 'main', table).filter((column) => kept.has(column));
};
