import type { Account } from '../../core/model/account.ts';
import type { Instant, ProviderOrderId } from '../../core/model/ids.ts';
import { epochMsOf } from '../../core/model/instant.ts';
import type { ProviderSession } from '../../core/ports/provider.ts';
import type { Database } from '../../edges/store/database.ts';
import { orderSummaries, ordersOfAccount, type OrderSummary } from '../../edges/store/orders.ts';
import { ordersWithHeldEnd } from '../../edges/store/rentals.ts';
import { mendDerived } from './mend-derived.ts';
import { mendRentals } from './reassemble.ts';

/** What a round knows of an account's stored orders before it asks. */
export interface KnownOrders {
  readonly summaries: ReadonlyMap<ProviderOrderId, OrderSummary>;
  readonly known: ProviderSession['known'];
}

/** Accounts, each by its own object, whose rows were looked through since the program started. */
const checkedMemories = new WeakSet<object>();

/**
 * Returns what is known of an account's orders. Before its first round its rows are read once: orders that are damaged count as unknown,
 * so that they are read anew, and rentals that are damaged, gone or not looked at
 * are put right: a single sync has no look at the clock before it.
 */
export const knownOrders = (database: Database, account: Account, memory: object, at: Instant): KnownOrders => {
  if (!checkedMemories.has(memory)) {
    ordersOfAccount(database, account.id);
    mendRentals(database, account, at);
    mendDerived(database, epochMsOf(at));
    checkedMemories.add(memory);
  }
  const summaries = orderSummaries(database, account.id);
  const doubtful = ordersWithHeldEnd(database, account.id);
  const known: ProviderSession['known'] = (id) => {
    const summary = summaries.get(id);
    return summary === undefined ? null : { ...summary, doubtful: doubtful.has(id) };
  };
  return { summaries, known };
};
