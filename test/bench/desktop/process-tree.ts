import { readFileSync, readdirSync } from 'node:fs';

/** What the processes of an app cost since they were started. */
export interface TreeCost {
  /** User and system time in milliseconds. */
  readonly cpuMs: number;
  /** How often a thread went to sleep by itself, and so was woken. */
  readonly wakeUps: number;
}

const tickMs = 10;

const textOf = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It ended meanwhile.
    return '';
  }
};

const idsIn = (text: string): readonly number[] => text.trim().split(/\s+/).filter(Boolean).map(Number);

const threadsOf = (id: number): readonly number[] => {
  try {
    return readdirSync(`/proc/${String(id)}/task`).map(Number);
  } catch {
    return [];
  }
};

/** Returns a process and all that came from it. */
export const treeOf = (id: number): readonly number[] => [
  id,
  ...threadsOf(id).flatMap((thread) =>
    idsIn(textOf(`/proc/${String(id)}/task/${String(thread)}/children`)).flatMap(treeOf),
  ),
];

const numberIn = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);

/** Proportional set size of processes in bytes: what they share counts once. */
export const pssOf = (ids: readonly number[]): number =>
  ids.reduce((sum, id) => sum + 1024 * numberIn(textOf(`/proc/${String(id)}/smaps_rollup`), /^Pss:\s+(\d+)/m), 0);

/** Returns what processes cost so far. */
export const costOf = (ids: readonly number[]): TreeCost => {
  let [cpuMs, wakeUps] = [0, 0];
  for (const id of ids) {
    const fields = textOf(`/proc/${String(id)}/stat`)
      .replace(/^.*\) /s, '')
      .split(' ');
    cpuMs += (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickMs;
    for (const thread of threadsOf(id))
      wakeUps += numberIn(
        textOf(`/proc/${String(id)}/task/${String(thread)}/status`),
        /^voluntary_ctxt_switches:\s+(\d+)/m,
      );
  }
  return { cpuMs, wakeUps };
};
