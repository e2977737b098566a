import type { Release } from '../model/deadline.ts';
import { earlier, addMs } from '../model/instant.ts';
import { isTakenBack, withinOrder, type Order, type OrderItem, type OrderStatus } from '../model/order.ts';
import type { RentalPhase } from '../model/rental-phase.ts';
import type { Entry, RentalSources } from './entry.ts';
import { phaseOfResource } from './listed-resource.ts';

/** Rounds that must agree before an order that is no longer listed counts as vanished. */
export const roundsUntilVanished = 2;

const isVanished = (entry: Entry): boolean => entry.order.missingRounds >= roundsUntilVanished;

/** Returns the entries of a rental that are still listed; all of them when none is. */
export const presentOf = (entries: readonly Entry[]): readonly Entry[] => {
  const present = entries.filter((entry) => !isVanished(entry));
  return present.length > 0 ? present : entries;
};

/** What an item and its order say they have come to. */
interface EntryWords {
  readonly order: Pick<Order, 'status'>;
  readonly item: Pick<OrderItem, 'status'>;
}

/** Returns an item's own status, or its order's where the provider gives items none, or the order is over or not paid and the item not delivered. */
export const statusOf = ({ order, item }: EntryWords): OrderStatus => {
  if (order.status === 'released' || (isTakenBack(order) && item.status !== 'active')) return order.status;
  const status = withinOrder(item.status, order.status);
  return status === 'unknown' ? order.status : status;
};

/** Whether an item's period is really bought: delivered once, or paid where the provider gives items no word of their own. */
export const counts = (entry: Entry): boolean => {
  const status = statusOf(entry);
  if (status === 'active' || status === 'expired' || status === 'completed') return true;
  return status === 'paid' && entry.item.providerStatus === null && entry.item.startsAt !== null;
};

/** Returns the phase of a rental: what its provider lists now knows better than what was once ordered. */
export const phaseOf = ({ entries, resource }: RentalSources): RentalPhase =>
  resource === null ? phaseOfOrders(entries) : phaseOfResource(resource);

/** Returns the phase that the orders of one rental have together. Purchases that came to nothing count only when there are no others. */
const phaseOfOrders = (entries: readonly Entry[]): RentalPhase => {
  const present = entries.filter((entry) => !isVanished(entry));
  if (present.length === 0) return 'vanished';
  const has = (...statuses: readonly OrderStatus[]): boolean =>
    present.some((entry) => statuses.includes(statusOf(entry)));
  if (has('active')) return 'delivered';
  if (present.some((entry) => entry.order.frozenForMs !== null)) return 'frozen';
  if (has('released')) return 'released';
  if (has('expired', 'completed')) return 'expired';
  if (present.some(counts)) return 'paid';
  if (has('paid')) return 'awaiting';
  if (has('unpaid')) return 'unpaid';
  if (has('cancelled', 'refunded')) return 'cancelled';
  return 'unknown';
};

/** Returns the unpaid order of a rental that lapses first; null when nothing is to be paid. */
export const unpaidOf = (entries: readonly Entry[]): Entry | null => {
  let first: Entry | null = null;
  for (const entry of entries) {
    if (entry.order.payBy === null || isVanished(entry)) continue;
    if (first?.order.payBy === undefined || first.order.payBy === null || entry.order.payBy.at < first.order.payBy.at)
      first = entry;
  }
  return first;
};

/**
 * When the data of a rental goes: as its provider states, else of a frozen one. It froze somewhere between the last round that did not show it frozen and the first
 * that did, so data may go from the former plus the window on, and is surely gone after the latter plus the window.
 */
export const releaseOf = ({ entries, resource }: RentalSources): Release | null => {
  if (resource !== null) return resource.releases;
  if (phaseOfOrders(entries) !== 'frozen') return null;
  const frozen = entries.filter((entry) => entry.order.frozenForMs !== null).at(-1);
  if (frozen === undefined || frozen.order.frozenForMs === null) return null;
  const { statusSeenAt, otherStatusSeenAt, frozenForMs } = frozen.order;
  const surelyAt = addMs(statusSeenAt, frozenForMs);
  if (otherStatusSeenAt === null) return { at: surelyAt, surelyAt, basis: 'derived', note: 'frozen-since-unknown' };
  return {
    at: earlier(addMs(otherStatusSeenAt, frozenForMs), surelyAt),
    surelyAt,
    basis: 'derived',
    note: 'frozen-window',
  };
};
