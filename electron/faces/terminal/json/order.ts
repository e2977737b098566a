import type { OrderItem } from '../../../core/model/order.ts';
import type { ListedOrder } from '../../../program/orders/questions.ts';

/** An order in the shape of the terminal program's JSON: absent facts are null, never left out. */
export const orderJson = ({ order, account, provider }: ListedOrder) => ({
  account,
  provider,
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

/** An order in the terminal program's JSON. */
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
