import type { AccountId } from '../model/ids.ts';
import { labelKeyOf } from '../model/label.ts';
import { sumsOf, timesPrice, type Money } from '../model/money.ts';
import type { Intention, RentalState } from '../model/rental.ts';
import { timeSpans, type Counted, type FacetFilter, type RentalFacets, type TimeSpan } from '../model/rental-filter.ts';

/** Rentals that are alike in everything that a list is filtered by, and how many they are. */
export interface FacetCell {
  readonly state: RentalState;
  readonly accountId: AccountId;
  /** The shortest span that holds their next deadline; `later` where none does, `over` once they are over. */
  readonly span: TimeSpan | 'later' | 'over';
  readonly plan: Intention;
  readonly provider: string;
  readonly region: string | null;
  readonly kind: string | null;
  readonly gpu: string | null;
  readonly tags: readonly string[];
  readonly price: Money | null;
  readonly count: number;
}

/** Counts the rentals of each value of a filter, each under what all the others leave. */
export const facetsOf = (cells: readonly FacetCell[], filter: FacetFilter): Omit<RentalFacets, 'over'> => {
  const tagged = taggedWith(cells, filter.tag);
  const under = (free: keyof FacetFilter): readonly FacetCell[] =>
    (free === 'tag' ? cells : tagged).filter((cell) => passes(cell, filter, free));
  const shown = tagged.filter((cell) => passes(cell, filter, null) && cell.span !== 'over');
  const costs = shown.map(({ price, count }) => ({ cost: price === null ? null : timesPrice(price, count), count }));
  return {
    state: counted(under('state'), ({ state }) => [state]),
    accountId: counted(under('accountId'), ({ accountId }) => [accountId]),
    within: counted(under('within'), ({ span }) => timeSpans.filter((each) => reaches(each, span))),
    plan: counted(under('plan'), ({ plan }) => [plan]),
    provider: counted(under('provider'), ({ provider }) => [provider]),
    region: counted(under('region'), ({ region }) => (region === null ? [] : [region])),
    kind: counted(under('kind'), ({ kind }) => (kind === null ? [] : [kind])),
    gpu: counted(under('gpu'), ({ gpu }) => (gpu === null ? [] : [gpu])),
    tag: countedTags(under('tag')),
    cost: sumsOf(costs.flatMap(({ cost }) => cost ?? [])),
    unpriced: costs.reduce((sum, { cost, count }) => sum + (cost === null ? count : 0), 0),
  };
};

/** Whether a span holds what a shorter one holds: a day is part of a week. */
const reaches = (wanted: TimeSpan, span: FacetCell['span']): boolean => {
  if (wanted === 'none' || span === 'none') return wanted === span;
  return timeSpans.some((each) => each === span && timeSpans.indexOf(each) <= timeSpans.indexOf(wanted));
};

/** Whether cells pass a filter but for its tag and for one part of it, which is left free. */
const passes = (cell: FacetCell, filter: FacetFilter, free: keyof FacetFilter | null): boolean => {
  const fits = (name: Exclude<keyof FacetFilter, 'within' | 'tag'>): boolean =>
    name === free || filter[name] === null || filter[name] === cell[name];
  const { within } = filter;
  return (
    (['state', 'accountId', 'plan', 'provider', 'region', 'kind', 'gpu'] as const).every(fits) &&
    (free === 'within' || within === null || reaches(within, cell.span))
  );
};

/** Returns the cells that have a tag, however it is written; all of them for none. */
const taggedWith = (cells: readonly FacetCell[], tag: string | null): readonly FacetCell[] => {
  if (tag === null) return cells;
  const key = labelKeyOf(tag);
  return cells.filter(({ tags }) => tags.some((each) => labelKeyOf(each) === key));
};

/** Counts the rentals of each tag: writings of one count together, under the one that most have. */
const countedTags = (cells: readonly FacetCell[]): readonly Counted[] => {
  const byKey = new Map<string, Counted>();
  for (const { value, count } of counted(cells, ({ tags }) => tags)) {
    const key = labelKeyOf(value);
    const most = byKey.get(key);
    byKey.set(key, { value: most?.value ?? value, count: count + (most?.count ?? 0) });
  }
  return [...byKey.values()].sort((one, other) => other.count - one.count);
};

const counted = <Value extends string>(
  cells: readonly FacetCell[],
  valuesOf: (cell: FacetCell) => readonly Value[],
): readonly Counted<Value>[] => {
  const counts = new Map<Value, number>();
  for (const cell of cells)
    for (const value of valuesOf(cell)) counts.set(value, (counts.get(value) ?? 0) + cell.count);
  return [...counts].map(([value, count]) => ({ value, count })).sort((one, other) => other.count - one.count);
};
