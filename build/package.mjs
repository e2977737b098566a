// Makes the app that people (or the end-to-end tests) run, unpacked, into dist/<profile>: `node build/package.mjs [--e2e | --release]`.
// --release makes the installers of this system too, from the pinned Electron only; each result is verified. See decisions/packages.md.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './compile.mjs';
import { withLock } from './lock.mjs';
import { feedFlags } from './feed.mjs';
import { writeNotices } from './notices.mjs';
import { parts, stampOf } from './parts.mjs';
import { run } from './process.mjs';
import { isMain, root } from './project.mjs';
import { resolveRuntime } from './runtime.mjs';
import { executableIn, verifyPackage } from './verify-package.mjs';
import { readWords } from './words.mjs';

function stampFor(profile, runtime) {
  const hash = createHash('sha256').update(JSON.stringify([profile, runtime.folder, runtime.version]));
  hash.update(JSON.stringify(flagsOfFeed()));
  for (const name of Object.keys(parts)) hash.update(stampOf(name));
  for (const file of [
    'package.json',
    'electron-builder.yml',
    'build/package.mjs',
    'build/feed.mjs',
    'build/notices.mjs',
    'build/icons/tray.svg',
    'build/launcher/leasebell-cli',
  ]) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

const hasIdentity = () => Boolean(process.env.CSC_LINK ?? process.env.CSC_NAME);

const flagsOfFeed = () =>
  feedFlags(process.env.LEASEBELL_UPDATE_FEED ?? '', {
    platform: process.platform,
    arch: process.arch,
    hasIdentity: hasIdentity(),
  });

async function callElectronBuilder(profile, runtime, output) {
  writeNotices();
  const flags = [`-c.electronDist=${runtime.folder}`, ...(profile === 'release' ? [] : ['--dir']), ...flagsOfFeed()];
  // Without a signature macOS starts nothing on Apple's own processors; one without an identity is at least whole.
  if (process.platform === 'darwin' && !hasIdentity()) flags.push('-c.mac.identity=-');
  const target = [`-c.directories.output=${output}`, `-c.electronVersion=${runtime.version}`];
  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const args = [builder, '--config', 'electron-builder.yml', ...flags, ...target, '--publish', 'never'];
  const code = await run(process.execPath, args, { stdio: ['ignore', 2, 2] });
  if (code !== 0) throw new Error('electron-builder failed; the reason stands above.');
  // Copied along with an unpacked runtime; the packaged app has its own archive.
  rmSync(join(root, output, 'linux-unpacked/resources/default_app.asar'), { force: true });
}

const isCurrent = (output, stamp) =>
  existsSync(join(output, '.stamp')) && readFileSync(join(output, '.stamp'), 'utf8') === stamp;

/** The same app, but Playwright may attach to it: one fuse differs. build/verify-package.mjs lets no other package have it so. */
async function copyForTests(output) {
  await makePackage('dir');
  mkdirSync(join(root, output), { recursive: true });
  cpSync(join(root, 'dist/dir'), join(root, output), { recursive: true, verbatimSymlinks: true });
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executableIn(join(root, output)), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

/** Made beside its place and moved there whole, so that an app which runs from there meanwhile does not lose its files halfway. */
async function replacePackage(profile, runtime, output, stamp) {
  const fresh = `dist/.${profile}-${process.pid}`;
  const old = join(root, `${fresh}-old`);
  try {
    await (profile === 'e2e' ? copyForTests(fresh) : callElectronBuilder(profile, runtime, fresh));
    writeFileSync(join(root, fresh, '.stamp'), stamp);
    if (existsSync(output)) renameSync(output, old);
    renameSync(join(root, fresh), output);
  } finally {
    for (const folder of [join(root, fresh), old]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds and packages the profile (`dir`, `e2e` or `release`) when it is out of date. Returns the executable of the app. */
export async function makePackage(profile) {
  await compile();
  const runtime = await resolveRuntime({ release: profile === 'release' });
  const output = join(root, 'dist', profile);
  const stamp = stampFor(profile, runtime);
  await withLock(join(root, `dist/.${profile}.lock`), async () => {
    if (!isCurrent(output, stamp)) await replacePackage(profile, runtime, output, stamp);
  });
  return verifyPackage(output, {
    ...{ release: profile === 'release', inspectable: profile === 'e2e' },
    hasFeed: flagsOfFeed().length > 0,
  });
}

if (isMain(import.meta.url)) {
  const { values } = readWords(import.meta.url, {
    options: { release: { type: 'boolean' }, e2e: { type: 'boolean' } },
  });
  const profile = ['release', 'e2e'].find((name) => values[name]) ?? 'dir';
  try {
    process.stdout.write(`${await makePackage(profile)}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
