// What lies in a folder. Built-ins only.
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every path below a folder, sorted, with where it is and what `lstat` says of it. */
export function entriesUnder(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((path) => ({ path, file: join(folder, path), stats: lstatSync(join(folder, path)) }));
}
