import { writeFileSync } from 'node:fs';
import type { Figure } from '../harness/figure.ts';
import { TerminalProgram } from '../shared/terminal-program.ts';

const orders = 10_000;
const latencyMs = 50;

/** What waiting for a provider costs: whether the program lets the network stand idle. */
export const p4: Figure = {
  id: 'P4',
  title: `sync of ${String(orders)} orders at ${String(latencyMs)} ms a page`,
  measure: async (bench) => {
    const { url, control } = await bench.world(orders);
    const world = await bench.world(orders);
    const trafficPath = bench.newPath('traffic.json');
    let atOnce = 0;
    const { ours, floor } = await bench.inTurn({
      ours: async () => {
        const program = new TerminalProgram(bench);
        await program.addAccount(world);
        await control.reset(latencyMs);
        const { wallMs } = await program.sync();
        const traffic = await control.traffic();
        atOnce = traffic.mostAtOnce;
        writeFileSync(trafficPath, JSON.stringify(traffic));
        return wallMs;
      },
      // The very requests of the sync before it, as many at once as that had.
      floor: async () => {
        await control.reset(latencyMs);
        const { wallMs } = await bench.run('pages-floor', [url, trafficPath]);
        return wallMs;
      },
    });
    await control.reset();
    const note = `the sync has ${String(atOnce)} requests under way at most, and so has its floor`;
    return [{ what: 'first sync, wall', unit: 'ms', ours, floor, bar: { of: 'ratio', most: 1.2 }, note }];
  },
};
