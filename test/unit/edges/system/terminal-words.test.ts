import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { endWithBugs, terminalWords } from '../../../../electron/edges/system/terminal-words.ts';

const launcher = readFileSync(new URL('../../../../build/launcher/leasebell-cli', import.meta.url), 'utf8');

describe('the words for the terminal program', () => {
  const started = ['/usr/lib/leasebell/leasebell', '--as-terminal-program', '--ozone-platform=headless', '--'];

  it.each([[[]], [['doctor', '--json']], [['--', '--inspect', '--as-terminal-program']], [['--data-dir', 'a b', '']]])(
    'are those behind the hyphens, as they are: %j',
    (words) => expect(terminalWords([...started, ...words])).toEqual(words),
  );

  it('are none where the app is wanted, whatever it is given', () => {
    for (const words of [
      [],
      ['--hidden'],
      ['leasebell://rental/1'],
      ['--hidden', '--as-terminal-program', '--', 'sync'],
    ])
      expect(terminalWords(['/usr/bin/leasebell', ...words])).toBeNull();
  });

  it('come from the launcher, which puts the marker first and the hyphens before what was typed', () => {
    expect(launcher).toMatch(/\/leasebell" --as-terminal-program \\\n( {2}--[\w-]+(=\w+)?)?.* -- "\$@"\n$/);
  });
});

it('a bug that nobody caught ends the terminal program with 1 and its stack', () => {
  const said: string[] = [];
  const codes: number[] = [];
  const source = Object.assign(new EventEmitter(), { exit: (code: number) => codes.push(code) });
  endWithBugs(source, (text) => said.push(text));
  source.emit('uncaughtException', new Error('first'));
  source.emit('unhandledRejection', 'second');
  expect(said[0]).toMatch(/^Error: first\n +at /);
  expect(said[1]).toBe('second\n');
  expect(codes).toEqual([1, 1]);
});
