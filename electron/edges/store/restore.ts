import { chmodSync, copyFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import type { Instant } from '../../core/model/ids.ts';
import { Database, numberOf, textOf } from './database.ts';
import { DamagedStoreError, storeFailureOf } from './failures.ts';
import { instantOrNullOf } from './instants.ts';
import { migrate, ownVersionOf } from './migrations.ts';
import { ownCopyPathOf, takeOverLog } from './own-copy.ts';
import { isFileAt, makeFolder, realPathOf } from './place.ts';
import { companions } from './reach.ts';
import { workingVersion } from './schema-steps.ts';
import { synchroniseFile, synchroniseFolder } from './synchronise.ts';
import { holdWriterLock } from './writer-lock.ts';

/** What a backup holds, so that its user recognises it. */
export interface BackupContents {
  readonly accounts: number;
  readonly orders: number;
  readonly rentals: number;
  /** When one of its accounts was last read to the end; null when none was. */
  readonly lastSyncedAt: Instant | null;
}

/**
 * Looks into a backup, and changes nothing. `backup.not-read` for a file that is none, that is damaged anywhere, or that a later version made.
 */
export const checkBackup = (path: string): Result<BackupContents> => {
  try {
    if (!isFileAt(path)) return failed('backup.not-read', { detail: plainLine(path) });
    const log = `${path}-wal`;
    if (isFileAt(log) && statSync(log).size > 0)
      return failed('backup.not-read', { reason: 'has-log', detail: plainLine(log) });
    const database = new Database(path, { readOnly: true, immutable: true });
    try {
      return success(contentsOf(database));
    } finally {
      database.close();
    }
  } catch (error) {
    return { ok: false, failure: unreadable(error) };
  }
};

const contentsOf = (database: Database): BackupContents => {
  const version = ownVersionOf(database);
  if (version === 0 || textOf(database.one('PRAGMA quick_check(1)'), 'quick_check') !== 'ok')
    throw new DamagedStoreError();
  const count = (table: string): number => numberOf(database.one(`SELECT count(*) AS count FROM ${table}`), 'count');
  return {
    accounts: count('account'),
    orders: count('orders'),
    rentals: count('rental'),
    lastSyncedAt: instantOrNullOf(database.one('SELECT max(last_synced_at) AS at FROM round') ?? { at: null }, 'at'),
  };
};

const unreadable = (error: unknown): Failure => {
  const failure = storeFailureOf(error);
  if (failure.code !== 'store.damaged') return { code: 'backup.not-read', ...detailOf(failure) };
  const reason = failure.reason === 'newer-version' ? 'newer-version' : 'no-backup';
  return { code: 'backup.not-read', reason, ...detailOf(failure) };
};

const detailOf = ({ detail }: Failure): { readonly detail?: string } => (detail === undefined ? {} : { detail });

/**
 * Puts a backup in the place of the store, which nobody may have open: `store.locked` else. The store that was there is kept beside it, under the dated name
 * that is returned; null where there was none. Reminders that it noted since the backup are taken along, so that none rings again. Until the last
 * step the store lies there as it was, and so it does after every failure.
 */
export const restore = (backup: string, storePath: string, now: number): Result<string | null> => {
  const checked = checkBackup(backup);
  if (!checked.ok) return checked;
  try {
    makeFolder(dirname(storePath));
    const lock = holdWriterLock(storePath);
    if (lock === null) return failed('store.locked');
    try {
      return success(replaceStore(backup, storePath, now));
    } finally {
      lock.release();
    }
  } catch (error) {
    return { ok: false, failure: storeFailureOf(error) };
  }
};

const replaceStore = (backup: string, storePath: string, now: number): string | null => {
  const place = realPathOf(storePath);
  const fresh = `${place}.restoring`;
  const isThere = isFileAt(place);
  try {
    removeWithCompanions(fresh);
    copyFileSync(backup, fresh);
    chmodSync(fresh, 0o600);
    prepare(fresh, isThere ? place : null);
    const kept = isThere ? asideName(place, now) : null;
    if (kept !== null) moveStore(place, kept);
    try {
      renameSync(fresh, place);
    } catch (error) {
      if (kept !== null) moveStore(kept, place);
      throw error;
    }
    synchroniseFolder(dirname(place));
    // The copy of the user's own tables is of the store that was there; the next start makes it anew.
    rmSync(ownCopyPathOf(storePath), { force: true });
    return kept === null ? null : basename(kept);
  } finally {
    removeWithCompanions(fresh);
  }
};

const removeWithCompanions = (file: string): void => {
  for (const ending of ['', ...companions]) if (isFileAt(file + ending)) rmSync(file + ending);
};

/** Everything that can fail is done on the file that is nothing yet. */
const prepare = (fresh: string, current: string | null): void => {
  const database = new Database(fresh, { readOnly: false });
  try {
    migrate(database, () => undefined);
    if (current !== null) carryReminders(database, current);
  } finally {
    database.close();
  }
  synchroniseFile(fresh);
};

/** A store that is damaged, or of a later version, has no reminders to take along: it may be why somebody restores. */
const carryReminders = (database: Database, current: string): void => {
  try {
    const open = new Database(current, { readOnly: true });
    try {
      if (ownVersionOf(open) < workingVersion) return;
    } finally {
      open.close();
    }
    takeOverLog(database, current);
  } catch (error) {
    if (storeFailureOf(error).code !== 'store.damaged') throw error;
  }
};

const asideName = (place: string, now: number): string =>
  `${place}.replaced-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;

/** With the log that an unclean end left beside it, which is part of it. */
const moveStore = (from: string, to: string): void => {
  renameSync(from, to);
  for (const ending of companions) {
    if (!isFileAt(from + ending)) continue;
    if (ending === '-shm' || statSync(from + ending).size === 0) rmSync(from + ending);
    else renameSync(from + ending, to + ending);
  }
};
