import { everyRental } from '../../../electron/contract/views.ts';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { answerOf } from '../../e2e/pages/requests.ts';
import { driveApp, drivenFolders, driveFloor, type DrivenApp } from '../desktop/driven-app.ts';
import { typeTexts, type Typed, type Typing } from '../desktop/typing.ts';
import { oncePerRun, type Bench } from '../harness/bench.ts';
import type { Bar, Figure, Measurement } from '../harness/figure.ts';
import { percentileOf } from '../harness/statistics.ts';
import { isLong, typedTexts, typedWords } from '../shared/typed-texts.ts';

/** What a start leaves to be done is done by then. */
const settleMs = 6_000;

const sqlSchema = z.array(
  z.object({
    ...{ text: z.string(), oursMs: z.number(), rawMs: z.number() },
    ...{ oursTotal: z.number(), rawTotal: z.number() },
  }),
);

/** What SQLite does for each text, in CPU time of a process of its own. */
const measureSql = async (bench: Bench): Promise<z.infer<typeof sqlSchema>> => {
  const store = join(await drivenFolders.large(bench), 'leasebell.sqlite');
  const { out } = await bench.run('search', [store, String(Math.max(3, bench.times))]);
  return sqlSchema.parse(JSON.parse(out));
};

/** The first page of each text as the app replies it: what the floor shows. Returns the file of them, and how many rows there are in all. */
const takeReplies = async (bench: Bench) => {
  const app = await driveApp(await drivenFolders.large(bench));
  try {
    await app.page.locator('input[type="search"]').waitFor();
    const replies = new Map<string, { readonly total: number }>();
    for (const query of ['', ...typedTexts])
      replies.set(query, await answerOf(app.page, 'rental.list', { ...everyRental, query, offset: 0, limit: 100 }));
    const file = bench.newPath('replies.json');
    writeFileSync(file, JSON.stringify([...replies]));
    return { file, totals: new Map([...replies].map(([text, { total }]) => [text, total])) };
  } finally {
    await app.end();
  }
};

const typeInto = async (app: DrivenApp, totals: ReadonlyMap<string, number>): Promise<Typing> => {
  try {
    await app.page.locator('input[type="search"]').waitFor();
    await wait(settleMs);
    return await typeTexts(app.page, typedWords, totals);
  } finally {
    await app.end();
  }
};

const typings = oncePerRun(async (bench) => {
  const [sql, { file, totals }] = [await measureSql(bench), await takeReplies(bench)];
  const folder = await drivenFolders.large(bench);
  const found = await bench.inTurn<Typing, Typing>(
    {
      ours: async () => typeInto(await driveApp(folder), totals),
      floor: async () => typeInto(await driveFloor(bench, file), totals),
    },
    { enoughMs: 5 * 60_000 },
  );
  return { sql, ...found };
});

const msOf = ({ ms }: Typed): number => ms;
const slowestOf = (typed: readonly Typed[]): string =>
  [...typed]
    .sort((one, other) => other.ms - one.ms)
    .slice(0, 5)
    .map(({ text, ms }) => `“${text}” ${ms.toFixed(0)} ms`)
    .join(', ');

/** Search while typing. The floor of a key is the raw query of its text, and the floor app's round trip and painting. */
export const p7: Figure = {
  id: 'P7',
  title: 'search while typing over 100,000 orders',
  measure: async (bench) => {
    const { sql, ours, floor } = await typings(bench);
    const rawMs = new Map(sql.map((each) => [each.text, each.rawMs]));
    const floors = floor.map(({ painted }) =>
      painted.map(({ text, ms }) => ({ text, ms: ms + (rawMs.get(text) ?? 0) })),
    );
    const line = (what: string, bar: Bar, isMeant: (text: string) => boolean): Measurement => {
      const meant = (typed: readonly Typed[]) => typed.filter(({ text }) => isMeant(text));
      const p95 = (typed: readonly Typed[]) => percentileOf(meant(typed).map(msOf), 0.95);
      const all = meant(ours.flatMap(({ painted }) => painted));
      return {
        ...{ what: `${what}, key to painted rows, p95`, unit: 'ms', bar },
        ...{ ours: ours.map(({ painted }) => p95(painted)), floor: floors.map(p95) },
        note: `${String(all.length)} keys; the slowest: ${slowestOf(all)}`,
      };
    };
    const taken = (typing: Typing): number => percentileOf(typing.takenMs, 1);
    return [
      line('any text', { of: 'value', most: 50 }, () => true),
      line('three letters and more', { of: 'value', most: 33 }, isLong),
      {
        ...{ what: 'typing fast, longest until a letter is taken', unit: 'ms', bar: null },
        ...{ ours: ours.map(taken), floor: floor.map(taken) },
      },
      sqlLine(sql),
    ];
  },
};

const sqlLine = (sql: z.infer<typeof sqlSchema>): Measurement => {
  const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
  const steepest = [...sql]
    .sort((one, other) => other.oursMs / other.rawMs - one.oursMs / one.rawMs)
    .slice(0, 5)
    .map(({ text, oursMs, rawMs }) => `“${text}” ${oursMs.toFixed(1)} against ${rawMs.toFixed(1)} ms`);
  const differing = sql.filter(({ oursTotal, rawTotal }) => oursTotal !== rawTotal).map(({ text }) => `“${text}”`);
  const differ = differing.length === 0 ? '' : `; found otherwise than by the raw query: ${differing.join(', ')}`;
  return {
    ...{ what: `SQL of ${String(sql.length)} texts together, CPU`, unit: 'ms', bar: { of: 'ratio', most: 1.5 } },
    ...{ ours: [sum(sql.map(({ oursMs }) => oursMs))], floor: [sum(sql.map(({ rawMs }) => rawMs))] },
    note: `worst: ${steepest.join(', ')}${differ}`,
  };
};
