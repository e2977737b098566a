import type { Money } from '../model/money.ts';
import type { Intention } from '../model/rental.ts';
import type { RentalOrder } from '../model/rental-filter.ts';
import { liveGroup } from '../model/standing.ts';

/** What a rental is sorted by. */
export interface SortFacts {
  readonly key: number;
  /** As it is shown; empty where it is not sorted by names. */
  readonly name: string;
  readonly account: string;
  readonly plan: Intention;
  readonly price: Money | null;
  /** Where it stands in the list, as `standingOf` tells it. */
  readonly group: number;
  readonly sortAtMs: number;
}

type Compare = (one: SortFacts, other: SortFacts) => number;

/**
 * Returns rentals that are not over in a sequence that somebody chose. What lacks the fact stands behind what has it, whichever way it goes; alike
 * ones stand as in the list by urgency. Names go by the language, numbers in them by their size.
 */
export const sorted = <Facts extends SortFacts>(
  rentals: readonly Facts[],
  { by, descending }: RentalOrder,
  language: string,
): readonly Facts[] => {
  const { lacks, compare } = comparisons(language)[by];
  const rank = (rental: SortFacts): number => (lacks(rental) ? 1 : 0);
  const direction = descending ? -1 : 1;
  return [...rentals].sort(
    (one, other) =>
      rank(one) - rank(other) || (rank(one) === 0 ? direction * compare(one, other) : 0) || byUrgency(one, other),
  );
};

const never = (): boolean => false;

const byUrgency: Compare = (one, other) =>
  one.group - other.group || one.sortAtMs - other.sortAtMs || one.key - other.key;

const plans: readonly Intention[] = ['undecided', 'renew', 'let-lapse'];

const comparisons = (
  language: string,
): Readonly<
  Record<RentalOrder['by'], { readonly lacks: (rental: SortFacts) => boolean; readonly compare: Compare }>
> => {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return {
    deadline: {
      lacks: ({ group }) => group !== liveGroup,
      compare: (one, other) => one.sortAtMs - other.sortAtMs,
    },
    name: { lacks: never, compare: (one, other) => compare(one.name, other.name) },
    account: { lacks: never, compare: (one, other) => compare(one.account, other.account) },
    plan: { lacks: never, compare: (one, other) => plans.indexOf(one.plan) - plans.indexOf(other.plan) },
    price: {
      lacks: ({ price }) => price === null || Number.isNaN(Number(price.amount)),
      compare: ({ price: one }, { price: other }) =>
        // Amounts of two currencies are not compared: each has its own sequence.
        (one?.currency ?? '').localeCompare(other?.currency ?? '') ||
        Number(one?.amount ?? 0) - Number(other?.amount ?? 0),
    },
  };
};
