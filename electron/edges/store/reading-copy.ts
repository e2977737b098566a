import { accessSync, constants, copyFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isFileAt, realPathOf } from './place.ts';
import { Database } from './database.ts';
import { BusyStoreError, storeFailureOrNull } from './failures.ts';
import { migrate, versionOf } from './migrations.ts';
import { companions } from './reach.ts';
import { makeScratch, workIn } from './scratch.ts';

/** A store as one reader has it; what was made for that reader alone is gone once it is closed. */
export interface Readable {
  readonly database: Database;
  close(): void;
}

/**
 * Opens an existing store for reading, wherever it lies. SQLite needs a file of its own beside a store with a log: where the folder
 * takes none (a disk that is full or read-only, somebody else's folder), a store without a log is read as it lies there, and one with a log from a copy of both, so
 * that what the log holds is seen.
 */
export const openReadable = (path: string): Readable => {
  try {
    return openFile(path, {});
  } catch (error) {
    const code = storeFailureOrNull(error)?.code;
    if (code !== 'store.forbidden' && code !== 'store.full') throw error;
    const place = realPathOf(path);
    return filesWith(place).length === 1 ? openFile(place, { immutable: true }) : openedCopy(place);
  }
};

const openFile = (path: string, options: { readonly immutable?: boolean }): Readable => {
  const database = new Database(path, { readOnly: true, ...options });
  try {
    // SQLite looks at the files beside a store when it first reads.
    versionOf(database);
    return { database, close: () => database.close() };
  } catch (error) {
    database.close();
    throw error;
  }
};

/** The store and those of its logs that hold something. */
const filesWith = (path: string): readonly string[] => [
  path,
  ...companions
    .filter((ending) => ending !== '-shm')
    .map((ending) => path + ending)
    .filter((file) => isFileAt(file) && statSync(file).size > 0),
];

/** A writer that comes meanwhile would leave the copies of two moments: those are made again. */
const copyAttempts = 3;

const openedCopy = (path: string): Readable => {
  const scratch = makeScratch('reading');
  return workIn(scratch, () => {
    const target = join(scratch.folder, 'copy.sqlite');
    for (let attempt = 0; attempt < copyAttempts; attempt += 1) {
      const before = stampOf(path);
      for (const file of filesWith(path)) {
        accessSync(file, constants.R_OK);
        copyFileSync(file, target + file.slice(path.length));
      }
      if (stampOf(path) === before) return withRemoval(openFile(target, {}), scratch.remove);
    }
    throw new BusyStoreError();
  });
};

const stampOf = (path: string): string =>
  filesWith(path)
    .map((file) => statSync(file, { bigint: true }))
    .map(({ ino, size, mtimeNs }) => [ino, size, mtimeNs].join(' '))
    .join();

const withRemoval = (readable: Readable, remove: () => void): Readable => ({
  database: readable.database,
  close: () => {
    readable.close();
    remove();
  },
});

/**
 * A store of an earlier release as this one reads it: a copy in a folder of its own, brought up to date there. The store
 * itself is left to its next writer, who keeps a backup of it first.
 */
export const upToDateCopy = (store: Database): Readable => {
  const scratch = makeScratch('reading');
  return workIn(scratch, () => {
    const path = join(scratch.folder, 'copy.sqlite');
    store.run('VACUUM INTO ?', path);
    bringUpToDate(path);
    return withRemoval(openFile(path, {}), scratch.remove);
  });
};

const bringUpToDate = (path: string): void => {
  const writer = new Database(path, { readOnly: false });
  try {
    migrate(writer, () => undefined);
  } finally {
    writer.close();
  }
};
