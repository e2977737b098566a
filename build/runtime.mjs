// Finds an Electron to run: the one you name, the pinned one, or the fallback. `node build/runtime.mjs [--release]` says which. See decisions/runtime.md.
import { existsSync, readFileSync, rmSync, writeFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache.mjs';
import { fallbackFits, fallbackRuntime, fallbackVersion } from './fallback-runtime.mjs';
import { run } from './process.mjs';
import { isMain, root } from './project.mjs';
import { readWords } from './words.mjs';

const electronPackage = join(root, 'node_modules/electron');
const pinned = () => JSON.parse(readFileSync(join(electronPackage, 'package.json'), 'utf8')).version;
const executables = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' };
const executableIn = (folder) => join(folder, executables[process.platform] ?? 'electron');

const probeLimitMs = 8_000;
const downloadLimitMs = 900_000;
const retryAfterMs = 24 * 3_600_000;

function describe(folder, source, version) {
  const versionFile = join(folder, 'version');
  const stated = existsSync(versionFile) ? readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') : version;
  return { folder, executable: executableIn(folder), version: version ?? stated, source };
}

function fromOverride() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return null;
  if (!existsSync(executableIn(folder)))
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH names ${folder}, but there is no Electron in it.`);
  return describe(folder, 'override');
}

const mirror = () => process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;

async function answers(address) {
  try {
    const response = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(probeLimitMs) });
    await response.body?.cancel();
    return true;
  } catch {
    return false;
  }
}

/** A download that failed today is not tried again at each start, unless a mirror is named. */
const failureNote = () => join(cacheFolder(), `electron-${pinned()}.unreachable`);
const failedLately = () => existsSync(failureNote()) && Date.now() - statSync(failureNote()).mtimeMs < retryAfterMs;

async function downloadPinned() {
  if (!mirror() && failedLately()) return;
  rmSync(failureNote(), { force: true });
  if (await answers(mirror() ?? 'https://github.com/electron/electron/releases')) {
    process.stderr.write(`Downloading Electron ${pinned()} (about 110 MB, once) …\n`);
    await run(process.execPath, [join(electronPackage, 'install.js')], { stdio: 'ignore', limitMs: downloadLimitMs });
  }
  if (existsSync(join(electronPackage, 'path.txt'))) return;
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(failureNote(), '');
}

async function fromElectronPackage() {
  const folder = join(electronPackage, 'dist');
  if (!existsSync(executableIn(folder))) await downloadPinned();
  return existsSync(executableIn(folder)) ? describe(folder, 'electron', pinned()) : null;
}

async function fromFallback() {
  if (!fallbackFits) return null;
  return describe(await fallbackRuntime(), 'fallback', fallbackVersion);
}

/** Whether this run has said that it uses the fallback. */
let isTold = false;

/**
 * The runtime to use: `{ folder, executable, version, source: 'override' | 'electron' | 'fallback' }`.
 * Throws with one sentence when there is none; with `release`, also when only the fallback is left.
 */
export async function resolveRuntime({ release = false } = {}) {
  const own = fromOverride() ?? (await fromElectronPackage());
  if (own) return own;
  const help = 'Set ELECTRON_MIRROR to a mirror you can reach, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.';
  if (release)
    throw new Error(`A release needs Electron ${pinned()} itself, and it cannot be downloaded from here. ${help}`);
  const fallback = await fromFallback();
  if (!fallback) throw new Error(`Electron ${pinned()} cannot be downloaded from here. ${help}`);
  if (isTold) return fallback;
  isTold = true;
  process.stderr.write(
    `Electron ${pinned()} cannot be downloaded from here; using the fallback runtime, Electron ${fallback.version}. ${help}\n`,
  );
  return fallback;
}

if (isMain(import.meta.url)) {
  const { values } = readWords(import.meta.url, { options: { release: { type: 'boolean', default: false } } });
  try {
    const runtime = await resolveRuntime(values);
    process.stdout.write(`${JSON.stringify(runtime, null, 2)}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
