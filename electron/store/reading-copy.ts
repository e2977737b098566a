import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Database } from './database.ts';
import { migrate } from './migrations.ts';

/** A copy of a store for one reader; it is gone once it is closed. */
export interface ReadingCopy {
  readonly database: Database;
  close(): void;
}

/**
 * A store of an earlier release as this one reads it: a copy in a folder of its own, brought up to date there. The store
 * itself is left to its next writer, who keeps a backup of it first.
 */
export const upToDateCopy = (store: Database): ReadingCopy => {
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-reading-'));
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'copy.sqlite');
    store.run('VACUUM INTO ?', path);
    bringUpToDate(path);
    const database = new Database(path, { readOnly: true });
    const close = (): void => {
      database.close();
      removeFolder();
    };
    return { database, close };
  } catch (error) {
    removeFolder();
    throw error;
  }
};

const bringUpToDate = (path: string): void => {
  const writer = new Database(path, { readOnly: false });
  try {
    migrate(writer, () => undefined);
  } finally {
    writer.close();
  }
};
