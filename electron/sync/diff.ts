import type { OrderStatus, SightedOrder } from '../contract/order.ts';
import type { Rental } from '../contract/rental.ts';
import type { Change, ChangeKind } from '../contract/sync.ts';

/** The orders and rentals of one account at one time. */
export interface Picture {
  readonly orders: ReadonlyMap<string, SightedOrder>;
  readonly rentals: ReadonlyMap<string, Rental>;
}

const byStatus: Readonly<Partial<Record<OrderStatus, ChangeKind>>> = {
  paid: 'paid',
  active: 'delivered',
  expired: 'expired',
  completed: 'expired',
  released: 'released',
  refunded: 'refunded',
  failed: 'failed',
};

/** What a round changed, from what was stored before and after it. Pure; the order of the answer follows the orders. */
export const diff = (before: Picture, after: Picture): readonly Change[] => {
  const rentalOfOrder = new Map<string, Rental>();
  for (const rental of after.rentals.values()) for (const id of rental.orders) if (!rentalOfOrder.has(id)) rentalOfOrder.set(id, rental);
  const changes: Change[] = [];
  for (const [id, order] of after.orders) {
    const rental = rentalOfOrder.get(id);
    if (rental === undefined) continue;
    changes.push(...orderChanges(before.orders.get(id) ?? null, order, rental));
  }
  for (const [id, rental] of after.rentals) changes.push(...rentalChanges(before.rentals.get(id) ?? null, rental));
  return changes;
};

const orderChanges = (before: SightedOrder | null, after: SightedOrder, rental: Rental): readonly Change[] => {
  const facts = { rentalId: rental.id, providerOrderId: after.providerOrderId };
  if (before === null) return [{ kind: 'placed', ...facts, before: null, after: after.providerStatus }];
  if (before.status === after.status && before.frozenForMs === after.frozenForMs) return [];
  const kind = byStatus[after.status];
  return kind === undefined ? [] : [{ kind, ...facts, before: before.providerStatus, after: after.providerStatus }];
};

const rentalChanges = (before: Rental | null, after: Rental): readonly Change[] => {
  if (before === null) return [];
  const facts = { rentalId: after.id, providerOrderId: null, before: before.end.at, after: after.end.at };
  if (after.phase === 'vanished' && before.phase !== 'vanished') return [{ kind: 'vanished', ...facts }];
  if (before.end.at === after.end.at || after.end.at === null) return [];
  const isRenewal = after.orders.length > before.orders.length && before.end.at !== null && after.end.at > before.end.at;
  return [{ kind: isRenewal ? 'renewed' : 'endMoved', ...facts }];
};
