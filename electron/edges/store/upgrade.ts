import type { Rental } from '../../core/model/rental.ts';
import { careMark } from './care-marks.ts';
import { numberOf, type Database } from './database.ts';
import { emptyIndex } from './empty-index.ts';
import { linkSlice } from './link-slices.ts';
import { schemaVersion, stepFrom, versionOf } from './migrations.ts';
import { rewriteOrders, rewriteRentals } from './rewrite-rows.ts';
import { rewritingVersion } from './schema-late-steps.ts';

/** What a rental is found by besides its orders. */
type WordsOf = (database: Database, rental: Rental) => readonly string[];

const upToDate = new WeakSet<Database>();

/** Whether a store is in the present form, all of it. */
export const isUpToDate = (database: Database): boolean => {
  if (upToDate.has(database)) return true;
  const isDone = versionOf(database) >= schemaVersion;
  if (isDone) upToDate.add(database);
  return isDone;
};

/**
 * Does the next piece of what brings a store of an earlier release into the present form: one transaction that takes some 20 ms, but for an index
 * that is built whole. What is left is written in the store itself, so whoever calls this goes on where it was left, in this run of the program or
 * another one. Rows are taken `most` at a time, as many as are quick where nothing is said. Returns false once nothing is left.
 */
export const upgradeSlice = (database: Database, wordsOf: WordsOf, most?: number): boolean => {
  if (isUpToDate(database)) return false;
  // What the power takes of it is done again from its mark; whatever others write next makes it as safe as that.
  database.execute('PRAGMA synchronous = NORMAL');
  try {
    return nextSlice(database, wordsOf, most);
  } finally {
    database.execute('PRAGMA synchronous = FULL');
  }
};

const nextSlice = (database: Database, wordsOf: WordsOf, most?: number): boolean => {
  if (linkSlice(database, most)) return true;
  const version = versionOf(database);
  const isWritten = version < rewritingVersion || !rewriteSlice(database, wordsOf, most);
  if (isWritten) stepFrom(database, version);
  return true;
};

const rewriteSlice = (database: Database, wordsOf: WordsOf, most?: number): boolean =>
  rewriteOrders(database, most) ||
  rewriteRentals(database, (rental) => wordsOf(database, rental), most) ||
  emptyIndex(database, 'orders_search', most) ||
  emptyIndex(database, 'rental_search', most);

/** How much time the parts take, roughly, of a hundred. */
const shares = [
  ['link-orders', 'orders', 4],
  ['link-rentals', 'rental', 6],
  ['rewrite-orders', 'orders', 60],
  ['rewrite-rentals', 'rental', 20],
] as const;

/** How much of it is done, in percent, 99 at most; null once nothing is left. */
export const upgradePercent = (database: Database): number | null => {
  if (isUpToDate(database)) return null;
  const done = shares.map(([mark, table, share]) => share * partDone(database, mark, table));
  const emptied = careMark(database, 'empty-rental_search') === null ? 10 : 0;
  return Math.min(99, Math.floor(done.reduce((sum, each) => sum + each, emptied)));
};

const partDone = (database: Database, mark: string, table: 'orders' | 'rental'): number => {
  const reached = careMark(database, mark);
  if (reached === null) return 1;
  const last = numberOf(database.one(`SELECT coalesce(max(key), 0) AS last FROM ${table}`), 'last');
  return reached / Math.max(1, last);
};
