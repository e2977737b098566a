import { closeSync, constants, fstatSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';

const maxBytes = 64 * 1024;

/** Writes a small file of ours, readable by its user only, whole or not at all. Where nothing can be written nothing is. */
export const writeSmallFile = (path: string, content: unknown): void => {
  try {
    // What lies there may be a pipe, which would be waited for without end.
    rmSync(`${path}.new`, { force: true });
    writeFileSync(`${path}.new`, JSON.stringify(content), { mode: 0o600, flag: 'wx' });
    renameSync(`${path}.new`, path);
  } catch {
    // Whoever reads it is told otherwise, or goes without.
  }
};

/** Returns what a small file of ours holds, for its reader to check. Throws where there is none that can be read, or another kind of thing. */
export const readSmallFile = (path: string): unknown => JSON.parse(textIn(path));

/** A file of ours is small and a file: a pipe of its name would be waited for without end. */
const textIn = (path: string): string => {
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const { size } = fstatSync(descriptor);
    if (!fstatSync(descriptor).isFile() || size > maxBytes) return '';
    const bytes = Buffer.alloc(size);
    return bytes.toString('utf8', 0, readSync(descriptor, bytes, 0, size, 0));
  } finally {
    closeSync(descriptor);
  }
};
