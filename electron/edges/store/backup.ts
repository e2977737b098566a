import { closeSync, existsSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { failed, success, type Result } from '../../core/model/failure.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import { Database } from './database.ts';
import { storeFailureOf } from './failures.ts';
import { readOneMoment } from './one-moment.ts';
import { openForReading } from './open.ts';
import { checkBackup } from './restore.ts';
import { synchroniseFile } from './synchronise.ts';

/** How a backup is written. */
export interface BackupOptions {
  /** A name that no other backup under way has. */
  readonly nonce: () => string;
  /** The user has said that a file of that name goes. */
  readonly mayReplace?: boolean;
}

/**
 * Writes a backup of the store at `storePath` to `target`, which must not be there yet: one SQLite file of the user alone, with all that the store holds
 * at one moment, whatever is written meanwhile. Keys are not in it, since they are not in the store. Null where there is no store yet;
 * `backup.not-written` where the file cannot be made, `store.damaged` where it could not be
 * restored, and the failures of `openForReading`. A half-written file is removed.
 */
export const backUp = async (
  storePath: string,
  target: string,
  { nonce, mayReplace = false }: BackupOptions,
): Promise<Result<null>> => {
  if (!mayReplace && existsSync(target))
    return failed('backup.not-written', { reason: 'exists', detail: plainLine(target) });
  const opened = openForReading(storePath);
  if (!opened.ok) return opened;
  if (opened.value === null) return failed('not-found', { reason: 'no-store' });
  try {
    return await written(opened.value.database, { half: `${target}.${nonce()}.part`, target, mayReplace });
  } finally {
    opened.value.close();
  }
};

interface Places {
  readonly half: string;
  readonly target: string;
  readonly mayReplace: boolean;
}

const written = async (database: Database, { half, target, mayReplace }: Places): Promise<Result<null>> => {
  try {
    // SQLite keeps the mode of a file that it finds.
    closeSync(openSync(half, 'wx', 0o600));
  } catch (error) {
    return failed('backup.not-written', { detail: whatHappened(error) });
  }
  try {
    readOneMoment(database);
    await database.copyTo(half);
    settle(half);
    // A backup that could not be restored is known as that on the day that it is made.
    if (!checkBackup(half).ok) return failed('store.damaged');
    if (mayReplace) renameSync(half, target);
    else putInPlace(half, target);
    return success(null);
  } catch (error) {
    const failure = storeFailureOf(error);
    return failure.code === 'store.damaged'
      ? { ok: false, failure }
      : failed('backup.not-written', { detail: whatHappened(error) });
  } finally {
    rmSync(half, { force: true });
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
  synchroniseFile(file);
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
