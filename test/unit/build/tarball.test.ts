import { expect, it } from 'vitest';
import { filesOfTerminal } from '../../../build/tarball.mjs';

const built = (files: Readonly<Record<string, string>>) => (path: string) => {
  const text = files[path];
  if (text === undefined) throw new Error(`${path} was not built`);
  return text;
};

it('the terminal program is what its entry loads, at once and later', () => {
  const files = {
    'cli.js': 'import{a}from"./chunks/a.js";await import(`./chunks/b.js`);',
    'chunks/a.js': "import'./c.js';",
    'chunks/b.js': 'import"../cli.js"',
    'chunks/c.js': 'const url="./not-a-file"',
    'main.js': 'import{app}from"electron"',
  };
  expect(filesOfTerminal(built(files))).toEqual(['chunks/a.js', 'chunks/b.js', 'chunks/c.js', 'cli.js']);
});

it('the terminal program does without Electron', () => {
  const files = { 'cli.js': 'import"./a.js"', 'a.js': 'import{net}from"electron";' };
  expect(() => filesOfTerminal(built(files))).toThrow('a.js of the terminal program needs Electron');
});
