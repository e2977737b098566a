import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { failed, success, type Result } from '../../core/model/failure.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import { Database } from './database.ts';
import { storeFailureOf } from './failures.ts';
import { readOneMoment } from './one-moment.ts';
import { openForReading } from './open.ts';

/**
 * Writes a backup of the store at `storePath` to `target`, which must not be there yet: one SQLite file of the user alone, with all that the store holds
 * at one moment, whatever is written meanwhile. Keys are not in it, since they are not in the store. Null where there is no store yet;
 * `backup.not-written` where the file cannot be made, and the failures of `openForReading`. A half-written file is removed.
 */
export const backUp = async (storePath: string, target: string): Promise<Result<null>> => {
  if (existsSync(target)) return failed('backup.not-written', { reason: 'exists', detail: plainLine(target) });
  const opened = openForReading(storePath);
  if (!opened.ok) return opened;
  if (opened.value === null) return failed('not-found', { reason: 'no-store' });
  const half = `${target}.part`;
  try {
    readOneMoment(opened.value.database);
    return await written(opened.value.database, half, target);
  } finally {
    opened.value.close();
    rmSync(half, { force: true });
  }
};

const written = async (database: Database, half: string, target: string): Promise<Result<null>> => {
  try {
    // SQLite keeps the mode of a file that it finds.
    closeSync(openSync(half, 'wx', 0o600));
    await database.copyTo(half);
    settle(half);
    putInPlace(half, target);
    return success(null);
  } catch (error) {
    // What stands in the way is at the target: the store was read.
    return failed('backup.not-written', { detail: whatHappened(error) });
  }
};

/** The file stands for itself, without a log beside it, and is safe on the disk. */
const settle = (file: string): void => {
  const copy = new Database(file, { readOnly: false });
  try {
    copy.execute('PRAGMA journal_mode = DELETE');
  } finally {
    copy.close();
  }
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Replaces nothing that came there meanwhile, where the file system has links. */
const putInPlace = (half: string, target: string): void => {
  try {
    linkSync(half, target);
  } catch (error) {
    if (existsSync(target)) throw error;
    renameSync(half, target);
  }
};

const whatHappened = (error: unknown): string => {
  const { code, detail } = storeFailureOf(error);
  return detail ?? code;
};
