import { closeSync, fsyncSync, mkdirSync, openSync, rmdirSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Failure } from '../../core/model/failure.ts';
import { storeFailureOrNull } from './failures.ts';
import { PlaceError, isFolderAt } from './place.ts';
import { forbiddenFailure, refusalOf } from './system-errors.ts';

/** Whether a folder takes what the bell has to write. */
export interface Room {
  /** What is free there for this user, in bytes; null where the system does not say. */
  readonly freeBytes: number | null;
  /** Why it takes nothing; null when it does, and where there is no folder yet. */
  readonly failure: Failure | null;
}

/** As much as a reminder that is noted down may need, with its log. */
const probe = Buffer.alloc(64 * 1024);

/** Writes a small file into a folder, waits until it is on the disk, and removes it: rights alone say nothing of a disk that is full. */
const roomIn = (folder: string, name: string): Room => {
  const path = join(folder, name);
  const freeBytes = freeIn(folder);
  try {
    const file = openSync(path, 'wx', 0o600);
    try {
      let written = 0;
      while (written < probe.length) written += writeSync(file, probe, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
      rmSync(path, { force: true });
    }
    return { freeBytes, failure: null };
  } catch (error) {
    return { freeBytes, failure: failureOf(error) };
  }
};

/**
 * Tells the same of a folder that may not be there yet: whether it could be made, and would take what has to be written. A folder `name` is made for
 * that in the one above that is there, and removed.
 */
export const roomAt = (folder: string, name: string): Room => {
  try {
    if (isFolderAt(folder)) return roomIn(folder, name);
    const above = dirname(folder);
    return isFolderAt(above) ? roomInNewFolder(join(above, name)) : roomAt(above, name);
  } catch (error) {
    return { freeBytes: null, failure: failureOf(error) };
  }
};

const roomInNewFolder = (folder: string): Room => {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const failure = failureOf(error);
    // The folder above is there, so this is a file system in which nobody makes any.
    const isUnmade = failure.code === 'store.forbidden' && failure.reason === 'missing';
    return { freeBytes: null, failure: isUnmade ? failureOf(new PlaceError('not-allowed', folder)) : failure };
  }
  try {
    return roomIn(folder, 'file');
  } finally {
    rmdirSync(folder);
  }
};

/**
 * Why a store that is not there, or was not begun, cannot be begun in a folder for want of room; null where it can, and where there is no folder yet.
 * Nothing is written unless the system says that next to nothing is free.
 */
export const refusalOfBeginning = (folder: string, name: string): Failure | null => {
  if (!isFolderAt(folder)) return null;
  const freeBytes = freeIn(folder);
  return freeBytes === null || freeBytes >= probe.length ? null : roomIn(folder, name).failure;
};

/** What is free on the disk of a folder for this user, in bytes; null where the system does not say. */
export const freeIn = (folder: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};

/** Errors of an open file name no path, by which those of the store are known. */
const failureOf = (error: unknown): Failure => {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return storeFailureOrNull(error) ?? refusalOf(code) ?? { ...forbiddenFailure('no-answer'), detail: code };
};
