import type { Database } from './database.ts';

/** Size in bytes to which the write-ahead log is cut back once what it held is in the file. */
const maxLogBytes = 16_000_000;

/** Sets how the writing connection of a store works. */
export const prepareWriter = (database: Database): void => {
  // A large transaction leaves a large log behind, which SQLite would keep as it is.
  database.execute(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA journal_size_limit = ${String(maxLogBytes)}`,
  );
};
