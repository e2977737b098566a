import type { StoreFailure } from '../../core/model/failure.ts';
import { forbiddenFailure, refusalOf, systemErrorName } from './system-errors.ts';

const damaged: StoreFailure = { code: 'store.damaged' };
const full: StoreFailure = { code: 'store.full' };
const locked: StoreFailure = { code: 'store.locked' };

/** SQLite's primary result codes that a healthy program must expect (https://www.sqlite.org/rescode.html). */
const primary: Readonly<Record<number, StoreFailure>> = {
  3: forbiddenFailure('not-allowed'), // PERM
  5: locked, // BUSY
  6: locked, // LOCKED
  8: forbiddenFailure('read-only'), // READONLY
  10: forbiddenFailure('no-answer'), // IOERR
  11: damaged, // CORRUPT
  13: full, // FULL
  14: forbiddenFailure('missing'), // CANTOPEN
  15: locked, // PROTOCOL
  22: { code: 'store.full', reason: 'file-size' }, // NOLFS
  23: forbiddenFailure('not-allowed'), // AUTH
  24: damaged, // FORMAT
  26: damaged, // NOTADB
};

/** Extended codes that say something else than their primary one; null is a bug, or memory that ran out. */
const extended: Readonly<Record<number, StoreFailure | null>> = {
  522: damaged, // IOERR_SHORT_READ
  3082: null, // IOERR_NOMEM
  8202: damaged, // IOERR_DATA
  8458: damaged, // IOERR_CORRUPTFS
  270: forbiddenFailure('no-scratch'), // CANTOPEN_NOTEMPDIR
  526: forbiddenFailure('wrong-kind'), // CANTOPEN_ISDIR
  1038: forbiddenFailure('bad-path'), // CANTOPEN_CONVPATH
  1550: forbiddenFailure('bad-path'), // CANTOPEN_SYMLINK
  1032: forbiddenFailure('missing'), // READONLY_DBMOVED
  6410: forbiddenFailure('no-scratch'), // IOERR_GETTEMPPATH
};

/** SQLite's sentences for those codes (sqlite3_errstr). The driver gives no number for what goes wrong while rows are read. */
const sentences: Readonly<Record<string, number>> = {
  'access permission denied': 3,
  'database is locked': 5,
  'database table is locked': 6,
  'attempt to write a readonly database': 8,
  'disk I/O error': 10,
  'database disk image is malformed': 11,
  'database or disk is full': 13,
  'unable to open database file': 14,
  'locking protocol': 15,
  'large file support is disabled': 22,
  'authorization denied': 23,
  'file is not a database': 26,
};

/** Result codes that come with a number of the system's; with any other a number is left from something else. */
const withSystemError: readonly number[] = [10, 14];

/** What SQLite's driver says went wrong. */
export interface SqliteFacts {
  readonly result: number;
  readonly systemError: number | null;
}

/** What a result code of SQLite means for the data, and its name for the reader; null for one that no healthy program meets. */
export const sqliteRefusalOf = (
  { result, systemError }: SqliteFacts,
  platform: NodeJS.Platform,
): { readonly refusal: StoreFailure; readonly detail: string } | null => {
  const code = result & 0xff;
  const exact = extended[result];
  const isSystems = exact === undefined && withSystemError.includes(code) && systemError !== null;
  const name = isSystems ? systemErrorName(systemError, platform) : null;
  const refusal = exact === undefined ? ((name === null ? null : refusalOf(name)) ?? primary[code] ?? null) : exact;
  return refusal === null
    ? null
    : { refusal, detail: ['SQLite', result, name].filter((part) => part !== null).join(' ') };
};

/** Whether SQLite says that a table of ours is gone. */
export const isTableGone = ({ message }: Error): boolean => message.startsWith('no such table: ');

/** The facts that the driver puts on its errors; null for any other error. */
export const sqliteFactsOf = (error: Error): SqliteFacts | null => {
  const result = resultOf(error);
  const systemError: unknown = Reflect.get(error, 'systemErrno');
  return result === null ? null : { result, systemError: typeof systemError === 'number' ? systemError : null };
};

const resultOf = (error: Error): number | null => {
  const numbers = ['sqliteExtendedCode', 'errcode', 'sqliteCode'].map((name): unknown => Reflect.get(error, name));
  const result = numbers.find((value) => typeof value === 'number');
  if (result !== undefined) return result;
  const isDrivers = Reflect.get(error, 'code') === 'ERR_SQLITE_ERROR';
  return isDrivers && Object.hasOwn(sentences, error.message) ? (sentences[error.message] ?? null) : null;
};

/** Whether a thrown error says that another program has the file. */
export const isLocked = (error: unknown): boolean => {
  const facts = error instanceof Error ? sqliteFactsOf(error) : null;
  return facts !== null && sqliteRefusalOf(facts, process.platform)?.refusal.code === 'store.locked';
};
