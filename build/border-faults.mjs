// Judges single imports by the table in build/borders.mjs: each function returns one sentence, or null when all is well.
import {
  doors,
  effects,
  namedDoors,
  namers,
  providerFolder,
  pure,
  reserved,
  storeys,
  timekeepers,
  unknownNames,
  withElectron,
} from './borders.mjs';

const isUnder = (file, places) =>
  places.some((place) => file === place || (place.endsWith('/') && file.startsWith(place)));

const patternOf = (entry) => new RegExp(`^${entry.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}`);
const rows = Object.keys(storeys)
  .sort((one, other) => other.length - one.length)
  .map((entry) => ({ entry, pattern: patternOf(entry) }));

/** The storey of a file: its row in the table, and the folder (or file) that it shares with its neighbours; null when it has none. */
export function storeyOf(file) {
  const row = rows.find(({ pattern }) => pattern.test(file));
  return row === undefined ? null : { entry: row.entry, folder: row.pattern.exec(file)[0] };
}

/** The id of the provider in whose folder a file is, or undefined. */
export const providerOf = (file) => providerFolder.exec(file)?.[1];

/** The name of a package in an import: `@scope/name/deep` is `@scope/name`. */
export const packageOf = (specifier) =>
  specifier.startsWith('node:')
    ? specifier
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/');

/** Why `file` must not import the package `specifier`, or null. */
export function packageFault(file, specifier) {
  const name = packageOf(specifier);
  const guarded = doors.find((each) => each.packages.includes(name) && !isUnder(file, each.doors));
  if (guarded) return `${name}: ${guarded.say}`;
  if (name === 'electron' && !isUnder(file, withElectron))
    return 'electron: this folder also runs where there is no Electron; take what you need as an argument';
  if (isUnder(file, pure) && effects.test(specifier))
    return `${specifier}: a pure file touches nothing; take what you need as an argument`;
  if (file.startsWith('renderer/') && specifier.startsWith('node:')) return `${specifier}: the page has no Node`;
  return null;
}

/** Why `file` must not import the file `target` (both relative to the project), or null. */
export function fileFault(file, target) {
  if (!/^(electron|renderer)\//.test(target)) return null;
  const kept = reserved.find(({ files, by }) => isUnder(target, files) && !isUnder(file, by));
  if (kept) return `${target}: ${kept.say}`;
  const [own, other] = [providerOf(file), providerOf(target)];
  if (own && other && own !== other)
    return `${target}: no provider imports another; move what both need to electron/providers/reading or walking`;
  const storey = storeyOf(file);
  if (storey === null) return `${file}: no storey in build/borders.mjs holds this file`;
  const allowed = storeys[storey.entry];
  if (isUnder(target, [storey.folder, ...allowed])) return null;
  return `${target}: ${storey.folder} imports only ${allowed.join(', ') || 'itself'}`;
}

/** Why `file` must not import the name `name` from `specifier`, a package or a file, or null. */
export function nameFault(file, specifier, name) {
  const unknown = unknownNames.find(({ from, names }) => file.startsWith(from) && names.includes(name));
  if (unknown) return `${name}: ${unknown.say}`;
  const guarded = namedDoors.find(
    (each) => each.package === specifier && each.name === name && !isUnder(file, each.doors),
  );
  return guarded ? `${name}: ${guarded.say}` : null;
}

/** Why `file` must not say `text` in its code (a word, a string, a part of markup) where there are providers of these ids, or null. */
export function providerNameFault(file, text, ids) {
  if (isUnder(file, namers)) return null;
  const named = ids.find((id) => id !== providerOf(file) && text.toLowerCase().includes(id));
  return named
    ? `${named}: a provider is a folder and a line in electron/providers/registry.ts; ask what it declares`
    : null;
}

/** Whether `file` may ask for the time or for chance itself. */
export const mayAskTheTime = (file) => isUnder(file, timekeepers);
