import { rmSync } from 'node:fs';
import { realPathOf } from './place.ts';

/** Where a store is written anew (see `compact.ts`): nothing there counts until it has taken the store's place. */
export const halfCopyPathOf = (path: string): string => `${realPathOf(path)}.compact`;

/** Removes what an attempt has left that did not come to its end. */
export const removeHalfCopy = (path: string): void => {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(halfCopyPathOf(path) + ending, { force: true });
};
