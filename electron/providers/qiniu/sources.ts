import { isObject } from '../reading/json.ts';
import { membersOf, maxItems } from '../reading/leaves.ts';
import { itemSchema, orderSchema, paySchema, unpaidSchema, type QiniuItem } from './schema.ts';

/** All that was read of one order: its sub-orders of pay_record, its entry of unpaid_orders, its detail. */
export interface QiniuSources {
  readonly hash: string;
  readonly payRecords: readonly unknown[];
  readonly unpaid: unknown;
  readonly detail: unknown;
}

/** An order in the words of the detail, whichever response it was taken from. */
export interface QiniuOrder {
  readonly fee: string | null;
  readonly c_fee: string | null;
  readonly create_time: string | null;
  readonly pay_time: string | null;
  readonly cancel_time: string | null;
  readonly expire_time: string | null;
  readonly status: string | null;
  readonly items: readonly QiniuItem[];
}

/** The hash in one row of pay_record; null when it has none. */
export const hashOfPayRecord = (row: unknown): string | null => {
  const parsed = paySchema.safeParse(row);
  return parsed.success ? parsed.data.order_hash : null;
};

/** The hash in one entry of unpaid_orders; null when it has none. */
export const hashOfUnpaid = (entry: unknown): string | null => {
  const parsed = unpaidSchema.safeParse(entry);
  return parsed.success ? (parsed.data.order?.bo_order?.order ?? null) : null;
};

/** The best account of an order: its detail, else its entry among the unpaid, else what its sub-orders say. */
export const orderOf = ({ detail, unpaid, payRecords }: QiniuSources): QiniuOrder =>
  fromDetail(detail) ?? fromUnpaid(unpaid) ?? fromPayRecords(payRecords);

const itemsOf = (list: unknown): readonly QiniuItem[] =>
  membersOf(list, maxItems)
    .filter(isObject)
    .map((item) => itemSchema.parse(item));

const fromDetail = (detail: unknown): QiniuOrder | null => {
  const parsed = orderSchema.safeParse(detail);
  return parsed.success ? { ...parsed.data, items: itemsOf(parsed.data.items) } : null;
};

/** Whole numbers of `bo_order.status`; 4 (advanced) and 5 (postpaid) have no counterpart and stay as they are. */
const unpaidWords: ReadonlyMap<string, string> = new Map([
  ['1', 'new'],
  ['2', 'paid'],
  ['3', 'canceled'],
]);

const fromUnpaid = (entry: unknown): QiniuOrder | null => {
  const parsed = unpaidSchema.safeParse(entry);
  const order = parsed.success ? (parsed.data.order?.bo_order ?? null) : null;
  if (!parsed.success || order === null) return null;
  return {
    fee: order.fee,
    c_fee: order.c_fee,
    create_time: order.create_time,
    pay_time: order.pay_time,
    cancel_time: parsed.data.cancel_time,
    expire_time: order.expired_time,
    status: parsed.data.status ?? (order.status === null ? null : (unpaidWords.get(order.status) ?? order.status)),
    items: itemsOf(parsed.data.resource_order_infos),
  };
};

/** Sub-orders know their items but neither the order's own status nor its amounts: those stay null, and the order incomplete. */
const fromPayRecords = (records: readonly unknown[]): QiniuOrder => {
  const rows = records
    .slice(0, maxItems)
    .map((record) => paySchema.safeParse(record))
    .flatMap((parsed) => (parsed.success ? [parsed.data] : []));
  return {
    fee: null,
    c_fee: null,
    create_time: rows[0]?.create_time ?? null,
    pay_time: null,
    cancel_time: null,
    expire_time: null,
    status: null,
    items: rows.map((row) => ({
      order_type: row.order_type,
      resource_type: row.resource_type,
      resource_id: row.resource_id,
      region: row.region_id,
      price: null,
      status: row.status,
      life_start_time: row.life_start_time,
      life_expire_time: row.life_end_time,
    })),
  };
};
