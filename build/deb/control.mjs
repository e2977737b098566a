// What dpkg is told of the package: its fields, its checksums and the scripts that it runs.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../project.mjs';

/** KiB on the disk as dpkg-gencontrol counts them: each file rounded up, and one for everything else. */
const installedSize = (entries) =>
  entries.reduce((sum, { stats }) => sum + (stats.isFile() ? Math.ceil(stats.size / 1024) : 1), 0);

const md5 = (file) => createHash('md5').update(readFileSync(file)).digest('hex');

const description = `Rings before a rented server ends
 Leasebell reads the orders of the compute that you rent, works out when each
 rental ends, says how it knows, and rings in time. It lives in the tray and
 only reads: it never pays, renews or cancels anything.
 .
 The program leasebell-cli does the same in a terminal.`;
const oldRuntime = `
 .
 This package contains a runtime for development (Electron @RUNTIME@), which gets
 no security updates: for demos and tests, not for real accounts.`;

/** The package's name and version by the runtime inside: only the pinned one makes the real package. */
export function identityOf({ version, runtime, isPinned }) {
  const major = runtime.split('.')[0];
  return isPinned ? { name: 'leasebell', version } : { name: 'leasebell-dev', version: `${version}+electron${major}` };
}

/** The file `control`. */
export function controlText({ name, version, runtime, isPinned, depends, entries }) {
  const other = isPinned ? 'leasebell-dev' : 'leasebell';
  const fields = {
    Package: name,
    Version: version,
    Architecture: 'amd64',
    Maintainer: 'Leasebell <maintainers@leasebell.invalid>',
    'Installed-Size': String(installedSize(entries)),
    Depends: depends.join(', '),
    Recommends: 'gnome-keyring | kwalletmanager | keepassxc, libnotify-bin, xdg-utils',
    Conflicts: other,
    Replaces: other,
    Section: 'utils',
    Priority: 'optional',
    Description: description + (isPinned ? '' : oldRuntime.replace('@RUNTIME@', runtime)),
  };
  return `${Object.entries(fields)
    .map(([field, value]) => `${field}: ${value}`)
    .join('\n')}\n`;
}

/** The file `md5sums`. */
export const checksums = (entries) =>
  entries
    .filter(({ stats }) => stats.isFile())
    .map(({ path, file }) => `${md5(file)}  ${path}\n`)
    .join('');

const wordOf = (name, runtime) =>
  `if [ "$1" = configure ]; then
  echo "${name} runs on Electron ${runtime}, whose Chromium is old and gets no security updates: use it for demos and tests only."
fi
`;

/** Name and text of each script of the package. */
export function scripts({ name, runtime, isPinned }) {
  const read = (script) => readFileSync(join(root, 'build/deb/files', script), 'utf8');
  return {
    postinst: read('postinst').replace('@WORD@\n', () => (isPinned ? '' : wordOf(name, runtime))),
    postrm: read('postrm'),
  };
}
