import { chmodSync } from 'node:fs';
import { isFileAt } from './place.ts';
import { Database } from './database.ts';
import { storeFailureOrNull } from './failures.ts';

/** Held by the one process that may write. */
export interface WriterLock {
  release(): void;
}

/** Whether another process holds the right to write beside the store at `path`. Takes nothing and writes nothing. */
export const isWriterAtWork = (path: string): boolean => {
  try {
    if (!isFileAt(`${path}.writer`)) return false;
    const database = new Database(`${path}.writer`, { readOnly: true });
    try {
      database.execute('PRAGMA busy_timeout = 0');
      database.all('SELECT 1 FROM sqlite_schema');
      return false;
    } finally {
      database.close();
    }
  } catch (error) {
    return storeFailureOrNull(error)?.code === 'store.locked';
  }
};

/**
 * Takes the right to write beside the store at `path`, or null when another process has it.
 * An open exclusive transaction on a second, empty SQLite file: the system frees it when its process dies, however it dies.
 */
export const holdWriterLock = (path: string): WriterLock | null => {
  const database = new Database(`${path}.writer`, { readOnly: false });
  try {
    chmodSync(`${path}.writer`, 0o600);
    database.execute('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
    return {
      release: () => {
        database.execute('ROLLBACK');
        database.close();
      },
    };
  } catch (error) {
    database.close();
    if (storeFailureOrNull(error)?.code === 'store.locked') return null;
    throw error;
  }
};
