import type { GroupedPage, PageRequest, RentalFilter } from '../../contract/views.ts';
import { success, type Result } from '../../core/model/failure.ts';
import type { RentalId } from '../../core/model/ids.ts';
import type { RentalOrder } from '../../core/model/rental-filter.ts';
import type { RentalGroup, RentalGrouping } from '../../core/model/rental-group.ts';
import { gpuReader } from '../../core/rentals/gpu.ts';
import { groupsOf, type GroupFacts } from '../../core/rentals/group.ts';
import { spokenLanguage } from '../../core/words/words.ts';
import { rentalKeysIn } from '../../edges/store/facet-cells.ts';
import type { RentalQuery } from '../../edges/store/rental-conditions.ts';
import { pageOfRentals } from '../../edges/store/rental-page.ts';
import { countRentals } from '../../edges/store/rentals.ts';
import { idsByKey, rentalsOfKeys, sortRows } from '../../edges/store/sort-rows.ts';
import type { Sources } from '../../engine/host.ts';
import { sortedFacts, type SortedFacts } from './sorted-page.ts';
import { storedFilter } from './stored-filter.ts';
import { viewsOf } from './views.ts';

/** A row of the list: the heading of a group, or the key of a rental. */
type Slot = RentalGroup | number;

/** A list in groups, and what it was made of. */
interface Slots {
  readonly madeOf: string;
  readonly slots: readonly Slot[];
  /** How many rentals there are, each counted once. */
  readonly count: number;
}

/** Returns the question about the list in groups. The last one is kept until something is written, so that it is scrolled through as one. */
export const groupedQuestion = (sources: Sources) => {
  let kept: Slots | null = null;
  return {
    /** Returns a page of the list in groups: a row for the heading of each, then its rentals; what is over is one group behind all others. */
    grouped: async (
      asked: PageRequest & RentalFilter & { readonly by: RentalGrouping },
    ): Promise<Result<GroupedPage>> => {
      const { offset, limit, by, ...filter } = asked;
      sources.refreshStates();
      const stored = storedFilter(sources, filter);
      const { database } = sources;
      const wish = { order: filter.order, by, language: spokenLanguage() };
      const version = database.one('PRAGMA data_version')?.['data_version'];
      const madeOf = JSON.stringify([{ ...stored, isOver: false }, wish, database.rowsWritten, version]);
      const list = kept?.madeOf === madeOf ? kept : { madeOf, ...(await slotsOf(database, stored, wish)) };
      kept = list;
      return success(pageOf(sources, stored, list, { offset, limit }));
    },
  };
};

interface Wish {
  readonly order: RentalOrder;
  readonly by: RentalGrouping;
  readonly language: string;
}

/** So many rentals are read at a time: some 30 ms of work. */
const readAtOnce = 1000;

/** Puts the rentals that are not over into groups. Piece by piece: others have the thread in between. */
const slotsOf = async (
  database: Sources['database'],
  filter: RentalQuery,
  wish: Wish,
): Promise<Omit<Slots, 'madeOf'>> => {
  const keys = rentalKeysIn(database, { ...filter, isOver: false });
  const rows: ReturnType<typeof sortRows>[number][] = [];
  for (let from = 0; from < keys.length; from += readAtOnce) {
    const some = keys.slice(from, from + readAtOnce);
    rows.push(...sortRows(database, { query: '', state: null, accountId: null, keys: some }));
    await new Promise((resolve) => void setImmediate(resolve));
  }
  const facts = sortedFacts(database, rows, wish.order, wish.language).map(factsBy(wish.by));
  return {
    slots: groupsOf(facts).flatMap(({ group, keys: own }): readonly Slot[] => [group, ...own]),
    count: facts.length,
  };
};

const pageOf = (
  sources: Sources,
  filter: RentalQuery,
  { slots, count }: Slots,
  { offset, limit }: PageRequest,
): GroupedPage => {
  const { database } = sources;
  const overFilter = { ...filter, isOver: true };
  const overCount = filter.isOver === false ? 0 : countRentals(database, overFilter);
  const live = rowsOf(sources, slots.slice(offset, offset + limit));
  const left = Math.max(0, limit - Math.max(0, slots.length - offset));
  // The heading of what is over stands before it.
  const isHeadingIn = overCount > 0 && offset <= slots.length && left > 0;
  const over = { offset: Math.max(0, offset - slots.length - 1), limit: left - (isHeadingIn ? 1 : 0) };
  const behind = overCount === 0 || over.limit <= 0 ? [] : pageOfRentals(database, overFilter, over).rows;
  return {
    total: slots.length + (overCount === 0 ? 0 : overCount + 1),
    rentals: count + overCount,
    rows: [...live, ...(isHeadingIn ? [overGroup(overCount)] : []), ...viewsOf(sources, behind)],
  };
};

const overGroup = (count: number): RentalGroup => ({
  ...{ of: 'over', value: null, count, cards: 0, uncounted: 0 },
  ...{ cost: [], unpriced: 0, nextAt: null },
});

const factsBy = (by: RentalGrouping): ((facts: SortedFacts) => GroupFacts) => {
  const gpuOf = gpuReader();
  return (facts) => {
    if (by === 'account') return { ...facts, values: [facts.account], cards: null };
    if (by === 'tag') return { ...facts, values: facts.tags, cards: null };
    const gpu = gpuOf(facts.named);
    return { ...facts, values: gpu === null ? [] : [gpu.model], cards: gpu?.count ?? null };
  };
};

/** A rental may stand in several rows; one that cannot be read stands in none. */
const rowsOf = (sources: Sources, slots: readonly Slot[]): GroupedPage['rows'] => {
  const keys = [...new Set(slots.filter((slot) => typeof slot === 'number'))];
  const ids = idsByKey(sources.database, keys);
  const views = new Map(viewsOf(sources, rentalsOfKeys(sources.database, keys)).map((view) => [view.id, view]));
  const viewOf = (id: RentalId | undefined) => (id === undefined ? undefined : views.get(id));
  return slots.flatMap((slot) => (typeof slot === 'number' ? (viewOf(ids.get(slot)) ?? []) : slot));
};
