import type { Figure, Measurement } from '../harness/figure.ts';
import { medianOf } from '../harness/statistics.ts';
import { largeSyncs, smallSyncs, type SyncCost } from '../shared/first-syncs.ts';

const cpuSeconds = ({ cpuMs }: SyncCost): number => cpuMs / 1000;
const bytesPerOrder = ({ storeBytes }: SyncCost): number => storeBytes / 100_000;
const peakMegabytes = ({ peakBytes }: SyncCost): number => peakBytes / 1_000_000;

/** What a first sync computes, against the least that could be computed; and whether an order costs more where there are more. */
export const p5: Figure = {
  id: 'P5',
  title: 'first sync without latency: CPU time',
  measure: async (bench) => {
    const [small, large] = [await smallSyncs(bench), await largeSyncs(bench)];
    const bar = { of: 'ratio', most: 2 } as const;
    const costOf = (what: string, { ours, floor }: typeof small): Measurement => ({
      ...{ what, unit: 'CPU s', ours: ours.map(cpuSeconds), floor: floor.map(cpuSeconds), bar },
    });
    const smallCost = medianOf(small.ours.map(cpuSeconds)) * 10;
    return [
      costOf('10,000 orders', small),
      costOf('100,000 orders', large),
      {
        what: 'an order of 100,000 against one of 10,000',
        unit: '×',
        ours: large.ours.map((cost) => cpuSeconds(cost) / smallCost),
        floor: null,
        bar: { of: 'value', most: 1.1 },
      },
    ];
  },
};

/** What an order takes up in the store. */
export const p5b: Figure = {
  id: 'P5b',
  title: 'the store after a first sync of 100,000 orders',
  measure: async (bench) => {
    const { ours, floor } = await largeSyncs(bench);
    const sizes = { ours: ours.map(bytesPerOrder), floor: floor.map(bytesPerOrder) };
    return [{ what: 'store', unit: 'bytes/order', ...sizes, bar: { of: 'ratio', most: 2.5 } }];
  },
};

/** What a first sync holds in memory at its most. */
export const p5c: Figure = {
  id: 'P5c',
  title: 'peak memory of a first sync of 100,000 orders',
  measure: async (bench) => {
    const { ours, floor } = await largeSyncs(bench);
    const peaks = { ours: ours.map(peakMegabytes), floor: floor.map(peakMegabytes) };
    return [{ what: 'peak resident memory', unit: 'MB', ...peaks, bar: { of: 'ratio', most: 1.5 } }];
  },
};
