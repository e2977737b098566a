import { setTimeout as wait } from 'node:timers/promises';
import { pssOf } from '../desktop/process-tree.ts';
import { floors, largeFolder, startApp, startFloor } from '../desktop/runs.ts';
import { oncePerRun } from '../harness/bench.ts';
import type { Figure } from '../harness/figure.ts';

const megabyte = 1_000_000;
const settleMs = 30_000;

interface Run {
  readonly rowsMs: number;
  readonly pssBytes: number;
}

/** Starts both with a window, again and again: when rows are painted, and what memory they hold half a minute later. */
const windowRuns = oncePerRun(async (bench) => {
  const [folder, executable] = [await largeFolder(bench), await floors.window(bench)];
  const floorFolder = bench.newPath('floor');
  const measured = async ({ app, atMs }: Awaited<ReturnType<typeof startApp>>): Promise<Run> => {
    await wait(settleMs);
    const run = { rowsMs: atMs - app.spawnedAtMs, pssBytes: pssOf(app.tree) };
    await app.end();
    return run;
  };
  const ours = async (): Promise<Run> => measured(await startApp(folder, 'first.rows'));
  const floor = async (): Promise<Run> => measured(await startFloor(bench, executable, floorFolder));
  // The first start of each fills caches, of the disk and of compiled scripts.
  await ours();
  await floor();
  return bench.inTurn<Run, Run>({ ours, floor }, { enoughMs: 6 * 60_000 });
});

/** Cold start from a store of 100,000 orders. */
export const p1: Figure = {
  id: 'P1',
  title: 'start until rows are painted',
  measure: async (bench) => {
    const { ours, floor } = await windowRuns(bench);
    return [
      {
        what: 'spawn to painted rows',
        unit: 'ms',
        ours: ours.map(({ rowsMs }) => rowsMs),
        floor: floor.map(({ rowsMs }) => rowsMs),
        bar: { of: 'ratio', most: 1.3 },
      },
    ];
  },
};

/** Memory with the window open. */
export const p2: Figure = {
  id: 'P2',
  title: 'memory with a window',
  measure: async (bench) => {
    const { ours, floor } = await windowRuns(bench);
    return [
      {
        what: 'PSS of all processes, 30 s after the rows',
        unit: 'MB',
        ours: ours.map(({ pssBytes }) => pssBytes / megabyte),
        floor: floor.map(({ pssBytes }) => pssBytes / megabyte),
        bar: { of: 'ratio', most: 1.2 },
      },
    ];
  },
};
