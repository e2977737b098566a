import type { AccountId } from '../../core/model/ids.ts';
import { instantOf } from '../../core/model/instant.ts';
import { accountById } from '../../edges/store/accounts.ts';
import type { Database } from '../../edges/store/database.ts';
import {
  contradictedRentals,
  ordersLackingRentals,
  readDoubtfulOrders,
  readDoubtfulRentals,
  resourcesLackingRentals,
  writeDerived,
  writeLostIds,
} from '../../edges/store/derived.ts';
import { contradictedOrders, writeDerivedOrders } from '../../edges/store/derived-orders.ts';
import { noteDerived } from '../../edges/store/read-row.ts';
import { nextKeys, type KeyRange } from '../../edges/store/row-keys.ts';
import { derivingAt } from './keep-rental.ts';
import { reassembleRentals } from './reassemble.ts';
import type { ScopeStart } from './scope.ts';

/** So many rows are looked through at a time: some milliseconds. */
const rowsAtOnce = 500;

/**
 * Looks through the store, slice by slice, and mends what follows from other rows, or from the rest of its own, and contradicts it, by whatever hand:
 * rentals and orders that are found by something else than they say, and orders and resources whose rental is gone. Such a rental would never ring, and a
 * round that finds nothing new would not touch it. Rows that cannot be read are noted. Returns, slice by slice, whether something was written.
 */
export function* mendDerived(database: Database, nowMs: number): Generator<boolean, void> {
  lookedThrough.add(database);
  for (const range of ranges(database, 'rental'))
    yield mendRange(database, () => mendRentalRows(database, range, nowMs));
  for (const range of ranges(database, 'orders')) {
    yield mendRange(database, () => {
      readDoubtfulOrders(database, range);
      mendOrderRows(database, range);
      const lacking = new Map<AccountId, number[]>();
      for (const { key, accountId } of ordersLackingRentals(database, range))
        lacking.set(accountId, [...(lacking.get(accountId) ?? []), key]);
      for (const [id, orders] of lacking) assembleAnew(database, id, { orders }, nowMs);
    });
  }
  yield mendRange(database, () => {
    for (const { key, accountId } of resourcesLackingRentals(database))
      assembleAnew(database, accountId, { resources: [key] }, nowMs);
  });
}

/** Whether somebody has begun to look through a store since it was opened. */
export const wasLookedThrough = (database: Database): boolean => lookedThrough.has(database);

const lookedThrough = new WeakSet<Database>();

function* ranges(database: Database, table: 'orders' | 'rental'): Generator<KeyRange> {
  for (let range = nextKeys(database, table, 0, rowsAtOnce); range !== null;) {
    yield range;
    range = nextKeys(database, table, range.last, rowsAtOnce);
  }
}

const mendRange = (database: Database, work: () => void): boolean => {
  const before = database.rowsWritten;
  work();
  return database.rowsWritten > before;
};

const mendRentalRows = (database: Database, range: KeyRange, nowMs: number): void => {
  writeLostIds(database, range);
  readDoubtfulRentals(database, range);
  const contradicted = contradictedRentals(database, derivingAt(nowMs), range);
  if (contradicted.length > 0) writeDerived(database, contradicted);
};

/** What cannot be put right is noted. */
const mendOrderRows = (database: Database, range: KeyRange): void => {
  const contradicted = contradictedOrders(database, range);
  if (contradicted.length === 0) return;
  const left = database.transaction(() => writeDerivedOrders(database, contradicted));
  for (const { id, accountId } of left) noteDerived(database, { table: 'orders', id, accountId });
};

const assembleAnew = (database: Database, id: AccountId, start: ScopeStart, nowMs: number): void => {
  const account = accountById(database, id);
  if (account !== null) reassembleRentals(database, account, start, instantOf(nowMs), true);
};
