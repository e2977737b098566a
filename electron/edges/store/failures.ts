import type { StoreFailure } from '../../core/model/failure.ts';
import { plainLine } from '../../core/model/plain-text.ts';
import { PlaceError } from './place.ts';
import { isTableGone, sqliteFactsOf, sqliteRefusalOf } from './sqlite-errors.ts';
import { forbiddenFailure, refusalOf } from './system-errors.ts';

/** The folder for temporary files refuses what reading needs; `cause` is the system's error. */
export class ScratchError extends Error {
  override readonly name = 'ScratchError';
}

/** The file came from a later release: it is left as it is. */
export class NewerStoreError extends Error {
  override readonly name = 'NewerStoreError';
}

/** SQLite's own check found the file damaged. */
export class DamagedStoreError extends Error {
  override readonly name = 'DamagedStoreError';
}

/** A writer is at work on a store that has to be read from a copy. */
export class BusyStoreError extends Error {
  override readonly name = 'BusyStoreError';
}

/** The failure behind an error of the store or its folder. Rethrows what is no expected failure: that is a bug. */
export const storeFailureOf = (error: unknown): StoreFailure => {
  const failure = storeFailureOrNull(error);
  if (failure === null) throw error;
  return failure;
};

/** The same for a border that knows what to do with a bug: null means that the error is one. */
export const storeFailureOrNull = (error: unknown): StoreFailure | null => {
  if (!(error instanceof Error)) return null;
  if (error instanceof NewerStoreError) return { code: 'store.damaged', reason: 'newer-version' };
  if (error instanceof DamagedStoreError) return { code: 'store.damaged' };
  if (error instanceof BusyStoreError) return { code: 'store.locked' };
  if (error instanceof PlaceError) return { ...forbiddenFailure(error.reason), detail: plainLine(error.path) };
  if (error instanceof ScratchError) return { ...forbiddenFailure('no-scratch'), ...detailOf(error.cause) };
  if (isTableGone(error)) return { code: 'store.damaged', detail: plainLine(error.message) };
  const refusal = isOfFiles(error) ? refusalOf(error.code) : null;
  if (refusal !== null) return { ...refusal, ...detailOf(error) };
  const facts = sqliteFactsOf(error);
  const found = facts === null ? null : sqliteRefusalOf(facts, process.platform);
  return found === null ? null : { ...found.refusal, detail: found.detail };
};

/** The name of the system's error and the path that it is about. */
const detailOf = (error: unknown): { readonly detail?: string } =>
  isOfFiles(error) ? { detail: plainLine(`${error.code} ${error.path}`) } : {};

interface FileError extends Error {
  readonly code: string;
  readonly path: string;
}

/** Calls whose errors have the same names and are about programs and connections. */
const otherCalls = /^(spawn|connect|bind|listen|accept|getaddrinfo|query|send|recv)/;

/** Whether the system refused a call on a file by its path; what it says of open ones, such as the standard input, is not about the data. */
const isOfFiles = (error: unknown): error is FileError =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  'path' in error &&
  typeof error.path === 'string' &&
  'syscall' in error &&
  typeof error.syscall === 'string' &&
  !otherCalls.test(error.syscall);
