import type { End } from '../../core/model/deadline.ts';
import { providerOrderIdOf, type Instant } from '../../core/model/ids.ts';
import { hour, addMs } from '../../core/model/instant.ts';
import { withinOrder, type OrderItem, type OrderKind, type OrderStatus } from '../../core/model/order.ts';
import { yuan } from '../reading/amounts.ts';
import { toldOf, type FactSource } from '../reading/facts.ts';
import { itemsWithin, maxItems } from '../reading/leaves.ts';
import { cut } from '../../core/model/cut.ts';
import type { ReadOrder } from '../../core/ports/provider.ts';
import {
  absurdAmong,
  endWithout,
  notBefore,
  paymentDeadline,
  placingTime,
  rentalEnd,
  rfc3339Time,
  type SaidEnd,
  type SaidTime,
} from '../reading/order-times.ts';
import type { QiniuItem } from './schema.ts';
import { orderOf, type QiniuOrder, type QiniuSources } from './sources.ts';

/** `complete` means delivered, not over. */
const orderStatuses: ReadonlyMap<string, OrderStatus> = new Map([
  ['new', 'unpaid'],
  ['paid', 'paid'],
  ['canceled', 'cancelled'],
  ['cancelled', 'cancelled'],
  ['complete', 'active'],
  ['refund', 'refunded'],
]);

