import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { percentileOf } from '../harness/statistics.ts';

/** How long a thread was busy without looking at its timers, in milliseconds; of its CPU time null where the system does not tell. */
export const slicesSchema = z.object({
  looks: z.number(),
  maxCpuMs: z.number().nullable(),
  p999CpuMs: z.number().nullable(),
  maxWallMs: z.number(),
  p999WallMs: z.number(),
});

/** The longest slices of a thread within some time. */
export type Slices = z.infer<typeof slicesSchema>;

/** How often the thread looks, in milliseconds, if it can. */
const everyMs = 1;

/**
 * Watches how long the thread that calls this is busy between two looks at its timers, until the function that it returns is called. CPU
 * time counts what the thread itself computed, which another program on the same core does not lengthen.
 */
export const watchSlices = (): (() => Slices) => {
  const clock = threadClock();
  const cpu: number[] = [];
  const wall: number[] = [];
  let [lastCpuMs, lastWallMs] = [clock.now(), performance.now()];
  const look = (): void => {
    const [cpuMs, wallMs] = [clock.now(), performance.now()];
    cpu.push(cpuMs - lastCpuMs);
    // The timer's own wait is no slice.
    wall.push(Math.max(0, wallMs - lastWallMs - everyMs));
    [lastCpuMs, lastWallMs] = [cpuMs, wallMs];
  };
  const timer = setInterval(look, everyMs);
  return () => {
    clearInterval(timer);
    look();
    clock.close();
    const knowsCpu = !Number.isNaN(lastCpuMs);
    return {
      looks: wall.length,
      maxCpuMs: knowsCpu ? percentileOf(cpu, 1) : null,
      p999CpuMs: knowsCpu ? percentileOf(cpu, 0.999) : null,
      maxWallMs: percentileOf(wall, 1),
      p999WallMs: percentileOf(wall, 0.999),
    };
  };
};

interface ThreadClock {
  readonly now: () => number;
  readonly close: () => void;
}

/**
 * CPU time of the main thread in milliseconds, NaN where it cannot be known. Node tells only that of all threads together; Linux tells each
 * (`/proc/…/schedstat`, in nanoseconds, brought up to date with each tick of the scheduler, so exact to 1 to 4 ms).
 */
const threadClock = (): ThreadClock => {
  const path = `/proc/self/task/${String(process.pid)}/schedstat`;
  if (!existsSync(path)) return { now: () => Number.NaN, close: () => undefined };
  const file = openSync(path, 'r');
  const text = Buffer.alloc(80);
  return {
    now: () => {
      const length = readSync(file, text, 0, text.length, 0);
      return Number(text.toString('latin1', 0, length).split(' ')[0]) / 1_000_000;
    },
    close: () => closeSync(file),
  };
};
