// The three parts of the built program, and whether each is up to date with its sources. Built-ins only.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** Each part: its Vite config, its output folder, the entries it cannot do without, the sources it is made from. */
export const parts = {
  main: {
    config: 'build/vite.main.ts',
    output: 'out/main',
    entries: ['electron/main.ts', 'electron/cli.ts'],
    sources: ['electron', 'build/icons/tray'],
  },
  preload: {
    config: 'build/vite.preload.ts',
    output: 'out/preload',
    entries: ['electron/preload.ts'],
    sources: ['electron/preload.ts', 'electron/contract', 'electron/core'],
  },
  renderer: {
    config: 'build/vite.renderer.ts',
    output: 'out/renderer',
    entries: ['renderer/index.html'],
    sources: ['renderer', 'electron/contract', 'electron/core'],
  },
};

// The program tells the version that package.json states.
const shared = [
  'package.json',
  'package-lock.json',
  'build/messages.mjs',
  'build/svelte.ts',
  'build/bundled.ts',
  'build/compile.mjs',
];

function filesUnder(path) {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : filesUnder(child);
    return [child];
  });
}

function sourceFiles(path) {
  return statSync(join(root, path)).isDirectory() ? filesUnder(path) : [path];
}

/** A hash over everything the part is built from; another hash means that it must be built again. */
export function stampOf(name) {
  const part = parts[name];
  const hash = createHash('sha256');
  for (const file of [...part.sources.flatMap(sourceFiles), part.config, ...shared].sort()) {
    hash.update(file).update('\0');
    hash.update(readFileSync(join(root, file))).update('\0');
  }
  return hash.digest('hex');
}

/** Whether the part has been built from exactly the sources that lie there now. */
export function isCurrent(name) {
  const stamp = join(root, parts[name].output, '.stamp');
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === stampOf(name);
}
