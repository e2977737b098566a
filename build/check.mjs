// npm run check: everything that can be said about the sources without running them; `-- --borders` prints the import graph alone.
import { spawn } from 'node:child_process';
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

/** Runs one of Node's programs to its end, and keeps what it writes until then: two run at once. */
const node = (args) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk));
    child.once('close', (code) => resolve({ ok: code === 0, text }));
  });

const passes = (...args) => node(args);

/** A checker that finds nothing may have looked at nothing: these files hold one type error each, and all must be reported. */
async function canariesSing() {
  const canaries = ['canary.ts', 'Canary.svelte'];
  const { text: report } = await node([...svelteCheckOf('test/canary'), '--output', 'machine']);
  const silent = canaries.filter((name) => !new RegExp(`ERROR "[^"]*${name}" .*not assignable`).test(report));
  const { text: plain } = await node([tsc, '--noEmit', '-p', join(root, 'test/canary')]);
  for (const name of ['canary.ts', 'expectation.ts']) if (!plain.includes(name)) silent.push(`${name} (tsc)`);
  const text =
    silent.length > 0 ? `The type error in test/canary was not reported: ${silent.join(', ')}\n${report}\n` : '';
  return { ok: silent.length === 0, text };
}

/** All others read the messages. */
const first = ['messages', () => passes(join(root, 'build/messages.mjs'))];
/** The longest ones begin. */
const checks = [
  ['lint', () => passes(bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.')],
  ['types', () => passes(tsc, '-b')],
  ['types in the tests', () => passes(...svelteCheckOf('test'), '--fail-on-warnings')],
  ['format', () => passes(prettier, '--check', '--log-level', 'warn', '.')],
  ['types in the page', () => passes(...svelteCheckOf('renderer'), '--fail-on-warnings')],
  ['canaries', canariesSing],
  ['unused files, exports and dependencies', () => passes(...knip)],
  ['what only tests use', () => passes(...knip, '--production', '--include', 'files,exports')],
  ['providers in the READMEs', () => passes(join(root, 'build/readme.mjs'), '--check')],
  ['vulnerabilities and licences', () => passes(join(root, 'build/dependencies/audit.mjs'))],
];

async function runOne([name, check]) {
  const started = Date.now();
  const { ok, text } = await check();
  process.stderr.write(ok ? '' : text);
  process.stderr.write(`${ok ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
  return ok;
}

const lanes = 2;

async function runAll() {
  if (!(await runOne(first))) return false;
  const left = [...checks];
  let failures = 0;
  const lane = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) if (!(await runOne(next))) failures += 1;
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return failures === 0;
}

const { values } = readWords(import.meta.url, { options: { borders: { type: 'boolean' } } });
const holds = values.borders ? printBorders() : await runAll();
process.exitCode = holds ? 0 : 1;
