import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { DemoProvider } from '../../electron/demo/exchange.ts';
import { oneOf, seededRandom } from '../fakes/random.ts';
import { buildChild } from './build-child.ts';
import { newFolder } from './contents.ts';
import { Front, type Paging } from './front.ts';
import { asked, report } from './report.ts';
import { mostOf, slopeOf } from './soak-figures.ts';
import { SoakWorld } from './soak-world.ts';

/** 43,200 rounds: one a minute for a month. */
const rounds = asked.full ? 43_200 : 2_000;
const startMs = Date.parse('2026-03-01T00:00:00Z');
const leasesEach = 12;
const refusedIn = 0.02;
const paging = (provider: DemoProvider): Paging => ({
  size: 10,
  numbering: provider === 'wolover' ? 'clamped' : 'from-1',
  total: (truth) => truth,
});

const sample = z.object({
  ...{ rounds: z.number(), heap: z.number(), rss: z.number(), files: z.number(), sockets: z.number() },
  ...{ resources: z.number(), listeners: z.number(), dependants: z.number(), store: z.number(), rows: z.number() },
});
const step = z.object({ nowMs: z.number() });
const result = z.object({
  samples: z.array(sample),
  figures: z.record(z.string(), z.number()),
  firstBugs: z.array(z.string()),
});
type Told = z.infer<typeof result>;

/** Refuses as providers do when they have a bad day: the round fails or is tried again, and the next one finds all well. */
const refuse = (random: () => number, response: ServerResponse): void => {
  const kind = oneOf(random, ['429', '503', 'reset', 'cut', 'html'] as const);
  if (kind === '429') response.writeHead(429, { 'Retry-After': '5' }).end('slow down');
  else if (kind === '503') response.writeHead(503).end('why');
  else if (kind === 'reset') response.socket?.resetAndDestroy();
  else if (kind === 'html') response.writeHead(200, { 'Content-Type': 'text/html' }).end('<!doctype html>');
  else {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '500' });
    response.write('{"rows": [', () => response.destroy());
  }
};

/** Lets the child live through its rounds against the world, which goes on by the child's own time. */
const soak = async (child: string, store: string): Promise<Told> => {
  const random = seededRandom(asked.seed);
  const world = new SoakWorld(random, startMs, leasesEach);
  let nowMs = startMs;
  const front = await Front.open(() => new Date(nowMs), {
    world: world.world,
    paging,
    instead: (_, __, response) => {
      if (random() >= refusedIn) return false;
      refuse(random, response);
      return true;
    },
  });
  const plan = { rounds, samples: asked.full ? 200 : 40, seed: asked.seed, nowMs, baseUrls: front.baseUrls };
  const running = spawn(process.execPath, ['--expose-gc', child, store, JSON.stringify(plan)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const exited = once(running, 'exit');
    let told: Told | null = null;
    running.on('message', (message) => {
      const next = step.safeParse(message);
      if (!next.success) {
        told = result.parse(message);
        return;
      }
      nowMs = next.data.nowMs;
      world.moveTo(nowMs);
      running.send('go');
    });
    await exited;
    if (told === null) throw new Error('the child ended without a word');
    const { figures, ...rest }: Told = told;
    return { ...rest, figures: { ...figures, moves: world.moves } };
  } finally {
    running.kill('SIGKILL');
    await front.close();
  }
};

/**
 * What may be held at most, in the second half of the run. A short run still warms up: its code is compiled and its tables grow to their
 * size, so that only the long one can tell a leak of some bytes a round; what is counted is told by both.
 */
const bars = {
  /** Bytes a round. */
  heapSlope: asked.full ? 128 : 1_536,
  rssSlope: asked.full ? 512 : 8_192,
  /** Connections that a client keeps open for a while. */
  sockets: 40,
  /** A running round's signal of each account. */
  dependants: 10,
  walBytes: 16_000_000,
  /** What is told goes into the log and its index, and nothing else grows. */
  bytesPerRow: 1_024,
  rowsPerEvent: 2,
} as const;

const barred = ['heapSlope', 'rssSlope', 'sockets', 'dependants', 'walBytes', 'bytesPerRow', 'rowsPerEvent'] as const;

/** What stays the same from sample to sample. */
const steady = ['files', 'resources', 'listeners'] as const;

const judge = ({ samples, figures }: Told) => {
  const half = samples.slice(Math.floor(samples.length / 2));
  const [first, last] = [half[0], half.at(-1)];
  if (first === undefined || last === undefined) throw new Error('no samples');
  const events = (figures['changes'] ?? 0) + (figures['shown'] ?? 0) + (figures['notShown'] ?? 0);
  const found = {
    heapSlope: Math.round(slopeOf(half, 'heap')),
    rssSlope: Math.round(slopeOf(half, 'rss')),
    sockets: mostOf(half, 'sockets'),
    dependants: mostOf(half, 'dependants'),
    walBytes: figures['mostWal'] ?? 0,
    bytesPerRow: Math.round(slopeOf(half, 'store', 'rows')),
    rowsPerEvent: Math.round((last.rows / events) * 100) / 100,
  };
  const over = barred.filter((name) => !(found[name] <= bars[name]));
  const grown = steady.filter((name) => mostOf(half, name) > mostOf(samples.slice(0, 2), name));
  return { found, first, last, faults: [...over, ...grown] };
};

it(`R11: ${String(rounds)} accelerated rounds, seed ${String(asked.seed)}`, async () => {
  const folder = newFolder();
  try {
    const told = await soak(await buildChild('soak-child'), join(folder, 'store.sqlite'));
    const { found, first, last, faults } = judge(told);
    report('R11', { ...told.figures, ...found, bars, atStart: told.samples[0], atHalf: first, atEnd: last, faults });
    expect({ bugs: told.firstBugs, faults }).toEqual({ bugs: [], faults: [] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
