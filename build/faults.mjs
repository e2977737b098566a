// npm run faults [-- R7 …] [--full] [--seed N]: the reliability runs, by id; all of them without one.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './compile.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { run } from './process.mjs';
import { root } from './project.mjs';
import { endWith, Problem } from './steps.mjs';
import { readWords } from './words.mjs';

const folder = join(root, 'test/faults');
const fileOf = (id) => `test/faults/${id.toLowerCase()}.ts`;

const known = () =>
  readdirSync(folder)
    .filter((name) => /^r\d+\.ts$/.test(name))
    .map((name) => name.replace('.ts', '').toUpperCase());

async function main() {
  const { values, positionals } = readWords(import.meta.url, {
    options: { full: { type: 'boolean', default: false }, seed: { type: 'string', default: '' } },
    isWord: () => true,
  });
  const chosen = positionals.map((id) => id.toUpperCase());
  const missing = chosen.filter((id) => !/^R\d+$/.test(id) || !existsSync(join(root, fileOf(id))));
  if (missing.length > 0) throw new Problem(`There is no run ${missing.join(', ')}; there are ${known().join(', ')}.`);
  if (values.seed !== '' && !/^\d+$/.test(values.seed)) throw new Problem('--seed takes a whole number.');
  await ensureNpmPackages();
  // R1 kills the terminal program as it is built.
  await compile(['main']);
  const env = { LEASEBELL_FAULTS_SEED: values.seed, LEASEBELL_FAULTS_FULL: values.full ? '1' : '' };
  const files = (chosen.length > 0 ? chosen : known()).map(fileOf);
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  return run(process.execPath, [vitest, 'run', '--config', 'build/vitest.faults.config.ts', ...files], { env });
}

try {
  process.exitCode = await main();
} catch (error) {
  endWith(error);
}
