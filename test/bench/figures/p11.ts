import type { Figure, Measurement } from '../harness/figure.ts';
import { percentileOf } from '../harness/statistics.ts';
import { largeLife } from '../shared/lives.ts';

const latest = (latencies: readonly number[]): readonly number[] =>
  latencies.length === 0 ? [] : [percentileOf(latencies, 1)];

/** How late a reminder is shown at worst, over 100,000 orders, on the real clock. */
export const p11: Figure = {
  id: 'P11',
  title: 'reminder latency over 100,000 orders',
  measure: async (bench) => {
    const { latencies } = await largeLife(bench);
    const line = (what: string, found: readonly number[], most: number): Measurement => ({
      ...{ what, unit: 'ms', ours: latest(found), floor: null, bar: { of: 'value', most } },
      note: `the latest of ${String(found.length)}`,
    });
    return [
      line('awake', latencies.awake, 1_000),
      line('after resume', latencies.afterResume, 2_000),
      line("another account's, in a first sync", latencies.inFirstSync, 1_000),
    ];
  },
};
