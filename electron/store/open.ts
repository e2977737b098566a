import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { failed, success, type Failure, type Result } from '../contract/failure.ts';
import { Database, textOf } from './database.ts';
import { storeFailureOf } from './failures.ts';
import { migrate, schemaVersion, versionOf } from './migrations.ts';
import { ownCopyPathOf, restoreOwnTables } from './own-copy.ts';
import { holdWriterLock, type WriterLock } from './writer-lock.ts';

/** An opened store. `setAside` tells that a damaged file was put aside at this start and a new one begun. */
export interface OpenStore {
  readonly database: Database;
  readonly path: string;
  readonly setAside: Failure | null;
  close(): void;
}

const fileSystemOnly = 0o600;

/**
 * Opens the store for writing, alone: `store.locked` when another writer holds it, `store.full` when the disk refuses.
 * A damaged file is set aside under a dated name and a new one begun from the copy of the user's own tables.
 */
export const openForWriting = (path: string, now: number): Result<OpenStore> => {
  let lock: WriterLock | null = null;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    lock = holdWriterLock(path);
    if (lock === null) return failed('store.locked');
    const opened = openOrReplace(path, now);
    const held = lock;
    const close = (): void => {
      opened.database.close();
      held.release();
    };
    return success({ ...opened, path, close });
  } catch (error) {
    lock?.release();
    return { ok: false, failure: storeFailureOf(error) };
  }
};

/** Opens the store for reading beside a possible writer; null when there is none yet. Creates nothing. */
export const openForReading = (path: string): Result<OpenStore | null> => {
  if (!existsSync(path)) return success(null);
  try {
    const database = new Database(path, { readOnly: true });
    if (versionOf(database) !== schemaVersion) {
      database.close();
      return failed('store.damaged', { detail: 'other-version' });
    }
    return success({ database, path, setAside: null, close: () => database.close() });
  } catch (error) {
    return { ok: false, failure: storeFailureOf(error) };
  }
};

const openOrReplace = (path: string, now: number): { database: Database; setAside: Failure | null } => {
  // A file that a full disk or a lost write left empty holds as little as none.
  const isNew = !existsSync(path) || statSync(path).size === 0;
  // An orderly close empties the log: one with something in it means that the last writer did not end in order.
  const wasUnclean = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
  try {
    const database = openChecked(path, wasUnclean);
    if (isNew) restoreSoundCopy(database, path, now);
    return { database, setAside: null };
  } catch (error) {
    const failure = storeFailureOf(error);
    if (failure.code !== 'store.damaged' || failure.detail === 'newer-version') throw error;
    const kept = setAside(path, now);
    const database = openChecked(path, false);
    restoreSoundCopy(database, path, now);
    return { database, setAside: { code: 'store.damaged', detail: kept } };
  }
};

/** A copy that is damaged as well is set aside too: the program starts without it. */
const restoreSoundCopy = (database: Database, path: string, now: number): void => {
  try {
    restoreOwnTables(database, path);
  } catch (error) {
    if (storeFailureOf(error).code !== 'store.damaged') throw error;
    renameSync(ownCopyPathOf(path), asideName(ownCopyPathOf(path), now));
  }
};

const openChecked = (path: string, checkWhole: boolean): Database => {
  const database = new Database(path, { readOnly: false });
  try {
    chmodSync(path, fileSystemOnly);
    database.execute('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    if (versionOf(database) > schemaVersion) throw new NewerStoreError();
    if (checkWhole && textOf(database.one('PRAGMA quick_check(1)'), 'quick_check') !== 'ok')
      throw new DamagedStoreError();
    migrate(database, (from) => {
      database.execute('PRAGMA wal_checkpoint(TRUNCATE)');
      copyFileSync(path, `${path}.version-${String(from)}`);
    });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** The file came from a later release: it is left as it is. */
class NewerStoreError extends Error {
  override readonly name = 'NewerStoreError';
}

/** SQLite's own check found the file damaged. */
class DamagedStoreError extends Error {
  override readonly name = 'DamagedStoreError';
}

const asideName = (path: string, now: number): string =>
  `${path}.damaged-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;

const setAside = (path: string, now: number): string => {
  const kept = asideName(path, now);
  renameSync(path, kept);
  for (const ending of ['-wal', '-shm']) {
    if (existsSync(path + ending) && statSync(path + ending).isFile()) renameSync(path + ending, kept + ending);
  }
  return kept.slice(dirname(path).length + 1);
};
