import { homedir } from 'node:os';
import { join, parse, posix, win32 } from 'node:path';

/** What decides where the user's data lies. */
export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const name = 'Leasebell';

/** The user's home; the root of the file system for a user without one (a number in a container), where asking for it throws. */
export const homeFolder = (): string => {
  try {
    return homedir();
  } catch {
    return parse(process.cwd()).root;
  }
};

/**
 * The folder of the user's data, the same for the app and the terminal program: `chosen` (the `--data-dir` argument, taken
 * from the current folder when relative), or the system's usual place. XDG says that a relative `XDG_CONFIG_HOME` is to be ignored.
 */
export const dataFolder = (chosen: string | null, { platform, environment, home }: Surroundings): string => {
  const path = platform === 'win32' ? win32 : posix;
  if (chosen !== null) return path.resolve(chosen);
  if (platform === 'win32') return path.join(environment['APPDATA'] ?? path.join(home, 'AppData', 'Roaming'), name);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', name);
  const base = environment['XDG_CONFIG_HOME'] ?? '';
  return path.join(path.isAbsolute(base) ? base : path.join(home, '.config'), name);
};

/** The folder of what may be thrown away at any time, as the system has it. */
export const cacheFolder = ({ platform, environment, home }: Surroundings): string => {
  const path = platform === 'win32' ? win32 : posix;
  if (platform === 'win32') return environment['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local');
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches');
  const base = environment['XDG_CACHE_HOME'] ?? '';
  return path.isAbsolute(base) ? base : path.join(home, '.cache');
};

/** The value of `--data-dir DIR` or `--data-dir=DIR` among arguments; null when it is not there. */
export const dataFolderArgument = (argv: readonly string[]): string | null => {
  const index = argv.findIndex((argument) => argument === '--data-dir' || argument.startsWith('--data-dir='));
  const argument = argv[index];
  if (argument === undefined) return null;
  const value = argument === '--data-dir' ? argv[index + 1] : argument.slice('--data-dir='.length);
  return value === undefined || value === '' || value.startsWith('--') ? null : value;
};

/** What lies where inside the data folder. */
export const dataFiles = (folder: string): { readonly store: string; readonly log: string } => ({
  store: join(folder, 'leasebell.sqlite'),
  log: join(folder, 'leasebell.log'),
});

/** What lies where in the compiled program; `main` is the folder of the compiled main script (`out/main`). */
export const programFiles = (
  main: string,
): { readonly preload: string; readonly page: string; readonly trayIcons: string } => ({
  preload: join(main, '..', 'preload', 'preload.cjs'),
  page: join(main, '..', 'renderer'),
  trayIcons: join(main, 'tray'),
});

/** The notices of the libraries inside the program, in the folder of its resources; electron-builder.yml puts them there. */
export const noticesFile = (resources: string): string => join(resources, 'THIRD-PARTY-NOTICES.txt');
