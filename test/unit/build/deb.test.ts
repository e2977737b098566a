import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canMakeDeb, makeDeb } from '../../../build/deb/deb.mjs';
import { dependsOf } from '../../../build/deb/depends.mjs';
import { roffText } from '../../../build/deb/man.mjs';
import { aFolder } from '../../fakes/store.ts';

const ask = (command: string, ...args: readonly string[]): string =>
  spawnSync(command, args, { encoding: 'utf8' }).stdout;

/** An app that is none, made by somebody whose files nobody else may read. */
const anApp = (mode: number): string => {
  const app = aFolder();
  mkdirSync(join(app, 'resources'));
  for (const name of ['leasebell', 'chrome-sandbox', 'libEGL.so']) copyFileSync('/bin/true', join(app, name));
  for (const name of ['leasebell-cli', 'resources/app.asar']) writeFileSync(join(app, name), name);
  for (const name of ['leasebell', 'leasebell-cli', 'chrome-sandbox', 'libEGL.so']) chmodSync(join(app, name), mode);
  return app;
};

const make = async (app: string, facts: object = {}): Promise<string> => {
  const plain = { version: '0.1.0', runtime: '33.2.1', isPinned: false, epoch: 1_767_225_600 };
  return (await makeDeb({ app, output: aFolder(), ...plain, ...facts })).file;
};

describe.runIf(canMakeDeb())('the Debian package', () => {
  it('has the same bytes for the same files, whoever makes it and where', async () => {
    const [one, other] = [await make(anApp(0o755)), await make(anApp(0o700))];
    const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
    expect(digest(one)).toBe(digest(other));
  });

  it('is named by its runtime, and says so where that is old', async () => {
    const file = await make(anApp(0o755));
    const [name, version, conflicts] = ask(
      'dpkg-deb',
      '--show',
      '--showformat=${Package} ${Version} ${Conflicts}',
      file,
    ).split(' ');
    expect([name, version, conflicts]).toEqual(['leasebell-dev', '0.1.0+electron33', 'leasebell']);
    const folder = aFolder();
    ask('dpkg-deb', '--control', file, folder);
    expect(readFileSync(join(folder, 'postinst'), 'utf8')).toMatch(
      /echo "leasebell-dev runs on Electron 33\.2\.1, whose Chromium is old/,
    );
  });

  it('has modes and owners of an installed program, and gives the sandbox helper its rights', async () => {
    const list = ask('dpkg-deb', '--contents', await make(anApp(0o700)));
    const modes = new Map(
      list.split('\n').map((line) => [line.split(/ +/)[5], line.split(/ +/).slice(0, 2).join(' ')]),
    );
    expect(modes.get('./')).toBe('drwxr-xr-x root/root');
    expect(modes.get('./usr/lib/leasebell/leasebell')).toBe('-rwxr-xr-x root/root');
    expect(modes.get('./usr/lib/leasebell/chrome-sandbox')).toBe('-rwsr-xr-x root/root');
    expect(modes.get('./usr/lib/leasebell/libEGL.so')).toBe('-rw-r--r-- root/root');
    expect(modes.get('./usr/share/man/zh_CN/man1/leasebell-cli.1.gz')).toBe('-rw-r--r-- root/root');
  });

  it('depends on what its binaries name, with both names of what was renamed, and knows each', () => {
    expect(dependsOf(['/bin/true'], [])).toEqual([expect.stringMatching(/^libc6 \(>= 2\.\d+\)$/), 'libnotify4']);
    // Node's package names libraries that no desktop program of ours needs.
    const dpkg = ask('sh', '-c', 'command -v dpkg-deb').trim();
    expect(() => dependsOf([dpkg], [])).toThrow(/does not know the package of lib/);
  });
});

it('a manual page takes text as it is', () => {
  expect(roffText(".a\n'b --c \\d")).toBe("\\&.a\n\\&'b \\-\\-c \\ed");
});
