import type { DemoWorld } from '../../electron/demo/world/world.ts';

/** A world in which nobody ever bought anything; tests fill in what they need. */
export const emptyWorld: DemoWorld = { alibaba: () => [], wolover: () => [], unicloud: () => [], qiniu: () => [] };
