import type { Bar, Figure, Measurement } from '../harness/figure.ts';
import type { Slices } from '../life/slices.ts';
import { largeLife } from '../shared/lives.ts';

const one = (value: number | null): readonly number[] => (value === null ? [] : [value]);

const measurementsOf = (when: string, slices: Slices): readonly Measurement[] => {
  const line = (what: string, value: number | null, bar: Bar): Measurement => ({
    ...{ what: `${when}: ${what}`, unit: 'ms', ours: one(value), floor: null, bar },
  });
  return [
    { ...line('longest slice, CPU', slices.maxCpuMs, { of: 'value', most: 100 }), note: `${slices.looks} slices` },
    line('p99.9 of slices, CPU', slices.p999CpuMs, { of: 'value', most: 50 }),
    line('longest slice, wall', slices.maxWallMs, null),
    line('p99.9 of slices, wall', slices.p999WallMs, null),
  ];
};

/** How long the thread of the engine is busy at a stretch in one Node process, while its timers, and so the bell, must wait. */
export const p9: Figure = {
  id: 'P9',
  title: 'longest slices of the thread that rings, 100,000 orders',
  measure: async (bench) => {
    const { firstSync, changedRounds } = await largeLife(bench);
    return [...measurementsOf('first sync', firstSync), ...measurementsOf('rounds with a change', changedRounds)];
  },
};
