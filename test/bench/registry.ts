import type { Figure } from './harness/figure.ts';
import { p13 } from './figures/p13.ts';

/** Every figure, in the order in which they are measured and shown. */
export const figures: readonly Figure[] = [p13];
