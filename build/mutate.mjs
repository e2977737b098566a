// npm run mutate [-- --all | FILE …]: changes the pure core line by line and says which changes no test notices. Without words it takes
// the files of build/mutation/files.mjs that differ from the last commit of the main branch, in themselves or in their tests.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explained } from './mutation/explained.mjs';
import { mutated } from './mutation/files.mjs';
import { judge, threshold } from './mutation/judge.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { ask } from './process.mjs';
import { root } from './project.mjs';
import { endWith, Problem } from './steps.mjs';
import { readWords } from './words.mjs';

const percent = (share) => `${(share * 100).toFixed(1)} %`;

/** Files that the work at hand changed: committed on this branch, or not committed yet. */
function changedFiles() {
  const base = ask('git', ['merge-base', 'main', 'HEAD'])?.trim();
  const changed = base && ask('git', ['diff', '--name-only', base]);
  if (typeof changed !== 'string') throw new Problem('Git knows no branch "main" here: name the files, or say --all.');
  return new Set(changed.split('\n'));
}

function chosenOf({ all }, words) {
  if (all) return mutated;
  if (words.length === 0) {
    const changed = changedFiles();
    return mutated.filter(({ file, tests }) => [file, ...tests].some((each) => changed.has(each)));
  }
  const unknown = words.find((word) => !mutated.some(({ file }) => file.endsWith(word)));
  if (unknown !== undefined) throw new Problem(`"${unknown}" is none of the files in build/mutation/files.mjs.`);
  return mutated.filter(({ file }) => words.some((word) => file.endsWith(word)));
}

/** The statuses of all mutants of one file. Stryker works on a copy of the project, one mutant after the other. */
async function mutantsOf({ file, tests }) {
  const { Stryker } = await import('@stryker-mutator/core');
  process.env['LEASEBELL_MUTATION_TESTS'] = tests.join(',');
  return new Stryker({
    mutate: [file],
    testRunner: 'vitest',
    vitest: { configFile: 'build/vitest.mutation.config.ts', related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    coverageAnalysis: 'perTest',
    concurrency: 1,
    // A busy computer is no endless loop: those are told by how often a mutant is met.
    timeoutMS: 120_000,
    reporters: ['progress-append-only'],
    logLevel: 'warn',
    tempDirName: 'out/mutation/sandbox',
    cleanTempDir: 'always',
    ignorePatterns: ['/out', '/dist', '/.cache', '/test/e2e'],
  }).runMutationTest();
}

function print({ figures, survivors, stale }) {
  const { file, mutants, killed, survived, explained: known, score } = figures;
  const counts = `${killed} of ${mutants} killed, ${survived} survived (${known} explained)`;
  process.stdout.write(`\n${file}: ${counts}, ${percent(score)} (at least ${percent(threshold)})\n`);
  for (const { number, name, line, status } of survivors)
    process.stdout.write(`  ${number}${status === 'NoCoverage' ? ' (never run)' : ''}: ${name}\n      in: ${line}\n`);
  for (const name of stale) process.stdout.write(`  explained, but it did not survive: ${name}\n`);
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}

/** A run of all files is kept beside the tests; any run can be looked up in `out`. */
function keep(all, judged) {
  const lines = judged.map(({ figures }) => `${JSON.stringify(figures)}\n`).join('');
  const folder = join(root, all ? 'test/mutation' : 'out/mutation');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'results.jsonl'), lines);
}

async function main() {
  const { values, positionals } = readWords(import.meta.url, {
    options: { all: { type: 'boolean', default: false } },
    isWord: () => true,
  });
  await ensureNpmPackages();
  const chosen = chosenOf(values, positionals);
  if (chosen.length === 0) process.stdout.write('None of the files that are mutated was changed.\n');
  const judged = [];
  for (const each of chosen) {
    const source = readFileSync(join(root, each.file), 'utf8');
    judged.push(judge(each.file, source, await mutantsOf(each), explained[each.file] ?? []));
    print(judged.at(-1));
  }
  keep(values.all, judged);
  const holds = judged.every(({ figures, stale }) => figures.score >= threshold && stale.length === 0);
  process.exitCode = holds ? 0 : 1;
}

process.chdir(root);
try {
  await main();
} catch (error) {
  endWith(error);
}
