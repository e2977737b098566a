import type { DemoProvider } from '../../electron/demo/exchange.ts';
import type { Json } from '../../electron/demo/world/json.ts';
import { oneOf } from '../fakes/random.ts';
import type { Paging } from './front.ts';

/** What an answer says of the number of orders, from how many there are and how many it shows. A number is what it is off by. */
export type Total =
  'honest' | 'text' | 'nothing-behind' | 'page' | 'page-text' | 'cap' | 'zero' | 'negative' | 'none' | number;

/** How one history's list is paged, and what of it can prove that an order is gone. */
export interface Manner {
  readonly provider: DemoProvider;
  readonly numbering: Paging['numbering'];
  /** Rows per page, whatever is asked for. */
  readonly size: number;
  /** What the total says, while the list moves and afterwards. */
  readonly total: readonly [Total, Total];
  /** Every third row is shown twice, and for how long. */
  readonly doubled: 'never' | 'while it moves' | 'always';
  /** Chance of a change before each request. */
  readonly unrest: number;
}

/** A total that tells the truth, be it as text, or only where there is something to count. */
export const isTrue = (total: Total): boolean => total === 'honest' || total === 'text' || total === 'nothing-behind';

const cap = 20;

/** What an answer says by a manner. */
export const saidBy = (total: Total, truth: number, shown: number): Json => {
  if (typeof total === 'number') return Math.max(0, truth + total);
  switch (total) {
    case 'honest':
      return truth;
    case 'text':
      return String(truth);
    case 'nothing-behind':
      return shown === 0 ? 0 : truth;
    case 'page':
      return shown;
    case 'page-text':
      return String(shown);
    case 'cap':
      return Math.min(truth, cap);
    case 'zero':
      return 0;
    case 'negative':
      return -1;
    case 'none':
      return null;
  }
};

const truths = ['honest', 'honest', 'honest', 'text', 'nothing-behind'] as const;
const lies = ['page', 'page', 'page-text', 'cap', 'zero', 'negative', 'none'] as const;

/** A manner drawn by chance; totals that lie are the exception, and never beside rows shown twice. */
export const aManner = (random: () => number, provider: DemoProvider): Manner => {
  const lie = random() < 0.5 ? oneOf(random, lies) : oneOf(random, [-1000, -2, -1, 1, 3, 1000]);
  const doubled = oneOf(random, ['never', 'never', 'never', 'never', 'while it moves', 'always'] as const);
  const truth = oneOf(random, truths);
  const total =
    doubled !== 'never'
      ? (['honest', 'honest'] as const)
      : oneOf(random, [
          [truth, truth],
          [truth, truth],
          [truth, truth],
          [lie, truth],
          [lie, lie],
        ] as const);
  return {
    provider,
    // The first page has the number 1 at all others, as they document it; tokens have none.
    numbering:
      provider === 'wolover' ? oneOf(random, ['from-0', 'from-1', 'clamped']) : oneOf(random, ['from-1', 'clamped']),
    // Sizes that nobody would guess, beside a total that counts the page, look like a list that ends there.
    size: oneOf(random, [10, 10, 6, 7, 12, 16, 18, 20, 24]),
    total,
    doubled,
    unrest: oneOf(random, [0.05, 0.2, 0.5, 1]),
  };
};
