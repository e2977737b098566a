import { accessSync, closeSync, constants, openSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Failure, StoreFailure } from '../../core/model/failure.ts';
import { isFileAt, makeFolder, PlaceError, realPathOf } from './place.ts';
import { storeFailureOf } from './failures.ts';

/** What SQLite keeps beside a database, by the end of its name. */
export const companions = ['-wal', '-shm', '-journal'] as const;

/** What the program keeps beside the store. */
const own = ['.writer', '.writer-journal', '.own', '.own-journal', '.check', '.health', '.health.new'];

/** What must be writable itself, and not only in a folder that is. */
const writtenSuffixes = ['', '-wal', '-shm', '.writer'];

/** Throws where something other than a file lies in the place of one: opening a pipe or a device would wait for ever. */
export const checkKinds = (path: string): void => {
  for (const place of placesOf(path)) {
    for (const ending of ['', ...companions, ...own]) isFileAt(place + ending);
  }
};

/** Throws the system's own word where the store cannot be written, which SQLite would tell late, or as something else. */
export const checkWritable = (path: string): void => {
  checkKinds(path);
  for (const place of placesOf(path)) {
    accessSync(dirname(place), constants.W_OK | constants.X_OK);
    for (const ending of writtenSuffixes) {
      if (isFileAt(place + ending)) accessSync(place + ending, constants.R_OK | constants.W_OK);
    }
  }
};

/**
 * Why no file can be made in a folder that is there; null when one can. SQLite opens a file that it could not make once more as one that is
 * there, and then says that it is missing, whatever kept it from being made: permissions, or a disk without room for names.
 */
export const refusalOfMaking = (folder: string): StoreFailure | null => {
  const probe = join(folder, `.leasebell-${String(process.pid)}`);
  try {
    closeSync(openSync(probe, 'wx', 0o600));
    unlinkSync(probe);
    return null;
  } catch (error) {
    const failure = storeFailureOf(error);
    // The folder is there, so this is a file system in which nobody makes any.
    return failure.reason === 'missing' ? storeFailureOf(new PlaceError('not-allowed', folder)) : failure;
  }
};

/** Why an existing store cannot be written as its files lie there; null when it can. Makes nothing. */
export const refusalOfWriting = (path: string): Failure | null => {
  try {
    if (isFileAt(path)) checkWritable(path);
    return null;
  } catch (error) {
    return storeFailureOf(error);
  }
};

/** Makes the folder of a store where there is none, and answers why the store cannot be written there; null when it can. */
export const refusalAt = (path: string): Failure | null => {
  try {
    makeFolder(dirname(path));
    checkWritable(path);
    return refusalOfMaking(dirname(path));
  } catch (error) {
    return storeFailureOf(error);
  }
};

/** Where a store may be a link, SQLite keeps its files beside what the link leads to, and the program beside the link. */
const placesOf = (path: string): ReadonlySet<string> => new Set([path, realPathOf(path)]);
