import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Has the disk hold what a file holds, before another name or file depends on it. Throws what the system says. */
export const synchroniseFile = (path: string): void => synchronise(path, 'r+');

/** The same for the names in a folder: a file could otherwise come back with the power under its old one. Some systems synchronise no folders. */
export const synchroniseFolder = (path: string): void => {
  if (process.platform !== 'win32') synchronise(path, 'r');
};

const synchronise = (path: string, flags: 'r' | 'r+'): void => {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};
