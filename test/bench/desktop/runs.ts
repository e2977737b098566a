import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { startMarkNames } from '../../../electron/core/model/start-marks.ts';
import { oncePerRun, type Bench } from '../harness/bench.ts';
import { largeStore } from '../shared/stored-world.ts';
import { worldNow } from '../world/orders.ts';
import { DesktopApp, writtenBy } from './desktop-app.ts';
import { makeFloor } from './floor-app.ts';

/** The executable of the packaged app; build/bench.mjs says where it is, on Linux only. */
export const packagedApp = (): string => {
  const path = process.env['LEASEBELL_APP'];
  if (path === undefined) throw new Error('the desktop is measured on Linux only');
  return path;
};

/** The floors around the same runtime, made once for a whole run. */
export const floors = {
  window: oncePerRun((bench) => makeFloor('window', packagedApp(), bench.newPath('window'))),
  tray: oncePerRun((bench) => makeFloor('tray', packagedApp(), bench.newPath('tray'))),
};

/** A data folder with 100,000 orders for the app alone, used by all of its starts: as of the second one its caches are there. */
export const largeFolder = oncePerRun(async (bench) => {
  const { program } = await largeStore(bench);
  const folder = bench.newPath('app');
  cpSync(program.folder, folder, { recursive: true });
  return folder;
});

const startSchema = z.object({
  at: z.iso.datetime(),
  marks: z.array(z.object({ name: z.enum(startMarkNames), ms: z.number() })),
});

const passed = (name: (typeof startMarkNames)[number]) =>
  startSchema.refine(({ marks }) => marks.some((mark) => mark.name === name));

/** Starts the app over a data folder, and waits until it has come to a mark. Returns when that was, in epoch milliseconds. */
export const startApp = async (
  folder: string,
  until: 'first.rows' | 'bell.look',
  args: readonly string[] = [],
): Promise<{ readonly app: DesktopApp; readonly atMs: number }> => {
  const file = join(folder, 'leasebell.sqlite.start');
  if (existsSync(file)) rmSync(file);
  const app = new DesktopApp(packagedApp(), [`--data-dir=${folder}`, ...args], { LEASEBELL_NOW: worldNow });
  const { at, marks } = await app.orEnd(writtenBy(file, passed(until)));
  return { app, atMs: Date.parse(at) + (marks.find(({ name }) => name === until)?.ms ?? Number.NaN) };
};

/** Starts a floor and waits until it says that it is there. Returns when its rows were painted, in epoch milliseconds; NaN for one without. */
export const startFloor = async (
  bench: Bench,
  executable: string,
  folder: string,
): Promise<{ readonly app: DesktopApp; readonly atMs: number }> => {
  const report = bench.newPath('report.json');
  const app = new DesktopApp(executable, [`--user-data-dir=${folder}`], { BENCH_REPORT: report });
  const { rowsAtMs } = await app.orEnd(writtenBy(report, z.object({ rowsAtMs: z.number().default(Number.NaN) })));
  return { app, atMs: rowsAtMs };
};
