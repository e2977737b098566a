import type { PageRequest } from '../../contract/views.ts';
import type { RentalOrder } from '../../core/model/rental-filter.ts';
import { sorted } from '../../core/rentals/sort.ts';
import { rentalName } from '../../core/words/rental-name.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import type { RentalQuery } from '../../edges/store/rental-conditions.ts';
import { pageOfRentals, type RentalPage } from '../../edges/store/rental-page.ts';
import { rentalsOfKeys, sortRows } from '../../edges/store/sort-rows.ts';
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
  const labels = new Map<string, string>(listAccounts(database).map(({ id, label }) => [id, label]));
  const facts = sortRows(database, { ...filter, isOver: false }).map(({ named, accountId, ...row }) => ({
    ...row,
    name: order.by === 'name' ? rentalName(named) : '',
    account: labels.get(accountId) ?? '',
  }));
  const keys = sorted(facts, order, language).map(({ key }) => key);
  const rows = rentalsOfKeys(database, keys.slice(offset, offset + limit));
  if (filter.isOver === false) return { rows, total: keys.length };
  const left = Math.max(0, limit - Math.max(0, keys.length - offset));
  const over = { offset: Math.max(0, offset - keys.length), limit: left };
  const behind = pageOfRentals(database, { ...filter, isOver: true }, over);
  return { rows: [...rows, ...behind.rows], total: keys.length + behind.total };
};
