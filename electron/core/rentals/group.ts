import { instantOf } from '../model/instant.ts';
import { labelKeyOf } from '../model/label.ts';
import { sumsOf, timesPrice } from '../model/money.ts';
import type { RentalGroup } from '../model/rental-group.ts';
import { liveGroup } from '../model/standing.ts';
import type { SortFacts } from './sort.ts';

/** What a rental is grouped by, beside what it is sorted by. */
export interface GroupFacts extends SortFacts {
  /** It is in the group of each of them; in the one of those without a value where it has none. */
  readonly values: readonly string[];
  /** How many cards it has; null where nobody says. */
  readonly cards: number | null;
}

/** A group, and its rentals by key, in their sequence. */
export interface Grouped {
  readonly group: RentalGroup;
  readonly keys: readonly number[];
}

/**
 * Returns rentals that are not over in groups, those of each in the sequence that they come in: the group whose next deadline is soonest first, then
 * those without one, and last the one without a value. A rental of several values is in the group of each, and counts in each.
 */
export const groupsOf = (rentals: readonly GroupFacts[]): readonly Grouped[] => {
  const byKey = new Map<string | null, { readonly value: string | null; readonly rentals: GroupFacts[] }>();
  // Many rentals have the same value: which group it means is found out once.
  const byValue = new Map<string | null, GroupFacts[]>();
  const rentalsWith = (value: string | null): GroupFacts[] => {
    const key = value === null ? null : labelKeyOf(value);
    const group = byKey.get(key) ?? { value, rentals: [] };
    byKey.set(key, group);
    byValue.set(value, group.rentals);
    return group.rentals;
  };
  for (const rental of rentals)
    for (const value of rental.values.length === 0 ? [null] : rental.values)
      (byValue.get(value) ?? rentalsWith(value)).push(rental);
  return [...byKey.values()]
    .map((each) => ({ ...each, nextAtMs: nextAtMsOf(each.rentals) }))
    .sort(byNext)
    .map(({ value, rentals: own, nextAtMs }) => ({
      group: groupOf(value, own, nextAtMs),
      keys: own.map(({ key }) => key),
    }));
};

interface Next {
  readonly value: string | null;
  readonly nextAtMs: number;
}

const byNext = (one: Next, other: Next): number => {
  const isNamed = Number(one.value === null) - Number(other.value === null);
  return isNamed === 0 && one.nextAtMs !== other.nextAtMs ? (one.nextAtMs < other.nextAtMs ? -1 : 1) : isNamed;
};

/** Epoch milliseconds of the next deadline of some rentals; infinite where none lies ahead. */
const nextAtMsOf = (rentals: readonly GroupFacts[]): number =>
  rentals.reduce((next, { group, sortAtMs }) => (group === liveGroup ? Math.min(next, sortAtMs) : next), Infinity);

const groupOf = (value: string | null, rentals: readonly GroupFacts[], nextAtMs: number): RentalGroup => {
  // As an exact amount: a price that is no number is unknown.
  const prices = rentals.flatMap(({ price }) => (price === null ? [] : (timesPrice(price, 1) ?? [])));
  return {
    of: 'live',
    value,
    count: rentals.length,
    cards: rentals.reduce((sum, { cards }) => sum + (cards ?? 0), 0),
    uncounted: rentals.filter(({ cards }) => cards === null).length,
    cost: sumsOf(prices),
    unpriced: rentals.length - prices.length,
    nextAt: Number.isFinite(nextAtMs) ? instantOf(nextAtMs) : null,
  };
};
