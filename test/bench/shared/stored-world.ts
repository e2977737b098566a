import { oncePerRun, type Bench } from '../harness/bench.ts';
import type { Ended } from '../harness/child.ts';
import { TerminalProgram } from './terminal-program.ts';

/** A data folder into which the built terminal program has read a whole world, and what that first sync cost. */
export interface StoredWorld {
  readonly program: TerminalProgram;
  readonly firstSync: Ended;
}

/** Reads a world of so many orders into a new data folder, with no latency. */
export const storeWorld = async (bench: Bench, orders: number): Promise<StoredWorld> => {
  const world = await bench.world(orders);
  const program = new TerminalProgram(bench);
  await program.addAccount(world);
  await world.control.reset();
  return { program, firstSync: await program.sync() };
};

/** One store of 10,000 orders for the whole run. Do not write into it: copy its folder. */
export const smallStore = oncePerRun((bench) => storeWorld(bench, 10_000));

/** One store of 100,000 orders for the whole run. Do not write into it: copy its folder. */
export const largeStore = oncePerRun((bench) => storeWorld(bench, 100_000));
