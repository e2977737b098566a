import type { Account } from '../../core/model/account.ts';
import type { OrderView } from '../../contract/channels.ts';
import type { Order, OrderItem, SightedOrder } from '../../core/model/order.ts';
import { sectionsOf } from '../../providers/reading/order-sections.ts';
import { providerOf } from '../../core/ports/find-provider.ts';
import type { Provider } from '../../core/ports/provider.ts';

/** An order in the shape of the terminal program's JSON: absent facts are null, never left out. */
export const orderJson = (order: Order, account: Account) => ({
  account: account.label,
  provider: account.provider,
  providerOrderId: order.providerOrderId,
  orderNumber: order.orderNumber,
  kind: order.kind,
  status: order.status,
  providerStatus: order.providerStatus,
  title: order.title,
  placedAt: order.placedAt,
  paidAt: order.paidAt,
  cancelledAt: order.cancelledAt,
  payBy: order.payBy,
  listPrice: order.listPrice,
  price: order.price,
  paid: order.paid,
  items: order.items.map(itemJson),
  facts: order.facts,
  incomplete: order.incomplete,
});

export type OrderJson = ReturnType<typeof orderJson>;

const itemJson = (item: OrderItem) => ({
  id: item.id,
  resourceId: item.resourceId,
  resourceType: item.resourceType,
  region: item.region,
  title: item.title,
  status: item.status,
  providerStatus: item.providerStatus,
  startsAt: item.startsAt,
  end: { at: item.end.at, basis: item.end.basis },
  price: item.price,
});

/** An order for the window, with its provider's fields named and read. */
export const orderView = (order: SightedOrder, account: Account, providers: readonly Provider[]): OrderView => ({
  ...order,
  sections: sectionsOf(providerOf(account.provider, providers)?.fields ?? [], order.facts),
});
