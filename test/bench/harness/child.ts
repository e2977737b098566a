import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** What `programs/probe.ts` writes of each process at its end. */
const reportSchema = z.object({ cpuMs: z.number(), peakBytes: z.number() });

/** What a process cost, with those Node processes that it started. */
export interface Cost {
  readonly wallMs: number;
  /** User and system time of all threads. */
  readonly cpuMs: number;
  /** The most resident memory, added up over its processes. */
  readonly peakBytes: number;
}

/** How a measured process ended. */
export interface Ended extends Cost {
  readonly exit: number | null;
  readonly out: string;
  readonly err: string;
}

/** How a process is started. */
export interface ChildOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** A file, new and for this process alone, for what the process reports of itself. */
  readonly reportPath: string;
  readonly limitMs?: number;
  /** Throw away what it prints, as `> /dev/null` does: an export of everything is long. */
  readonly discardOutput?: boolean;
}

/** A busy computer takes many times as long as a quiet one; what hangs ends all the same. */
const usualLimitMs = 30 * 60_000;

const costsIn = (path: string): Pick<Cost, 'cpuMs' | 'peakBytes'> => {
  const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
  rmSync(path, { force: true });
  const reports = lines.map((line) => reportSchema.parse(JSON.parse(line)));
  if (reports.length === 0) throw new Error('the measured process did not report its cost');
  return {
    cpuMs: reports.reduce((sum, { cpuMs }) => sum + cpuMs, 0),
    peakBytes: reports.reduce((sum, { peakBytes }) => sum + peakBytes, 0),
  };
};

/** Runs a script with this Node to its end and tells what it cost; throws when it ends otherwise than with 0. */
export const runMeasured = async (words: readonly string[], options: ChildOptions): Promise<Ended> => {
  const { env = {}, reportPath, limitMs = usualLimitMs, discardOutput = false } = options;
  const probe = pathToFileURL(join(process.cwd(), 'out/bench/probe.js')).href;
  const startedMs = performance.now();
  const child = spawn(process.execPath, ['--import', probe, ...words], {
    env: { ...process.env, ...env, BENCH_REPORT: reportPath },
    stdio: ['ignore', discardOutput ? 'ignore' : 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const kill = (): boolean => child.kill('SIGKILL');
  process.once('exit', kill);
  const timer = setTimeout(kill, limitMs);
  await once(child, 'close');
  process.off('exit', kill);
  clearTimeout(timer);
  const wallMs = performance.now() - startedMs;
  const { exitCode: exit } = child;
  if (exit !== 0) {
    const script = basename(words[0] ?? '');
    const last = (err.trim() || out.trim()).split('\n').at(-1) ?? '';
    throw new Error(
      `${script} ended with ${exit ?? child.signalCode ?? 'nothing'} after ${(wallMs / 1000).toFixed(0)} s: ${last}`,
    );
  }
  return { exit, out, err, wallMs, ...costsIn(reportPath) };
};
