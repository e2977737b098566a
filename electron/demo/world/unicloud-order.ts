import type { Json, JsonObject } from './json.ts';
import { dayMs } from './calendar.ts';
import { snowflake } from './snowflake.ts';
import { yuan } from './yuan.ts';

/** One order in its two shapes: QueryOrders and OrderDetail return different field sets of it. */
export interface UnicloudOrder {
  readonly list: JsonObject;
  /** The value of `Order` in OrderDetail; null: the detail refuses this order. */
  readonly detail: JsonObject | null;
}

/** One line of a UniCloud order. */
export interface UnicloudItem {
  readonly category: string;
  readonly sku: string;
  /** The text of productDescription: JSON in a string, but also plain text, broken JSON or nothing. */
  readonly description: string | null;
  /** In fen, so that sums are exact. */
  readonly price: number;
  /** The resource; null: the item repeats the user id, as in the document's sample. */
  readonly instanceId: string | null;
  /** Rental in UTC milliseconds; both the same means billed by use. Only known once paid. */
  readonly startsAt: number;
  readonly endsAt: number;
}

/** What happens to one UniCloud order, as instants in UTC milliseconds; null means never. */
export interface UnicloudStory {
  readonly createdAt: number;
  readonly paidAt: number | null;
  readonly cancelledAt?: number;
  readonly payType: 'YEAR_MONTH' | 'CHARGING_HOURS' | 'DAY_MONTH';
  readonly items: readonly [UnicloudItem, ...UnicloudItem[]];
  /** The resource that a renewal prolongs; null: a new purchase. */
  readonly renews: string | null;
  readonly note: string | null;
  /** In fen. */
  readonly coupon: number;
  readonly promotion: number;
  readonly promotionRule: string | null;
  readonly region: UnicloudRegion;
  readonly serial: number;
}

/** A region by id and name. */
export interface UnicloudRegion {
  readonly id: string;
  readonly name: string;
  /** In Chinese, as product descriptions name it. */
  readonly place: string;
}

/** The customer that owns the demo's orders. */
const unicloudUserId = '5f0c9a1e-83d4-4b6f-9a27-c41d7be0a6f2';
const userName = 'demo';

const payTypeNames = { YEAR_MONTH: '包年包月', CHARGING_HOURS: '按小时实时付费', DAY_MONTH: '按日月结' };
const payWithinMs = dayMs;

function status(story: UnicloudStory, at: number): 'PAID' | 'UNPAID' | 'CANCELED' {
  if (story.paidAt !== null && story.paidAt <= at) return 'PAID';
  return at < cancelInstant(story) ? 'UNPAID' : 'CANCELED';
}

/** An unpaid order lapses after 24 hours. What the API then says is not documented; the demo says CANCELED. */
function cancelInstant(story: UnicloudStory): number {
  return story.cancelledAt ?? story.createdAt + payWithinMs;
}

interface Facts {
  readonly shared: JsonObject;
  readonly paid: boolean;
  readonly state: string;
  readonly final: number;
}

/** What list and detail have in common. */
function facts(story: UnicloudStory, at: number): Facts {
  const state = status(story, at);
  const paid = state === 'PAID';
  const total = story.items.reduce((sum, item) => sum + item.price, 0);
  const final = total - story.coupon - story.promotion;
  const updatedAt = paid ? (story.paidAt ?? story.createdAt) : cancelInstant(story);
  const shared: JsonObject = {
    Id: snowflake(story.createdAt, story.serial).toString(),
    OrderNo: `P${String(story.createdAt).slice(-12)}${String(story.serial % 100).padStart(2, '0')}`,
    UserName: userName,
    OrderStatus: state,
    OrderCategory: story.renews === null ? 'NEW' : 'RENEW',
    PayType: story.payType,
    // Says nothing about prepaid or postpaid: the sample has it on a YEAR_MONTH order too.
    ChargeType: 'postpaid',
    ProductCategory: story.items[0].category,
    ProductRegionId: story.region.id,
    ProductRegionName: story.region.name,
    TotalPrice: yuan(total),
    FinalPrice: yuan(final),
    Note: story.note,
    PayTime: paid ? story.paidAt : null,
    CreateTime: story.createdAt,
    UpdateTime: state === 'UNPAID' ? story.createdAt : updatedAt,
  };
  return { shared, paid, state, final };
}

function listRow(story: UnicloudStory, { shared, paid, final }: Facts): JsonObject {
  return {
    ...shared,
    PromotionAmount: yuan(story.promotion),
    CouponAmount: yuan(story.coupon),
    PromotionRule: story.promotionRule,
    // The list leaves it null on hourly orders where the detail says 0.
    PaidAmount: paid && story.payType === 'YEAR_MONTH' ? yuan(final) : null,
    InstanceId: story.renews ?? unicloudUserId,
    IsOffine: false,
    IsInvoice: paid && story.serial % 3 === 0,
    UserId: unicloudUserId,
    AccountId: null,
    AccountName: null,
  };
}

function rentDays(item: UnicloudItem): number {
  return Math.round((item.endsAt - item.startsAt) / dayMs);
}

function detailItem(story: UnicloudStory, index: number, item: UnicloudItem, { shared, paid }: Facts): JsonObject {
  const perUse = item.startsAt === item.endsAt;
  return {
    // 64-bit numbers, not strings: a reader that parses them as doubles loses the last digits.
    id: snowflake(story.createdAt + 1 + index, story.serial),
    orderId: snowflake(story.createdAt, story.serial),
    orderNo: shared['OrderNo'] ?? null,
    productId: 7_000 + item.sku.length,
    productSku: item.sku,
    productName: item.category,
    productCategory: item.category,
    productDescription: item.description,
    quantity: 1,
    totalPrice: yuan(item.price),
    productStartTime: paid ? item.startsAt : null,
    productEndTime: paid ? item.endsAt : null,
    productRentUnit: perUse ? 'HOURS' : 'DAYS',
    productRentCount: perUse ? 0 : rentDays(item),
    isParent: index === 0,
    instanceId: paid ? (item.instanceId ?? unicloudUserId) : unicloudUserId,
  };
}

function detail(story: UnicloudStory, known: Facts): JsonObject {
  const [first] = story.items;
  const perUse = first.startsAt === first.endsAt;
  const items: Json = story.items.map((item, index) => detailItem(story, index, item, known));
  return {
    ...known.shared,
    ItemCount: story.items.length,
    ProductDescription: first.description,
    ProductRentCount: perUse ? 0 : rentDays(first),
    ProductRentUnit: perUse ? 'HOURS' : 'DAYS',
    Items: items,
    PayTypeName: payTypeNames[story.payType],
    PaidAmount: known.paid ? yuan(known.final) : null,
    DueTime: story.createdAt + payWithinMs,
    CancelType: known.state === 'CANCELED' ? (story.cancelledAt === undefined ? 'TIMEOUT' : 'USER') : null,
    Quantity: 1,
    Payments: null,
  };
}

/** The order in both of its shapes at an instant. */
export function unicloudOrder(story: UnicloudStory, at: number): UnicloudOrder {
  const known = facts(story, at);
  return { list: listRow(story, known), detail: detail(story, known) };
}
