import { noEnd, type End } from '../../core/model/deadline.ts';
import { providerOrderIdOf } from '../../core/model/ids.ts';
import type { Billing, OrderItem, OrderKind, OrderStatus } from '../../core/model/order.ts';
import { wholeNumber, yuan } from '../reading/amounts.ts';
import { toldOf } from '../reading/facts.ts';
import { itemsWithin, membersOf, maxItems } from '../reading/leaves.ts';
import { cut } from '../../core/model/cut.ts';
import { isObject } from '../reading/json.ts';
import type { ReadOrder } from '../../core/ports/provider.ts';
import {
  absurdAmong,
  endWithout,
  epochTime,
  notBefore,
  paymentDeadline,
  placingTime,
  rentalEnd,
  type SaidEnd,
  type SaidTime,
} from '../reading/order-times.ts';
import { calledIn, specText } from './spec.ts';
import { itemSchema, orderSchema, type UnicloudItem, type UnicloudOrder } from './schema.ts';

/** What is known of one order: its row of the list, and the `Order` of its detail once that was read. */
export interface UnicloudSource {
  readonly listed: unknown;
  readonly detail: unknown;
  /** When it was read. */
  readonly nowMs: number;
}

/** Reads one order from its row and its detail (null: list only, then the order is incomplete). Null when the row has no id. */
export const normaliseOrder = ({
  listed,
  detail,
  nowMs,
}: UnicloudSource): Omit<ReadOrder, 'listFingerprint' | 'detailReadAt'> | null => {
  const row = orderSchema.safeParse(listed);
  if (!row.success || row.data.Id === null) return null;
  const details = orderSchema.safeParse(detail);
  const order = details.success ? mergeRow(row.data, details.data) : row.data;
  const id = row.data.Id;
  const status = statusOf(order.OrderStatus);
  const placed = placingTime(epochTime(order.CreateTime), nowMs);
  const paid = notBefore(epochTime(order.PayTime), placed);
  const due = paymentDeadline(status === 'unpaid' ? epochTime(order.DueTime) : epochTime(null), placed);
  const read = membersOf(order.Items, maxItems).map((raw, index) => itemOf(raw, index, { order, placed, id }));
  const items = itemsWithin(
    withOwnIds(
      id,
      read.map(({ item }) => item),
    ),
  );
  const kept = read.slice(0, items.length);
  const absurd = [
    ...absurdAmong({ CreateTime: placed, PayTime: paid, 'Order.DueTime': due }),
    ...kept.flatMap((one) => one.absurd),
  ];
  return {
    providerOrderId: providerOrderIdOf(id),
    orderNumber: order.OrderNo,
    kind: kindOf(order.OrderCategory),
    status,
    providerStatus: order.OrderStatus,
    title: titleOf(order, items, id),
    placedAt: placed.at,
    paidAt: paid.at,
    cancelledAt: null,
    payBy: due.at === null ? null : { at: due.at, basis: 'stated' },
    listPrice: yuan(order.TotalPrice),
    price: yuan(order.FinalPrice),
    paid: yuan(order.PaidAmount),
    items,
    frozenForMs: null,
    ...toldOf(
      [{ value: listed }, ...(details.success ? [{ value: detail, prefix: 'Order' }] : [])],
      missingIn(order, kept, { detailed: details.success, placed, due }),
      absurd,
    ),
  };
};

