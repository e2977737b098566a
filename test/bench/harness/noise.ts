import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';

/** What else the computer did during a run. */
export interface Noise {
  readonly cores: number;
  /** The load average of one minute, at the start and at the end. */
  readonly loadBefore: number;
  readonly loadAfter: number;
  /** Which share of all cores' time other programs took, 0 to 1; null where that cannot be known. */
  readonly others: number | null;
}

/** Watches what else the computer does, from now until the function that it returns is called. Call it once the run's own processes have ended. */
export const watchNoise = (): (() => Noise) => {
  const loadBefore = loadOf();
  const [busyBeforeMs, startedMs, ownBeforeMs] = [busyMs(), performance.now(), ownMs()];
  return () => {
    const cores = availableParallelism();
    const wholeMs = (performance.now() - startedMs) * cores;
    const own = ownMs();
    const othersMs = own === null || ownBeforeMs === null ? null : busyMs() - busyBeforeMs - (own - ownBeforeMs);
    const others = othersMs === null ? null : Math.max(0, othersMs) / wholeMs;
    return { cores, loadBefore, loadAfter: loadOf(), others };
  };
};

const loadOf = (): number => loadavg()[0] ?? 0;

const busyMs = (): number =>
  cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);

const tickMs = 10;

/** Processor time of this process and of those of its children that have ended; null where it cannot be known. */
const ownMs = (): number | null => {
  if (process.platform !== 'linux') return null;
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // From `utime` to `cstime` (proc(5)), counted from `state`.
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * tickMs, 0);
};

/** What a reader must think of when reading the numbers of a run. */
export const remarkOn = ({ cores, loadBefore, loadAfter, others }: Noise): string => {
  const loads = `Load average ${loadBefore.toFixed(1)} before and ${loadAfter.toFixed(1)} after on ${String(cores)} cores`;
  if (others === null) return `${loads}; what other programs took is not known here.`;
  const share = `other programs took ${(others * 100).toFixed(0)} % of all cores' time`;
  const advice =
    others > 0.1
      ? 'Wall times and memory bandwidth were shared: judge by ratios and CPU times, and run it again on a quiet computer.'
      : 'The computer was quiet.';
  return `${loads}; ${share}. ${advice}`;
};
