import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { packageFolderOf } from '../../../build/bundled.ts';
import { noticeFaults, noticeOf, noticesIn, noticesText, shippedFolders } from '../../../build/notices.mjs';
import { aFolder } from '../../fakes/store.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const licence = `Permission is granted to whoever reads this far. ${'It goes on for a while. '.repeat(5)}`;

/** A package in a folder of its own. */
const aPackage = (description: object, files: Readonly<Record<string, string>> = {}): string => {
  const folder = aFolder();
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'thing', version: '1.0.0', ...description }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
};

describe('the notice of a package', () => {
  it.each(['LICENSE', 'license.md', 'LICENCE.txt', 'COPYING', 'LICENSE-MIT'])('is its file %s', (name) => {
    expect(noticeOf(aPackage({ license: 'MIT' }, { [name]: licence }))).toEqual({
      heading: 'thing 1.0.0 (MIT)',
      text: licence.trim(),
    });
  });

  it('has those of the programs that it brings along, and its NOTICE', () => {
    const files = { LICENSE: 'own', NOTICE: 'said', 'vendor/a/LICENSE': 'first', 'vendor/b-LICENSE': 'second' };
    for (const part of ['own', 'said', 'first', 'second']) expect(noticeOf(aPackage({}, files)).text).toContain(part);
  });

  it('is what its README says where it has no file', () => {
    const readme = '# thing\n\n## License\n\nCopyright A. Person. Permission is granted.\n\n## Usage\n\nRun it.\n';
    expect(noticeOf(aPackage({ license: 'MIT' }, { 'README.md': readme })).text).toBe(
      'Copyright A. Person. Permission is granted.',
    );
  });

  it('is the text of the licence that it names where it says nothing else, with its author', () => {
    const { text } = noticeOf(aPackage({ license: 'ISC', author: { name: 'A. Person' } }));
    expect(text).toMatch(/^Copyright \(c\) A\. Person\n\nPermission to use, copy, modify/);
  });

  it('is a fault where there is no text at all', () => {
    expect(() => noticeOf(aPackage({ license: 'Apache-2.0' }))).toThrow('thing 1.0.0 has no licence text');
    expect(() => noticeOf(aPackage({}))).toThrow('no licence text');
  });

  it('leaves out what was built into a tool and not into the program', () => {
    const text = 'Own licence.\n\n# Licenses of bundled dependencies\n\nForeign licences.';
    expect(noticeOf(aPackage({}, { 'LICENSE.md': text })).text).toBe('Own licence.');
  });
});

describe('the notices of the package', () => {
  it('can be read back, and whatever has none is named', () => {
    const text = noticesText([
      aPackage({ name: '@scope/thing', license: '(MIT OR Apache-2.0)' }, { LICENSE: licence }),
      aPackage({ name: 'other', version: '2.1.0', license: 'MIT' }),
    ]);
    expect([...noticesIn(text).keys()]).toEqual(['@scope/thing 1.0.0', 'other 2.1.0']);
    expect(noticeFaults(['@scope/thing 1.0.0', 'other 2.1.0'], text)).toEqual([]);
    expect(noticeFaults(['other 2.2.0', 'absent 1.0.0'], text)).toHaveLength(2);
    expect(noticeFaults(['other 2.1.0'], '')).toHaveLength(1);
  });

  it('cover everything that the program needs at run time, with the packages of packages', () => {
    const folders = shippedFolders();
    expect(folders).toEqual(
      expect.arrayContaining(['node_modules/keytar', 'node_modules/node-notifier', 'node_modules/node-gyp-build']),
    );
    expect(folders).not.toContain('node_modules/vitest');
    for (const folder of folders) expect(noticeOf(join(root, folder)).text.length).toBeGreaterThan(100);
  });
});

describe('the package of a module', () => {
  it.each([
    [join(root, 'node_modules/zod/v4/core.js'), 'node_modules/zod'],
    [
      join(root, 'node_modules/@lucide/svelte/dist/bell.svelte?svelte&type=style&lang.css'),
      'node_modules/@lucide/svelte',
    ],
    [join(root, 'node_modules/a/node_modules/@b/c/index.js'), 'node_modules/a/node_modules/@b/c'],
    [`\0${join(root, 'node_modules/pino/pino.js')}?commonjs-module`, 'node_modules/pino'],
    ['\0vite/preload-helper.js', 'node_modules/vite'],
    [join(root, 'electron/core/messages/generated/runtime.js'), 'node_modules/@inlang/paraglide-js'],
    [join(root, 'electron/main.ts'), null],
    ['\0rolldown/runtime.js', null],
  ])('%s', (id, folder) => {
    expect(packageFolderOf(id)).toBe(folder);
  });
});
