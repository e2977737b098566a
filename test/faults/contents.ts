import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database, textOf } from '../../electron/edges/store/database.ts';
import { openForWriting } from '../../electron/edges/store/open.ts';

/** A new folder for one run; the run removes it. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'leasebell-faults-'));

/**
 * A new store for processes that will be killed, filled in a folder of its own and copied: the driver lets go of a closed connection only
 * at the next garbage collection, and while any process has a store open, the next start takes the last writer's word in shared memory
 * and does not read the log anew. A commit that was in the log but not yet acknowledged would then count as one that came undone.
 */
export const putStore = (path: string, fill: (database: Database) => void): void => {
  const folder = newFolder();
  const opened = openForWriting(join(folder, 'store.sqlite'), Date.now());
  if (!opened.ok) throw new Error(`the store did not open: ${opened.failure.code}`);
  fill(opened.value.database);
  opened.value.close();
  copyFileSync(join(folder, 'store.sqlite'), path);
  rmSync(folder, { recursive: true, force: true });
};

/** Opens a copy of a store as its files lie there, as a start after a crash would, and leaves the original alone. */
export const inCopy = <Value>(path: string, work: (database: Database) => Value): Value => {
  const folder = newFolder();
  const copy = join(folder, 'copy.sqlite');
  copyFileSync(path, copy);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
  const database = new Database(copy, { readOnly: false });
  try {
    return work(database);
  } finally {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

const hasTables = (database: Database): boolean =>
  database.one(`SELECT 1 AS found FROM sqlite_schema WHERE name = 'orders'`) !== null;

/** What SQLite's own checks say about the file and the search index: `ok`, or the first complaint. */
export const wholeness = (database: Database): string => {
  const said = textOf(database.one('PRAGMA integrity_check(1)'), 'integrity_check');
  if (said !== 'ok' || !hasTables(database)) return said;
  try {
    // While texts wait to be indexed, the index is held against itself alone.
    const isWhole = database.one('SELECT 1 FROM order_text, order_text_indexed WHERE key > up_to LIMIT 1') === null;
    database.execute(
      `INSERT INTO order_text_search (order_text_search, rank) VALUES ('integrity-check', ${isWhole ? '1' : '0'})`,
    );
    return 'ok';
  } catch (error) {
    return `search: ${String(error)}`;
  }
};

const tables = (database: Database): readonly string[] =>
  database
    .all(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_search*' AND name NOT GLOB 'sqlite_*' ORDER BY name`,
    )
    .map((row) => textOf(row, 'name'));

/** A short text that two stores share when every row of every table is the same. */
export const contentOf = (database: Database): string => {
  const hash = createHash('sha256');
  for (const table of tables(database)) {
    const rows = database.all(`SELECT * FROM ${table} ORDER BY 1, 2`);
    hash.update(JSON.stringify([table, rows]));
  }
  return hash.digest('base64url').slice(0, 16);
};
