// Makes the app that people (or the end-to-end tests) run, unpacked, into dist/<profile>: `node build/package.mjs [--e2e | --release]`.
// --release makes the installers of this system too, from the pinned Electron only; each result is verified.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './compile.mjs';
import { parts, stampOf } from './parts.mjs';
import { run } from './process.mjs';
import { isMain, root } from './project.mjs';
import { resolveRuntime } from './runtime.mjs';
import { verifyPackage } from './verify-package.mjs';

const configs = { dir: 'electron-builder.yml', release: 'electron-builder.yml', e2e: 'build/electron-builder.e2e.yml' };

function stampFor(profile, runtime) {
  const hash = createHash('sha256').update(JSON.stringify([profile, runtime.folder, runtime.version]));
  for (const name of Object.keys(parts)) hash.update(stampOf(name));
  for (const file of [
    'package.json',
    'electron-builder.yml',
    configs[profile],
    'build/package.mjs',
    'build/icons/tray.svg',
  ]) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

async function callElectronBuilder(profile, runtime) {
  const flags = [`-c.electronDist=${runtime.folder}`, ...(profile === 'release' ? [] : ['--dir'])];
  const args = [
    '--config',
    configs[profile],
    `-c.directories.output=dist/${profile}`,
    `-c.electronVersion=${runtime.version}`,
    '--publish',
    'never',
  ];
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const code = await run(process.execPath, [builder, ...flags, ...args], { stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Error('electron-builder failed; the reason stands above.');
  // Copied along with an unpacked runtime; the packaged app has its own archive.
  rmSync(join(root, 'dist', profile, 'linux-unpacked/resources/default_app.asar'), { force: true });
}

/** Builds and packages the profile (`dir`, `e2e` or `release`) when it is out of date; answers the folder of the unpacked app. */
export async function makePackage(profile) {
  await compile();
  const runtime = await resolveRuntime({ release: profile === 'release' });
  const output = join(root, 'dist', profile);
  const stampFile = join(output, '.stamp');
  const stamp = stampFor(profile, runtime);
  if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== stamp) {
    rmSync(output, { recursive: true, force: true });
    mkdirSync(output, { recursive: true });
    await callElectronBuilder(profile, runtime);
    writeFileSync(stampFile, stamp);
  }
  return verifyPackage(output, { release: profile === 'release' });
}

if (isMain(import.meta.url)) {
  const profile = ['release', 'e2e'].find((name) => process.argv.includes(`--${name}`)) ?? 'dir';
  try {
    process.stdout.write(`${await makePackage(profile)}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
