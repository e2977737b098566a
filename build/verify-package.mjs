// Looks into a packaged app: what its fuses are, what is inside, which Electron it runs. `node build/verify-package.mjs <folder> [--release]`.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { noticeFaults, noticesName } from './notices.mjs';
import { isMain, root } from './project.mjs';
import { readWords } from './words.mjs';

const unpackedFolders = {
  linux: /^linux-.*unpacked$|^linux-unpacked$/,
  win32: /^win-.*unpacked$|^win-unpacked$/,
  darwin: /^mac/,
};

function layoutOf(output) {
  const folder = readdirSync(output).find((name) => unpackedFolders[process.platform].test(name));
  if (!folder) throw new Error(`There is no unpacked app in ${output}.`);
  const base = join(output, folder);
  if (process.platform === 'darwin') {
    const contents = join(base, 'Leasebell.app/Contents');
    const framework = join(contents, 'Frameworks/Electron Framework.framework/Versions/A/Electron Framework');
    return {
      base,
      executable: join(contents, 'MacOS/Leasebell'),
      electron: framework,
      resources: join(contents, 'Resources'),
    };
  }
  const executable = join(base, process.platform === 'win32' ? 'Leasebell.exe' : 'leasebell');
  return { base, executable, electron: executable, resources: join(base, 'resources') };
}

/** The executable of the unpacked app in `output`; throws when there is none. */
export const executableIn = (output) => layoutOf(output).executable;

/** How a fuse stands in the executable: the digits of Electron's fuse wire. */
const fuse = { off: '0'.charCodeAt(0), on: '1'.charCodeAt(0) };

async function fuseFaults(executable, inspectable) {
  const { FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses');
  const wire = await getCurrentFuseWire(executable);
  const off = [
    'RunAsNode',
    'EnableNodeOptionsEnvironmentVariable',
    'LoadBrowserProcessSpecificV8Snapshot',
    'GrantFileProtocolExtraPrivileges',
  ];
  const on = ['OnlyLoadAppFromAsar', 'EnableEmbeddedAsarIntegrityValidation'];
  if (!inspectable) off.push('EnableNodeCliInspectArguments');
  return [
    ...off.filter((name) => wire[FuseV1Options[name]] !== fuse.off).map((name) => `the fuse ${name} must be off`),
    ...on.filter((name) => wire[FuseV1Options[name]] !== fuse.on).map((name) => `the fuse ${name} must be on`),
  ];
}

/** Sources, maps and types, and binaries for other systems. */
const isSurplus = (path, own) =>
  /\.(map|[cm]?ts|svelte|cc|h|gyp)$/.test(path) ||
  (/\/(vendor|prebuilds)\/[^/]+$/.test(path) && !/-LICENSE$/.test(path) && !own.includes(path.split('/').at(-1))) ||
  (process.platform === 'linux' && /\.musl\.node$/.test(path));

/** Present in the archive, and the binary beside it where the system can load it. */
async function contentFaults(resources) {
  const { listPackage } = await import('@electron/asar');
  const inside = listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  const own = [`${process.platform}-${process.arch}`];
  const surplus = inside.filter((path) => isSurplus(path, own));
  const needed = [
    '/package.json',
    '/out/main/main.js',
    '/out/preload/preload.cjs',
    '/out/renderer/index.html',
    '/node_modules/keytar/lib/keytar.js',
    '/node_modules/@photostructure/sqlite/package.json',
    '/node_modules/node-notifier/index.js',
    '/out/main/tray/normal-22.png',
  ];
  const unpacked = join(resources, 'app.asar.unpacked');
  const binaries = existsSync(unpacked) ? readdirSync(unpacked, { recursive: true, encoding: 'utf8' }) : [];
  const natives = { keytar: /keytar.*\.node$/, sqlite: /sqlite.*\.node$/ };
  return [
    ...needed.filter((path) => !inside.includes(path)).map((path) => `${path} is missing in app.asar`),
    ...surplus.map((path) => `${path} has no use in app.asar`),
    ...Object.keys(natives)
      .filter((name) => !binaries.some((path) => natives[name].test(path)))
      .map((name) => `the binary of ${name} is not unpacked beside app.asar`),
  ];
}

/** What lies in the archive as a package of its own, and what was built into the program. */
async function packagesInside(archive) {
  const { extractFile, listPackage } = await import('@electron/asar');
  const read = (path) => JSON.parse(extractFile(archive, path.slice(1)).toString('utf8'));
  const inside = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'));
  const own = inside.filter((path) => /\/node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path)).map(read);
  const bundled = inside.filter((path) => /^\/out\/\w+\/bundled\.json$/.test(path)).map(read);
  if (bundled.length < 3) throw new Error('a built part does not say what is bundled in it');
  return [...own, ...bundled.flat()].map(({ name, version }) => `${name} ${version}`);
}

/** Every library has its licence in the package, and so has the runtime. */
async function licenceFaults({ base, resources }) {
  const notices = join(resources, noticesName);
  const text = existsSync(notices) ? readFileSync(notices, 'utf8') : '';
  const runtime = process.platform === 'darwin' ? resources : base;
  return [
    ...noticeFaults([...new Set(await packagesInside(join(resources, 'app.asar')))], text),
    ...['LICENSE.electron.txt', 'LICENSES.chromium.html']
      .filter((name) => !existsSync(join(runtime, name)))
      .map((name) => `${name} is missing`),
  ];
}

function runtimeFaults(electron) {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
  return readFileSync(electron).includes(`Electron/${version}`)
    ? []
    : [`a release runs Electron ${version}, this one does not (the fallback runtime?)`];
}

/** Only a package that was given an address to update from has one. */
const feedFaults = (resources, hasFeed) =>
  existsSync(join(resources, 'app-update.yml')) === hasFeed
    ? []
    : [`app-update.yml ${hasFeed ? 'is missing' : 'is there, and nobody gave an address to update from'}`];

/**
 * Returns the executable of the app in `output`. Throws with every fault found; a release is checked more strictly, tests attach to theirs, and
 * `hasFeed` says whether it was to be one that updates itself.
 */
export async function verifyPackage(output, { release = false, inspectable = false, hasFeed } = {}) {
  const layout = layoutOf(output);
  const { executable, electron, resources } = layout;
  const faults = [
    ...(await fuseFaults(executable, inspectable)),
    ...(await contentFaults(resources)),
    ...(await licenceFaults(layout)),
    ...(release ? runtimeFaults(electron) : []),
    ...(hasFeed === undefined ? [] : feedFaults(resources, hasFeed)),
  ];
  if (faults.length > 0) throw new Error(`The package in ${output} is not fit:\n  ${faults.join('\n  ')}`);
  return executable;
}

if (isMain(import.meta.url)) {
  const { values, positionals } = readWords(import.meta.url, {
    options: { release: { type: 'boolean', default: false } },
    isWord: existsSync,
  });
  const [output] = positionals;
  try {
    process.stdout.write(`${await verifyPackage(output ?? join(root, 'dist/release'), values)}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
