import { fileFault, packageFault, providerNameFault, providerOf } from '../../build/border-faults.mjs';
import { wordsOf } from './code-words.ts';
import {
  arrowsBetween,
  fileArrows,
  findCircle,
  folderOf,
  importsOf,
  storeyNameOf,
  type SourceTree,
} from '../../build/import-graph.mjs';

const maxLines = 250;
const maxComponentLines = 150;

function borderFaults(tree: SourceTree): string[] {
  return [...tree].flatMap(([path, text]) => {
    const { files, packages } = importsOf(path, text);
    const faults = [
      ...files.map((target) => fileFault(path, target)),
      ...packages.map((name) => packageFault(path, name)),
    ];
    return faults.filter((fault) => fault !== null).map((fault) => `${path} → ${fault}`);
  });
}

/** An import of a file that is not in the tree escapes every rule, so there must be none (styles, messages and data apart). */
function unknownFiles(tree: SourceTree): string[] {
  return [...tree].flatMap(([path, text]) =>
    importsOf(path, text)
      .files.filter((target) => !tree.has(target) && !/\.(css|json|svg|png)$|\/messages\/generated\//.test(target))
      .map((target) => `${path} → ${target}: no such source file`),
  );
}

function longFiles(tree: SourceTree): string[] {
  return [...tree].flatMap(([path, text]) => {
    const lines = text.trimEnd().split('\n').length;
    const limit = path.endsWith('.svelte') ? maxComponentLines : maxLines;
    return lines > limit ? [`${path} has ${lines} lines, the limit is ${limit}`] : [];
  });
}

/** Files, folders and storeys that import each other in a ring. */
function circles(tree: SourceTree): string[] {
  const files = fileArrows(tree);
  return [
    ['files', files] as const,
    ['folders', arrowsBetween(files, folderOf)] as const,
    ['storeys', arrowsBetween(files, storeyNameOf)] as const,
  ].flatMap(([what, arrows]) => {
    const circle = findCircle(arrows);
    return circle ? [`circle of ${what}: ${circle.join(' → ')}`] : [];
  });
}

/** A provider is known by its folder: its name anywhere else is a special case in the making. */
function providerNames(tree: SourceTree): string[] {
  const ids = [...new Set([...tree.keys()].map(providerOf))].filter((id) => id !== undefined);
  return [...tree].flatMap(([path, text]) => {
    const faults = wordsOf(path, text).map((word) => providerNameFault(path, word, ids));
    return [...new Set(faults.filter((fault) => fault !== null))].map((fault) => `${path} → ${fault}`);
  });
}

/** Everything in the tree that design and house rules forbid, one sentence each. */
export function faultsOf(tree: SourceTree): readonly string[] {
  return [...borderFaults(tree), ...unknownFiles(tree), ...longFiles(tree), ...circles(tree), ...providerNames(tree)];
}
