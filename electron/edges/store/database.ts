import { pathToFileURL } from 'node:url';
import { connectionTo, copyConnection, type Connection, type Statement } from './connection.ts';
import { DamagedRows } from './damaged-rows.ts';
import { isTooLarge, readable, type Row } from './large-numbers.ts';
import { isLocked, sqliteFactsOf } from './sqlite-errors.ts';

/** A value that a statement binds. */
export type SqlValue = string | number | null;
export type { Row };

/** How a file is opened. */
export interface DatabaseOptions {
  readonly readOnly: boolean;
  /** Nobody writes this file, so SQLite looks for no log beside it and makes no file there. */
  readonly immutable?: boolean;
  /** How long a statement waits, thread and all, for another process that has the file; five seconds where nothing is said. */
  readonly waitMs?: number;
}

/**
 * One SQLite connection. Statements are prepared once and kept.
 * Methods throw the driver's error: callers decide which of them are expected (see `storeFailureOf`).
 */
export class Database {
  #connection: Connection;
  readonly #connect: () => Connection;
  readonly #isWriter: boolean;
  #waitMs: number;
  /** Another program had the file when this one last wanted to write: until it is let in again, it does not wait. */
  #isShutOut = false;
  /** Rows that could not be read: the readers leave them out and note them here. */
  readonly damaged = new DamagedRows();
  readonly #statements = new Map<string, Statement>();
  #written = 0;
  #rollbacks = 0;

  constructor(path: string, options: DatabaseOptions) {
    this.#isWriter = !options.readOnly;
    const address = options.immutable === true ? `${pathToFileURL(path).href}?immutable=1` : path;
    this.#waitMs = options.waitMs ?? 5000;
    this.#connect = () => connectionTo(address, options.readOnly, this.#waitMs);
    this.#connection = this.#connect();
  }

