import type { Figure } from './harness/figure.ts';
import { p1, p2 } from './figures/p1.ts';
import { p3, p10 } from './figures/p3.ts';
import { p4 } from './figures/p4.ts';
import { p5, p5b, p5c } from './figures/p5.ts';
import { p6, p6b } from './figures/p6.ts';
import { p7 } from './figures/p7.ts';
import { p8 } from './figures/p8.ts';
import { p9 } from './figures/p9.ts';
import { p9b } from './figures/p9b.ts';
import { p11 } from './figures/p11.ts';
import { p12 } from './figures/p12.ts';
import { p13 } from './figures/p13.ts';
import { p14 } from './figures/p14.ts';

/** Every figure, in the order in which they are measured and shown. */
export const figures: readonly Figure[] = [
  ...[p1, p2, p3, p4, p5, p5b, p5c, p6, p6b, p7, p8],
  ...[p9, p9b, p10, p11, p12, p13, p14],
];
