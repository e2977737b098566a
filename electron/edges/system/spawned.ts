import { readFileSync } from 'node:fs';

/** What is asked about this process; the defaults of `spawnedAtMs` are the real ones. */
interface SpawnSource {
  readonly now: () => number;
  /** A file of `/proc`. Throws where there is none. */
  readonly read: (path: string) => string;
}

/** Linux counts the start of a process in hundredths of a second since the computer was started (proc(5), `starttime`). */
const tickMs = 10;

/**
 * Returns when this process was spawned, in epoch milliseconds to a hundredth of a second; elsewhere than on Linux what the runtime has `told`, which there
 * counts from the whole second in which the computer was started.
 */
export const spawnedAtMs = (
  told: number,
  source: SpawnSource = { now: () => Date.now(), read: (path) => readFileSync(path, 'utf8') },
): number => {
  try {
    // The name of the program, in brackets, may hold spaces; `starttime` is the twentieth field after it.
    const fields = source
      .read('/proc/self/stat')
      .replace(/^.*\) /s, '')
      .split(' ');
    const upMs = Number.parseFloat(source.read('/proc/uptime')) * 1000;
    const atMs = source.now() - (upMs - Number(fields[19]) * tickMs);
    return Number.isFinite(atMs) ? atMs : told;
  } catch {
    return told;
  }
};
