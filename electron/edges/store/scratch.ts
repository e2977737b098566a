import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScratchError, storeFailureOrNull } from './failures.ts';

/** A folder that is thrown away. */
export interface Scratch {
  readonly folder: string;
  remove(): void;
}

/** Makes a folder for `purpose` among the system's temporary files. Throws a ScratchError where nothing can be made there. */
export const makeScratch = (purpose: string): Scratch => {
  const folder = made(`leasebell-${purpose}-`);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
};

const made = (prefix: string): string => {
  try {
    return mkdtempSync(join(tmpdir(), prefix));
  } catch (error) {
    if (storeFailureOrNull(error)?.code === 'store.forbidden') throw new ScratchError('no scratch', { cause: error });
    throw error;
  }
};
