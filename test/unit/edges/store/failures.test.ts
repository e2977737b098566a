import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { failureCodes } from '../../../../electron/core/model/failure.ts';
import { failureReasons } from '../../../../electron/core/model/failure-words.ts';
import { codeText, failureText } from '../../../../electron/core/words/failure.ts';
import { speakIn, textOf } from '../../../../electron/core/words/words.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import { storeFailureOrNull } from '../../../../electron/edges/store/failures.ts';
import { sqliteRefusalOf } from '../../../../electron/edges/store/sqlite-errors.ts';
import { forbiddenFailure, systemErrorName } from '../../../../electron/edges/store/system-errors.ts';
import { aFolder } from '../../../fakes/store.ts';

afterEach(() => speakIn(() => 'en'));

/** An error as Node throws it for a call on a file. */
const systemError = (code: string, syscall = 'open'): Error =>
  Object.assign(new Error(`${code}: refused`), { code, syscall, path: '/data/leasebell.sqlite' });

/** An error as the driver throws it. */
const sqliteError = (sqliteExtendedCode: number, systemErrno?: number): Error =>
  Object.assign(new Error('refused'), {
    sqliteExtendedCode,
    errcode: sqliteExtendedCode & 0xff,
    ...(systemErrno === undefined ? {} : { systemErrno }),
  });

const told = (error: unknown): string | null => {
  const failure = storeFailureOrNull(error);
  return failure === null ? null : [failure.code, failure.reason].filter((part) => part !== undefined).join(' ');
};

describe('what the system says of files', () => {
  it.each([
    ['EACCES', 'store.forbidden not-allowed'],
    ['EPERM', 'store.forbidden not-allowed'],
    ['EROFS', 'store.forbidden read-only'],
    ['ENOENT', 'store.forbidden missing'],
    ['ENOTDIR', 'store.forbidden wrong-kind'],
    ['EISDIR', 'store.forbidden wrong-kind'],
    ['EEXIST', 'store.forbidden wrong-kind'],
    ['ELOOP', 'store.forbidden bad-path'],
    ['ENAMETOOLONG', 'store.forbidden bad-path'],
    ['EMFILE', 'store.forbidden no-handles'],
    ['ENFILE', 'store.forbidden no-handles'],
    ['EIO', 'store.forbidden no-answer'],
    ['ESTALE', 'store.forbidden no-answer'],
    ['ENXIO', 'store.forbidden no-answer'],
    ['ENOSPC', 'store.full'],
    ['EDQUOT', 'store.full quota'],
    ['EFBIG', 'store.full file-size'],
    ['EBUSY', 'store.locked'],
  ])('%s is %s', (code, expected) => {
    expect(told(systemError(code))).toBe(expected);
    expect(storeFailureOrNull(systemError(code))?.detail).toBe(`${code} /data/leasebell.sqlite`);
  });

  it('is no failure of the store when it is about programs and connections', () => {
    for (const syscall of ['spawn notify-send', 'connect', 'listen', 'getaddrinfo'])
      expect(told(systemError('ENOENT', syscall))).toBeNull();
    expect(told(Object.assign(new Error('no call'), { code: 'EACCES' }))).toBeNull();
    // As reading the standard input fails when it is a folder.
    expect(told(Object.assign(new Error('read'), { code: 'EISDIR', syscall: 'read' }))).toBeNull();
    expect(told(systemError('EINVAL'))).toBeNull();
    expect(told(systemError('toString'))).toBeNull();
  });

  it('shows a path as one line without control characters', () => {
    const error = Object.assign(systemError('EACCES'), { path: '/data/\u001b[31m\u202e\nx' });
    expect(storeFailureOrNull(error)?.detail).toBe('EACCES /data/ [31m x');
  });
});

