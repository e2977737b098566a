import type { Failure } from '../contract/failure.ts';

/** SQLite's primary result codes that a healthy program must expect (https://www.sqlite.org/rescode.html). */
const expected: Readonly<Record<number, Failure['code']>> = {
  5: 'store.locked',
  6: 'store.locked',
  8: 'store.full',
  10: 'store.full',
  11: 'store.damaged',
  13: 'store.full',
  14: 'store.full',
  26: 'store.damaged',
};

const expectedNames: Readonly<Record<string, Failure['code']>> = {
  NewerStoreError: 'store.damaged',
  DamagedStoreError: 'store.damaged',
};

const expectedSystemErrors: Readonly<Record<string, Failure['code']>> = {
  ENOSPC: 'store.full',
  EROFS: 'store.full',
  EACCES: 'store.full',
  EPERM: 'store.full',
  ENOTDIR: 'store.full',
  EEXIST: 'store.full',
};

/** The failure behind an error of the store or its folder. Rethrows what is no expected failure: that is a bug. */
export const storeFailureOf = (error: unknown): Failure => {
  const failure = storeFailureOrNull(error);
  if (failure === null) throw error;
  return failure;
};

/** The same for a border that knows what to do with a bug: null means that the error is one. */
export const storeFailureOrNull = (error: unknown): Failure | null => {
  if (!(error instanceof Error)) return null;
  if (error.name === 'NewerStoreError') return { code: 'store.damaged', reason: 'newer-version' };
  const named = expectedNames[error.name];
  if (named !== undefined) return { code: named };
  const system = 'code' in error && typeof error.code === 'string' ? expectedSystemErrors[error.code] : undefined;
  if (system !== undefined && 'code' in error) return { code: system, detail: String(error.code) };
  const result = sqliteResultOf(error);
  const code = result === null ? undefined : expected[result & 0xff];
  return code === undefined ? null : { code, detail: `SQLite ${String(result)}` };
};

const sqliteResultOf = (error: Error): number | null => {
  for (const name of ['errcode', 'sqliteCode']) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'number') return value;
  }
  return null;
};
