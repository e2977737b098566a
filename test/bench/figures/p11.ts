import type { Figure, Measurement } from '../harness/figure.ts';
import { percentileOf } from '../harness/statistics.ts';
import { largeLife } from '../shared/lives.ts';

/** How late a reminder is shown at worst, over 100,000 orders, on the real clock. */
export const p11: Figure = {
  id: 'P11',
  title: 'reminder latency over 100,000 orders',
  measure: async (bench) => {
    const { latencies } = await largeLife(bench);
    const line = (what: string, most: number, found: readonly number[] = []): Measurement => ({
      ...{ what, unit: 'ms', ours: found.length === 0 ? [] : [percentileOf(found, 1)], floor: null },
      bar: { of: 'value', most },
      note: `the latest of ${String(found.length)}`,
    });
    return [
      line('awake', 1_000, latencies?.awake),
      line('after resume', 2_000, latencies?.afterResume),
      line("another account's, in a first sync", 1_000, latencies?.inFirstSync),
    ];
  },
};
