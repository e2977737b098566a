import type { OrderItem } from '../model/order.ts';

/**
 * Returns the items of an order under the ids that they are stored under, with the resource that each was known to be of. A rental is named by
 * its first item and grouped by its resource: a field that one response leaves out must not make another rental of it. Items without an id of
 * their own are counted by a type, which may be left out too. So the same resource is the same item, else the same id; and where as many
 * are left over as were known, they are those, in their sequence.
 */
export const withKnownNames = (items: readonly OrderItem[], known: readonly OrderItem[]): readonly OrderItem[] => {
  if (items.length === known.length && items.every((item, index) => isNamedAs(item, known[index]))) return items;
  const pairs = new Map<OrderItem, OrderItem>();
  const read = new Set(items);
  const left = new Set(known);
  const pair = (item: OrderItem, other: OrderItem): void => {
    pairs.set(item, other);
    read.delete(item);
    left.delete(other);
  };
  const pairBy = (nameOf: (item: OrderItem) => string | null): void => {
    const others = uniqueBy(left, nameOf);
    for (const [name, item] of uniqueBy(read, nameOf)) {
      const other = others.get(name);
      if (other !== undefined && agrees(item.resourceId, other.resourceId)) pair(item, other);
    }
  };
  pairBy(({ resourceId }) => resourceId);
  pairBy(({ id }) => id);
  const others = [...left];
  if (read.size === left.size && [...read].every((item, index) => mayBe(item, others[index])))
    [...read].forEach((item, index) => pair(item, others[index] ?? item));
  const named = items.map((item) => keptName(item, pairs.get(item)));
  return new Set(named.map(({ id }) => id)).size === named.length ? named : items;
};

/** Those that have a name of their own, by it. */
const uniqueBy = (
  items: Iterable<OrderItem>,
  nameOf: (item: OrderItem) => string | null,
): ReadonlyMap<string, OrderItem> => {
  const found = new Map<string, OrderItem>();
  const shared = new Set<string>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === null) continue;
    if (found.has(name)) shared.add(name);
    found.set(name, item);
  }
  for (const name of shared) found.delete(name);
  return found;
};

const keptName = (item: OrderItem, known: OrderItem | undefined): OrderItem => {
  if (known === undefined) return item;
  const resourceId = item.resourceId ?? known.resourceId;
  return item.id === known.id && item.resourceId === resourceId ? item : { ...item, id: known.id, resourceId };
};

const isNamedAs = (item: OrderItem, known: OrderItem | undefined): boolean =>
  item.id === known?.id && item.resourceId === known.resourceId;

/** Whether two items may be one: what both say is the same. */
const mayBe = (one: OrderItem, other: OrderItem | undefined): boolean =>
  other !== undefined && agrees(one.resourceId, other.resourceId) && agrees(one.resourceType, other.resourceType);

const agrees = (one: string | null, other: string | null): boolean => one === null || other === null || one === other;