/** The detail is read after the list and wins where it says something; the list keeps what only the list has. */
const mergeRow = (row: UnicloudOrder, detail: UnicloudOrder): UnicloudOrder => ({
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

/** An item, the names of its times that were not believed, and whether it lacks an end that it should state. */
interface ReadItem {
  readonly item: OrderItem;
  readonly absurd: readonly string[];
  readonly lacksEnd: boolean;
}

interface ItemContext {
  readonly order: UnicloudOrder;
  readonly placed: SaidTime;
  readonly id: string;
}

const itemOf = (raw: unknown, index: number, context: ItemContext): ReadItem => {
  const { order, placed } = context;
  const source = itemSchema.parse(isObject(raw) ? raw : {});
  const { start, said, end, billing } = periodOf(source, order, placed);
  const item = itemFrom(source, index, context, { startsAt: start.at, end, billing });
  const path = `Order.Items[${index}]`;
  return {
    item,
    absurd: absurdAmong({ [`${path}.productStartTime`]: start, [`${path}.productEndTime`]: said }),
    lacksEnd: !said.isEndless && lacksEnd(item, order),
  };
};

const itemFrom = (
  item: UnicloudItem,
  index: number,
  { order, id }: ItemContext,
  period: Pick<OrderItem, 'startsAt' | 'end' | 'billing'>,
): OrderItem => {
  const category = item.productCategory ?? order.ProductCategory;
  return {
    id: item.id ?? `${id}-${index + 1}`,
    resourceId: resourceOf(item, order),
    resourceType: category,
    region: order.ProductRegionName ?? order.ProductRegionId,
    ...calledIn(
      item.productName ?? item.productCategory ?? item.productSku ?? category ?? id,
      item.productDescription ?? order.ProductDescription,
    ),
    spec: specOf(item, order),
    status: statusOf(order.OrderStatus),
    // The response gives items no status of their own; the order's stands on the order.
    providerStatus: null,
    price: yuan(item.totalPrice),
    ...period,
  };
};

/** What the item, or else its order, is described as; several of one kind are counted. */
const specOf = (item: UnicloudItem, order: UnicloudOrder): string | null => {
  const spec = specText(item.productDescription) ?? specText(order.ProductDescription);
  const quantity = wholeNumber(item.quantity) ?? 1;
  return spec === null || quantity < 2 ? spec : cut(`${quantity}×${spec}`, 200);
};

/** An id that two items share is none: it would make one of them invisible, or name now one and now the other. */
const withOwnIds = (orderId: string, items: readonly OrderItem[]): readonly OrderItem[] => {
  const seen = new Map<string, number>();
  for (const { id } of items) seen.set(id, (seen.get(id) ?? 0) + 1);
  const taken = new Set(items.flatMap(({ id }) => (seen.get(id) === 1 ? [id] : [])));
  return items.map((item, index) => {
    if (taken.has(item.id)) return item;
    let id = `${orderId}-${index + 1}`;
    while (taken.has(id)) id = `${id}-${index + 1}`;
    taken.add(id);
    return { ...item, id };
  });
};

interface Period {
  readonly start: SaidTime;
  /** What the item says of its end; nothing where it has none to state. */
  readonly said: SaidEnd;
  readonly end: End;
  readonly billing: Billing;
}

/** The end is stated, unless start equals end or nothing is rented by the hour: that is billed by use and never ends by itself. */
const periodOf = (item: UnicloudItem, order: UnicloudOrder, placed: SaidTime): Period => {
  const start = epochTime(item.productStartTime);
  const end = epochTime(item.productEndTime);
  const hourly = /HOUR/i.test(order.PayType ?? '');
  const nothingRented = wholeNumber(item.productRentCount ?? order.ProductRentCount) === 0;
  if ((end.named !== null && end.named === start.named) || (hourly && nothingRented)) {
    const said = { at: null, isAbsurd: false, isEndless: true };
    return { start, said, end: noEnd('billed-by-use'), billing: 'use' };
  }
  const said = rentalEnd(end, { start, placed });
  if (said.at === null) return { start, said, end: endWithout(said), billing: 'unknown' };
  return { start, said, end: { at: said.at, basis: 'stated', note: null, earliestAt: null }, billing: 'period' };
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

interface JudgedStatus {
  readonly detailed: boolean;
  readonly placed: SaidTime;
  readonly due: SaidTime;
}

/** The list states neither deadline, so both are missed from a detail only; without one its items are. */
const missingIn = (
  order: UnicloudOrder,
  kept: readonly ReadItem[],
  { detailed, placed, due }: JudgedStatus,
): readonly string[] => [
  ...(order.OrderStatus === null ? ['OrderStatus'] : []),
  ...(placed.at === null ? ['CreateTime'] : []),
  ...(detailed && statusOf(order.OrderStatus) === 'unpaid' && due.at === null ? ['Order.DueTime'] : []),
  ...(!detailed || kept.length === 0 || membersOf(order.Items).length > kept.length ? ['Order.Items'] : []),
  ...kept.flatMap((item, index) => (item.lacksEnd ? [`Order.Items[${index}].productEndTime`] : [])),
];

/** What is paid for a period must state its end; another change than a renewal need not move one. */
const lacksEnd = ({ status, billing, end }: OrderItem, { OrderCategory: category }: UnicloudOrder): boolean =>
  status === 'paid' && billing !== 'use' && end.at === null && (category === null || kindOf(category) !== 'unknown');
