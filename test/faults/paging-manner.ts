import type { DemoProvider } from '../../electron/demo/exchange.ts';
import { oneOf } from '../fakes/random.ts';
import type { Paging } from './front.ts';

/** How one history's list is paged, and what of it can prove that an order is gone. */
export interface Manner {
  readonly provider: DemoProvider;
  readonly numbering: Paging['numbering'];
  /** What the total is off by, while the list moves and afterwards. */
  readonly lie: readonly [number, number];
  /** Every third row is shown twice, and for how long. */
  readonly doubled: 'never' | 'while it moves' | 'always';
  /** Chance of a change before each request. */
  readonly unrest: number;
}

/** A manner drawn by chance; totals that lie are the exception, and never beside rows shown twice. */
export const aManner = (random: () => number, provider: DemoProvider): Manner => {
  const off = oneOf(random, [-1000, -2, -1, 1, 3, 1000]);
  const doubled = oneOf(random, ['never', 'never', 'never', 'never', 'while it moves', 'always'] as const);
  return {
    provider,
    // The first page has the number 1 at the two others, as they document it.
    numbering:
      provider === 'wolover' ? oneOf(random, ['from-0', 'from-1', 'clamped']) : oneOf(random, ['from-1', 'clamped']),
    lie:
      doubled !== 'never'
        ? [0, 0]
        : oneOf(random, [
            [0, 0],
            [0, 0],
            [0, 0],
            [0, 0],
            [off, 0],
            [off, off],
          ] as const),
    doubled,
    unrest: oneOf(random, [0.05, 0.2, 0.5, 1]),
  };
};
