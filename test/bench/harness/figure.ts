import type { Bench } from './bench.ts';

/** What a figure is counted in. Times are milliseconds unless their name says otherwise. */
export type Unit = 'ms' | 'µs/order' | 'MB' | 'bytes' | 'bytes/order' | 'CPU s' | 'count' | 'share' | '×';

/**
 * What a figure must not exceed: a multiple of its floor (`ratio`), a number by itself (`value`), or its floor and so much more
 * (`above-floor`). Null where it is only told.
 */
export type Bar = { readonly of: 'ratio' | 'value' | 'above-floor'; readonly most: number } | null;

/** One line of the table: what was measured, and its floor in the same run. */
export interface Measurement {
  /** In few words; the same from run to run, so that lines of the results can be compared. */
  readonly what: string;
  readonly unit: Unit;
  /** One number for each repetition. */
  readonly ours: readonly number[];
  /** One number for each repetition; null where there is no floor. */
  readonly floor: readonly number[] | null;
  readonly bar: Bar;
  /** What a reader must know to judge the number. */
  readonly note?: string;
}

/** One row of the table of figures in README.md: `test/bench/figures/pN.ts` exports one, and `registry.ts` lists it. */
export interface Figure {
  /** As it is asked for: `npm run bench -- P5b`. */
  readonly id: string;
  readonly title: string;
  /** Measures it. Figures that share a long measurement share it through `oncePerRun`. */
  readonly measure: (bench: Bench) => Promise<readonly Measurement[]>;
}
