import { noEnd, type End } from '../../contract/deadline.ts';
import { providerOrderIdOf } from '../../contract/ids.ts';
import type { Billing, OrderItem, OrderKind, OrderStatus } from '../../contract/order.ts';
import { wholeNumber, yuan } from '../amounts.ts';
import { toldOf } from '../facts.ts';
import { cut, itemsWithin, membersOf, mostItems } from '../fields.ts';
import { isObject } from '../json.ts';
import type { ReadOrder } from '../provider.ts';
import { epochInstant } from '../times.ts';
import { describe, distinctionIn } from './describe.ts';
import { itemSchema, orderSchema, type UnicloudItem, type UnicloudOrder } from './schema.ts';

/** What is known of one order: its row of the list, and the `Order` of its detail once that was read. */
export interface UnicloudSource {
  readonly listed: unknown;
  readonly detail: unknown;
}

/** Reads one order from its row and its detail (null: list only, then the order is incomplete). Null when the row has no id. */
export const normaliseOrder = ({
  listed,
  detail,
}: UnicloudSource): Omit<ReadOrder, 'listMark' | 'detailReadAt'> | null => {
  const row = orderSchema.safeParse(listed);
  if (!row.success || row.data.Id === null) return null;
  const details = orderSchema.safeParse(detail);
  const order = details.success ? merged(row.data, details.data) : row.data;
  const id = row.data.Id;
  const status = statusOf(order.OrderStatus);
  const items = itemsWithin(
    withOwnIds(membersOf(order.Items, mostItems).map((raw, index) => itemOf(raw, index, order, id))),
  );
  const dueAt = epochInstant(order.DueTime);
  return {
    providerOrderId: providerOrderIdOf(id),
    orderNumber: order.OrderNo,
    kind: kindOf(order.OrderCategory),
    status,
    providerStatus: order.OrderStatus,
    title: titleOf(order, items, id),
    placedAt: epochInstant(order.CreateTime),
    paidAt: epochInstant(order.PayTime),
    cancelledAt: null,
    payBy: status === 'unpaid' && dueAt !== null ? { at: dueAt, basis: 'stated' } : null,
    listPrice: yuan(order.TotalPrice),
    price: yuan(order.FinalPrice),
    paid: yuan(order.PaidAmount),
    items,
    frozenForMs: null,
    ...toldOf(
      [{ value: listed }, ...(details.success ? [{ value: detail, prefix: 'Order' }] : [])],
      missingIn(order, items, details.success),
    ),
  };
};

/** The detail is read after the list and wins where it says something; the list keeps what only the list has. */
const merged = (row: UnicloudOrder, detail: UnicloudOrder): UnicloudOrder => ({
  Id: row.Id,
  OrderNo: detail.OrderNo ?? row.OrderNo,
  UserId: detail.UserId ?? row.UserId,
  OrderStatus: detail.OrderStatus ?? row.OrderStatus,
  OrderCategory: detail.OrderCategory ?? row.OrderCategory,
  PayType: detail.PayType ?? row.PayType,
  ProductCategory: detail.ProductCategory ?? row.ProductCategory,
  ProductRegionName: detail.ProductRegionName ?? row.ProductRegionName,
  ProductRegionId: detail.ProductRegionId ?? row.ProductRegionId,
  ProductDescription: detail.ProductDescription ?? row.ProductDescription,
  ProductRentCount: detail.ProductRentCount ?? row.ProductRentCount,
  TotalPrice: detail.TotalPrice ?? row.TotalPrice,
  FinalPrice: detail.FinalPrice ?? row.FinalPrice,
  PaidAmount: detail.PaidAmount ?? row.PaidAmount,
  DueTime: detail.DueTime ?? row.DueTime,
  PayTime: detail.PayTime ?? row.PayTime,
  CreateTime: detail.CreateTime ?? row.CreateTime,
  InstanceId: detail.InstanceId ?? row.InstanceId,
  Items: detail.Items,
});

const statusOf = (word: string | null): OrderStatus =>
  word === 'UNPAID' ? 'unpaid' : word === 'PAID' ? 'paid' : 'unknown';

const kindOf = (category: string | null): OrderKind => {
  if (category === 'NEW') return 'new';
  return category?.startsWith('RENEW') ? 'renewal' : 'unknown';
};