  /**
   * Has `replace` put another file in the place of the one that is open, and goes on with that. False, and nothing done, where another process reads
   * the file. Throws what `replace` throws, and goes on with what lies in the place then. What the connection was set to has to be set again.
   */
  replaceFile(replace: () => void): boolean {
    if (!this.withoutWaiting(() => this.#leaveLog())) return false;
    this.#statements.clear();
    this.#connection.close();
    try {
      replace();
    } finally {
      this.#connection = this.#connect();
    }
    return true;
  }

  /** Everything that was logged is in the file then, and no other process has it: SQLite allows it to nobody else. */
  #leaveLog(): boolean {
    try {
      return textOf(this.one('PRAGMA journal_mode = DELETE'), 'journal_mode') === 'delete';
    } catch (error) {
      if (error instanceof Error && sqliteFactsOf(error)?.result === busy) return false;
      throw error;
    }
  }

  /** Runs statements that answer nothing. */
  execute(sql: string): void {
    this.#connection.exec(sql);
  }

  /** Runs one writing statement and tells how many rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): number {
    const changed = Number(this.#writing(() => this.#prepare(sql).run(...values)).changes);
    this.#written += changed;
    return changed;
  }

  all(sql: string, ...values: readonly SqlValue[]): readonly Row[] {
    const statement = this.#prepare(sql);
    return readable(statement, () => statement.all(...values).filter(isRow));
  }

  /**
   * Takes something from each row of a long answer, one row held at a time. For columns without whole numbers: what `all` does for those that
   * are too large cannot be done once some rows were read.
   */
  each<Value>(sql: string, take: (row: Row) => Value, ...values: readonly SqlValue[]): readonly Value[] {
    const taken: Value[] = [];
    for (const row of this.#prepare(sql).iterate(...values)) if (isRow(row)) taken.push(take(row));
    return taken;
  }

  one(sql: string, ...values: readonly SqlValue[]): Row | null {
    const statement = this.#prepare(sql);
    try {
      const row: unknown = statement.get(...values);
      return isRow(row) ? row : null;
    } catch (error) {
      if (!isTooLarge(error)) throw error;
      return this.all(sql, ...values)[0] ?? null;
    }
  }

  /** Runs one writing statement with a RETURNING clause that changes one row at most, and returns what it returns. */
  write(sql: string, ...values: readonly SqlValue[]): Row | null {
    const row = this.#writing(() => this.one(sql, ...values));
    if (row !== null) this.#written += 1;
    return row;
  }

  /** All or nothing. A transaction inside another joins it. */
  transaction<Value>(work: () => Value): Value {
    if (this.#connection.isTransaction) return work();
    this.#writing(() => this.#connection.exec('BEGIN IMMEDIATE'));
    try {
      const value = work();
      this.#connection.exec('COMMIT');
      return value;
    } catch (error) {
      if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
      this.#rollbacks += 1;
      throw error;
    }
  }

  /**
   * Does something to the schema itself, or to the tables behind a virtual one, which SQLite allows nobody else. For statements of ours, on tables
   * of which it is known that they are ours.
   */
  unguarded<Value>(work: () => Value): Value {
    this.#connection.enableDefensive(false);
    try {
      return work();
    } finally {
      this.#connection.enableDefensive(true);
    }
  }

  /** Does something during which no statement waits for another process that has the file. */
  withoutWaiting<Value>(work: () => Value): Value {
    this.#setWait(0);
    try {
      return work();
    } finally {
      this.#setWait(this.#isShutOut ? 0 : this.#waitMs);
    }
  }

  /** From now on a statement waits so many milliseconds at most for another process that has the file. */
  waitAtMost(waitMs: number): void {
    this.#waitMs = waitMs;
    this.#setWait(waitMs);
  }

  /** Waits for another process once: whoever writes twenty things one by one would else hold the thread twenty times as long. */
  #writing<Value>(write: () => Value): Value {
    try {
      const value = write();
      if (this.#isShutOut) this.#noteShutOut(false);
      return value;
    } catch (error) {
      if (!this.#isShutOut && isLocked(error)) this.#noteShutOut(true);
      throw error;
    }
  }

  #noteShutOut(isShutOut: boolean): void {
    this.#isShutOut = isShutOut;
    this.#setWait(isShutOut ? 0 : this.#waitMs);
  }

  #setWait(waitMs: number): void {
    this.#connection.exec(`PRAGMA busy_timeout = ${String(waitMs)}`);
  }

  /** Rows written since this connection was opened: a round that finds nothing new must not raise it. */
  get rowsWritten(): number {
    return this.#written;
  }

  /** Transactions that were rolled back since this connection was opened: what is remembered of one may not have come to be. */
  get rollbacks(): number {
    return this.#rollbacks;
  }

  /** Copies the store as this connection sees it into the file at `path`, some pages at a time on another thread. */
  copyTo(path: string): Promise<void> {
    return copyConnection(this.#connection, path);
  }

  /** Closes the connection; what a writer logged is brought into the file first, so that the log is empty after an orderly end. */
  close(): void {
    try {
      // A reader's moment would be held until its memory is cleared up, and the log could not be cut back.
      if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
      if (this.#isWriter) this.#connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // The file is damaged, full or busy: what the log holds is safe in it, and the next start looks at it.
    } finally {
      this.#statements.clear();
      this.#connection.close();
    }
  }

  #prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#connection.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/** https://www.sqlite.org/rescode.html#busy */
const busy = 5;

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;

const columnOf = (row: Row | null, column: string): unknown => {
  if (row === null || !(column in row)) throw new Error(`no column ${column}`);
  return row[column];
};

/** A column that always holds text. Throws when it does not: the schema is ours. */
export const textOf = (row: Row | null, column: string): string => {
  const value = columnOf(row, column);
  if (typeof value !== 'string') throw new Error(`column ${column} is no text`);
  return value;
};

/** Returns a column that holds a text or null. Throws for any other value. */
export const textOrNullOf = (row: Row, column: string): string | null =>
  columnOf(row, column) === null ? null : textOf(row, column);

/** A column that always holds a whole number. Throws where it does not, and for one that is too large to be counted with. */
export const numberOf = (row: Row | null, column: string): number => {
  const value = columnOf(row, column);
  if (typeof value !== 'number') throw new Error(`column ${column} is no number`);
  return value;
};

/** Returns a column that holds a number or null. Throws for any other value. */
export const numberOrNullOf = (row: Row, column: string): number | null =>
  columnOf(row, column) === null ? null : numberOf(row, column);
