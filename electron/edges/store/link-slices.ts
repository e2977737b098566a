import { careMark, setCareMark } from './care-marks.ts';
import type { Database } from './database.ts';
import { nextKeys, type KeyRange } from './row-keys.ts';
import { storedBytesSql } from './stored-size.ts';

/** So many rows are linked at a time: some 20 ms. */
const rowsAtOnce = 1_000;

const linkOrdersSql = `INSERT OR IGNORE INTO order_resource
  SELECT orders.account_id, json_extract(item.value, '$.resourceId'), orders.key
  FROM orders CROSS JOIN json_each(CASE WHEN json_valid(orders.body) THEN orders.body ELSE '{}' END, '$.items') AS item
  WHERE orders.key BETWEEN ? AND ? AND item.type = 'object' AND json_type(item.value, '$.resourceId') = 'text'`;

// The plus keeps SQLite from looking through all orders of the account.
const tallySql = `UPDATE order_tally SET bytes = bytes + coalesce(
  (SELECT sum(${storedBytesSql}) FROM orders WHERE orders.key BETWEEN ? AND ? AND +orders.account_id = order_tally.account_id), 0)`;

// In this order: SQLite would look through all orders of an account for each rental.
const linkRentalsSql = `INSERT OR IGNORE INTO rental_order
  SELECT orders.key, rental.key
  FROM rental CROSS JOIN json_each(CASE WHEN json_valid(rental.body) THEN rental.body ELSE '{}' END, '$.orders') AS id
    CROSS JOIN orders
  WHERE rental.key BETWEEN ? AND ? AND orders.account_id = rental.account_id AND orders.provider_order_id = id.value`;

const listingsSql = `UPDATE rental SET listing = json_extract(body, '$.listing.key')
  WHERE key BETWEEN ? AND ? AND json_valid(body) AND json_type(body, '$.listing.key') = 'text'`;

/**
 * Finds the next orders and rentals of an earlier release by what they are made of, at most `most`, and counts what they take up. Returns false once
 * all of them are.
 */
export const linkSlice = (database: Database, most = rowsAtOnce): boolean =>
  slice(database, 'orders', most, ({ first, last }) => {
    database.run(linkOrdersSql, first, last);
    database.run(tallySql, first, last);
  }) ||
  slice(database, 'rental', most, ({ first, last }) => {
    database.run(linkRentalsSql, first, last);
    database.run(listingsSql, first, last);
  });

const marks = { orders: 'link-orders', rental: 'link-rentals' } as const;

const slice = (
  database: Database,
  table: 'orders' | 'rental',
  most: number,
  work: (range: KeyRange) => void,
): boolean => {
  const mark = marks[table];
  const after = careMark(database, mark);
  if (after === null) return false;
  return database.transaction(() => {
    const range = nextKeys(database, table, after, most);
    if (range !== null) work(range);
    setCareMark(database, mark, range?.last ?? null);
    return true;
  });
};

const linked = new WeakSet<Database>();

/** Whether orders and rentals are found by what they are made of, all of them. */
export const areLinked = (database: Database): boolean => {
  if (linked.has(database)) return true;
  const isDone = careMark(database, marks.orders) === null && careMark(database, marks.rental) === null;
  if (isDone) linked.add(database);
  return isDone;
};

/**
 * Links what is not linked yet, all of it and at once: some seconds for a very large store. Whoever goes by the links calls it; rounds wait until
 * it is done in slices, so that only a wish in the first seconds after an update finds something to do here.
 */
export const finishLinks = (database: Database): void => {
  while (!areLinked(database)) linkSlice(database);
};
