import type { Figure } from '../harness/figure.ts';
import { medianOf } from '../harness/statistics.ts';
import { applyingNote, applyingOf } from './p6.ts';
import { largeLife, smallLife, type Life } from '../shared/lives.ts';

const moreOrders = 100_000 - 10_000;

/** Microseconds that each order more costs. */
const slopeOf = (small: readonly number[], large: readonly number[]): number =>
  ((medianOf(large) - medianOf(small)) * 1000) / moreOrders;

/** What a round without news costs beyond asking for its pages and parsing them. */
const restOf = ({ unchanged, passCpuMs }: Life): readonly number[] => [medianOf(unchanged.cpuMs) - medianOf(passCpuMs)];

/** What grows with the number of orders that are stored, though it should not, or hardly. */
export const p12: Figure = {
  id: 'P12',
  title: 'slopes from 10,000 to 100,000 orders',
  measure: async (bench) => {
    const [small, large] = [await smallLife(bench), await largeLife(bench)];
    const flat = { of: 'value', most: 0.2 } as const;
    const searches = large.searches.map(({ query, cpuMs }) => {
      const few = small.searches.find((each) => each.query === query)?.cpuMs ?? [];
      return { query, slope: slopeOf(few, cpuMs) };
    });
    const steepest = searches.reduce((worst, each) => (each.slope > worst.slope ? each : worst));
    return [
      {
        ...{ what: 'applying a change', unit: 'µs/order', floor: null, bar: flat, note: applyingNote(large) },
        ours: [slopeOf(applyingOf(small), applyingOf(large))],
      },
      {
        what: 'the rest of a round beyond its pages',
        unit: 'µs/order',
        ours: [slopeOf(restOf(small), restOf(large))],
        floor: null,
        bar: { of: 'value', most: 2 },
      },
      {
        ...{ what: 'the steepest search', unit: 'µs/order', ours: [steepest.slope], floor: null, bar: flat },
        note: searches.map(({ query, slope }) => `“${query}” ${slope.toFixed(3)}`).join(', '),
      },
    ];
  },
};
