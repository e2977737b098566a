// npm run check -- --borders: prints the import graph by storeys, and what is wrong with it.
import { fileFault, packageFault, storeyOf } from './border-faults.mjs';
import { pure, storeys } from './borders.mjs';
import {
  arrowsBetween,
  fileArrows,
  findCircle,
  folderOf,
  importsOf,
  readSources,
  storeyNameOf,
} from './import-graph.mjs';
import { root } from './project.mjs';

const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;

const circleLine = (what, arrows) => {
  const circle = findCircle(arrows);
  return circle ? `circle of ${what}: ${circle.join(' → ')}` : `0 circles of ${what}`;
};

/** Prints the graph. Returns whether it is as it should be. */
export function printBorders() {
  const tree = readSources(root, ['electron', 'renderer']);
  const arrows = fileArrows(tree);
  const between = arrowsBetween(arrows, storeyNameOf);
  const order = Object.keys(storeys);
  const placeOf = (storey) => {
    const entry = storeyOf(`${storey}${storey.endsWith('/') ? 'x.ts' : ''}`)?.entry;
    return entry === undefined ? order.length : order.indexOf(entry);
  };
  const filesIn = (storey) => [...tree.keys()].filter((path) => storeyNameOf(path) === storey).length;
  for (const storey of [...between.keys()].sort((one, other) => placeOf(one) - placeOf(other))) {
    const targets = [...between.get(storey)].sort((one, other) => placeOf(one) - placeOf(other));
    process.stdout.write(`${storey} (${count(filesIn(storey), 'file')}) → ${targets.join(' ') || 'nothing'}\n`);
  }
  const faults = [...tree].flatMap(([path, text]) => {
    const { files, packages } = importsOf(path, text);
    return [...files.map((file) => fileFault(path, file)), ...packages.map((name) => packageFault(path, name))]
      .filter((fault) => fault !== null)
      .map((fault) => `${path} → ${fault}`);
  });
  const lines = [
    circleLine('files', arrows),
    circleLine('folders', arrowsBetween(arrows, folderOf)),
    circleLine('storeys', between),
    `${count(faults.length, 'arrow')} upward or past a door`,
    `pure by folder: ${pure.join(', ')}`,
    ...faults,
  ];
  process.stdout.write(`\n${lines.join('\n')}\n`);
  return faults.length === 0 && lines.slice(0, 3).every((line) => line.startsWith('0 '));
}
