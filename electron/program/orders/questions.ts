import { success, type Result } from '../../core/model/failure.ts';
import type { SightedOrder } from '../../core/model/order.ts';
import { kindsCalled } from '../../core/words/kind-words.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import { findOrders, orderOfAccount, type OrderFilter, type OrderIdentity } from '../../edges/store/orders.ts';
import { noteDerived } from '../../edges/store/read-row.ts';
import type { Sources } from '../../engine/host.ts';
import { lookOver } from '../../engine/polling/look-over.ts';

/** An order with the account that it was placed with. */
export interface ListedOrder {
  readonly order: SightedOrder;
  /** The label of the account. */
  readonly account: string;
  readonly provider: string;
}

/** Returns the questions about orders. */
export const orderQuestions = ({ database, now }: Sources) => ({
  /** Returns which of the stored orders pass a filter, newest first. */
  find: (filter: OrderFilter): Result<readonly OrderIdentity[]> => {
    lookOver({ database, now });
    return success(findOrders(database, { ...filter, kindsOf: kindsCalled }));
  },
  /** Returns orders that were found, in their sequence, without those that are gone since and those that cannot be read. */
  read: (found: readonly OrderIdentity[]): Result<readonly ListedOrder[]> => {
    const accounts = new Map(listAccounts(database).map((account) => [account.id, account]));
    return success(
      found.flatMap(({ accountId, providerOrderId }) => {
        const order = orderOfAccount(database, accountId, providerOrderId);
        const account = accounts.get(accountId);
        if (order === null) return [];
        if (account === undefined) {
          // Orders go with their account: one that is left says wrongly whose it is.
          noteDerived(database, { table: 'orders', id: providerOrderId, accountId });
          return [];
        }
        return [{ order, account: account.label, provider: account.provider }];
      }),
    );
  },
});
