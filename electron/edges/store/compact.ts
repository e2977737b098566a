import { chmodSync, renameSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { careMark, setCareMark } from './care-marks.ts';
import { checkRows, copyTables } from './copy-tables.ts';
import { Database, numberOf } from './database.ts';
import { halfCopyPathOf, removeHalfCopy } from './half-copy.ts';
import { createTables, schemaVersion, versionOf } from './migrations.ts';
import { freeIn } from './room.ts';
import { realPathOf } from './place.ts';
import type { StoreFile } from './store-file.ts';
import { synchroniseFolder } from './synchronise.ts';
import { prepareWriter } from './writer-pragmas.ts';

/** What is compacted. */
export interface CompactedStore {
  readonly database: Database;
  readonly path: string;
  readonly file: StoreFile;
}

/** How much of a file has to be free before it is written anew. */
export interface Slack {
  readonly bytes: number;
  readonly part: number;
}

const usualSlack: Slack = { bytes: 50_000_000, part: 0.25 };

const pragma = (database: Database, name: string): number => numberOf(database.one(`PRAGMA ${name}`), name);

/** Is there once rows have become shorter, so that pages are not full: of that SQLite tells nothing. */
const looseMark = 'loose';

/** Whether a store has so much room inside that it is worth writing anew, and the disk takes a second one for that time. */
export const isWorthCompacting = ({ database, path }: CompactedStore, slack: Slack = usualSlack): boolean => {
  if (versionOf(database) !== schemaVersion) return false;
  const [pages, free, size] = [
    pragma(database, 'page_count'),
    pragma(database, 'freelist_count'),
    pragma(database, 'page_size'),
  ];
  const isFree = free * size >= slack.bytes && free > pages * slack.part;
  const isLoose = pages * size >= slack.bytes && careMark(database, looseMark) !== null;
  if (!isFree && !isLoose) return false;
  const room = freeIn(dirname(realPathOf(path)));
  return room === null || room > 2 * (pages - free) * size;
};

/**
 * Writes a store anew without the room inside of it, and puts that in its place. The bell rings on and rounds go on meanwhile: `rest` lets others
 * have the thread after each slice. Where they write something, what was copied is thrown away and the store stays as it is, since SQLite has
 * no way to shorten a file bit by bit that was not made for it; so it does where another process reads the store at the end. Returns
 * whether the store was replaced. A program that is ended meanwhile leaves the store as it is, or the new one in its place.
 */
export const compact = async (
  store: CompactedStore,
  rest: () => Promise<void>,
  isStopped: () => boolean,
): Promise<boolean> => {
  removeHalfCopy(store.path);
  try {
    return (await copied(store, rest, isStopped)) && replaced(store);
  } finally {
    removeHalfCopy(store.path);
  }
};

const copied = async (
  { database, path }: CompactedStore,
  rest: () => Promise<void>,
  isStopped: () => boolean,
): Promise<boolean> => {
  const target = halfCopyPathOf(path);
  const copy = new Database(target, { readOnly: false });
  const before = writtenIn(database);
  const isUntouched = (): boolean => !isStopped() && writtenIn(database) === before;
  try {
    chmodSync(target, 0o600);
    createTables(copy);
    // Until it takes the store's place the copy is nothing, so nothing has to be safe in it.
    copy.execute('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF');
    copy.run('ATTACH ? AS store', path);
    try {
      for (const steps of [copyTables(copy), checkRows(copy)])
        for (const _ of steps) {
          await rest();
          if (!isUntouched()) return false;
        }
    } finally {
      // A closed connection has the files of its statements until memory is cleared up, and nobody could replace the store so long.
      copy.execute('DETACH store');
    }
    setCareMark(copy, looseMark, null);
  } finally {
    copy.close();
  }
  await synchronised(target);
  return isUntouched();
};

/** Grows with whatever is written through the one connection that writes. */
const writtenIn = (database: Database): number =>
  numberOf(database.one('SELECT total_changes() AS changes'), 'changes');

const synchronised = async (path: string): Promise<void> => {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Nothing else runs from the last look at what was written until the new file is open. */
const replaced = ({ database, path, file }: CompactedStore): boolean => {
  const place = realPathOf(path);
  let isReplaced = false;
  database.replaceFile(() => {
    isReplaced = isRenamed(halfCopyPathOf(path), place);
    if (isReplaced) synchroniseFolder(dirname(place));
  });
  prepareWriter(database);
  file.renew();
  return isReplaced;
};

/** False where the system refuses it, as Windows does while somebody has the old file: also this process, until its memory was cleared up. */
const isRenamed = (from: string, to: string): boolean => {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EPERM' || code === 'EBUSY' || code === 'EACCES') return false;
    throw error;
  }
};
