import { lstatSync, mkdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';

/** What is wrong with a place for a file or a folder of ours: a link leads nowhere, something else lies there, or the system makes none there. */
export class PlaceError extends Error {
  override readonly name = 'PlaceError';
  readonly reason: 'missing' | 'wrong-kind' | 'not-allowed';
  readonly path: string;

  constructor(reason: PlaceError['reason'], path: string) {
    super(`${reason}: ${path}`);
    this.reason = reason;
    this.path = path;
  }
}

/**
 * Whether a regular file lies at `path`; false when nothing does. Ask before opening: opening a pipe, a socket or a device waits for
 * ever or does harm. Throws a PlaceError for those, for a folder and for a link that leads nowhere, the system's error where it refuses the look.
 */
export const isFileAt = (path: string): boolean => {
  const found = statAt(path);
  if (found === null) {
    isFolderAt(dirname(path));
    return false;
  }
  if (!found.isFile()) throw new PlaceError('wrong-kind', path);
  return true;
};

/** Whether a folder lies at `path`, or nothing does there and in the folders above it. Throws as `isFileAt` does. */
export const isFolderAt = (path: string): boolean => {
  const found = statAt(path);
  if (found === null) {
    // A link above that leads nowhere is a drive that is not there, not a folder that nobody made yet.
    if (dirname(path) !== path) isFolderAt(dirname(path));
    return false;
  }
  if (!found.isDirectory()) throw new PlaceError('wrong-kind', path);
  return true;
};

/** Makes a folder and those above it, each for its user alone. Node's own recursive way never returns in a folder like `/proc`. */
export const makeFolder = (path: string): void => {
  if (isFolderAt(path)) return;
  if (dirname(path) !== path) makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (isFolderAt(path)) return;
    // The folder above is there, so this is a file system in which nobody makes any.
    throw codeOf(error) === 'ENOENT' ? new PlaceError('not-allowed', path) : error;
  }
};

/** The path of a file itself where `path` is a link to it. */
export const realPathOf = (path: string): string => (isFileAt(path) ? realpathSync(path) : path);

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null);

const statAt = (path: string): Stats | null => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found !== undefined) return found;
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) throw new PlaceError('missing', path);
  return null;
};

/** Makes the folder of a file of ours. Throws as `isFileAt` does, and the system's error where it makes no folder. */
export const prepareFile = (path: string): void => {
  makeFolder(dirname(path));
  isFileAt(path);
};