const itemStatuses: ReadonlyMap<string, OrderStatus> = new Map([
  ['success', 'active'],
  ['non_executable', 'paid'],
  ['executable', 'paid'],
  ['processing', 'paid'],
  ['failed', 'failed'],
  ['fail_over', 'failed'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
  ['refunded', 'refunded'],
]);

const renewals: ReadonlySet<string> = new Set(['renew', 'auto_renew', 'renew_with_spec']);

/** Reads one order at an instant from all that was read of it; without detail and unpaid entry it is incomplete. */
export const normaliseOrder = (
  sources: QiniuSources,
  nowMs: number,
): Omit<ReadOrder, 'listFingerprint' | 'detailReadAt'> => {
  const order = orderOf(sources);
  const status = (order.status === null ? undefined : orderStatuses.get(order.status)) ?? 'unknown';
  const placed = placingTime(rfc3339Time(order.create_time), nowMs);
  const paid = notBefore(rfc3339Time(order.pay_time), placed);
  const cancelled = notBefore(rfc3339Time(order.cancel_time), placed);
  const payBy = paymentDeadline(rfc3339Time(status === 'unpaid' ? order.expire_time : null), placed);
  const read = itemsOf(order.items, { hash: sources.hash, status, placed });
  const items = itemsWithin(read.map(({ item }) => item));
  const kept = read.slice(0, items.length);
  const absurd = [
    ...absurdAmong({ create_time: placed, pay_time: paid, cancel_time: cancelled, expire_time: payBy }),
    ...kept.flatMap((one) => one.absurd),
  ];
  return {
    providerOrderId: providerOrderIdOf(sources.hash),
    orderNumber: null,
    kind: kindOf(order.items),
    status,
    providerStatus: order.status,
    title: cut(items.length === 0 ? sources.hash : items.map(({ title }) => title).join(' + '), 200),
    placedAt: placed.at,
    paidAt: paid.at,
    cancelledAt: cancelled.at,
    payBy: payBy.at === null ? null : { at: payBy.at, basis: 'stated' },
    listPrice: yuan(order.fee),
    price: yuan(order.c_fee),
    paid: paid.at === null ? null : yuan(order.c_fee),
    items,
    frozenForMs: null,
    ...toldOf(factsFrom(sources), missingIn(order, { status, placed, payBy, kept }), absurd),
  };
};

const kindOfItem = ({ order_type: type }: QiniuItem): OrderKind => {
  if (type === null) return 'unknown';
  return type === 'create' ? 'new' : renewals.has(type) ? 'renewal' : 'change';
};

/** A refund keeps the kind of its purchase. An order that creates anything is new, whatever else it changes. */
const kindOf = (items: readonly QiniuItem[]): OrderKind => {
  const kinds = items.map(kindOfItem);
  return (['new', 'renewal', 'change'] as const).find((kind) => kinds.includes(kind)) ?? 'unknown';
};

/** An item, what it says of its end, and the names of its times that were not believed. */
interface ReadItem {
  readonly source: QiniuItem;
  readonly item: OrderItem;
  readonly said: SaidEnd;
  readonly absurd: readonly string[];
}

interface ItemContext {
  readonly hash: string;
  readonly status: OrderStatus;
  readonly placed: SaidTime;
}

/** Items have no id of their own: they are counted per type, which survives delivery (when the resource gets its id) and reordering. */
const itemsOf = (items: readonly QiniuItem[], context: ItemContext): readonly ReadItem[] => {
  const counts = new Map<string, number>();
  const kindOfAll = kindOf(items);
  return items.map((source, index) => {
    const type = source.resource_type ?? 'item';
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    const start = rfc3339Time(source.life_start_time);
    const said = rentalEnd(rfc3339Time(source.life_expire_time), { start, placed: context.placed });
    const item = itemOf(source, `${context.hash}-${type}-${count}`, {
      startsAt: start.at,
      said,
      order: context.status,
      kindOfAll,
    });
    const path = `items[${index}]`;
    return {
      source,
      item,
      said,
      absurd: absurdAmong({ [`${path}.life_start_time`]: start, [`${path}.life_expire_time`]: said }),
    };
  });
};

interface ItemFacts {
  readonly startsAt: Instant | null;
  readonly said: SaidEnd;
  /** What the order has come to. */
  readonly order: OrderStatus;
  readonly kindOfAll: OrderKind;
}

const itemOf = (item: QiniuItem, id: string, { startsAt, said, order, kindOfAll }: ItemFacts): OrderItem => ({
  id,
  resourceId: item.resource_id,
  resourceType: item.resource_type,
  region: item.region,
  title: cut([item.resource_type, item.resource_id].filter((part) => part !== null).join(' ') || id, 200),
  spec: null,
  status: withinOrder((item.status === null ? undefined : itemStatuses.get(item.status)) ?? 'unknown', order),
  providerStatus: item.status,
  startsAt,
  end: endOf(said, item.life_expire_time),
  price: yuan(item.price),
  billing: said.at === null ? 'unknown' : 'period',
  ...(kindOfItem(item) === kindOfAll ? {} : { kind: kindOfItem(item) }),
});

/** Midnight labelled `Z` may be a Beijing midnight, eight hours earlier: shown as stated, but reminders count from the earlier reading. */
const endOf = (said: SaidEnd, text: string | null): End => {
  const { at } = said;
  if (at === null) return endWithout(said);
  const doubtful = /T(00|24):00:00(\.0+)?(Z|[+-]00:?00)$/i.test(text ?? '');
  return {
    at,
    basis: 'stated',
    note: doubtful ? 'may-be-00:00-beijing-time' : null,
    earliestAt: doubtful ? addMs(at, -8 * hour) : null,
  };
};

/** The sub-orders and the unpaid entry first, under the names of their calls; then the detail from the order object down. */
const factsFrom = ({ payRecords, unpaid, detail }: QiniuSources): readonly FactSource[] => [
  ...payRecords.map((value, index) => ({ value, prefix: `pay_record[${index}]` })),
  ...(unpaid === null ? [] : [{ value: unpaid, prefix: 'unpaid_orders' }]),
  ...(detail === null ? [] : [{ value: detail }]),
];

interface JudgedStatus {
  readonly status: OrderStatus;
  readonly placed: SaidTime;
  readonly payBy: SaidTime;
  /** The items that are kept of the order's. */
  readonly kept: readonly ReadItem[];
}

const missingIn = (order: QiniuOrder, { status, placed, payBy, kept }: JudgedStatus): readonly string[] => [
  ...(order.status === null ? ['status'] : []),
  ...(placed.at === null ? ['create_time'] : []),
  ...(status === 'unpaid' && payBy.at === null ? ['expire_time'] : []),
  ...(kept.length === 0 || kept.length >= maxItems || kept.length < order.items.length ? ['items'] : []),
  ...kept.flatMap((item, index) => missingInItem(item).map((field) => `items[${index}].${field}`)),
];

/**
 * An upgrade moves no end, so only a purchase and a renewal must state one, once they are delivered. The end of time says that there is none;
 * zero time says only that none is set, which nothing that is bought for a period can stay with.
 */
const missingInItem = ({ source, said }: ReadItem): readonly string[] => {
  const prolongs = source.order_type === 'create' || renewals.has(source.order_type ?? '');
  const endIsMissing = said.at === null && !said.isEndless;
  return [
    ...(source.status === null ? ['status'] : []),
    ...(prolongs && source.status === 'success' && endIsMissing ? ['life_expire_time'] : []),
  ];
};
