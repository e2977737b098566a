import { closeSync, existsSync, openSync } from 'node:fs';
import type { Database } from './database.ts';
import { createTables, ownTables } from './migrations.ts';

/** Where the copy of the user's own tables lies, beside the store. */
export const ownCopyPathOf = (path: string): string => `${path}.own`;

const whileAttached = (database: Database, path: string, work: () => void): void => {
  database.run('ATTACH ? AS own', ownCopyPathOf(path));
  try {
    work();
  } finally {
    database.execute('DETACH own');
  }
};

/** Copies the user's own tables into the file beside the store. Call it after changes of them and once a day. */
export const copyOwnTables = (database: Database, path: string): void => {
  const copy = ownCopyPathOf(path);
  // The copy holds what the store holds, so nobody else may read it either; SQLite keeps the mode of a file that it finds.
  if (!existsSync(copy)) closeSync(openSync(copy, 'a', 0o600));
  whileAttached(database, path, () => {
    database.transaction(() => {
      for (const table of ownTables) {
        database.execute(`DROP TABLE IF EXISTS own.${table}; CREATE TABLE own.${table} AS SELECT * FROM main.${table}`);
      }
    });
  });
};

/** Begins a new store: its tables, and in the same transaction what the copy holds, where there is one. */
export const beginFromCopy = (database: Database, path: string): void => {
  if (!existsSync(ownCopyPathOf(path))) {
    database.transaction(() => createTables(database));
    return;
  }
  whileAttached(database, path, () => {
    database.transaction(() => {
      createTables(database);
      for (const table of ownTables) {
        const columns = sharedColumns(database, table);
        if (columns.length === 0) continue;
        const list = columns.join(', ');
        database.execute(`INSERT OR REPLACE INTO main.${table} (${list}) SELECT ${list} FROM own.${table}`);
      }
    });
  });
};

const columnsOf = (database: Database, schema: string, table: string): readonly string[] =>
  database.all(`PRAGMA ${schema}.table_info(${table})`).map((row) => String(row['name']));

const sharedColumns = (database: Database, table: string): readonly string[] => {
  const kept = new Set(columnsOf(database, 'own', table));
  return columnsOf(database, 'main', table).filter((column) => kept.has(column));
};
