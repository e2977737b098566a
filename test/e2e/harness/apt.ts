import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync } from 'node:fs';

const run = (command: string, ...args: readonly string[]) =>
  spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
  });

/** Somebody else may be installing; and a test may lose what it installed when the power goes. */
const options = ['-o', 'DPkg::Lock::Timeout=60', '-o', 'DPkg::Options::=--force-unsafe-io'];

/** What apt did, as it tells it; throws with that when it failed. */
const apt = (...args: readonly string[]): string => {
  const { status, stdout, stderr } = run('apt-get', '-y', '-q', ...options, ...args);
  if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
};

/** The version of an installed package; null when it is not installed. */
export const installedVersion = (name: string): string | null => {
  const { status, stdout } = run('dpkg-query', '-W', '-f=${db:Status-Status} ${Version}', name);
  return status === 0 && stdout.startsWith('installed ') ? stdout.slice('installed '.length) : null;
};

/** Why packages cannot be installed here; null when they can. */
export const installObstacle = (): string | null => {
  if (process.getuid?.() !== 0) return 'that needs root';
  return run('apt-get', '--version').status === 0 ? null : 'there is no apt';
};

/** Installs the package in a file, with what it needs and nothing that it only recommends. */
export const installFile = (file: string): string => apt('install', '--no-install-recommends', file);

/** Takes the program away, and leaves what its users have. */
export const remove = (name: string): string => apt('remove', name);

/** Takes it away with what belongs to the system. */
export const purge = (name: string): string => apt('purge', name);

/** The files that the system knows to be the package's, without the folders. */
export const filesOf = (name: string): readonly string[] =>
  run('dpkg-query', '-L', name)
    .stdout.split('\n')
    .filter((path) => path !== '' && existsSync(path) && !lstatSync(path).isDirectory());
