import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What a command of the terminal program left. */
interface Finished {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** The terminal program, built where everybody may read it. */
export interface TerminalProgram {
  readonly folder: string;
  /** Runs a command for somebody whom permissions bind, which they do not bind root; `around` are words put before the whole. */
  run(words: readonly string[], options?: RunOptions): Promise<Finished>;
  remove(): void;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly around?: readonly string[];
  /** For a user whom the system does not know, without a home. */
  readonly homeless?: boolean;
}

/** The id of "nobody" on Linux. */
const nobody = '65534';
/** Like the numbers under which containers run: no account has it. */
const stranger = '54321';
const isRoot = process.getuid?.() === 0;
const asUser = (id: string): readonly string[] =>
  isRoot ? ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups'] : [];
/** Longer than any of these commands takes: one that hangs fails its test by its exit, not by silence. */
const patienceMs = 20_000;

/** Builds the terminal program from the sources as they lie there. */
export const buildTerminalProgram = async (): Promise<TerminalProgram> => {
  const folder = mkdtempSync(join(tmpdir(), 'leasebell-program-'));
  chmodSync(folder, 0o755);
  const outDir = join(folder, 'out');
  const rolldownOptions = { input: { cli: inProject('electron/cli.ts') } };
  await build({ configFile: inProject('build/vite.main.ts'), logLevel: 'warn', build: { outDir, rolldownOptions } });
  for (const name of ['@photostructure/sqlite/package.json', '@photostructure/sqlite/dist', 'node-gyp-build'])
    cpSync(inProject(`node_modules/${name}`), join(folder, 'node_modules', name), { recursive: true });
  const binary = `node_modules/@photostructure/sqlite/prebuilds/${process.platform}-${process.arch}`;
  cpSync(inProject(binary), join(folder, binary), { recursive: true });
  const run = (words: readonly string[], options: RunOptions = {}): Promise<Finished> =>
    finished(
      [
        ...(options.around ?? []),
        ...asUser(options.homeless === true ? stranger : nobody),
        process.execPath,
        join(outDir, 'cli.js'),
        ...words,
      ],
      options,
    );
  return { folder, run, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

const finished = async (
  [program = '', ...words]: readonly string[],
  { env = {}, homeless = false }: RunOptions,
): Promise<Finished> => {
  const { HOME, XDG_CONFIG_HOME: _config, ...others } = process.env;
  const home = homeless ? {} : { HOME };
  const child = spawn(program, words, {
    cwd: tmpdir(),
    env: { ...others, ...home, LC_ALL: 'en_US.UTF-8', LEASEBELL_VAULT: 'memory', LEASEBELL_SECRETS: '{}', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await once(child, 'close');
  clearTimeout(timer);
  return { exit: child.exitCode, out, err };
};
