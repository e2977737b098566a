import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Code that build tools write into what they build: part of a module's id, and the package whose code it is. */
const writers: readonly (readonly [RegExp, string])[] = [
  [/^\0vite\//, 'node_modules/vite'],
  [/\/messages\/generated\//, 'node_modules/@inlang/paraglide-js'],
];
/** Its helpers are in every output and have no module of their own. */
const always = ['node_modules/rolldown'];

/** The folder of the package that a module is from, from the project's root; null for our own. */
export const packageFolderOf = (id: string): string | null => {
  const written = writers.find(([pattern]) => pattern.test(id));
  if (written !== undefined) return written[1];
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '').replaceAll('\\', '/');
  const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path);
  return found?.[1] === undefined ? null : relative(root, found[1]).replaceAll('\\', '/');
};

/** Leaves `bundled.json` beside a built part: every package whose code may be in it, whose notice goes into the package (build/notices.mjs). */
export const bundledPackages = (): Plugin => ({
  name: 'bundled-packages',
  writeBundle({ dir }) {
    if (dir === undefined) return;
    const folders = new Set([
      ...always,
      ...[...this.getModuleIds()].map(packageFolderOf).filter((folder) => folder !== null),
    ]);
    const bundled = [...folders].sort().map((folder) => {
      const described: unknown = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      if (typeof described !== 'object' || described === null || !('name' in described) || !('version' in described))
        throw new Error(`${folder} has no name and version`);
      return { folder, name: described.name, version: described.version };
    });
    writeFileSync(join(dir, 'bundled.json'), `${JSON.stringify(bundled, null, 1)}\n`);
  },
});
