import type { Figure, Measurement } from '../harness/figure.ts';
import { medianOf } from '../harness/statistics.ts';
import { largeLife, type Life } from '../shared/lives.ts';

/** A round that finds nothing new: what it writes, tells and asks for. */
export const p6: Figure = {
  id: 'P6',
  title: 'a round over 100,000 orders that finds nothing new',
  measure: async (bench) => {
    const { unchanged, messageKinds, passBytes } = await largeLife(bench);
    const none = { of: 'value', most: 0 } as const;
    // The row that says when the account was last read is what the round is for.
    const rowsWritten = unchanged.rowsWritten.map((rows) => rows - 1);
    const told = messageKinds.length === 0 ? {} : { note: `told: ${messageKinds.join(', ')}` };
    return [
      { what: 'rows written besides its own instant', unit: 'count', ours: rowsWritten, floor: null, bar: none },
      { what: 'messages to the window', unit: 'count', ours: unchanged.messages, floor: null, bar: none, ...told },
      {
        what: 'bytes against one pass over the pages',
        unit: 'bytes',
        ours: unchanged.bytes,
        floor: [passBytes],
        bar: { of: 'ratio', most: 1.1 },
      },
    ];
  },
};

/** CPU time of applying one change in milliseconds, one number for each round that found one. */
export const applyingOf = ({ changed, unchanged }: Life): readonly number[] =>
  changed.applyMs.length > 0
    ? changed.applyMs
    : changed.cpuMs.map((cpuMs) => Math.max(0, cpuMs - medianOf(unchanged.cpuMs)));

/** How `applyingOf` found its numbers. */
export const applyingNote = ({ changed }: Life): string =>
  changed.applyMs.length > 0
    ? 'as the engine marks it (performance measure "round.apply", wall time)'
    : 'CPU time of a round with one change, less the median of rounds without';

/** One changed order of many: what it costs to apply. */
export const p6b: Figure = {
  id: 'P6b',
  title: 'a round in which 1 of 100,000 orders changed',
  measure: async (bench): Promise<readonly Measurement[]> => {
    const life = await largeLife(bench);
    const bar = { of: 'value', most: 50 } as const;
    return [
      { what: 'applying it', unit: 'ms', ours: applyingOf(life), floor: null, bar, note: applyingNote(life) },
      { what: 'the whole round, CPU', unit: 'ms', ours: life.changed.cpuMs, floor: null, bar: null },
    ];
  },
};
