import { createPackage } from '@electron/asar';
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** As many rows as the list of rentals asks for at once. */
const rowCount = 100;

const rowsHtml = (): string => {
  const cells = (number: number): string =>
    ['Active', `训练机-${String(number)}`, '4090×1', '公司账号', '19 days', 'Dec 17, 23:27 UTC']
      .map((cell) => `<td>${cell}</td>`)
      .join('');
  const rows = Array.from({ length: rowCount }, (_, number) => `<tr>${cells(number)}</tr>`).join('\n');
  const style = 'body{margin:0;font:13px sans-serif}table{width:100%}td{padding:8px}';
  return `<!doctype html><meta charset="utf-8"><title>rows</title><style>${style}</style><table>${rows}</table>`;
};

/** Hard links: a runtime has 230 MB, and nothing in it is changed. */
const linkTree = (from: string, to: string, without: readonly string[]): void => {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (without.includes(entry.name)) continue;
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target, []);
    else linkSync(source, target);
  }
};

/**
 * Makes one of `test/bench/floors` into an app around the runtime of the packaged app: the same binary with the same fuses. Returns its executable.
 */
export const makeFloor = async (
  name: 'window' | 'tray' | 'rows',
  appExecutable: string,
  folder: string,
): Promise<string> => {
  const own = join(folder, 'app');
  const source = join(process.cwd(), 'test/bench/floors', name);
  const page = join(source, 'index.html');
  mkdirSync(own, { recursive: true });
  for (const file of readdirSync(source)) copyFileSync(join(source, file), join(own, file));
  if (name === 'tray') copyFileSync(join(process.cwd(), 'build/icons/tray/normal-22.png'), join(own, 'icon.png'));
  const unpacked = join(folder, 'unpacked');
  // On the disk of the package, since links do not leave it.
  linkTree(dirname(appExecutable), unpacked, ['resources']);
  mkdirSync(join(unpacked, 'resources'));
  if (name === 'window') writeFileSync(join(unpacked, 'resources/index.html'), rowsHtml());
  if (existsSync(page)) copyFileSync(page, join(unpacked, 'resources/index.html'));
  await createPackage(own, join(unpacked, 'resources/app.asar'));
  rmSync(own, { recursive: true });
  return join(unpacked, 'leasebell');
};
