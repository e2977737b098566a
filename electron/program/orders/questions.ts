import { success, type Result } from '../../core/model/failure.ts';
import type { AccountId } from '../../core/model/ids.ts';
import type { OrderStatus, SightedOrder } from '../../core/model/order.ts';
import { listAccounts } from '../../edges/store/accounts.ts';
import { listOrders } from '../../edges/store/orders.ts';
import type { Sources } from '../../engine/host.ts';

/** Which orders to list; empty text and null list all. */
export interface OrderFilter {
  readonly query: string;
  readonly status: OrderStatus | null;
  readonly accountId: AccountId | null;
}

/** An order with the account that it was placed with. */
export interface ListedOrder {
  readonly order: SightedOrder;
  /** The label of the account. */
  readonly account: string;
  readonly provider: string;
}

/** Returns the questions about orders. */
export const orderQuestions = ({ database }: Sources) => ({
  /** Returns the stored orders that pass a filter, newest first. */
  list: (filter: OrderFilter): Result<readonly ListedOrder[]> => {
    const accounts = new Map(listAccounts(database).map((account) => [account.id, account]));
    return success(
      listOrders(database, filter).flatMap((order) => {
        const account = accounts.get(order.accountId);
        return account === undefined ? [] : [{ order, account: account.label, provider: account.provider }];
      }),
    );
  },
});
