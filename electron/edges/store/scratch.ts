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

/** Works in a folder that is removed when the work fails. What is full then is the folder: throws a ScratchError that names it. */
export const workIn = <Value>(scratch: Scratch, work: () => Value): Value => {
  try {
    return work();
  } catch (error) {
    scratch.remove();
    if (storeFailureOrNull(error)?.code !== 'store.full') throw error;
    const full = { code: 'ENOSPC', path: scratch.folder, syscall: 'write' };
    throw new ScratchError('no room', { cause: Object.assign(new Error('ENOSPC', { cause: error }), full) });
  }
};

const made = (prefix: string): string => {
  try {
    return mkdtempSync(join(tmpdir(), prefix));
  } catch (error) {
    const code = storeFailureOrNull(error)?.code;
    if (code === 'store.forbidden' || code === 'store.full') throw new ScratchError('no scratch', { cause: error });
    throw error;
  }
};
