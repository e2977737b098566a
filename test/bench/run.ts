import { Bench } from './harness/bench.ts';
import { watchNoise, remarkOn } from './harness/noise.ts';
import { keepResults } from './harness/results.ts';
import { judge, tableOf, type Judged } from './harness/table.ts';
import { figures } from './registry.ts';

/** `node out/bench/run.js TIMES [ID …]`, started by build/bench.mjs in the folder of the checkout. */
const [times = '3', ...ids] = process.argv.slice(2);

const say = (text: string): boolean => process.stderr.write(`${text}\n`);

/** A figure that cannot be measured here is said, and the others are measured all the same. */
const measureAll = async (
  chosen: typeof figures,
): Promise<{ readonly all: readonly Judged[]; readonly failed: number }> => {
  const bench = new Bench(Number(times));
  const all: Judged[] = [];
  let failed = 0;
  try {
    for (const { id, title, measure } of chosen) {
      const startedMs = performance.now();
      say(`${id} ${title} …`);
      try {
        all.push(...(await measure(bench)).map((measurement) => judge(id, measurement)));
      } catch (error) {
        failed += 1;
        say(`${id} could not be measured: ${error instanceof Error ? error.message : String(error)}`);
      }
      say(`${id} took ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
    }
  } finally {
    await bench.end();
  }
  return { all, failed };
};

const main = async (): Promise<number> => {
  const unknown = ids.filter((id) => !figures.some((figure) => figure.id.toUpperCase() === id));
  if (unknown.length > 0) {
    say(`There is no figure ${unknown.join(', ')}; there are ${figures.map(({ id }) => id).join(', ')}.`);
    return 1;
  }
  const chosen = ids.length === 0 ? figures : figures.filter(({ id }) => ids.includes(id.toUpperCase()));
  const startedAt = new Date();
  const noiseSince = watchNoise();
  const { all, failed } = await measureAll(chosen);
  const noise = noiseSince();
  keepResults(all, noise, startedAt);
  process.stdout.write(`${tableOf(all)}\n\n${remarkOn(noise)}\n`);
  return failed > 0 ? 1 : 0;
};

process.exitCode = await main();
