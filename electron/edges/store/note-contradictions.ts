import type { AccountId } from '../../core/model/ids.ts';
import type { Database } from './database.ts';
import { contradictedRentals, type Deriving } from './derived.ts';
import { contradictedOrders } from './derived-orders.ts';
import { noteDerived } from './read-row.ts';
import { nextKeys, type KeyRange } from './row-keys.ts';

/** So many rows are held at a time. */
const partSize = 200;

type Table = 'orders' | 'rental';

/** Notes rentals and orders that are found by something else than they say, among at most `most` of each. */
export const noteContradictions = (database: Database, deriving: Deriving, most: number): void => {
  const note = (table: Table) => (row: { readonly id: string; readonly accountId: AccountId }) =>
    noteDerived(database, { table, id: row.id, accountId: row.accountId });
  eachRange(database, 'rental', most, (range) =>
    contradictedRentals(database, deriving, range).forEach(note('rental')),
  );
  eachRange(database, 'orders', most, (range) => contradictedOrders(database, range).forEach(note('orders')));
};

/** So many rows are looked through in a moment that nobody notices. */
const fewRows = 1_000;

/**
 * The same once for each connection that only reads, before it is asked: what is looked for in vain would be missed without a word. Of a store with more
 * rows a part is looked through; whoever writes it looks through all.
 */
export const noteFewContradictions = (database: Database, deriving: Deriving): void => {
  if (looked.has(database)) return;
  looked.add(database);
  noteContradictions(database, deriving, fewRows);
};

const looked = new WeakSet<Database>();

const eachRange = (database: Database, table: Table, most: number, read: (range: KeyRange) => void): void => {
  let left = most;
  for (let range = nextKeys(database, table, 0, partSize); range !== null && left > 0; left -= partSize) {
    read(range);
    range = nextKeys(database, table, range.last, partSize);
  }
};
