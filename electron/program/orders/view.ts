import type { Account } from '../../core/model/account.ts';
import type { OrderView } from '../../contract/views.ts';
import type { SightedOrder } from '../../core/model/order.ts';
import { sectionsOf } from '../../providers/reading/order-sections.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider } from '../../core/ports/provider.ts';

/** Returns the view of an order, with its provider's fields named and read. */
export const orderView = (order: SightedOrder, account: Account, providers: readonly Provider[]): OrderView => ({
  ...order,
  sections: sectionsOf(providerOf(account.provider, providers)?.fieldGroups ?? [], order.facts),
});
