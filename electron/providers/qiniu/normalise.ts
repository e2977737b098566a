import { noEnd, type End } from '../../contract/deadline.ts';
import { providerOrderIdOf } from '../../contract/ids.ts';
import { hour, shifted } from '../../contract/instant.ts';
import type { OrderItem, OrderKind, OrderStatus } from '../../contract/order.ts';
import { yuan } from '../amounts.ts';
import { toldOf, type FactSource } from '../facts.ts';
import { cut, itemsWithin, mostItems } from '../fields.ts';
import type { ReadOrder } from '../provider.ts';
import { isZeroTime, rfc3339Instant } from '../times.ts';
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

/** Reads one order from all that was read of it; without detail and unpaid entry it is incomplete. */
export const normaliseOrder = (sources: QiniuSources): Omit<ReadOrder, 'listMark' | 'detailReadAt'> => {
  const order = orderOf(sources);
  const status = (order.status === null ? undefined : orderStatuses.get(order.status)) ?? 'unknown';
  const paidAt = rfc3339Instant(order.pay_time);
  const payBy = rfc3339Instant(order.expire_time);
  const items = itemsWithin(itemsOf(order.items, sources.hash));
  return {
    providerOrderId: providerOrderIdOf(sources.hash),
    orderNumber: null,
    kind: kindOf(order.items),
    status,
    providerStatus: order.status,
    title: cut(items.length === 0 ? sources.hash : items.map(({ title }) => title).join(' + '), 200),
    placedAt: rfc3339Instant(order.create_time),
    paidAt,
    cancelledAt: rfc3339Instant(order.cancel_time),
    payBy: status === 'unpaid' && payBy !== null ? { at: payBy, basis: 'stated' } : null,
    listPrice: yuan(order.fee),
    price: yuan(order.c_fee),
    paid: paidAt === null ? null : yuan(order.c_fee),
    items,
    frozenForMs: null,
    ...toldOf(factsFrom(sources), missingIn(order, status, items.length)),
  };
};

/** A refund keeps the kind of its purchase. An order that creates anything is new, whatever else it changes. */
const kindOf = (items: readonly QiniuItem[]): OrderKind => {
  const types = items.map(({ order_type }) => order_type).filter((type) => type !== null);
  if (types.length === 0) return 'unknown';
  if (types.includes('create')) return 'new';
  return types.some((type) => renewals.has(type)) ? 'renewal' : 'change';
};

/** Items have no id of their own: they are counted per type, which survives delivery (when the resource gets its id) and reordering. */
const itemsOf = (items: readonly QiniuItem[], hash: string): readonly OrderItem[] => {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const type = item.resource_type ?? 'item';
    const count = (counts.get(type) ?? 0) + 1;
    counts.set(type, count);
    return itemOf(item, `${hash}-${type}-${count}`);
  });
};

const itemOf = (item: QiniuItem, id: string): OrderItem => ({
  id,
  resourceId: item.resource_id,
  resourceType: item.resource_type,
  region: item.region,
  title: cut([item.resource_type, item.resource_id].filter((part) => part !== null).join(' ') || id, 200),
  spec: null,
  status: (item.status === null ? undefined : itemStatuses.get(item.status)) ?? 'unknown',
  providerStatus: item.status,
  startsAt: rfc3339Instant(item.life_start_time),
  end: endOf(item.life_expire_time),
  price: yuan(item.price),
  billing: rfc3339Instant(item.life_expire_time) === null ? 'unknown' : 'period',
});

/** Midnight labelled `Z` may be a Beijing midnight, eight hours earlier: shown as stated, but reminders count from the earlier reading. */
const endOf = (text: string | null): End => {
  const at = rfc3339Instant(text);
  if (at === null) return noEnd('not-stated');
  const doubtful = /T00:00:00(\.0+)?(Z|[+-]00:?00)$/i.test(text ?? '');
  return {
    at,
    basis: 'stated',
    note: doubtful ? 'may-be-00:00-beijing-time' : null,
    earliestAt: doubtful ? shifted(at, -8 * hour) : null,
  };
};

/** The sub-orders and the unpaid entry first, under the names of their calls; then the detail from the order object down. */
const factsFrom = ({ payRecords, unpaid, detail }: QiniuSources): readonly FactSource[] => [
  ...payRecords.map((value, index) => ({ value, prefix: `pay_record[${index}]` })),
  ...(unpaid === null ? [] : [{ value: unpaid, prefix: 'unpaid_orders' }]),
  ...(detail === null ? [] : [{ value: detail }]),
];

const missingIn = (order: QiniuOrder, status: OrderStatus, kept: number): readonly string[] => [
  ...(order.status === null ? ['status'] : []),
  ...(rfc3339Instant(order.create_time) === null ? ['create_time'] : []),
  ...(status === 'unpaid' && rfc3339Instant(order.expire_time) === null ? ['expire_time'] : []),
  ...(order.items.length === 0 || order.items.length >= mostItems || kept < order.items.length ? ['items'] : []),
  ...order.items.flatMap((item, index) => missingInItem(item).map((field) => `items[${index}].${field}`)),
];

/** An upgrade moves no end, so only a purchase and a renewal must state one; zero time says that none is set. */
const missingInItem = (item: QiniuItem): readonly string[] => {
  const prolongs = item.order_type === 'create' || renewals.has(item.order_type ?? '');
  const endIsMissing = rfc3339Instant(item.life_expire_time) === null && !isZeroTime(item.life_expire_time);
  return [
    ...(item.status === null ? ['status'] : []),
    ...(prolongs && item.status === 'success' && endIsMissing ? ['life_expire_time'] : []),
  ];
};
