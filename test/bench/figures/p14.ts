import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packagedApp } from '../desktop/runs.ts';
import type { Figure } from '../harness/figure.ts';

const megabyte = 1_000_000;

/** Bytes of all files below a folder. */
const bytesBelow = (folder: string): number =>
  readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
    const path = join(folder, entry.name);
    return sum + (entry.isDirectory() ? bytesBelow(path) : lstatSync(path).size);
  }, 0);

/** What is installed, unpacked; the floor is the runtime in it without anything of ours. */
export const p14: Figure = {
  id: 'P14',
  title: 'what is installed',
  measure: () => {
    const unpacked = dirname(packagedApp());
    const all = bytesBelow(unpacked);
    const own = bytesBelow(join(unpacked, 'resources'));
    return Promise.resolve([
      {
        what: 'files, unpacked',
        unit: 'MB',
        ours: [all / megabyte],
        floor: [(all - own) / megabyte],
        bar: { of: 'ratio', most: 1.05 },
        note: 'The floor has only the two languages of the runtime that we keep.',
      },
    ]);
  },
};
