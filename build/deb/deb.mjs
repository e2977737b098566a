// Makes the Debian package of an unpacked app with dpkg-deb alone: the same files give the same bytes, on every machine.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { has, run } from '../process.mjs';
import { checksums, controlText, identityOf, scripts } from './control.mjs';
import { dependsOf } from './depends.mjs';
import { isElf } from './elf.mjs';
import { entriesUnder } from './entries.mjs';
import { appFolder, settle, stage } from './stage.mjs';

/** A release is made once and fetched often; a package for demos and tests is made often. Some minutes beside three seconds, 72 MB beside 98. */
const compressionOf = (isSmall) =>
  isSmall ? ['-Zxz', '-z6', '--threads-max=2'] : ['-Zzstd', '-z3', '--threads-max=2'];

/** Whether this computer can make one. */
export const canMakeDeb = () => process.platform === 'linux' && process.arch === 'x64' && has('dpkg-deb');

function dependsIn(entries) {
  const binaries = entries.filter(({ file, stats }) => stats.isFile() && isElf(file)).map(({ file }) => file);
  return dependsOf(
    binaries,
    binaries.map((file) => basename(file)),
  );
}

function writeControl(folder, facts) {
  const entries = entriesUnder(folder);
  mkdirSync(join(folder, 'DEBIAN'));
  const put = (name, text, mode) => writeFileSync(join(folder, 'DEBIAN', name), text, { mode });
  put('control', controlText({ ...facts, entries, depends: dependsIn(entries) }), 0o644);
  put('md5sums', checksums(entries), 0o644);
  for (const [name, text] of Object.entries(scripts(facts))) put(name, text, 0o755);
}

/** What the package puts beside the app's own files, in bytes. */
const bytesAround = (folder) =>
  entriesUnder(folder)
    .filter(({ path, stats }) => stats.isFile() && !path.startsWith(`${appFolder}/`))
    .reduce((sum, { stats }) => sum + stats.size, 0);

/**
 * Makes the package of the app in `app` in the folder `output`. `runtime` is the version of Electron inside, `isPinned` whether it is the one
 * that releases have, `version` the program's, `epoch` the time of everything inside in seconds, `isSmall` whether it is worth minutes. Returns `{ file, around }`: its path, and the
 * bytes that it puts beside the app.
 */
export async function makeDeb({ app, output, version: upstream, runtime, isPinned, epoch, isSmall = isPinned }) {
  if (!canMakeDeb()) throw new Error('A .deb is made on Linux for x64, with dpkg-deb.');
  const facts = { ...identityOf({ version: upstream, runtime, isPinned }), upstream, runtime, isPinned, epoch };
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-deb-'));
  try {
    stage(folder, app, { ...facts, date: new Date(epoch * 1000).toISOString().slice(0, 10) });
    const around = bytesAround(folder);
    settle(folder, epoch);
    writeControl(folder, facts);
    settle(folder, epoch);
    mkdirSync(output, { recursive: true });
    const file = join(output, `${facts.name}_${facts.version}_amd64.deb`);
    const args = ['--root-owner-group', ...compressionOf(isSmall), '--build', folder, file];
    const env = { SOURCE_DATE_EPOCH: String(epoch) };
    if ((await run('dpkg-deb', args, { env, stdio: ['ignore', 'ignore', 2] })) !== 0)
      throw new Error('dpkg-deb failed; the reason stands above.');
    return { file, around };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
