import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const build = fileURLToPath(new URL('../../../build/', import.meta.url));

/** Without a path, so that a script which went to work after all could start neither npm nor a package manager. */
const run = (script: string, word: string) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`${build}${script}.mjs`, word], {
    encoding: 'utf8',
    env: { PATH: '' },
    timeout: 20_000,
  });
  return { status, stdout, stderr };
};

it.each([
  'check',
  'compile',
  'e2e',
  'faults',
  'messages',
  'package',
  'readme',
  'runtime',
  'start',
  'test',
  'verify-package',
])('%s explains itself, and refuses what it does not know before it does anything', (script) => {
  const help = run(script, '--help');
  expect(help).toMatchObject({ status: 0, stderr: '' });
  expect(help.stdout).not.toBe('');
  expect(run(script, '--nonsense')).toEqual({
    status: 2,
    stdout: '',
    stderr: `Unknown option '--nonsense'.\n\n${help.stdout}`,
  });
});

it.each([
  ['e2e', 'nowhere'],
  ['compile', 'constructor'],
  ['test', 'unit'],
])('%s does not take the word %s', (script, word) => {
  const { status, stderr } = run(script, word);
  expect([status, stderr.split('\n')[0]]).toEqual([2, `This script does not take "${word}".`]);
});
