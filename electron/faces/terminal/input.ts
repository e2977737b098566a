import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** The first lines of a stream, at most `count`; fewer when it ends before. What follows is not read. */
export const readLines = async (stream: Readable, count: number): Promise<readonly string[]> => {
  const lines: string[] = [];
  if (count === 0) return lines;
  const reader = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of reader) {
    lines.push(line);
    if (lines.length === count) break;
  }
  reader.close();
  return lines;
};