describe('what SQLite says', () => {
  it.each([
    [3, undefined, 'store.forbidden not-allowed'],
    [5, undefined, 'store.locked'],
    [261, undefined, 'store.locked'],
    [517, undefined, 'store.locked'],
    [6, undefined, 'store.locked'],
    [262, undefined, 'store.locked'],
    [8, undefined, 'store.forbidden read-only'],
    [264, undefined, 'store.forbidden read-only'],
    [1032, undefined, 'store.forbidden missing'],
    [1544, undefined, 'store.forbidden read-only'],
    [10, undefined, 'store.forbidden no-answer'],
    [266, 21, 'store.forbidden wrong-kind'],
    [778, 28, 'store.full'],
    [778, 30, 'store.forbidden read-only'],
    [778, 122, 'store.full quota'],
    [1034, 5, 'store.forbidden no-answer'],
    [522, 13, 'store.damaged'],
    [8458, undefined, 'store.damaged'],
    [11, undefined, 'store.damaged'],
    [779, undefined, 'store.damaged'],
    [13, 13, 'store.full'],
    [14, undefined, 'store.forbidden missing'],
    [14, 2, 'store.forbidden missing'],
    [14, 13, 'store.forbidden not-allowed'],
    [14, 20, 'store.forbidden wrong-kind'],
    [14, 24, 'store.forbidden no-handles'],
    [270, undefined, 'store.forbidden no-scratch'],
    [15, undefined, 'store.locked'],
    [22, undefined, 'store.full file-size'],
    [23, undefined, 'store.forbidden not-allowed'],
    [26, undefined, 'store.damaged'],
  ])('%i with the system’s %s is %s', (result, systemErrno, expected) => {
    const refusal = sqliteRefusalOf({ result, systemError: systemErrno ?? null }, 'linux')?.refusal;
    expect([refusal?.code, refusal?.reason].filter((part) => part !== undefined).join(' ')).toBe(expected);
  });

  it('stays a bug where a healthy program meets none of it: wrong SQL, broken rules, no memory', () => {
    for (const result of [1, 7, 19, 20, 21, 25, 3082]) expect(told(sqliteError(result))).toBeNull();
  });

  it('is read from the driver’s own errors, with the system’s word', () => {
    const path = join(aFolder(), 'absent', 'store.sqlite');
    let thrown: unknown = null;
    try {
      new Database(path, { readOnly: true }).close();
    } catch (error) {
      thrown = error;
    }
    expect(storeFailureOrNull(thrown)).toEqual({
      code: 'store.forbidden',
      reason: 'missing',
      detail: 'SQLite 14 ENOENT',
    });
  });

  it.each([
    [5, 'store.forbidden not-allowed'],
    [3, 'store.forbidden missing'],
    [19, 'store.forbidden read-only'],
    [32, 'store.locked'],
    [112, 'store.full'],
    [1295, 'store.full quota'],
    [1117, 'store.forbidden no-answer'],
  ])('knows Windows’ number %i', (number, expected) => {
    const refusal = sqliteRefusalOf({ result: 778, systemError: number }, 'win32')?.refusal;
    expect([refusal?.code, refusal?.reason].filter((part) => part !== undefined).join(' ')).toBe(expected);
    expect(systemErrorName(99_999, 'win32')).toBeNull();
  });
});

describe('the sentences', () => {
  it.each(['en', 'zh-CN'] as const)('%s has one of its own for each reason and code', (locale) => {
    speakIn(() => locale);
    const sentences = [
      ...failureReasons['store.forbidden'].map((reason) => failureText(forbiddenFailure(reason))),
      ...failureReasons['store.full'].map((reason) => failureText({ code: 'store.full', reason })),
      ...failureCodes.filter((code) => code.startsWith('store.')).map((code) => codeText(code)),
      failureText({ code: 'input.invalid', field: '', reason: 'not-allowed' }),
    ];
    expect(new Set(sentences).size).toBe(sentences.length);
    expect(sentences.filter((sentence) => sentence.startsWith('failure_'))).toEqual([]);
  });

  it('does not say that the disk is full where it is not', () => {
    for (const reason of failureReasons['store.forbidden'])
      expect(failureText(forbiddenFailure(reason))).not.toBe(textOf('failure_store_full'));
  });
});

describe('what the driver says without a number', () => {
  const unnumbered = (message: string): Error => Object.assign(new Error(message), { code: 'ERR_SQLITE_ERROR' });

  it('is known by the sentence of SQLite', () => {
    expect(told(unnumbered('database disk image is malformed'))).toBe('store.damaged');
    expect(told(unnumbered('file is not a database'))).toBe('store.damaged');
    expect(told(unnumbered('disk I/O error'))).toBe('store.forbidden no-answer');
    expect(told(unnumbered('database or disk is full'))).toBe('store.full');
    expect(told(unnumbered('near "SELEC": syntax error'))).toBeNull();
    expect(told(new Error('database disk image is malformed'))).toBeNull();
  });

  it('as it does of pages that are damaged, while it reads many rows or one', () => {
    const path = join(aFolder(), 'pages.sqlite');
    const whole = new Database(path, { readOnly: false });
    whole.execute(`CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);
      INSERT INTO t (b) SELECT hex(zeroblob(200)) FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 500) SELECT i FROM n)`);
    whole.close();
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(7, 4096 * 3));
    const database = new Database(path, { readOnly: false });
    for (const read of [() => database.all('SELECT * FROM t'), () => database.one('SELECT sum(length(b)) FROM t')]) {
      let thrown: unknown = null;
      try {
        read();
      } catch (error) {
        thrown = error;
      }
      expect(told(thrown)).toBe('store.damaged');
    }
    database.close();
  });

  it('a table that is gone is damage', () => {
    const database = new Database(':memory:', { readOnly: false });
    let thrown: unknown = null;
    try {
      database.all('SELECT 1 FROM rental');
    } catch (error) {
      thrown = error;
    }
    expect(told(thrown)).toBe('store.damaged');
    database.close();
  });
});
