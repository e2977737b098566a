import type { StoredOrder } from '../../core/model/order.ts';
import type { Rental } from '../../core/model/rental.ts';
import { careMark, setCareMark } from './care-marks.ts';
import { numberOf, textOf, type Database, type Row } from './database.ts';
import { storedFactsOf } from './fact-shapes.ts';
import { leanJson } from './lean-json.ts';
import { orderOfRow, orderPlace } from './order-row.ts';
import { putOrderText, putTextOfRow } from './order-text.ts';
import { readRow } from './read-row.ts';
import { rentalByKey } from './rental-keys.ts';
import { ownKeysAfter } from './row-keys.ts';
import { searchTextOf } from './search.ts';
import { noteSpared } from './spared.ts';
import { orderBodyOf, storedBytesOf } from './stored-size.ts';

/** So many rows are written anew at a time: some 20 ms. */
const rowsAtOnce = 50;

/** What an order was found by in earlier releases lies in its own row as long as this mark is there and its key is beyond it. */
const ordersMark = 'rewrite-orders';
const rentalsMark = 'rewrite-rentals';

/** Brings the next orders of an earlier release into the present form, at most `most`. Returns false once all of them are. */
export const rewriteOrders = (database: Database, most = rowsAtOnce): boolean =>
  slice(database, { mark: ordersMark, table: 'orders', most }, (row) => {
    // One that a round has written since is in the present form.
    if (textOf(row, 'search_text') === '') return;
    const key = numberOf(row, 'key');
    const order = readRow(database, row, orderPlace, () => orderOfRow(database, row));
    if (order === null) keepDamaged(database, key, row);
    else rewriteOrder(database, key, order, row);
  });

const rewriteOrder = (database: Database, key: number, order: StoredOrder, row: Row): void => {
  const body = leanJson(orderBodyOf(order));
  const facts = storedFactsOf(database, order.facts);
  database.run(
    `UPDATE orders SET body = ?, facts = ?, fact_shape = ?, search_text = '' WHERE key = ?`,
    body,
    facts.text,
    facts.shape,
    key,
  );
  putOrderText(database, key, order, false);
  const spared = storedBytesOf(textOf(row, 'body'), textOf(row, 'facts')) - storedBytesOf(body, facts.text);
  noteSpared(database, order.accountId, spared);
};

/** A row that cannot be read stays as it is, and is found by what it was found by. */
const keepDamaged = (database: Database, key: number, row: Row): void => {
  putTextOfRow(database, key, textOf(row, 'search_text'));
  database.run(`UPDATE orders SET search_text = '' WHERE key = ?`, key);
};

/**
 * The same of rentals: each is found by its orders, and `wordsOf` tells what else it is found by. One that cannot be read stays as it is. Call it
 * after all orders are in the present form.
 */
export const rewriteRentals = (
  database: Database,
  wordsOf: (rental: Rental) => readonly string[],
  most = rowsAtOnce,
): boolean =>
  slice(database, { mark: rentalsMark, table: 'rental', most }, (row) => {
    const key = numberOf(row, 'key');
    const kept = rentalByKey(database, key);
    if (kept === null) return;
    const body = leanJson(kept.rental);
    const text = searchTextOf(wordsOf(kept.rental));
    if (body !== row['body'] || text !== row['search_text'])
      database.run('UPDATE rental SET body = ?, search_text = ? WHERE key = ?', body, text, key);
  });

interface Slice {
  readonly mark: string;
  readonly table: 'orders' | 'rental';
  readonly most: number;
}

const slice = (database: Database, { mark, table, most }: Slice, work: (row: Row) => void): boolean => {
  const after = careMark(database, mark);
  if (after === null) return false;
  return database.transaction(() => {
    const rows = database.all(`SELECT * FROM ${table} WHERE key ${ownKeysAfter} ORDER BY key LIMIT ?`, after, most);
    for (const row of rows) work(row);
    const last = rows.at(-1);
    setCareMark(database, mark, last === undefined ? null : numberOf(last, 'key'));
    return true;
  });
};
