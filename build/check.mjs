// npm run check: everything that can be said about the sources without running them; `-- --borders` prints the import graph alone.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { printBorders } from './print-borders.mjs';
import { root } from './project.mjs';
import { readWords } from './words.mjs';

const bin = (file) => join(root, 'node_modules', file);
const tsc = bin('typescript/bin/tsc');
const svelteCheck = bin('svelte-check/bin/svelte-check');
const prettier = bin('prettier/bin/prettier.cjs');
const knip = [bin('knip/bin/knip.js'), '--no-progress', '--config', join(root, 'build/knip.mjs')];
const svelteCheckOf = (project) => [
  svelteCheck,
  '--workspace',
  root,
  '--tsconfig',
  join(root, project, 'tsconfig.json'),
];

function node(args, options = { stdio: 'inherit' }) {
  return spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8', ...options });
}

const passes = (...args) => node(args).status === 0;

/** A checker that finds nothing may have looked at nothing: these files hold one type error each, and all must be reported. */
function canariesSing() {
  const canaries = ['canary.ts', 'Canary.svelte'];
  const report = node([...svelteCheckOf('test/canary'), '--output', 'machine'], { stdio: 'pipe' }).stdout;
  const silent = canaries.filter((name) => !new RegExp(`ERROR "[^"]*${name}" .*not assignable`).test(report));
  const plain = node([tsc, '--noEmit', '-p', join(root, 'test/canary')], { stdio: 'pipe' }).stdout;
  for (const name of ['canary.ts', 'expectation.ts']) if (!plain.includes(name)) silent.push(`${name} (tsc)`);
  if (silent.length > 0)
    process.stderr.write(`The type error in test/canary was not reported: ${silent.join(', ')}\n${report}\n`);
  return silent.length === 0;
}

const checks = [
  ['messages', () => passes(join(root, 'build/messages.mjs'))],
  ['providers in the READMEs', () => passes(join(root, 'build/readme.mjs'), '--check')],
  ['vulnerabilities and licences', () => passes(join(root, 'build/dependencies/audit.mjs'))],
  ['types', () => passes(tsc, '-b')],
  ['types in the page', () => passes(...svelteCheckOf('renderer'), '--fail-on-warnings')],
  ['types in the tests', () => passes(...svelteCheckOf('test'), '--fail-on-warnings')],
  ['canaries', canariesSing],
  ['unused files, exports and dependencies', () => passes(...knip)],
  ['what only tests use', () => passes(...knip, '--production', '--include', 'files,exports')],
  ['lint', () => passes(bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.')],
  ['format', () => passes(prettier, '--check', '--log-level', 'warn', '.')],
];

function runAll() {
  let failures = 0;
  for (const [name, holds] of checks) {
    const started = Date.now();
    const ok = holds();
    if (!ok) failures += 1;
    process.stderr.write(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
  }
  return failures === 0;
}

const { values } = readWords(import.meta.url, { options: { borders: { type: 'boolean' } } });
const holds = values.borders ? printBorders() : runAll();
process.exitCode = holds ? 0 : 1;
