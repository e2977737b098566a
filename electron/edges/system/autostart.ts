import { randomBytes } from 'node:crypto';
import { access, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { failed, success, type Result } from '../../core/model/failure.ts';
import type { LoginItem } from '../../core/model/login-item.ts';
import type { LoginItems } from '../../core/ports/login-items.ts';
import { autostartText, readAutostart } from './autostart-entry.ts';
import { ownImageOf } from './own-image.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What an autostart entry is made from. */
export interface AutostartParts {
  readonly file: string;
  /** The program and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** The program's name by locale, see `autostartText`. */
  readonly names: Readonly<Record<string, string>>;
}

/** Where the entry of this user lies; XDG says that a relative `XDG_CONFIG_HOME` is to be ignored. */
export const autostartFile = (environment: Environment, home: string): string => {
  const base = environment['XDG_CONFIG_HOME'] ?? '';
  return join(isAbsolute(base) ? base : join(home, '.config'), 'autostart', 'leasebell.desktop');
};

/** The program to start. */
export const startedProgram = (environment: Environment, executable: string): string =>
  ownImageOf(environment, executable) ?? executable;

/** Starting at login on a Linux desktop: one small file, which the user and the desktop's settings may change or remove at any time. */
export const autostartItems = ({ file, command, names }: AutostartParts): LoginItems => ({
  async read() {
    try {
      return await itemOf(await readFile(file, 'utf8'), command[0]);
    } catch (error) {
      return { state: 'off', why: isMissing(error) ? null : 'login_unreadable' };
    }
  },
  async set(on) {
    try {
      if (on) await write(file, autostartText(command, names));
      else await rm(file, { force: true });
      return success(null);
    } catch {
      return refused;
    }
  },
});

const refused: Result<never> = failed('login.refused');

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const itemOf = async (text: string, ours: string): Promise<LoginItem> => {
  const { isOn, program } = readAutostart(text);
  if (!isOn || program === null) return { state: 'off', why: 'login_switched_off' };
  // A bare name is found by the desktop, in a path that may be another than ours.
  if (!isAbsolute(program) || program === ours) return { state: 'on', why: null };
  if (!(await exists(program))) return { state: 'off', why: 'login_gone' };
  const isOurs = (await realpath(program).catch(() => program)) === (await realpath(ours).catch(() => ours));
  return { state: 'on', why: isOurs ? null : 'login_other_program' };
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Written beside its place and moved there whole: a desktop that reads meanwhile finds the old one or the new one. */
const write = async (file: string, text: string): Promise<void> => {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${randomBytes(4).toString('hex')}`;
  try {
    await writeFile(fresh, text, { mode: 0o644, flag: 'wx' });
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
};
