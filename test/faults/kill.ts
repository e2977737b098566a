import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** How a child process ended. */
export interface Ended {
  /** It was killed before it came to its own end. */
  readonly killed: boolean;
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
  readonly lastedMs: number;
}

/** Runs a script with this Node; with `killAfterMs` it is ended by SIGKILL then, unless it is done before. */
export const runChild = async (
  words: readonly string[],
  env: Readonly<Record<string, string>>,
  killAfterMs: number | null,
): Promise<Ended> => {
  const startedMs = performance.now();
  const child = spawn(process.execPath, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  // A child that never ends would be a fault too; nothing here takes a minute.
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs ?? 60_000);
  await once(child, 'close');
  clearTimeout(timer);
  const { exitCode: exit, signalCode } = child;
  return { killed: signalCode === 'SIGKILL', exit, out, err, lastedMs: performance.now() - startedMs };
};