const itemOf = (raw: unknown, index: number, order: UnicloudOrder, orderId: string): OrderItem => {
  const item = itemSchema.parse(isObject(raw) ? raw : {});
  const { end, billing } = endOf(item, order);
  const category = item.productCategory ?? order.ProductCategory;
  return {
    id: item.id ?? `${orderId}-${index + 1}`,
    resourceId: resourceOf(item, order),
    resourceType: category,
    region: order.ProductRegionName ?? order.ProductRegionId,
    title: itemTitle(item, category ?? orderId, distinctionIn(item.productDescription ?? order.ProductDescription)),
    spec: describe(item.productDescription) ?? describe(order.ProductDescription),
    status: statusOf(order.OrderStatus),
    // The answer gives items no status of their own; the order's stands on the order.
    providerStatus: null,
    startsAt: epochInstant(item.productStartTime),
    end,
    price: yuan(item.totalPrice),
    billing,
  };
};

/** The product's name is a category (`ECS`) that many rentals share. */
const itemTitle = (item: UnicloudItem, otherwise: string, distinction: string | null): string => {
  const name = item.productName ?? item.productCategory ?? item.productSku ?? otherwise;
  return cut(distinction === null || distinction === name ? name : `${name} · ${distinction}`, 200);
};

/** An id that two items share would make one of them invisible. */
const withOwnIds = (items: readonly OrderItem[]): readonly OrderItem[] => {
  const taken = new Set<string>();
  return items.map((item, index) => {
    let { id } = item;
    while (taken.has(id)) id = `${id}-${index + 1}`;
    taken.add(id);
    return id === item.id ? item : { ...item, id };
  });
};

/** The end is stated, unless start equals end or nothing is rented by the hour: that is billed by use and never ends by itself. */
const endOf = (item: UnicloudItem, order: UnicloudOrder): { readonly end: End; readonly billing: Billing } => {
  const startsAt = epochInstant(item.productStartTime);
  const at = epochInstant(item.productEndTime);
  const hourly = /HOUR/i.test(order.PayType ?? '');
  const nothingRented = wholeNumber(item.productRentCount ?? order.ProductRentCount) === 0;
  if ((at !== null && at === startsAt) || (hourly && nothingRented))
    return { end: noEnd('billed-by-use'), billing: 'use' };
  if (at === null) return { end: noEnd('not-stated'), billing: 'unknown' };
  return { end: { at, basis: 'stated', note: null, earliestAt: null }, billing: 'period' };
};

/** `instanceId` repeats the user's id on first orders and names a resource only when it differs; renewals name theirs in the order. */
const resourceOf = (item: UnicloudItem, order: UnicloudOrder): string | null => {
  const trusted = (instance: string | null): string | null =>
    instance !== null && order.UserId !== null && instance !== order.UserId ? instance : null;
  const own = trusted(item.instanceId);
  return own ?? (kindOf(order.OrderCategory) === 'renewal' ? trusted(order.InstanceId) : null);
};

const titleOf = (order: UnicloudOrder, items: readonly OrderItem[], id: string): string => {
  const titles = [...new Set(items.map(({ title }) => title))];
  return cut(titles.length > 0 ? titles.join(' + ') : (order.ProductCategory ?? order.OrderNo ?? id), 200);
};

/** The list states neither deadline, so both are missed from a detail only; without one its items are. */
const missingIn = (order: UnicloudOrder, items: readonly OrderItem[], detailed: boolean): readonly string[] => [
  ...(order.OrderStatus === null ? ['OrderStatus'] : []),
  ...(epochInstant(order.CreateTime) === null ? ['CreateTime'] : []),
  ...(detailed && statusOf(order.OrderStatus) === 'unpaid' && epochInstant(order.DueTime) === null
    ? ['Order.DueTime']
    : []),
  ...(!detailed || items.length === 0 || membersOf(order.Items).length > items.length ? ['Order.Items'] : []),
  ...items.flatMap((item, index) => (lacksEnd(item, order) ? [`Order.Items[${index}].productEndTime`] : [])),
];

/** What is paid for a period must state its end; another change than a renewal need not move one. */
const lacksEnd = ({ status, billing, end }: OrderItem, { OrderCategory: category }: UnicloudOrder): boolean =>
  status === 'paid' && billing !== 'use' && end.at === null && (category === null || kindOf(category) !== 'unknown');
