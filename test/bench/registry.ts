import type { Figure } from './harness/figure.ts';
import { p4 } from './figures/p4.ts';
import { p5, p5b, p5c } from './figures/p5.ts';
import { p13 } from './figures/p13.ts';

/** Every figure, in the order in which they are measured and shown. */
export const figures: readonly Figure[] = [p4, p5, p5b, p5c, p13];
