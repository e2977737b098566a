// The terminal program as an npm package for servers: everything is inside, so that installing it asks nobody. See decisions/packages.md.
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { spawnSync } from 'node:child_process';
import { noticesFile, noticesName, shippedFolders } from './notices.mjs';
import { root } from './project.mjs';

const name = 'leasebell-cli';
const program = 'out/main';
/** What the system starts: the shell sees outputs that are closed, which Node hides. */
const launcher = 'build/launcher/leasebell-on-node';

const files = /["'`](\.{1,2}\/[\w./@+-]+\.js)["'`]/g;

/** The built files that the terminal program loads, at once or later, from its entry on. Throws where one of them needs Electron. */
export function filesOfTerminal(read = (path) => readFileSync(join(root, program, path), 'utf8')) {
  const found = new Set();
  const follow = (path) => {
    if (found.has(path)) return;
    found.add(path);
    const text = read(path);
    if (/(from|import\()\s*["'`]electron["'`]/.test(text))
      throw new Error(`${path} of the terminal program needs Electron.`);
    for (const [, target] of text.matchAll(files)) follow(join(dirname(path), target));
  };
  follow('cli.js');
  return [...found].sort();
}

/** Headers for building what comes built. */
const forBuilding = ['node_modules/node-addon-api'];
const isUnused = (path) =>
  /\.(map|[cm]?ts|md|markdown|cc|h|gyp)$/.test(path) ||
  /\/prebuilds\/(?!linux)[^/]+$/.test(path) ||
  /\/(keytar|sqlite)\/(build|src|script|scripts)$/.test(path) ||
  /\/node-notifier\/vendor$/.test(path);

const manifest = ({ version, license, engines, description }) => ({
  ...{ name, version, description, license, engines, type: 'module', os: ['linux'] },
  bin: { [name]: `bin/${name}` },
  files: ['bin', 'lib', 'LICENSE', noticesName],
});

function layOut(folder, described) {
  const put = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  put('package.json', `${JSON.stringify(manifest(described), null, 2)}\n`);
  put(`bin/${name}`, readFileSync(join(root, launcher)));
  chmodSync(join(folder, `bin/${name}`), 0o755);
  for (const path of filesOfTerminal()) put(join('lib/main', path), readFileSync(join(root, program, path)));
  put('LICENSE', readFileSync(join(root, 'LICENSE')));
  put(noticesName, readFileSync(noticesFile));
  // Not in the package's own node_modules: npm would look there for dependencies that it installed.
  for (const each of shippedFolders().filter((path) => !forBuilding.includes(path)))
    cpSync(join(root, each), join(folder, 'lib', each), {
      recursive: true,
      filter: (path) => !isUnused(path) && !path.slice(join(root, each).length).includes('/node_modules'),
    });
}

/** Makes the package in the folder `output` from what is built, with the one time `epoch` (seconds); returns its path. The same files give the same bytes. */
export function makeTarball(output, epoch) {
  const described = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-tarball-'));
  try {
    layOut(join(folder, 'package'), described);
    const owner = ['--owner=0', '--group=0', '--numeric-owner', '--mode=u+rw,go=rX'];
    const args = ['--create', '--format=ustar', '--sort=name', `--mtime=@${epoch}`, ...owner, '-C', folder, 'package'];
    const { status, stdout } = spawnSync('tar', args, { maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'inherit'] });
    if (status !== 0) throw new Error('tar failed; the reason stands above.');
    mkdirSync(output, { recursive: true });
    const file = join(output, `${name}-${described.version}.tgz`);
    writeFileSync(file, gzipSync(stdout, { level: 9 }));
    return file;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
