import { cpSync } from 'node:fs';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { switches } from '../../e2e/harness/app.ts';
import { oncePerRun, type Bench } from '../harness/bench.ts';
import { largeStore, smallStore, type StoredWorld } from '../shared/stored-world.ts';
import { worldNow } from '../world/orders.ts';
import { makeFloor } from './floor-app.ts';

/** An app whose keys are pressed, and into which is looked. */
export interface DrivenApp {
  readonly electron: ElectronApplication;
  /** The page of its window, which may draw nothing yet. */
  readonly page: Page;
  readonly end: () => Promise<void>;
}

/** The executable of the app for end-to-end tests: the packaged one, but for one fuse. On Linux only. */
const drivenExecutable = (): string => {
  const path = process.env['LEASEBELL_DRIVEN_APP'];
  if (path === undefined) throw new Error('the desktop is measured on Linux only');
  return path;
};

/** A floor around the same runtime. */
const rowsFloor = oncePerRun((bench) => makeFloor('rows', drivenExecutable(), bench.newPath('rows')));

const folderOf = (stored: (bench: Bench) => Promise<StoredWorld>) =>
  oncePerRun(async (bench) => {
    const { program } = await stored(bench);
    const folder = bench.newPath('driven');
    cpSync(program.folder, folder, { recursive: true });
    return folder;
  });

/** Data folders for the driven app alone. Its keychain has no key for their account, so no round goes on meanwhile. */
export const drivenFolders = { small: folderOf(smallStore), large: folderOf(largeStore) };

/** Starts an app and waits for its window; it is ended when that does not come. */
const drive = async (
  executable: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Pick<DrivenApp, 'electron' | 'page'>> => {
  const all: Record<string, string | undefined> = process.env;
  const inherited = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const electron = await _electron.launch({
    executablePath: executable,
    args: [...switches(), '--lang=en', ...args],
    env: { ...Object.fromEntries(inherited), ...env },
  });
  try {
    return { electron, page: await electron.firstWindow() };
  } catch (error) {
    await electron.close();
    throw error;
  }
};

/** Starts the app over a data folder. */
export const driveApp = async (folder: string): Promise<DrivenApp> => {
  const { electron, page } = await drive(drivenExecutable(), [`--data-dir=${folder}`], { LEASEBELL_NOW: worldNow });
  return { electron, page, end: () => electron.close() };
};

/** Starts the floor with the replies in a file. */
export const driveFloor = async (bench: Bench, replies: string): Promise<DrivenApp> => {
  const folder = bench.newPath('floor');
  const env = { BENCH_REPLIES: replies };
  const { electron, page } = await drive(await rowsFloor(bench), [`--user-data-dir=${folder}`], env);
  return { electron, page, end: () => electron.close() };
};
