import { chmodSync, constants, copyFileSync, existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import { isFileAt, makeFolder, realPathOf } from './place.ts';
import { Database, textOf } from './database.ts';
import { DamagedStoreError, storeFailureOf } from './failures.ts';
import { removeHalfCopy } from './half-copy.ts';
import { migrate, ownVersionOf } from './migrations.ts';
import { beginFromCopy, hasOwnCopy, ownCopyPathOf } from './own-copy.ts';
import { checkKinds, checkWritable, refusalOfMaking } from './reach.ts';
import { openReadable, upToDateCopy } from './reading-copy.ts';
import { workingVersion } from './schema-steps.ts';
import { countSpared } from './spared.ts';
import { StoreFile } from './store-file.ts';
import { holdWriterLock, type WriterLock } from './writer-lock.ts';
import { prepareWriter } from './writer-pragmas.ts';

/** An opened store. `setAside` tells that a damaged file was put aside at this start, or was missing, and a new one begun. */
export interface OpenStore {
  readonly database: Database;
  readonly path: string;
  readonly file: StoreFile;
  readonly setAside: Failure | null;
  close(): void;
}

const fileSystemOnly = 0o600;

/**
 * How long an open store waits for another program that has the file, such as a backup. The bell and the tray wait with it, so it is short:
 * what could not be written is tried again later. While it is opened nothing runs yet, and it waits for longer.
 */
const maxWaitMs = 200;

/**
 * Opens the store for writing, alone: `store.locked` when another writer holds it, `store.full` when the disk is, `store.forbidden` when its place
 * cannot be written.
 * A damaged file is set aside under a dated name and a new one begun from the copy of the user's own tables.
 */
export const openForWriting = (path: string, now: number): Result<OpenStore> => {
  let lock: WriterLock | null = null;
  try {
    makeFolder(dirname(path));
    checkWritable(path);
    lock = holdWriterLock(path);
    if (lock === null) return failed('store.locked');
    removeHalfCopy(path);
    const opened = openOrReplace(path, now);
    opened.database.waitAtMost(maxWaitMs);
    const held = lock;
    const close = (): void => {
      try {
        opened.database.close();
      } finally {
        held.release();
      }
    };
    return success({ ...opened, path, file: new StoreFile(path), close });
  } catch (error) {
    lock?.release();
    const failure = storeFailureOf(error);
    const isUnmade = failure.code === 'store.forbidden' && failure.reason === 'missing' && existsSync(dirname(path));
    return { ok: false, failure: (isUnmade ? refusalOfMaking(dirname(path)) : null) ?? failure };
  }
};

/** Opens the store for reading beside a possible writer; null when there is none yet. Changes nothing in its folder. */
export const openForReading = (path: string): Result<OpenStore | null> => {
  try {
    if (!isFileAt(path)) return success(null);
    checkKinds(path);
    const found = openReadable(path);
    let isKept = false;
    try {
      const version = ownVersionOf(found.database);
      isKept = version >= workingVersion;
      if (isKept) return success({ ...found, path, file: new StoreFile(path), setAside: null });
      // One that its writer has not yet begun holds nothing.
      if (version === 0) return success(null);
      return success({ ...upToDateCopy(found.database), path, file: new StoreFile(path), setAside: null });
    } finally {
      if (!isKept) found.close();
    }
  } catch (error) {
    return { ok: false, failure: storeFailureOf(error) };
  }
};

const openOrReplace = (path: string, now: number): Checked => {
  // An orderly close empties the log: one with something in it means that the last writer did not end in order.
  const log = `${realPathOf(path)}-wal`;
  const wasUnclean = existsSync(log) && statSync(log).size > 0;
  const isDoubtful = existsSync(damageMarkerOf(path));
  try {
    const checked = openChecked(path, wasUnclean || isDoubtful, now);
    if (isDoubtful) rmSync(damageMarkerOf(path));
    return checked;
  } catch (error) {
    const failure = storeFailureOf(error);
    if (failure.code !== 'store.damaged' || failure.reason === 'newer-version') throw error;
    const kept = setAside(path, now);
    const checked = openChecked(path, false, now);
    rmSync(damageMarkerOf(path), { force: true });
    const copyFault = checked.setAside === fromCopy ? null : checked.setAside;
    return { ...checked, setAside: copyFault ?? { code: 'store.damaged', reason: 'set-aside', detail: kept } };
  }
};

/** Path of the damage marker, which lies beside a store in which damage was met while it was open: the next start checks it whole. */
const damageMarkerOf = (path: string): string => `${path}.check`;

/** Asks the next start to check the store whole, where the disk still takes the marker; the damage is reported in any case. */
export const leaveDamageMarker = (path: string): void => {
  try {
    // What lies there marks it already, and may be a pipe, which would be waited for without end.
    if (existsSync(damageMarkerOf(path))) return;
    writeFileSync(damageMarkerOf(path), '', { mode: fileSystemOnly, flag: 'wx' });
  } catch (error) {
    storeFailureOf(error);
  }
};

/** `setAside`: what became of the store or of its copy, where one of them was damaged. */
type Checked = Pick<OpenStore, 'database' | 'setAside'>;

const openChecked = (path: string, checkWhole: boolean, now: number): Checked => {
  const database = new Database(path, { readOnly: false });
  try {
    chmodSync(path, fileSystemOnly);
    prepareWriter(database);
    if (ownVersionOf(database) === 0) return { database, setAside: begin(database, path, now) };
    if (checkWhole && textOf(database.one('PRAGMA quick_check(1)'), 'quick_check') !== 'ok')
      throw new DamagedStoreError();
    migrate(database, (from) => {
      database.execute('PRAGMA wal_checkpoint(TRUNCATE)');
      const backup = `${path}.version-${String(from)}`;
      isFileAt(backup);
      // Where the file system shares what is the same, nothing is copied.
      copyFileSync(path, backup, constants.COPYFILE_FICLONE);
    });
    countSpared(database);
    return { database, setAside: null };
  } catch (error) {
    database.close();
    throw error;
  }
};

/** So many of the rows that were left out are named. */
const maxNamed = 5;

/** Said where nothing was damaged, but where a store had been, as its copy shows, there was none or an empty file. */
const fromCopy: Failure = { code: 'store.damaged', reason: 'from-copy' };

/** A copy that is damaged is set aside too, and the program starts without it; so is one of which a row was left out, before it is replaced. */
const begin = (database: Database, path: string, now: number): Failure | null => {
  const isFromCopy = hasOwnCopy(path);
  const leftOut = leftOutOf(database, path);
  if (leftOut?.length === 0) return isFromCopy ? fromCopy : null;
  const copy = ownCopyPathOf(path);
  const kept = asideName(copy, now);
  renameSync(copy, kept);
  if (leftOut === null) beginFromCopy(database, path);
  const named = (leftOut ?? []).slice(0, maxNamed).join(', ');
  const others = (leftOut ?? []).length > maxNamed ? `, … (${String((leftOut ?? []).length)})` : '';
  const detail = [kept.slice(dirname(path).length + 1), named + others].filter((part) => part !== '').join(': ');
  return { code: 'store.damaged', reason: 'copy-set-aside', detail };
};

/** The rows that were left out; null where the copy as a whole is damaged, and nothing was begun from it. */
const leftOutOf = (database: Database, path: string): readonly string[] | null => {
  try {
    return beginFromCopy(database, path);
  } catch (error) {
    if (storeFailureOf(error).code !== 'store.damaged' || !existsSync(ownCopyPathOf(path))) throw error;
    return null;
  }
};

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
