// npm test: sets everything up and runs every check. Ends with one line: `N passed, N failed`.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canMakeDeb } from './deb/deb.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { run } from './process.mjs';
import { root } from './project.mjs';
import { countsOf, failuresOf } from './reports.mjs';
import { assertNode } from './setup.mjs';
import { countSteps, endWith, Problem } from './steps.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { readWords } from './words.mjs';

const reports = join(root, 'out/reports');
const runs = ['unit', 'e2e'];
const reportOf = (name) => join(reports, `${name}.json`);
const script = (name) => join(root, 'build', name);
const node = async (...args) => (await run(process.execPath, args)) === 0;

/** Vitest speaks to the reader and writes its counts beside. */
const reportTo = (name) => ['--reporter=default', '--reporter=json', `--outputFile.json=${reportOf(name)}`];

const unitTests = () =>
  node(join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--config', 'build/vitest.config.ts', ...reportTo('unit'));

/** Tests count as tests; any other step that failed, and a test run that failed without a failed test, counts as one. */
function total(done) {
  const counts = runs.map((name) => countsOf(reportOf(name)));
  const passed = counts.reduce((sum, each) => sum + each.passed, 0);
  const failedTests = counts.reduce((sum, each) => sum + each.failed, 0);
  const failedSteps = done.filter(({ ok }) => !ok).length;
  return { passed, failed: Math.max(failedTests, failedSteps) };
}

async function main() {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const { step, table, done } = countSteps(8);
  await step('Node version', assertNode);
  const canDrive = await step('system packages', () => ensureSystemPackages('test'));
  await step('npm packages', ensureNpmPackages);
  await step('static checks', () => node(script('check.mjs')));
  await step('unit, provider, component and architecture tests', unitTests);
  const built = await step('build', () => node(script('compile.mjs')));
  const packaged = await step('package', async () => {
    if (!built || !(await node(script('package.mjs'), '--e2e'))) return false;
    return !canMakeDeb() || node(script('packages.mjs'));
  });
  await step('end-to-end tests', () => {
    if (!packaged || !canDrive) throw new Problem('The end-to-end tests could not run; the reason stands above.');
    return node(script('e2e.mjs'), ...reportTo('e2e'));
  }).catch((error) => process.stderr.write(`${error.message}\n`));
  const failures = runs.flatMap((name) => failuresOf(reportOf(name)));
  process.stderr.write(`\n${[table(), ...failures].join('\n\n')}\n`);
  const { passed, failed } = total(done);
  process.exitCode = failed > 0 ? 1 : 0;
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
}

readWords(import.meta.url);
try {
  await main();
} catch (error) {
  endWith(error);
}
