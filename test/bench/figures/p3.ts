import { setTimeout as wait } from 'node:timers/promises';
import { Database } from '../../../electron/edges/store/database.ts';
import { dataFiles } from '../../../electron/edges/system/paths.ts';
import { costOf, pssOf } from '../desktop/process-tree.ts';
import { startDesktop } from '../../e2e/harness/desktop.ts';
import { floors, largeFolder, startApp, startFloor } from '../desktop/runs.ts';
import { oncePerRun } from '../harness/bench.ts';
import type { Figure } from '../harness/figure.ts';

const megabyte = 1_000_000;
const settleMs = 30_000;
const idleMs = 60_000;
const hourMs = 3_600_000;

interface Run {
  readonly pssBytes: number;
  /** As much as would be in an hour. */
  readonly cpuS: number;
  readonly wakeUps: number;
}

/** The bench's own servers go on, and a round over 100,000 orders is no idling: what that costs is P9's. */
const withoutRounds = (folder: string): void => {
  const database = new Database(dataFiles(folder).store, { readOnly: false });
  database.run('UPDATE account SET paused = 1');
  database.close();
};

/** Starts both in the tray, again and again: what memory they hold after half a minute, and what the minute after that costs. */
const trayRuns = oncePerRun(async (bench) => {
  const [folder, executable] = [await largeFolder(bench), await floors.tray(bench)];
  const floorFolder = bench.newPath('floor');
  withoutRounds(folder);
  const measured = async ({ app }: Awaited<ReturnType<typeof startApp>>): Promise<Run> => {
    await wait(settleMs);
    const pssBytes = pssOf(app.tree);
    const before = costOf(app.tree);
    await wait(idleMs);
    const after = costOf(app.tree);
    await app.end();
    const perHour = hourMs / idleMs;
    return {
      pssBytes,
      cpuS: ((after.cpuMs - before.cpuMs) / 1000) * perHour,
      wakeUps: (after.wakeUps - before.wakeUps) * perHour,
    };
  };
  // Without a host for its icon it would keep a window, so that somebody finds it.
  const desktop = await startDesktop();
  try {
    return await bench.inTurn<Run, Run>(
      {
        ours: async () => measured(await startApp(folder, 'bell.look', ['--hidden'])),
        floor: async () => measured(await startFloor(bench, executable, floorFolder)),
      },
      { enoughMs: 6 * 60_000 },
    );
  } finally {
    desktop.close();
  }
});

/** Memory in the tray, with 100,000 orders stored. */
export const p3: Figure = {
  id: 'P3',
  title: 'memory in the tray',
  measure: async (bench) => {
    const { ours, floor } = await trayRuns(bench);
    return [
      {
        what: 'PSS of all processes, without a window',
        unit: 'MB',
        ours: ours.map(({ pssBytes }) => pssBytes / megabyte),
        floor: floor.map(({ pssBytes }) => pssBytes / megabyte),
        bar: { of: 'ratio', most: 1.2 },
      },
    ];
  },
};

/** What waiting costs. */
export const p10: Figure = {
  id: 'P10',
  title: 'idle in the tray, an hour of it',
  measure: async (bench) => {
    const { ours, floor } = await trayRuns(bench);
    const note = 'Counted for a minute and multiplied.';
    return [
      {
        what: 'CPU time of all processes',
        unit: 'CPU s',
        ours: ours.map(({ cpuS }) => cpuS),
        floor: floor.map(({ cpuS }) => cpuS),
        bar: { of: 'above-floor', most: 2 },
        note,
      },
      {
        what: 'wake-ups of all threads',
        unit: 'count',
        ours: ours.map(({ wakeUps }) => wakeUps),
        floor: floor.map(({ wakeUps }) => wakeUps),
        bar: { of: 'above-floor', most: 300 },
        note,
      },
    ];
  },
};
