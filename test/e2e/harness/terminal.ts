import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../../build/cli.mjs', import.meta.url));

/** What a finished command of the terminal program left. */
export interface Finished {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** How a command is run. */
export interface CommandOptions {
  /** Lines for its standard input. */
  readonly input?: readonly string[];
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What starts the terminal program, and the words before the command's own; that of this checkout when it is left out. */
  readonly program?: readonly [string, ...string[]];
  /** The user and the group that run it; the test's own when it is left out. */
  readonly user?: { readonly uid: number; readonly gid: number };
}

/** A command that goes on until it is stopped. */
export interface Going {
  readonly process: ChildProcess;
  readonly finished: Promise<Finished>;
}

/** Starts a command of the terminal program, as `npm run cli` does. */
export function startCommand(words: readonly string[], options: CommandOptions = {}): Going {
  const { input = [], env = {}, program = [process.execPath, cli], user = {} } = options;
  const [command, ...before] = program;
  const child = spawn(command, [...before, ...words], {
    ...user,
    env: { ...process.env, LC_ALL: 'en_US.UTF-8', ...env },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdin.end(input.map((line) => `${line}\n`).join(''));
  const finished = once(child, 'close').then(() => ({ exit: child.exitCode, out, err }));
  return { process: child, finished };
}

/** Runs a command to its end. */
export const runCommand = (words: readonly string[], options: CommandOptions = {}): Promise<Finished> =>
  startCommand(words, options).finished;
