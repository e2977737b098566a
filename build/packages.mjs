// npm run package [-- --release]: makes what people install on Linux, in dist/packages: the .deb of the app, and the terminal program as an
// npm package; on other systems only what electron-builder makes, in dist/release. Ends with what makes the app as large as it is, and with the two paths. Around another runtime than the pinned one it is
// leasebell-dev; --release refuses that, and makes what electron-builder makes besides.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDeb } from './deb/deb.mjs';
import { entriesUnder } from './deb/entries.mjs';
import { withLock } from './lock.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { ask } from './process.mjs';
import { isMain, root } from './project.mjs';
import { readWords } from './words.mjs';

const output = join(root, 'dist/packages');
const note = join(output, '.made.json');

/** The time of everything inside, in seconds: SOURCE_DATE_EPOCH, the last commit's, or the start of 2026 in a checkout without any. */
const epochOf = () =>
  Number(process.env.SOURCE_DATE_EPOCH ?? ask('git', ['log', '-1', '--format=%ct']) ?? 1_767_225_600);

function stampFor(facts, app) {
  const hash = createHash('sha256')
    .update(JSON.stringify(facts))
    .update(readFileSync(join(app, '../.stamp')));
  const sources = [
    ...entriesUnder(join(root, 'build/deb')).filter(({ stats }) => stats.isFile()),
    ...['LICENSE', 'build/tarball.mjs'].map((path) => ({ path, file: join(root, path) })),
  ];
  for (const { path, file } of sources) hash.update(path).update(readFileSync(file));
  return hash.digest('hex');
}

function madeBefore(stamp) {
  if (!existsSync(note)) return null;
  const made = JSON.parse(readFileSync(note, 'utf8'));
  return made.stamp === stamp && existsSync(made.deb) && existsSync(made.tarball) ? made : null;
}

/**
 * Makes the packages when they are out of date. Returns `{ app, runtime, facts, deb, tarball, around }`: the folder of the unpacked app, the runtime,
 * what else the packages were made of, the two paths, and the bytes that the .deb puts beside the app.
 */
export async function makePackages({ release = false } = {}) {
  const { makePackage } = await import('./package.mjs');
  const { resolveRuntime } = await import('./runtime.mjs');
  const app = dirname(await makePackage(release ? 'release' : 'dir'));
  const runtime = await resolveRuntime({ release });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const facts = { version, runtime: runtime.version, isPinned: runtime.source === 'electron', epoch: epochOf() };
  const stamp = stampFor(facts, app);
  return withLock(join(root, 'dist/.packages.lock'), async () => {
    const before = madeBefore(stamp);
    if (before !== null) return { ...before, app, runtime, facts };
    mkdirSync(output, { recursive: true });
    const { file: deb, around } = await makeDeb({ app, output, ...facts });
    const { makeTarball } = await import('./tarball.mjs');
    const made = { stamp, deb, around, tarball: makeTarball(output, facts.epoch) };
    writeFileSync(note, JSON.stringify(made));
    return { ...made, app, runtime, facts };
  });
}

async function makeElsewhere({ release }) {
  const { makePackage } = await import('./package.mjs');
  process.stdout.write(`${await makePackage(release ? 'release' : 'dir')}\n`);
}

async function main(options) {
  await ensureNpmPackages();
  if (process.platform !== 'linux') {
    await makeElsewhere(options);
    return;
  }
  const { app, runtime, deb, tarball, around } = await makePackages(options);
  const { partsOfApp, sizeTable } = await import('./sizes.mjs');
  const megabytes = (path) => `${(statSync(path).size / 1e6).toFixed(1)} MB`;
  process.stderr.write(`\n${sizeTable(await partsOfApp(app, around), runtime.folder)}\n`);
  process.stderr.write(
    `\nFuses and contents are as they have to be. To fetch: ${megabytes(deb)} and ${megabytes(tarball)}.\n\n`,
  );
  process.stdout.write(`${tarball}\n${deb}\n`);
}

if (isMain(import.meta.url)) {
  const { values } = readWords(import.meta.url, { options: { release: { type: 'boolean', default: false } } });
  try {
    await main(values);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
