// npm run e2e [-- test/e2e/one.e2e.ts … -t NAME]: packages the app and drives it on a desktop session of its own.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canMakeDeb } from './deb/deb.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { run } from './process.mjs';
import { root } from './project.mjs';
import { endWith, Problem } from './steps.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { readWords } from './words.mjs';

/** What test/e2e/installed.e2e.ts installs; null where no .deb can be made. */
async function packages() {
  if (!canMakeDeb()) return null;
  const { makePackages } = await import('./packages.mjs');
  return makePackages();
}

async function main(args) {
  if (process.platform !== 'linux') {
    process.stderr.write('The end-to-end tests need Linux with its session bus; nothing was run here.\n');
    return 0;
  }
  if (!(await ensureSystemPackages('test')))
    throw new Problem('The end-to-end tests cannot run without these packages.');
  await ensureNpmPackages();
  const { makePackage } = await import('./package.mjs');
  const env = { LEASEBELL_APP: await makePackage('e2e'), LEASEBELL_PACKAGES: JSON.stringify(await packages()) };
  const vitest = [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--config',
    'build/vitest.e2e.config.ts',
    ...args,
  ];
  return run(process.execPath, [join(root, 'test/e2e/harness/session.mjs'), process.execPath, ...vitest], { env });
}

const isTest = (word) =>
  readdirSync(join(root, 'test/e2e')).some((name) => /\.e2e\.ts$/.test(name) && `test/e2e/${name}`.includes(word));
// What Vitest is told besides the files; build/test.mjs asks for a report.
const text = { type: 'string', multiple: true };
readWords(import.meta.url, {
  options: { testNamePattern: { ...text, short: 't' }, reporter: text, 'outputFile.json': text },
  isWord: isTest,
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  endWith(error);
}
