import type { ProviderOrderId, AccountId, Instant } from './ids.ts';
import type { End, PayBy } from './deadline.ts';
import type { Money } from './money.ts';

/** What an order does: a new rental, a renewal, a change of size, a refund. */
export type OrderKind = 'new' | 'renewal' | 'change' | 'refund' | 'unknown';

/** Every status that an order may have. */
export const orderStatuses = [
  'unpaid',
  'paid',
  'active',
  'expired',
  'completed',
  'cancelled',
  'refunded',
  'released',
  'failed',
  'unknown',
] as const;

/** What an order or item has come to, in our words; the provider's own word stays in `providerStatus`. */
export type OrderStatus = (typeof orderStatuses)[number];

/** An order of such a status was not gone through with: none of its items is paid or on its way, whatever its own word says. */
const halting: ReadonlySet<OrderStatus> = new Set(['unpaid', 'cancelled', 'refunded']);
const underWay: ReadonlySet<OrderStatus> = new Set(['unpaid', 'paid', 'unknown']);

/**
 * Returns the furthest status that an item can have within its order. What is delivered is there whatever its order says: that is what is rented, and
 * what ends.
 */
export const withinOrder = (item: OrderStatus, order: OrderStatus): OrderStatus =>
  halting.has(order) && underWay.has(item) ? order : item;

/** Whether an order was called off or its money given back. */
export const isTakenBack = ({ status }: Pick<Order, 'status'>): boolean =>
  status === 'cancelled' || status === 'refunded';

/** Whether an order says that it was not gone through with, and one of its items that it is delivered: one of the two is wrong. */
export const contradictsItself = ({ status, items }: Pick<Order, 'status' | 'items'>): boolean =>
  halting.has(status) && items.some((item) => item.status === 'active');

/** One leaf of the provider's response: dotted path with `[n]` in its own names, and its exact text or null. */
export interface Fact {
  readonly path: string;
  readonly value: string | null;
}

/** How an item is paid for: for a period that ends, by use without an end, or the response does not say. */
export type Billing = 'period' | 'use' | 'unknown';

/** One thing bought with an order. */
export interface OrderItem {
  readonly id: string;
  /** The resource's id at the provider; null when the response has none that can be trusted as a key. */
  readonly resourceId: string | null;
  readonly resourceType: string | null;
  readonly region: string | null;
  readonly title: string;
  /** The name that its user gave the thing at the provider; left out where the response has none. */
  readonly name?: string;
  /** The thing in one line ("10×RTX 4090 · 16 vCPU"), from the provider's own values; null when they are empty. */
  readonly spec: string | null;
  readonly status: OrderStatus;
  readonly providerStatus: string | null;
  readonly startsAt: Instant | null;
  readonly end: End;
  readonly price: Money | null;
  readonly billing: Billing;
  /** What this item does, where that is not what its order does; left out else. */
  readonly kind?: OrderKind;
}

/** One purchase as the provider reports it. Its identity is (account, providerOrderId). */
export interface Order {
  readonly accountId: AccountId;
  readonly providerOrderId: ProviderOrderId;
  readonly orderNumber: string | null;
  readonly kind: OrderKind;
  readonly status: OrderStatus;
  readonly providerStatus: string | null;
  readonly title: string;
  /** The product's name as the order was first read, where its provider calls it otherwise since; left out else. */
  readonly soldAs?: string;
  readonly placedAt: Instant | null;
  readonly paidAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly payBy: PayBy | null;
  readonly listPrice: Money | null;
  readonly price: Money | null;
  readonly paid: Money | null;
  readonly items: readonly OrderItem[];
  /** The status is a freeze: data is kept this long after it began, by the provider's document. */
  readonly frozenForMs: number | null;
  readonly facts: readonly Fact[];
  /**
   * Fields that the list needs and the response lacks, those whose time or duration no order can have, and those of which not all is kept.
   */
  readonly incomplete: readonly string[];
  /** Those of `incomplete` that are in the response but too large to keep whole; left out when empty. */
  readonly cut?: readonly string[];
}

/** Whether a response lacks what the list needs. A field kept in part does not count: reading it again would not help. */
export const isLacking = ({ incomplete, cut = [] }: Pick<Order, 'incomplete' | 'cut'>): boolean =>
  incomplete.length > cut.length;

/** A stored order with what our own polling saw: since when it shows its status, and when it last showed another one. */
export interface SightedOrder extends Order {
  readonly statusSeenAt: Instant;
  readonly otherStatusSeenAt: Instant | null;
  /** Settled rounds in a row that did not show it any more. */
  readonly missingRounds: number;
}

/** An order as it is stored: with what our polling saw, and what its provider's code needs to know next time. */
export interface StoredOrder extends SightedOrder {
  readonly listFingerprint: string | null;
  readonly detailReadAt: Instant | null;
  readonly finished: boolean;
}
