import { statSync } from 'node:fs';
import { oncePerRun, type Bench } from '../harness/bench.ts';
import type { Cost } from '../harness/child.ts';
import { usualPageSize } from '../world/world-server.ts';
import { largeStore, smallStore, storeWorld, type StoredWorld } from './stored-world.ts';

/** A first sync or its floor: what the process cost, and the size of the store that it left. */
export interface SyncCost extends Cost {
  readonly storeBytes: number;
}

/** First syncs and their floors, in turn. */
export interface FirstSyncs {
  readonly ours: readonly SyncCost[];
  readonly floor: readonly SyncCost[];
}

const measureFirstSyncs = async (
  bench: Bench,
  orders: number,
  shared: (bench: Bench) => Promise<StoredWorld>,
): Promise<FirstSyncs> => {
  const world = await bench.world(orders);
  const pages = String(Math.ceil(orders / usualPageSize));
  let isFirst = true;
  return bench.inTurn({
    ours: async () => {
      // The first store is the one that other figures read.
      const { program, firstSync } = await (isFirst ? shared(bench) : storeWorld(bench, orders));
      isFirst = false;
      return { ...firstSync, storeBytes: statSync(program.storePath).size };
    },
    floor: async () => {
      const path = bench.newPath('floor.sqlite');
      const words = [world.url, pages, String(usualPageSize), path];
      return { ...(await bench.run('sync-floor', words)), storeBytes: statSync(path).size };
    },
  });
};

/** First syncs of 10,000 orders. */
export const smallSyncs = oncePerRun((bench) => measureFirstSyncs(bench, 10_000, smallStore));

/** First syncs of 100,000 orders. */
export const largeSyncs = oncePerRun((bench) => measureFirstSyncs(bench, 100_000, largeStore));
