// The import graph of the product's sources, .svelte files included, and what must not be in it.
import { readFileSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { storeyOf } from './border-faults.mjs';

/** Reads the sources (.ts and .svelte) under the given folders of `root`: path relative to it → text. Generated files are no sources. */
export function readSources(root, folders) {
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

function scriptOf(path, text) {
  if (!path.endsWith('.svelte')) return text;
  return [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, script]) => script ?? '').join('\n');
}

/** What one file imports, types and dynamic imports included: files as paths from the root, packages by name. */
export function importsOf(path, text) {
  const specifiers = ts.preProcessFile(scriptOf(path, text), true, true).importedFiles.map(({ fileName }) => fileName);
  const relative = specifiers.filter((specifier) => specifier.startsWith('.'));
  return {
    files: relative.map((specifier) => posix.join(posix.dirname(path), specifier)),
    packages: specifiers.filter((specifier) => !specifier.startsWith('.')),
  };
}

/** The arrows between files of a tree: path → what it imports of the tree. */
export const fileArrows = (tree) =>
  new Map(
    [...tree].map(([path, text]) => [path, new Set(importsOf(path, text).files.filter((file) => tree.has(file)))]),
  );

/** The same arrows between folders, or between whatever `nameOf` makes of a path, without those inside one. */
export function arrowsBetween(arrows, nameOf) {
  const between = new Map();
  for (const [path, targets] of arrows) {
    const from = nameOf(path);
    if (!between.has(from)) between.set(from, new Set());
    for (const target of targets) if (nameOf(target) !== from) between.get(from).add(nameOf(target));
  }
  return between;
}

/** One way round in a graph, or null when there is none. */
export function findCircle(arrows) {
  const settled = new Set();
  const walk = (node, way) => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (settled.has(node)) return null;
    for (const next of arrows.get(node) ?? []) {
      const circle = walk(next, [...way, node]);
      if (circle) return circle;
    }
    settled.add(node);
    return null;
  };
  for (const node of arrows.keys()) {
    const circle = walk(node, []);
    if (circle) return circle;
  }
  return null;
}

/** The folder of a file. */
export const folderOf = (path) => posix.dirname(path);

/** The storey of a file in the main process, as the table names it; elsewhere its folder. */
export const storeyNameOf = (path) => (path.startsWith('electron/') && storeyOf(path)?.folder) || folderOf(path);
