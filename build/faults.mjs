// npm run faults [-- R7 …] [--full] [--seed N]: the reliability runs, by id; all of them without one.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './compile.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { run } from './process.mjs';
import { root } from './project.mjs';
import { endWith, Problem } from './steps.mjs';
import { readWords } from './words.mjs';

const folder = join(root, 'test/faults');
const fileOf = (id) => `test/faults/${id.toLowerCase()}.ts`;

/** Those that need the app on a desktop are end-to-end tests, which `npm test` runs too. */
const onDesktop = {
  R8: ['canary'],
  R9: ['requests'],
  R10: ['checklist', 'containment', 'sandbox'],
  R12: ['degraded', 'damage', 'refused-start', 'second-start', 'vault', 'offline'],
};
const filesOnDesktop = (id) => onDesktop[id].map((name) => `test/e2e/${name}.e2e.ts`);

const known = () =>
  [
    ...readdirSync(folder)
      .filter((name) => /^r\d+\.ts$/.test(name))
      .map((name) => name.replace('.ts', '').toUpperCase()),
    ...Object.keys(onDesktop),
  ].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1)));

/** Runs those that need no desktop; 0 when there are none. */
async function runHere(ids, env) {
  if (ids.length === 0) return 0;
  // R1 kills the terminal program as it is built.
  await compile(['main']);
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const files = ids.map(fileOf);
  return run(process.execPath, [vitest, 'run', '--config', 'build/vitest.faults.config.ts', ...files], { env });
}

const runOnDesktop = (ids, env) =>
  ids.length === 0 ? 0 : run(process.execPath, [join(root, 'build/e2e.mjs'), ...ids.flatMap(filesOnDesktop)], { env });

async function main() {
  const { values, positionals } = readWords(import.meta.url, {
    options: { full: { type: 'boolean', default: false }, seed: { type: 'string', default: '' } },
    isWord: () => true,
  });
  const chosen = positionals.map((id) => id.toUpperCase());
  const missing = chosen.filter((id) => !known().includes(id));
  if (missing.length > 0) throw new Problem(`There is no run ${missing.join(', ')}; there are ${known().join(', ')}.`);
  if (values.seed !== '' && !/^\d+$/.test(values.seed)) throw new Problem('--seed takes a whole number.');
  await ensureNpmPackages();
  const env = { LEASEBELL_FAULTS_SEED: values.seed, LEASEBELL_FAULTS_FULL: values.full ? '1' : '' };
  const ids = chosen.length > 0 ? chosen : known();
  const here = await runHere(
    ids.filter((id) => !Object.hasOwn(onDesktop, id)),
    env,
  );
  const there = await runOnDesktop(
    ids.filter((id) => Object.hasOwn(onDesktop, id)),
    env,
  );
  return here || there;
}

try {
  process.exitCode = await main();
} catch (error) {
  endWith(error);
}
