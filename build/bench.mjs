// npm run bench [-- P5 …] [--times N]: the figures of speed and size, by id; all of them without one. What they mean: test/bench/README.md.
import { join } from 'node:path';
import { compile } from './compile.mjs';
import { withLock } from './lock.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { run } from './process.mjs';
import { root } from './project.mjs';
import { endWith, Problem } from './steps.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { readWords } from './words.mjs';

async function buildPrograms() {
  const { build } = await import('vite');
  await build({ configFile: join(root, 'build/vite.bench.ts'), logLevel: 'warn' });
}

/** The figures that are measured on the desktop, with the packaged app in a session of its own. */
const desktopIds = ['P1', 'P2', 'P3', 'P10', 'P14'];

/** Those that press keys in it and look into it, with the app of the end-to-end tests. */
const drivenIds = ['P7', 'P8', 'P9B'];

/** Where the packaged apps are, and what the measuring process is run in. */
async function prepareDesktop(ids) {
  const isWanted = (some) => ids.length === 0 || ids.some((id) => some.includes(id));
  if (!isWanted([...desktopIds, ...drivenIds]) || process.platform !== 'linux') return { env: {}, session: [] };
  if (!(await ensureSystemPackages('test'))) throw new Problem('The app cannot be measured without these packages.');
  const { makePackage } = await import('./package.mjs');
  const env = {};
  if (isWanted(desktopIds)) env.LEASEBELL_APP = await makePackage('dir');
  if (isWanted(drivenIds)) env.LEASEBELL_DRIVEN_APP = await makePackage('e2e');
  return { env, session: [join(root, 'test/e2e/harness/session.mjs')] };
}

async function main() {
  const { values, positionals } = readWords(import.meta.url, {
    options: { times: { type: 'string', default: '3' } },
    isWord: (word) => /^p\d+[a-z]?$/i.test(word),
  });
  if (!/^[1-9]\d?$/.test(values.times)) throw new Problem('--times takes a whole number from 1 to 99.');
  await ensureNpmPackages();
  // What users run is measured as it is built.
  await compile();
  const ids = positionals.map((id) => id.toUpperCase());
  // Two runs at once would spoil each other's numbers, and the programs of the first.
  return withLock(join(root, 'out/.bench.lock'), async () => {
    await buildPrograms();
    const { env, session } = await prepareDesktop(ids);
    const command = [process.execPath, join(root, 'out/bench/run.js'), values.times, ...ids];
    const words = session.length === 0 ? command.slice(1) : [...session, ...command];
    return run(process.execPath, words, { env });
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  endWith(error);
}
