import type { Instant } from './ids.ts';
import type { Money } from './money.ts';

/** What a list of rentals can be grouped by. */
export const rentalGroupings = ['account', 'gpu', 'tag'] as const;

/** What a list of rentals is grouped by. */
export type RentalGrouping = (typeof rentalGroupings)[number];

/** What the heading of a group says of its rentals. */
export interface RentalGroup {
  /** `live`: rentals that have a value in common, or all lack one; `over`: all that are over, whatever their values. */
  readonly of: 'live' | 'over';
  /** The value: an account's label, a model of cards, a tag as it is written first. Null where they have none. */
  readonly value: string | null;
  readonly count: number;
  /** How many cards those of its rentals have together of which it is known, where it is of a model. */
  readonly cards: number;
  /** Of how many of them nobody says how many cards they have. */
  readonly uncounted: number;
  /** The exact sum of what the last paid periods cost: one for each currency. None for what is over. */
  readonly cost: readonly Money[];
  /** How many of them have no known price. */
  readonly unpriced: number;
  /** The next of their deadlines; null where none lies ahead. */
  readonly nextAt: Instant | null;
}
