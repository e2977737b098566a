import { noEnd, type End } from '../../electron/core/model/deadline.ts';
import { accountIdOf, providerOrderIdOf } from '../../electron/core/model/ids.ts';
import { minute, addMs } from '../../electron/core/model/instant.ts';
import type { OrderItem, OrderStatus, StoredOrder } from '../../electron/core/model/order.ts';
import type { RoundReading } from '../../electron/core/ports/provider.ts';
import { at } from './instants.ts';

/** An end that the provider states. */
export const stated = (text: string): End => ({ at: at(text), basis: 'stated', note: null, earliestAt: null });

/** An end computed from the purchase's duration. */
export const estimated = (text: string): End => ({
  at: at(text),
  basis: 'estimated',
  note: 'from-purchase-duration',
  earliestAt: null,
});

/** A delivered item of a resource that has no id yet. */
export const anItem = (facts: Partial<OrderItem> = {}): OrderItem => ({
  id: 'item-1',
  resourceId: null,
  resourceType: 'qvm',
  region: 'cn-east-1',
  title: '训练机-02',
  spec: null,
  status: 'active',
  providerStatus: 'success',
  startsAt: at('2026-03-01T00:00:00Z'),
  end: stated('2026-04-01T00:00:00Z'),
  price: { amount: '16.25', currency: 'CNY' },
  billing: 'period',
  ...facts,
});

/** A delivered order with one item, first seen at its placing; fits wherever an order is read, sighted or stored. */
export const anOrder = (
  facts: Partial<Omit<StoredOrder, 'providerOrderId'>> & { readonly id?: string } = {},
): StoredOrder => {
  const { id = 'order-1', ...rest } = facts;
  const placedAt = rest.placedAt === undefined ? at('2026-03-01T00:00:00Z') : rest.placedAt;
  return {
    accountId: accountIdOf('acc1'),
    providerOrderId: providerOrderIdOf(id),
    orderNumber: null,
    kind: 'new',
    status: 'active',
    providerStatus: 'complete',
    title: '训练机-02',
    paidAt: null,
    cancelledAt: null,
    payBy: null,
    listPrice: null,
    price: null,
    paid: null,
    items: [anItem()],
    frozenForMs: null,
    facts: [],
    incomplete: [],
    statusSeenAt: placedAt ?? at('2026-03-01T00:00:00Z'),
    otherStatusSeenAt: null,
    missingRounds: 0,
    listFingerprint: null,
    detailReadAt: null,
    finished: true,
    ...rest,
    placedAt,
  };
};

/** The order when it and what it bought have come to a status: a provider says both. */
export const comeTo = (order: StoredOrder, status: OrderStatus): StoredOrder => ({
  ...order,
  status,
  items: order.items.map((item) => ({ ...item, status })),
});

const woloverStatuses: Readonly<Record<number, OrderStatus>> = {
  1: 'unpaid',
  2: 'paid',
  3: 'cancelled',
  4: 'cancelled',
  5: 'active',
  6: 'expired',
  7: 'refunded',
  8: 'completed',
  9: 'released',
  10: 'active',
};

/** A Wolover order as the contracts of the providers describe it: one item with the order's id, its start the placing, an estimated end. */
export const aWoloverOrder = (
  word: number,
  facts: Partial<Omit<StoredOrder, 'providerOrderId'>> & { readonly id?: string; readonly end?: End } = {},
): StoredOrder => {
  const { id = '1800000000000000001', end = estimated('2026-04-01T00:00:00Z'), ...rest } = facts;
  const placedAt = rest.placedAt ?? at('2026-03-01T00:00:00Z');
  const status = woloverStatuses[word] ?? 'unknown';
  const providerStatus = String(word);
  const item = anItem({ id, title: '4090×1', status, providerStatus, startsAt: placedAt, end, price: null });
  return anOrder({
    id,
    kind: word === 10 ? 'renewal' : 'new',
    status,
    providerStatus,
    title: '4090×1',
    payBy: word === 1 ? { at: addMs(placedAt, 30 * minute), basis: 'derived' } : null,
    frozenForMs: word === 6 ? 30 * minute : null,
    items: [item],
    ...rest,
    placedAt,
  });
};

/** A paid UniCloud order: its items have no status word of their own. */
export const aUnicloudOrder = (
  items: readonly Partial<OrderItem>[],
  facts: Partial<Omit<StoredOrder, 'providerOrderId' | 'items'>> & { readonly id?: string } = {},
): StoredOrder =>
  anOrder({
    id: '1144119593783001088',
    status: 'paid',
    providerStatus: 'PAID',
    ...facts,
    items: items.map((item, index) =>
      anItem({
        id: `114411959378719539${String(index)}`,
        title: '云主机',
        status: facts.status ?? 'paid',
        providerStatus: null,
        ...item,
      }),
    ),
  });

/** What a settled round read, with nothing left out. */
export const aReading = (orders: readonly StoredOrder[], facts: Partial<RoundReading> = {}): RoundReading => ({
  orders,
  unchanged: [],
  settled: true,
  warnings: [],
  interruptedBy: null,
  ...facts,
});

/** An item billed by use. */
export const billedByUse: Partial<OrderItem> = { end: noEnd('billed-by-use'), billing: 'use' };
