import { listAccounts } from './accounts.ts';
import type { Database } from './database.ts';
import { deadlineMoves } from './deadline-moves.ts';
import { countOrders, ordersOfAccount } from './orders.ts';
import { listReminderLog } from './reminder-log.ts';
import { rentalsOfAccount } from './rentals.ts';
import { resourcesOfAccount } from './resources.ts';
import { accountRuleOf, wishesOfAccount } from './rental-wishes.ts';

/** No more orders, and no more entries of the log, are looked at. */
const maxRows = 20_000;

/** Reads the store, of a very large one a part, so that damaged rows are met before something needs them. Returns how many cannot be read. */
export const countDamagedRows = (database: Database): number => {
  let ordersLeft = maxRows;
  for (const { id } of listAccounts(database)) {
    wishesOfAccount(database, id);
    accountRuleOf(database, id);
    const orders = countOrders(database, id);
    if (orders > ordersLeft) continue;
    ordersLeft -= orders;
    ordersOfAccount(database, id);
    rentalsOfAccount(database, id);
    resourcesOfAccount(database, id);
  }
  listReminderLog(database, { offset: 0, limit: maxRows });
  deadlineMoves(database);
  return database.damaged.all.length;
};
