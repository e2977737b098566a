import { listAccounts } from './accounts.ts';
import type { Database } from './database.ts';
import { deadlineMoves } from './deadline-moves.ts';
import { countOrders, ordersOfAccount } from './orders.ts';
import { countReminderLog, listReminderLog } from './reminder-log.ts';
import { rentalsOfAccount } from './rentals.ts';
import { accountRuleOf, wishesOfAccount } from './wishes.ts';

/** No more orders, and no more entries of the log, are looked at. */
const maxRows = 20_000;

/** How many stored rows cannot be read. */
export interface Damage {
  readonly rows: number;
  /** There was more than was looked at. */
  readonly isPartial: boolean;
}

/** Reads the store through, so that damaged rows are met before something needs them; of a very large store a part. */
export const lookThrough = (database: Database): Damage => {
  let ordersLeft = maxRows;
  let isPartial = countReminderLog(database) > maxRows;
  for (const { id } of listAccounts(database)) {
    wishesOfAccount(database, id);
    accountRuleOf(database, id);
    const orders = countOrders(database, id);
    if (orders > ordersLeft) {
      isPartial = true;
      continue;
    }
    ordersLeft -= orders;
    ordersOfAccount(database, id);
    rentalsOfAccount(database, id);
  }
  listReminderLog(database, { offset: 0, limit: maxRows });
  deadlineMoves(database);
  return { rows: database.damaged.all.length, isPartial };
};
