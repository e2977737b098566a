import { setImmediate as turn } from 'node:timers/promises';
import { speakIn } from '../../../electron/core/words/words.ts';
import { LifeClock, measureBell } from '../life/bell.ts';
import type { LifeFound } from '../life/found.ts';
import { addAccount, oneRound, openLife, valueOf } from '../life/open-life.ts';
import { measureChanged, measureUnchanged, type Observed } from '../life/rounds.ts';
import { measureSearches } from '../life/searches.ts';
import { watchSlices } from '../life/slices.ts';
import { worldNow } from '../world/orders.ts';
import { WorldControl } from '../world/world-server.ts';

/**
 * One life of the engine in a process of its own: `node life.js FOLDER TIMES WORLD [ENDS]`. Reads the world at the address WORLD for the
 * first time, then again, unchanged and changed, and searches it. With ENDS, reminders of an account there fall due meanwhile, and the
 * computer sleeps once.
 */
const [folder = '', times = '3', worldUrl = '', endsUrl] = process.argv.slice(2);

speakIn(() => 'zh-CN');
const clock = new LifeClock(worldNow);
const shownAtMs: number[] = [];
const news: string[] = [];
const life = openLife({
  ...{ folder, clock },
  onShown: () => shownAtMs.push(performance.now()),
  onNews: (event) => news.push(event),
});
const { program, life: lifetime } = life.running;

const endsId = endsUrl === undefined ? null : await addAccount(life, 'ends', endsUrl);
if (endsId !== null) await oneRound(life, endsId);
lifetime.start();

const worldId = await addAccount(life, 'bench', worldUrl);
const round = async (): Promise<void> => {
  while (!(await oneRound(life, worldId)));
  await turn();
};
const slicesSince = watchSlices();
const fromMs = clock.now();
await round();
const sync = { fromMs, untilMs: clock.now() };
const firstSync = slicesSince();

const firstShownAtMs = (): number | null => shownAtMs.splice(0)[0] ?? null;
const latencies = endsId === null ? null : await measureBell({ life, clock, firstShownAtMs }, sync);
if (endsId !== null) valueOf(await program.accounts.remove({ id: endsId }));
// The first that finds nothing new; after waking it may be under way already.
await round();

const observed: Observed = {
  times: Number(times),
  control: new WorldControl(worldUrl),
  round,
  rowsWritten: () => life.engine.database.rowsWritten,
  news,
};
const { messageKinds, ...unchanged } = await measureUnchanged(observed);
const changedSince = watchSlices();
const changed = await measureChanged(observed);
const changedRounds = changedSince();
const searches = await measureSearches(program);
await lifetime.stop();

const found = { firstSync, changedRounds, latencies, unchanged, messageKinds, changed, searches } satisfies {
  [Name in keyof LifeFound]: unknown;
};
process.stdout.write(`${JSON.stringify(found)}\n`);
process.exit();
