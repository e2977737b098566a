// How large a packaged app is and what makes it so, beside the bare runtime. Built-ins only.
import { join, relative } from 'node:path';
import { entriesUnder } from './deb/entries.mjs';

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);
const files = (folder) => entriesUnder(folder).filter(({ stats }) => stats.isFile());
const sizeOf = (folder) => sum(files(folder).map(({ stats }) => stats.size));

/** The files of an archive that lie within it: the unpacked ones are beside it. */
async function insideArchive(archive) {
  const { listPackage, statFile } = await import('@electron/asar');
  return listPackage(archive, { isPack: false })
    .map((path) => ({ path: path.slice(1), stat: statFile(archive, path.slice(1)) }))
    .filter(({ stat }) => 'size' in stat && stat.unpacked !== true)
    .map(({ path, stat }) => ({ path, size: stat.size }));
}

const isNotice = (path) => /^(LICENSES?\.|resources\/THIRD-PARTY-NOTICES)/.test(path);

/** Part and bytes of each part of the app in the folder `app`; `around` is what an installer puts beside it, in bytes. */
export async function partsOfApp(app, around) {
  const archive = join(app, 'resources/app.asar');
  const inside = await insideArchive(archive);
  const [theirs, ours] = [/^node_modules\//, /^(?!node_modules\/)/].map((pattern) =>
    sum(inside.filter(({ path }) => pattern.test(path)).map(({ size }) => size)),
  );
  const beside = files(app).map(({ file, stats }) => ({ path: relative(app, file), size: stats.size }));
  const sizeWhere = (isMeant) => sum(beside.filter(({ path }) => isMeant(path)).map(({ size }) => size));
  const isUnpacked = (path) => path.startsWith('resources/app.asar.unpacked/');
  const isRuntime = (path) =>
    !isNotice(path) && !isUnpacked(path) && path !== 'resources/app.asar' && path !== 'leasebell-cli';
  return [
    ['Electron', sizeWhere(isRuntime)],
    ['our code', ours],
    ['native modules and what they need', theirs + sizeWhere(isUnpacked)],
    ['licences', sizeWhere(isNotice)],
    ['icons, manual, desktop files', around],
  ];
}

/** A table of the parts, their sum, and the bare runtime in the folder `runtime`. */
export function sizeTable(parts, runtime) {
  const bare = sizeOf(runtime);
  const total = sum(parts.map(([, size]) => size));
  const rows = [...parts, ['installed', total], ['bare Electron', bare], ['difference', total - bare]];
  return rows.map(([name, size]) => `  ${name.padEnd(36)}${megabytes(size).padStart(10)}`).join('\n');
}
