import { performance } from 'node:perf_hooks';
import { expect, it } from 'vitest';
import { wholeness } from './contents.ts';
import { asked, report } from './report.ts';
import { Desk } from './desk.ts';
import { demoProviders } from './front.ts';
import { anchor, Lane, limitMs, newFindings } from './hostile/lane.ts';

const wanted = asked.full ? 10_000 : 300;

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
  const startedMs = performance.now();
  try {
    await Promise.all(
      lanes.map(async (lane) => {
        await lane.begin();
        let given = 0;
        for (let number = 1; given < wanted / lanes.length; number += 1) {
          given += await lane.attack(number);
          mostBytes = Math.max(mostBytes, process.memoryUsage().rss);
        }
        answers += given;
      }),
    );
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
    mostMegabytes: Math.round(mostBytes / 1_000_000),
    lastedMs: Math.round(performance.now() - startedMs),
    violations: Object.values(findings.faults).reduce((sum, count) => sum + count, 0),
    ...findings.faults,
  });
  expect(findings.first).toEqual([]);
  expect(answers).toBeGreaterThanOrEqual(wanted);
});
