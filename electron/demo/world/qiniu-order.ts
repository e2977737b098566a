import type { JsonNumber, JsonObject } from './json.ts';
import { beijingText, dayMs, utcText } from './calendar.ts';
import { yuan } from './yuan.ts';

/** The time that means "not set" in Go. */
export const zeroTime = '0001-01-01T00:00:00Z';

/** A number as it stands in a response. */
type Amount = number | JsonNumber;

/** One item of an order, in the fields of the order detail. Times are RFC 3339 with any offset. */
type QiniuItem = {
  readonly order_type: string;
  readonly resource_type: string;
  readonly resource_id: string;
  readonly region: string;
  readonly price: Amount;
  readonly status: string;
  readonly life_start_time: string;
  readonly life_expire_time: string;
};

/** One order, in the fields of the order detail; pay_record and unpaid_orders are derived from it. */
export type QiniuOrder = {
  readonly order: string;
  readonly fee: Amount;
  readonly c_fee: Amount;
  readonly create_time: string;
  readonly pay_time: string;
  readonly cancel_time: string;
  readonly expire_time: string;
  readonly status: string;
  readonly items: readonly QiniuItem[];
};

/** What happens to one item: how it ends up, when it is delivered, and when its rental ends (as text, see the story). */
export interface QiniuItemStory {
  readonly orderType: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly region: string;
  /** In fen. */
  readonly price: number;
  readonly outcome: 'success' | 'failed' | 'fail_over' | 'cancelled';
  readonly startsAt: number;
  /** Left out: the text of the start; changes of a machine have no life of their own and say the zero time. */
  readonly expireText: string;
}

/** What happens to one Qiniu order, as instants in UTC milliseconds; null means never. */
export interface QiniuStory {
  readonly hash: string;
  readonly createdAt: number;
  readonly paidAt: number | null;
  readonly deliveredAt: number | null;
  readonly cancelledAt?: number;
  readonly refundedAt?: number;
  /** In fen, off the sum of the items. */
  readonly discount: number;
  /** How this order writes its instants; the API mixes offsets and fractions. */
  readonly timeText: (at: number) => string;
  readonly items: readonly QiniuItemStory[];
}

const payWithinMs = 7 * dayMs;

type Phase = 'new' | 'paid' | 'complete' | 'canceled' | 'refund';

function phase(story: QiniuStory, at: number): Phase {
  if (story.paidAt === null || story.paidAt > at) return at < cancelInstant(story) ? 'new' : 'canceled';
  if (story.refundedAt !== undefined && story.refundedAt <= at) return 'refund';
  return story.deliveredAt !== null && story.deliveredAt <= at ? 'complete' : 'paid';
}

function cancelInstant(story: QiniuStory): number {
  return story.cancelledAt ?? story.createdAt + payWithinMs;
}

/** The status of an item, in the item's own words (`cancelled` here, `canceled` on the order). */
function itemStatus(state: Phase, item: QiniuItemStory): string {
  const words = { new: 'non_executable', canceled: 'cancelled', refund: 'refunded', paid: 'processing' };
  return state === 'complete' ? item.outcome : words[state];
}

function itemOf(story: QiniuStory, state: Phase, item: QiniuItemStory): QiniuItem {
  const delivered = (state === 'complete' && item.outcome === 'success') || state === 'refund';
  // A renewal names its resource from the start; a new resource has no id before it is delivered.
  const known = delivered || item.orderType !== 'create';
  return {
    order_type: item.orderType,
    resource_type: item.resourceType,
    resource_id: known ? item.resourceId : '',
    region: item.region,
    price: yuan(item.price),
    status: itemStatus(state, item),
    life_start_time: delivered ? story.timeText(item.startsAt) : zeroTime,
    life_expire_time: delivered ? item.expireText : zeroTime,
  };
}

/** The order at an instant. */
export function qiniuOrder(story: QiniuStory, at: number): QiniuOrder {
  const state = phase(story, at);
  const fee = story.items.reduce((sum, item) => sum + item.price, 0);
  const paid = state !== 'new' && state !== 'canceled' && story.paidAt !== null;
  return {
    order: story.hash,
    fee: yuan(fee),
    c_fee: yuan(fee - story.discount),
    create_time: story.timeText(story.createdAt),
    pay_time: paid ? utcText(story.paidAt) : zeroTime,
    cancel_time: state === 'canceled' ? utcText(cancelInstant(story)) : zeroTime,
    // The deadline for the payment, written at another offset than its neighbours, as in the document's sample.
    expire_time: beijingText(story.createdAt + payWithinMs),
    status: state,
    items: story.items.map((item) => itemOf(story, state, item)),
  };
}

/** The customer number in pay_record. */
const uid = 1_380_000_000;

/** The sub-orders of a paid order, as pay_record lists them; none for an order that was never paid. */
export function qiniuRecords(order: QiniuOrder): readonly JsonObject[] {
  if (order.pay_time.startsWith('0001')) return [];
  return order.items.map((item, index) => ({
    id: String(BigInt(`0x${order.order.slice(0, 12)}`) * 100n + BigInt(index + 1)),
    uid,
    mode: 'prepaid',
    region_id: item.region,
    order_hash: order.order,
    order_type: item.order_type,
    resource_type: item.resource_type,
    resource_id: item.resource_id,
    life_start_time: item.life_start_time,
    // Here the rental's end is called so; the detail calls it life_expire_time.
    life_end_time: item.life_expire_time,
    status: item.status,
    create_time: order.create_time,
    complete_time: item.life_start_time,
    atomic_item_infos: [{ price: item.price, original_price: item.price }],
  }));
}

/** The order as a row of unpaid_orders, or null when it is not awaiting payment. */
export function qiniuUnpaid(order: QiniuOrder): JsonObject | null {
  if (order.status !== 'new') return null;
  return {
    status: order.status,
    create_time: order.create_time,
    complete_time: zeroTime,
    cancel_time: order.cancel_time,
    pay_time: order.pay_time,
    order: {
      bo_order: {
        id: Number.parseInt(order.order.slice(0, 7), 16),
        order: order.order,
        fee: order.fee,
        c_fee: order.c_fee,
        create_time: order.create_time,
        update_time: order.create_time,
        pay_time: order.pay_time,
        expired_time: order.expire_time,
        status: 1,
      },
      order_tag: '',
    },
    resource_order_infos: order.items,
  };
}
