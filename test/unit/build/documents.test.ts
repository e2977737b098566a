import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'build/decisions')).map((name) => `build/decisions/${name}`),
];

/** The places in the repository that a document links to, without the heading behind them. */
const linksIn = (text: string): readonly string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link.split('#')[0] ?? '')
    .filter((link) => link !== '' && !/^\w+:/.test(link));

it('finds documents with links', () => {
  expect(documents).toContain('SECURITY.md');
  expect(linksIn('[a](b.md#c) ![d](e/f.png) [g](https://h.example/i)')).toEqual(['b.md', 'e/f.png']);
});

it.each(documents)('%s links to nothing that is not there', (name) => {
  const links = linksIn(readFileSync(join(root, name), 'utf8'));
  expect(links.filter((link) => !existsSync(join(root, dirname(name), link)))).toEqual([]);
});
