import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { wholeness } from './contents.ts';
import { demoProviders, secretsOf } from './providers.ts';
import { asked, report } from './report.ts';
import type { GreedyProvider } from './hostile/greedy-pages.ts';
import { grow, storeSize } from './hostile/growth.ts';
import { Desk } from './desk.ts';
import { hasCanary } from './hostile/canaries.ts';
import { anchor } from './hostile/attacked-world.ts';
import { newFindings } from './hostile/findings.ts';
import { Lane, limitMs } from './hostile/lane.ts';

const wanted = asked.full ? 16_000 : 500;
/** Endless pages are many answers of one round; each lie is told once all the same, in every second round. */
const leastRounds = asked.full ? 180 : 90;
/** What the process may take up: three rounds at once, each with answers of 20 MB at the most, and what a garbage collector leaves lying. */
const mostMemory = 2_000_000_000;
/** What the store of the run may take up: some tens of orders and machines, none over its bound, and what 25,000 invented ones left free. */
const mostStored = 300_000_000;

const megabytes = (bytes: number): number => Math.round(bytes / 100_000) / 10;

it(`R4: hostile answers, seed ${String(asked.seed)}`, async () => {
  const findings = newFindings();
  const desk = new Desk(anchor.getTime());
  const lanes = await Promise.all(demoProviders.map((provider) => Lane.open(provider, desk, findings)));
  const stray = (error: unknown): void =>
    findings.fault(
      'uncaught',
      `${lanes.map(({ doing }) => doing).join(' | ')}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
    );
  process.on('uncaughtException', stray);
  process.on('unhandledRejection', stray);
  let answers = 0;
  let mostBytes = 0;
  let stored = 0;
  const startedMs = performance.now();
  try {
    // One provider's endless pages hold the thread for seconds, which by the quicker clock of another's rounds are minutes.
    for (const together of [lanes.slice(0, -2), lanes.slice(-2, -1), lanes.slice(-1)])
      await Promise.all(
        together.map(async (lane) => {
          await lane.begin();
          let given = 0;
          for (let number = 1; given < wanted / lanes.length || number <= leastRounds; number += 1) {
            given += await lane.attack(number);
            mostBytes = Math.max(mostBytes, process.memoryUsage().rss);
          }
          answers += given;
        }),
      );
    stored = storeSize(desk.database).file;
    if (stored > mostStored) findings.fault('grown', `${String(stored)} bytes`);
    if (mostBytes > mostMemory) findings.fault('memory', `${String(mostBytes)} bytes`);
    const bytes = desk.bytes();
    if (hasCanary(bytes)) findings.fault('canary', 'in the file of the store');
    for (const key of Object.values(secretsOf).flatMap((keys) => Object.values<string>(keys)))
      if (bytes.includes(key)) findings.fault('secret', 'in the file of the store');
    if (wholeness(desk.database) !== 'ok') findings.fault('damaged', wholeness(desk.database));
  } finally {
    await Promise.all(lanes.map((lane) => lane.close()));
    desk.close();
    process.off('uncaughtException', stray);
    process.off('unhandledRejection', stray);
  }
  const kinds = new Set(lanes.flatMap(({ names }) => Object.keys(names)));
  const codes: Record<string, number> = {};
  for (const lane of lanes)
    for (const [code, count] of Object.entries(lane.codes)) codes[code] = (codes[code] ?? 0) + count;
  report('R4', {
    answers,
    kinds: kinds.size,
    ...Object.fromEntries(lanes.map(({ counts }, index) => [demoProviders[index] ?? '', counts])),
    codes,
    slowestMs: Math.round(Math.max(...lanes.map(({ slowestMs }) => slowestMs))),
    limitMs,
    storedMegabytes: megabytes(stored),
    mostMegabytes: megabytes(mostBytes),
    lastedMs: Math.round(performance.now() - startedMs),
    violations: Object.values(findings.faults).reduce((sum, count) => sum + count, 0),
    ...findings.faults,
  });
  expect(findings.first).toEqual([]);
  expect(answers).toBeGreaterThanOrEqual(wanted);
});

/** Rounds in a row that bring more than may be kept. */
const greedyRounds: Readonly<Record<GreedyProvider, number>> = { wolover: 1_000, alibaba: 300, vastai: 300 };
/** Four orders, a quarter of a megabyte each, with the words that they and their rentals are found by, the index of those, and room to rewrite it all. */
const mostOfFour = 10_000_000;
/** The log is cut back to 16 MB whenever it has been written into the file; the largest round comes on top. */
const mostLog = 32_000_000;
/** An idle computer needs a tenth of it: how long one round may take with the largest answer. */
const mostHeldMs = 5_000;

it.each(['wolover', 'alibaba', 'vastai'] as const)(
  `R4: the store after many greedy rounds of %s, seed ${String(asked.seed)}`,
  async (provider) => {
    const growth = await grow(provider, greedyRounds[provider], asked.seed, anchor.getTime());
    report('R4-store', {
      provider,
      rounds: growth.rounds,
      receivedMegabytes: megabytes(growth.received),
      afterQuarterMegabytes: megabytes(growth.early),
      storedMegabytes: megabytes(growth.end),
      longestLogMegabytes: megabytes(growth.longestLog),
      largestRowKilobytes: Math.round(growth.largestRow / 1_000),
      roundMs: growth.heldMs,
    });
    expect(growth.end).toBeLessThan(mostOfFour);
    expect(growth.end).toBeLessThan(2 * growth.early);
    expect(growth.longestLog).toBeLessThan(mostLog);
    expect(growth.largestRow).toBeLessThan(300_000);
    expect(Math.max(...Object.values(growth.heldMs))).toBeLessThan(mostHeldMs);
  },
);
