import type { StoredOrder } from '../../core/model/order.ts';
import { numberOf, textOf, type Database } from './database.ts';
import { factTexts, indexedUpTo, searchTextOf } from './search.ts';

/** An order is found by everything that is visible of it; by its account's label and provider besides (see `search.ts`). */
const textOfOrder = (order: StoredOrder): string =>
  searchTextOf([
    order.providerOrderId,
    order.orderNumber,
    order.title,
    order.providerStatus,
    ...order.items.flatMap((item) => [item.title, item.spec, item.resourceId, item.resourceType, item.region]),
    ...factTexts(order),
  ]);

/** Stores what an order is found by. Text that did not change costs no write; new text is indexed later, see `indexTexts`. */
export const putOrderText = (database: Database, key: number, order: StoredOrder, isNew: boolean): void => {
  const text = textOfOrder(order);
  if (isNew) database.run('INSERT OR REPLACE INTO order_text (key, text) VALUES (?, ?)', key, text);
  else putTextOfRow(database, key, text);
};

/** Stores what a row is found by, of which there may be some already. */
export const putTextOfRow = (database: Database, key: number, text: string): void => {
  const row = database.one('SELECT text FROM order_text WHERE key = ?', key);
  const before = row === null ? null : textOf(row, 'text');
  if (before === text) return;
  const isIndexed = key <= indexedUpTo(database);
  if (isIndexed && before !== null) dropFromIndex(database, key, before);
  database.run('INSERT OR REPLACE INTO order_text (key, text) VALUES (?, ?)', key, text);
  if (isIndexed) database.run('INSERT INTO order_text_search (rowid, text) VALUES (?, ?)', key, text);
};

const dropFromIndex = (database: Database, key: number, text: string): void => {
  database.run(`INSERT INTO order_text_search (order_text_search, rowid, text) VALUES ('delete', ?, ?)`, key, text);
};

/** Takes what the orders of an account are found by out of text and index. */
export const forgetOrderTexts = (database: Database, accountId: string): void => {
  const ofAccount = 'SELECT key FROM orders WHERE account_id = ?';
  database.run(
    `INSERT INTO order_text_search (order_text_search, rowid, text)
     SELECT 'delete', key, text FROM order_text WHERE key IN (${ofAccount}) AND key <= ?`,
    accountId,
    indexedUpTo(database),
  );
  database.run(`DELETE FROM order_text WHERE key IN (${ofAccount})`, accountId);
  // The keys of the last orders may be given to others, which are not in the index.
  database.run('UPDATE order_text_indexed SET up_to = min(up_to, coalesce((SELECT max(key) FROM order_text), 0))');
};

/** So many texts are put into the index at a time: some milliseconds. */
const textsAtOnce = 500;

/** Puts the next texts into the index, at most `most`. Returns whether there may be more. */
export const indexTexts = (database: Database, most = textsAtOnce): boolean =>
  database.transaction(() => {
    const from = indexedUpTo(database);
    const next = database.one(
      'SELECT max(key) AS last, count(*) AS count FROM (SELECT key FROM order_text WHERE key > ? ORDER BY key LIMIT ?)',
      from,
      most,
    );
    const count = numberOf(next, 'count');
    if (count === 0) return false;
    const last = numberOf(next, 'last');
    database.run(
      'INSERT INTO order_text_search (rowid, text) SELECT key, text FROM order_text WHERE key > ? AND key <= ?',
      from,
      last,
    );
    database.run('UPDATE order_text_indexed SET up_to = ?', last);
    return count === most;
  });
