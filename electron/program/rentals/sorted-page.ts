import type { PageRequest } from '../../contract/views.ts';
import type { RentalId } from '../../core/model/ids.ts';
import type { RentalOrder } from '../../core/model/rental-filter.ts';
import { sorted } from '../../core/rentals/sort.ts';
import { rentalName } from '../../core/words/rental-name.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import type { RentalQuery } from '../../edges/store/rental-conditions.ts';
import { pageOfRentals, type RentalPage } from '../../edges/store/rental-page.ts';
import { findRentals } from '../../edges/store/rentals.ts';
import { rentalIdsOfKeys, rentalsOfKeys, sortRows } from '../../edges/store/sort-rows.ts';
import type { Sources } from '../../engine/host.ts';

/**
 * Returns a part of the rentals that a filter leaves, in a sequence that somebody chose, and their number. What is over stays behind them as it is, the
 * newest first: a history is too long to be sorted anew for each part.
 */
export const sortedPage = (
  database: Sources['database'],
  filter: RentalQuery,
  order: RentalOrder,
  { offset, limit }: PageRequest,
  language: string,
): RentalPage => {
  const keys = sortedKeys(database, filter, order, language);
  const rows = rentalsOfKeys(database, keys.slice(offset, offset + limit));
  if (filter.isOver === false) return { rows, total: keys.length };
  const left = Math.max(0, limit - Math.max(0, keys.length - offset));
  const over = { offset: Math.max(0, offset - keys.length), limit: left };
  const behind = pageOfRentals(database, { ...filter, isOver: true }, over);
  return { rows: [...rows, ...behind.rows], total: keys.length + behind.total };
};

/** Returns the ids of all of them in that sequence. */
export const sortedIds = (
  database: Sources['database'],
  filter: RentalQuery,
  order: RentalOrder,
  language: string,
): readonly RentalId[] => [
  ...rentalIdsOfKeys(database, sortedKeys(database, filter, order, language)),
  ...(filter.isOver === false ? [] : findRentals(database, { ...filter, isOver: true })),
];

const sortedKeys = (
  database: Sources['database'],
  filter: RentalQuery,
  order: RentalOrder,
  language: string,
): readonly number[] =>
  sortedFacts(database, sortRows(database, { ...filter, isOver: false }), order, language).map(({ key }) => key);

/** What rentals are sorted and grouped by. */
export type SortedFacts = ReturnType<typeof sortedFacts>[number];

/** Returns what rentals are sorted and grouped by, in a sequence that somebody chose. */
export const sortedFacts = (
  database: Sources['database'],
  rows: ReturnType<typeof sortRows>,
  order: RentalOrder,
  language: string,
) => {
  const labels = new Map<string, string>(listAccounts(database).map(({ id, label }) => [id, label]));
  const facts = rows.map(({ accountId, ...row }) => ({
    ...row,
    name: order.by === 'name' ? rentalName(row.named) : '',
    account: labels.get(accountId) ?? '',
  }));
  return sorted(facts, order, language);
};
