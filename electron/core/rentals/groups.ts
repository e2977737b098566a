import type { ProviderOrderId } from '../model/ids.ts';
import type { Order, OrderItem } from '../model/order.ts';
import type { Resource } from '../model/resource.ts';

/** An order as far as it decides which rentals it is part of. */
type GroupedOrder = Pick<Order, 'providerOrderId' | 'items'>;

/** The order that the user says an order belongs to; null when the user said nothing. */
type JoinedInto = (id: ProviderOrderId) => ProviderOrderId | null;

/** Returns the order that an order was joined to, through other joined orders. A circle joins nothing. */
export const rootOf = (id: ProviderOrderId, joinedInto: JoinedInto): ProviderOrderId => {
  const passed = new Set([id]);
  let root = id;
  for (let next = joinedInto(root); next !== null; next = joinedInto(root)) {
    if (passed.has(next)) return id;
    passed.add(next);
    root = next;
  }
  return root;
};

/**
 * Returns the group of an item: those of the same group are one rental. It is that of the order which it was joined to (`root`), else its
 * resource where the provider names one, else each item is one for itself.
 */
export const groupOf = (order: GroupedOrder, item: OrderItem, root: GroupedOrder | undefined): string => {
  const joined = root === undefined || root === order ? undefined : root.items[0];
  if (root !== undefined && joined !== undefined) return groupOf(root, joined, undefined);
  return item.resourceId === null ? `item ${order.providerOrderId} ${item.id}` : resourceGroup(item.resourceId);
};

/** Returns the group of the orders of a resource that is listed. */
export const groupOfResource = ({ resourceId }: Pick<Resource, 'resourceId'>): string => resourceGroup(resourceId);

/** Returns the resource's id that makes a group; null where its items name none. */
export const resourceIdOfGroup = (group: string): string | null =>
  group.startsWith(resourcePrefix) ? group.slice(resourcePrefix.length) : null;

const resourcePrefix = 'resource ';

const resourceGroup = (resourceId: string): string => `${resourcePrefix}${resourceId}`;

/** Returns what an item names a rental within its account. */
export const nameOfItem = (order: Pick<Order, 'providerOrderId'>, item: Pick<OrderItem, 'id'>): string =>
  `${order.providerOrderId}/${item.id}`;

/** Returns what a resource names a rental within its account. */
export const nameOfResource = ({ key }: Pick<Resource, 'key'>): string => `resource/${key}`;
