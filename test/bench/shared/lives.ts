import { z } from 'zod';
import { oncePerRun, type Bench } from '../harness/bench.ts';
import { lifeSchema, type LifeFound } from '../life/found.ts';
import { serveWorld, usualPageSize } from '../world/world-server.ts';

/** More than fall due in the longest first sync. */
const ends = 300;

/** A life of the engine over a world, and one pass of page requests over the same. */
export interface Life extends LifeFound {
  /** CPU time of a pass in which each page is asked for once and parsed, in milliseconds. */
  readonly passCpuMs: readonly number[];
  /** Bytes of all pages. */
  readonly passBytes: number;
}

const live = async (bench: Bench, orders: number, endsUrl: readonly string[]): Promise<Life> => {
  // A world of its own: the life changes it.
  const world = await serveWorld('orders', orders);
  try {
    const { pages, bytes } = await world.control.prepare(usualPageSize);
    const times = String(bench.times);
    const pass = await bench.run('parse-floor', [world.url, String(pages), String(usualPageSize), times]);
    const lived = await bench.run('life', [bench.newPath('data'), times, world.url, ...endsUrl]);
    const passCpuMs = z.array(z.number()).parse(JSON.parse(pass.out));
    return { ...lifeSchema.parse(JSON.parse(lived.out)), passCpuMs, passBytes: bytes };
  } finally {
    await world.stop();
  }
};

/** One life over 10,000 orders for the whole run, in which nothing rings. */
export const smallLife = oncePerRun((bench) => live(bench, 10_000, []));

/** One life over 100,000 orders for the whole run, with reminders. */
export const largeLife = oncePerRun(async (bench) => {
  const endsServer = await serveWorld('ends', ends);
  try {
    return await live(bench, 100_000, [endsServer.url]);
  } finally {
    await endsServer.stop();
  }
});
