import { everyRental } from '../../../electron/contract/views.ts';
import { writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { answerOf } from '../../e2e/pages/requests.ts';
import { driveApp, drivenFolders, driveFloor, type DrivenApp } from '../desktop/driven-app.ts';
import { scrollList, type Scrolling } from '../desktop/scrolling.ts';
import type { Bench } from '../harness/bench.ts';
import type { Figure } from '../harness/figure.ts';
import { percentileOf } from '../harness/statistics.ts';

/** What a start leaves to be done is done by then. */
const settleMs = 6_000;

/** A frame comes every 16.67 ms; a tenth more is not the next one. */
const lateAfterMs = 18.3;

const scroll = async (app: DrivenApp): Promise<Scrolling> => {
  try {
    await app.page.locator('[role="gridcell"]').first().waitFor();
    await wait(settleMs);
    return await scrollList(app.page);
  } finally {
    await app.end();
  }
};

/** The first page of all rentals, for the floor. Returns its file. */
const takeFirstPage = async (bench: Bench): Promise<string> => {
  const app = await driveApp(await drivenFolders.large(bench));
  try {
    const first = await answerOf(app.page, 'rental.list', { ...everyRental, offset: 0, limit: 100 });
    const file = bench.newPath('replies.json');
    writeFileSync(file, JSON.stringify([['', first]]));
    return file;
  } finally {
    await app.end();
  }
};

const lateShare = ({ framesMs }: Scrolling): number =>
  framesMs.filter((ms) => ms > lateAfterMs).length / framesMs.length;
const longestMs = ({ framesMs }: Scrolling): number => percentileOf(framesMs, 1);
const elementsOf = ({ elements }: Scrolling): number => elements;

/** Scrolling through all rentals, against a list of the height of the window whose rows stand. */
export const p8: Figure = {
  id: 'P8',
  title: 'scroll of 100,000 rows for ten seconds',
  measure: async (bench) => {
    const [large, small] = [await drivenFolders.large(bench), await drivenFolders.small(bench)];
    const file = await takeFirstPage(bench);
    const { ours, floor } = await bench.inTurn<Scrolling, Scrolling>(
      { ours: async () => scroll(await driveApp(large)), floor: async () => scroll(await driveFloor(bench, file)) },
      { enoughMs: 3 * 60_000 },
    );
    const few = await scroll(await driveApp(small));
    const frames = [...ours, ...floor].map(({ framesMs }) => String(framesMs.length)).join(', ');
    return [
      {
        ...{ what: 'late frames', unit: 'share', bar: { of: 'above-floor', most: 0.01 } },
        ...{
          ours: ours.map(lateShare),
          floor: floor.map(lateShare),
          note: `frames, ours and then the floor's: ${frames}`,
        },
      },
      { what: 'longest frame', unit: 'ms', ours: ours.map(longestMs), floor: floor.map(longestMs), bar: null },
      {
        ...{ what: 'frames in which a row was not there yet', unit: 'share', floor: null, bar: null },
        ours: ours.map(({ withoutRows }) => withoutRows),
      },
      {
        ...{
          what: 'elements of the page, against those of 10,000 rows',
          unit: 'count',
          bar: { of: 'ratio', most: 1.05 },
        },
        ...{ ours: ours.map(elementsOf), floor: [elementsOf(few)] },
      },
    ];
  },
};
