import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';

/** The sources of a project: path relative to its root → text. */
export type SourceTree = ReadonlyMap<string, string>;

/** What one file imports, types and dynamic imports included. */
export interface Imports {
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** Reads the product's sources (.ts and .svelte) under the given folders of `root`; generated files are not sources. */
export function readSources(root: string, folders: readonly string[]): SourceTree {
  const paths = folders.flatMap((folder) =>
    readdirSync(posix.join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
      posix.join(folder, path.replaceAll('\\', '/')),
    ),
  );
  const sources = paths.filter(
    (path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.d.ts') && !path.includes('/generated/'),
  );
  return new Map(sources.sort().map((path) => [path, readFileSync(posix.join(root, path), 'utf8')]));
}

function scriptOf(path: string, text: string): string {
  if (!path.endsWith('.svelte')) return text;
  return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '').join('\n');
}

/** The imports of one file as it stands in the tree. */
export function importsOf(path: string, text: string): Imports {
  const specifiers = ts.preProcessFile(scriptOf(path, text), true, true).importedFiles.map(({ fileName }) => fileName);
  const relative = specifiers.filter((specifier) => specifier.startsWith('.'));
  return {
    files: relative.map((specifier) => posix.join(posix.dirname(path), specifier)),
    packages: specifiers.filter((specifier) => !specifier.startsWith('.')),
  };
}

/** One way round through files that import each other, or null when there is none. */
export function findCycle(tree: SourceTree): readonly string[] | null {
  const settled = new Set<string>();
  const walk = (path: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(path)) return [...way.slice(way.indexOf(path)), path];
    if (settled.has(path)) return null;
    for (const next of importsOf(path, tree.get(path) ?? '').files) {
      const cycle = walk(next, [...way, path]);
      if (cycle) return cycle;
    }
    settled.add(path);
    return null;
  };
  for (const path of tree.keys()) {
    const cycle = walk(path, []);
    if (cycle) return cycle;
  }
  return null;
}
