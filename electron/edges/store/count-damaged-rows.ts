import { listAccounts } from './accounts.ts';
import type { Database } from './database.ts';
import type { Deriving } from './derived.ts';
import { noteContradictions } from './note-contradictions.ts';
import { deadlineMovesOf, rentalsWithDeadlines } from './deadline-moves.ts';
import { countOrders, ordersOfAccount } from './orders.ts';
import type { TablePart } from './read-row.ts';
import { countReminderLog, listReminderLog } from './reminder-log.ts';
import { countRentals, rentalsOfAccount } from './rentals.ts';
import { findResources, resourceOfAccount } from './resources.ts';
import { accountRuleOf, wishesOfAccount } from './rental-wishes.ts';

/** No more orders, and no more entries of the log, are looked at. */
const maxRows = 20_000;

/** So many rows are held at a time. */
const partSize = 200;

const inParts = (count: number, read: (part: TablePart) => void): void => {
  for (let offset = 0; offset < count; offset += partSize) read({ offset, limit: partSize });
};

/** Reads the store, of a very large one a part, so that damaged rows are met before something needs them. Returns how many cannot be read. */
export const countDamagedRows = (database: Database, deriving: Deriving): number => {
  let ordersLeft = maxRows;
  for (const { id } of listAccounts(database)) {
    wishesOfAccount(database, id);
    accountRuleOf(database, id);
    const orders = countOrders(database, id);
    if (orders > ordersLeft) continue;
    ordersLeft -= orders;
    const ofAccount = { query: '', state: null, accountId: id };
    inParts(orders, (part) => ordersOfAccount(database, id, part));
    inParts(countRentals(database, ofAccount), (part) => rentalsOfAccount(database, id, part));
    for (const { key } of findResources(database, ofAccount)) resourceOfAccount(database, id, key);
  }
  inParts(Math.min(maxRows, countReminderLog(database)), (part) => listReminderLog(database, part));
  for (const rental of rentalsWithDeadlines(database)) deadlineMovesOf(database, rental);
  noteContradictions(database, deriving, maxRows);
  return new Set(database.damaged.all.map(({ table, accountId, id }) => JSON.stringify([table, accountId, id]))).size;
};
