import { statSync, type BigIntStats } from 'node:fs';

/** What became of the file of a store that is open: nothing lies at its path any more, another file does, or it was cut to nothing. */
export type FileLoss = 'gone' | 'replaced' | 'cut';

/** A file of SQLite begins with so many bytes that say what it is. */
const headerBytes = 100n;

/** Follows a file of ours from when it is opened: what is written goes into that file, whatever lies at its path later. */
export class StoreFile {
  readonly #path: string;
  #opened: BigIntStats | null;

  constructor(path: string) {
    this.#path = path;
    this.#opened = statOf(path) ?? null;
  }

  /** Follows the file that lies at the path now: we have put it there. */
  renew(): void {
    this.#opened = statOf(this.#path) ?? null;
  }

  /** What became of the file since; null while it lies there as it was opened, and where the system does not say. */
  get loss(): FileLoss | null {
    const found = statOf(this.#path);
    if (found === null || this.#opened === null) return null;
    if (found === undefined) return 'gone';
    const { dev, ino } = this.#opened;
    // Some file systems number no files.
    const isNumbered = ino !== 0n && found.ino !== 0n;
    if (isNumbered && (found.ino !== ino || found.dev !== dev)) return 'replaced';
    return found.size < headerBytes ? 'cut' : null;
  }
}

/** What lies at a path; undefined where nothing does, null where the system does not say. */
const statOf = (path: string): BigIntStats | null | undefined => {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch {
    return null;
  }
};
