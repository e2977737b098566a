import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { speakIn } from '../../../electron/core/words/words.ts';
import type { LifeFound } from '../life/found.ts';
import { addAccount, oneRound, openLife, valueOf } from '../life/open-life.ts';
import { latenciesBetween } from '../life/latencies.ts';
import { measureSearches } from '../life/searches.ts';
import { measureChanged, measureUnchanged, type Observed } from '../life/rounds.ts';
import { watchSlices } from '../life/slices.ts';
import { worldNow } from '../world/orders.ts';
import { WorldControl } from '../world/world-server.ts';

/**
 * One life of the engine in a process of its own: `node life.js FOLDER WORLD ENDS TIMES`. Reads the world at the address WORLD for the first
 * time while reminders of the account at ENDS fall due, wakes from a sleep, then reads the world again, unchanged and changed, and searches it.
 */
const [folder = '', worldUrl = '', endsUrl = '', times = '3'] = process.argv.slice(2);

speakIn(() => 'zh-CN');
let offsetMs = Date.parse(worldNow) - Date.now();
const clock = { now: () => Date.now() + offsetMs };
let shownAtMs: number | null = null;
const news: string[] = [];
const life = openLife({
  folder,
  clock,
  onShown: () => (shownAtMs ??= performance.now()),
  onNews: (event) => news.push(event),
});
const { program, life: lifetime } = life.running;

const endsId = await addAccount(life, 'ends', endsUrl);
await oneRound(life, endsId);
lifetime.start();

const worldId = await addAccount(life, 'bench', worldUrl);
const slicesSince = watchSlices();
const syncFromMs = clock.now();
await oneRound(life, worldId);
await turn();
const syncUntilMs = clock.now();
const firstSync = slicesSince();

// Long enough for some reminders to ring while nothing else happens.
const awakeMs = 9_000;
await wait(awakeMs);
const past = valueOf(await program.reminders.past({ ids: [] }));
const latencies = {
  inFirstSync: latenciesBetween(past, syncFromMs, syncUntilMs),
  // What was due before has to be shown first.
  awake: latenciesBetween(past, syncUntilMs + 3_000, syncUntilMs + awakeMs - 1_500),
  afterResume: await measureResume(),
};

/** The clock goes on by a minute, as it does while a computer sleeps: from then until the first reminder is shown. */
async function measureResume(): Promise<readonly number[]> {
  offsetMs += 60_000;
  shownAtMs = null;
  const wokeAtMs = performance.now();
  lifetime.awoke();
  for (let waited = 0; shownAtMs === null && waited < 600; waited += 1) await wait(100);
  return shownAtMs === null ? [] : [shownAtMs - wokeAtMs];
}

// Waking asks every account again: that round is let through, and is the first one that finds nothing new.
await wait(11_000);
valueOf(await program.accounts.remove({ id: endsId }));
await oneRound(life, worldId);
await turn();

const observed: Observed = {
  times: Number(times),
  control: new WorldControl(worldUrl),
  round: async () => {
    await oneRound(life, worldId);
    await turn();
  },
  rowsWritten: () => life.engine.database.rowsWritten,
  news,
};
const { messageKinds, ...unchanged } = await measureUnchanged(observed);
const changedSince = watchSlices();
const changed = await measureChanged(observed);
const changedRounds = changedSince();
const searches = await measureSearches(program);
await lifetime.stop();

const found = { firstSync, changedRounds, latencies, unchanged, messageKinds, changed, searches };
process.stdout.write(`${JSON.stringify(found satisfies { [Name in keyof LifeFound]: unknown })}\n`);
process.exit();
