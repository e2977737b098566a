import type { DemoWorld } from '../../electron/demo/world/world.ts';

/** A world in which nobody ever bought anything; tests fill in what they need. */
export const emptyWorld: DemoWorld = {
  wolover: () => [],
  unicloud: () => [],
  qiniu: () => [],
  alibaba: () => [],
  vastai: () => ({ instances: [], priceIncreases: [], user: { credit: 0, balance: 0 } }),
};
