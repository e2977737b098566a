import { chmodSync, lstatSync, type Stats } from 'node:fs';
import { Database, numberOf, textOf, textOrNullOf, type SqlValue } from './database.ts';
import { PlaceError } from './place.ts';
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

const queuePath = (storePath: string): string => `${storePath}.wishes`;

/** What lies in the queue's place; null when nothing does. Throws a PlaceError for anything that is no plain file: a link may lead anywhere. */
const statOf = (storePath: string): Stats | null => {
  const path = queuePath(storePath);
  const found = lstatSync(path, { throwIfNoEntry: false }) ?? null;
  if (found !== null && !found.isFile()) throw new PlaceError('wrong-kind', path);
  return found;
};

/** Whether anybody ever left a wish beside a store. Cheap: the holder of the store asks it again and again. */
export const hasWishQueue = (storePath: string): boolean => statOf(storePath) !== null;

/** The queue is not as this program made it: whatever else its file holds would run inside of this process. */
class ForeignQueueError extends Error {
  override readonly name = 'ForeignQueueError';
}

const ownSchema = 'index sqlite_autoindex_wish_1, table wish';

/**
 * The wishes that other processes leave beside a store for the one that may write it, in a file of their own: the store itself keeps one
 * writing connection. Whoever can write the folder can write this file, so nothing of it is believed. Every method throws what SQLite throws.
 */
export class WishQueue {
  readonly #database: Database;
  readonly #storePath: string;
  readonly #file: StoreFile;

  /** Opens the queue beside the store at `storePath`, and makes it where there is none. Throws where something else lies there. */
  constructor(storePath: string) {
    const path = queuePath(storePath);
    this.#storePath = storePath;
    statOf(storePath);
    this.#database = new Database(path, { readOnly: false });
    try {
      if (process.platform !== 'win32') chmodSync(path, 0o600);
      this.#database.execute(
        `CREATE TABLE IF NOT EXISTS wish (
           id TEXT PRIMARY KEY, name TEXT NOT NULL, input TEXT NOT NULL, asked_at INTEGER NOT NULL,
           is_taken INTEGER NOT NULL DEFAULT 0, reply TEXT
         ) STRICT`,
      );
      this.#requireOwnSchema();
      this.#file = new StoreFile(path);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** Whether the file that is open still lies in the queue's place. */
  get isInPlace(): boolean {
    return statOf(this.#storePath) !== null && this.#file.loss === null;
  }

  /** Leaves a wish. */
  leave({ id, name, input }: WrittenWish, nowMs: number): void {
    this.#write('INSERT INTO wish (id, name, input, asked_at) VALUES (?, ?, ?, ?)', id, name, input, nowMs);
  }

  /** Takes the oldest wish that nobody took; null when there is none. A wish is taken once, whatever becomes of who took it. */
  take(): WrittenWish | null {
    return this.#database.transaction(() => {
      this.#requireOwnSchema();
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
      this.#requireOwnSchema();
      return this.#database.run(sql, ...values);
    });
  }

  /** A trigger or a view of somebody else's would run whenever the table is touched, for ever if it likes. */
  #requireOwnSchema(): void {
    const found = this.#database.all(`SELECT type || ' ' || name AS entry FROM sqlite_schema ORDER BY entry LIMIT 9`);
    if (found.map((row) => textOf(row, 'entry')).join(', ') !== ownSchema)
      throw new ForeignQueueError('ForeignQueueError');
  }
}
