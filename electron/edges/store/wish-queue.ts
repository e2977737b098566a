import { chmodSync, lstatSync } from 'node:fs';
import { Database, numberOf, textOf, textOrNullOf, type SqlValue } from './database.ts';
import { foreignVersion } from './foreign-version.ts';
import { declaresOnly } from './own-schema.ts';
import { PlaceError } from './place.ts';
import { companions } from './reach.ts';
import { StoreFile } from './store-file.ts';

/** A wish of another process, as it was written down: not read yet, so not to be trusted. */
export interface WrittenWish {
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly input: string;
}

/** Wishes that nobody took for this long were asked by a process that is gone. */
const forgottenAfterMs = 60_000;
/** No command leaves a longer one; it is removed unread. */
const maxWishBytes = 100_000;

/** No queue of ours is larger, nor its journal: what is would keep its reader from everything else. */
const maxFileBytes = 8_000_000;

/** Where the queue of wishes lies, beside the store. */
export const wishQueuePathOf = (storePath: string): string => `${storePath}.wishes`;

/** The queue is not as this program made it: whatever else its file holds would run inside of this process. */
class ForeignQueueError extends Error {
  override readonly name = 'ForeignQueueError';
}

/**
 * Whether anybody ever left a wish beside a store; cheap, since the holder of the store asks it again and again. Throws a PlaceError where the
 * queue, or what SQLite reads beside it, is no plain file: a link may lead anywhere, and a pipe is waited for. Throws a ForeignQueueError where
 * one of them is too large.
 */
export const hasWishQueue = (storePath: string): boolean => {
  const path = wishQueuePathOf(storePath);
  for (const ending of companions) isPlain(path + ending);
  return isPlain(path);
};

/** Whether a file lies at a path. */
const isPlain = (path: string): boolean => {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return false;
  if (!found.isFile()) throw new PlaceError('wrong-kind', path);
  if (found.size > maxFileBytes) throw new ForeignQueueError('ForeignQueueError');
  return true;
};

/** Queues of other releases lie about, and are compared word by word: it is never changed. */
const schema = [
  `CREATE TABLE IF NOT EXISTS wish (
     id TEXT PRIMARY KEY, name TEXT NOT NULL, input TEXT NOT NULL, asked_at INTEGER NOT NULL,
     is_taken INTEGER NOT NULL DEFAULT 0, reply TEXT
   ) STRICT`,
] as const;

/**
 * The wishes that other processes leave beside a store for the one that may write it, in a file of their own: the store itself keeps one
 * writing connection. Whoever can write the folder can write this file, so nothing of it is believed. Every method throws what SQLite throws.
 */
export class WishQueue {
  readonly #database: Database;
  readonly #storePath: string;
  readonly #file: StoreFile;
  /** The state of the file that was found sound. */
  #soundVersion: number | null = null;

  /**
   * Opens the queue beside the store at `storePath`, and makes it where there is none. Throws where something else lies there. `waitMs`: how
   * long each call waits for another process that has the queue.
   */
  constructor(storePath: string, { waitMs }: { readonly waitMs: number }) {
    const path = wishQueuePathOf(storePath);
    this.#storePath = storePath;
    hasWishQueue(storePath);
    this.#database = new Database(path, { readOnly: false, waitMs });
    try {
      if (process.platform !== 'win32') chmodSync(path, 0o600);
      this.#database.execute(schema[0]);
      this.#requireOwn();
      this.#file = new StoreFile(path);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Whether the file that is open still lies in the queue's place. */
  get isInPlace(): boolean {
    return hasWishQueue(this.#storePath) && this.#file.loss === null;
  }

  /** Leaves a wish. */
  leave({ id, name, input }: WrittenWish, nowMs: number): void {
    this.#write('INSERT INTO wish (id, name, input, asked_at) VALUES (?, ?, ?, ?)', id, name, input, nowMs);
  }

  /** Takes the oldest wish that nobody took; null when there is none. A wish is taken once, whatever becomes of who took it. */
  take(): WrittenWish | null {
    return this.#database.transaction(() => {
      this.#requireOwn();
      this.#database.run(
        `DELETE FROM wish WHERE octet_length(id) + octet_length(name) + octet_length(input) > ${String(maxWishBytes)}`,
      );
      const row = this.#database.one(
        'SELECT id, name, input FROM wish WHERE is_taken = 0 ORDER BY asked_at, rowid LIMIT 1',
      );
      if (row === null) return null;
      const wish = { id: textOf(row, 'id'), name: textOf(row, 'name'), input: textOf(row, 'input') };
      this.#database.run('UPDATE wish SET is_taken = 1 WHERE id = ?', wish.id);
      return wish;
    });
  }

  /** Writes down what came of a wish, as JSON. */
  reply(id: string, reply: string): void {
    this.#write('UPDATE wish SET reply = ? WHERE id = ?', reply, id);
  }

  /** What came of a wish, as JSON; null as long as nothing did. */
  replyTo(id: string): string | null {
    this.#requireOwn();
    const row = this.#database.one('SELECT reply FROM wish WHERE id = ?', id);
    return row === null ? null : textOrNullOf(row, 'reply');
  }

  /** Takes a wish back. False when somebody took it already: it may be carried out. */
  withdraw(id: string): boolean {
    return this.#write('DELETE FROM wish WHERE id = ? AND is_taken = 0', id) > 0;
  }

  /** Removes a wish whose reply was read. */
  forget(id: string): void {
    this.#write('DELETE FROM wish WHERE id = ?', id);
  }

  /** Removes what processes left that are gone. */
  sweep(nowMs: number): void {
    this.#write('DELETE FROM wish WHERE abs(asked_at - ?) > ?', nowMs, forgottenAfterMs);
  }

  /** How many wishes there are. */
  get size(): number {
    return numberOf(this.#database.one('SELECT count(*) AS count FROM wish'), 'count');
  }

  close(): void {
    this.#database.close();
  }

  #write(sql: string, ...values: readonly SqlValue[]): number {
    return this.#database.transaction(() => {
      this.#requireOwn();
      return this.#database.run(sql, ...values);
    });
  }

  /** Pages that lead in a ring would be read for ever, so they are looked at whenever another process changed the file. */
  #requireOwn(): void {
    if (!declaresOnly(this.#database, schema)) throw new ForeignQueueError('ForeignQueueError');
    const version = foreignVersion(this.#database);
    if (version === this.#soundVersion) return;
    const found = textOf(this.#database.one('PRAGMA quick_check(1)'), 'quick_check');
    if (found !== 'ok') throw new ForeignQueueError('ForeignQueueError');
    this.#soundVersion = version;
  }
}
