import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const maxBytes = 200_000;
const maxLines = 300;

/** The newest whole lines of a text file, so many that somebody reads them; none where there is no file to read. */
export const lastLinesOf = (file: string): readonly string[] => {
  try {
    const handle = openSync(file, 'r');
    try {
      const { size } = fstatSync(handle);
      const bytes = Buffer.alloc(Math.min(size, maxBytes));
      readSync(handle, bytes, 0, bytes.length, size - bytes.length);
      const lines = bytes.toString('utf8').split('\n');
      return (bytes.length < size ? lines.slice(1) : lines).filter((line) => line !== '').slice(-maxLines);
    } finally {
      closeSync(handle);
    }
  } catch {
    // A report without its log is still one.
    return [];
  }
};
