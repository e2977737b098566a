// Judges single imports by the table in build/borders.mjs: each function answers one sentence, or null when all is well.
import {
  arrows,
  directions,
  doors,
  effects,
  electronInHttp,
  namedDoors,
  namers,
  providerFolder,
  pure,
  shapes,
  timekeepers,
  withoutElectron,
} from './borders.mjs';

const isUnder = (file, places) =>
  places.some((place) =>
    place instanceof RegExp ? place.test(file) : file === place || (place.endsWith('/') && file.startsWith(place)),
  );

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
  if (
    name === 'electron' &&
    (file.startsWith('renderer/') || (isUnder(file, withoutElectron) && file !== electronInHttp))
  ) {
    return 'electron: this folder also runs where there is no Electron; take what you need as an argument';
  }
  if (isUnder(file, pure) && effects.test(specifier))
    return `${specifier}: a pure file touches nothing; take what you need as an argument`;
  if (file.startsWith('renderer/') && specifier.startsWith('node:')) return `${specifier}: the page has no Node`;
  return null;
}

const breaks = (file, target) => (each) =>
  isUnder(file, each.from) &&
  !isUnder(file, each.by ?? []) &&
  isUnder(target, each.not) &&
  !isUnder(target, each.except ?? []);

/** Why `file` must not import the file `target` (both relative to the project), or null. */
export function fileFault(file, target) {
  const broken = directions.find(breaks(file, target));
  if (broken) return `${target}: ${broken.say}`;
  const [own, other] = [providerOf(file), providerOf(target)];
  if (own && other && own !== other)
    return `${target}: no provider imports another; move what both need to electron/providers`;
  if (isUnder(target, [...pure, ...shapes])) return null;
  if (isUnder(file, pure)) return `${target}: a pure file imports only the contract and other pure files`;
  const turned = arrows.find(breaks(file, target));
  return turned ? `${target}: ${turned.say}` : null;
}

/** Why `file` must not import the name `name` from the package `specifier`, or null. */
export function nameFault(file, specifier, name) {
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
