import type { Json, JsonObject } from './json.ts';
import { addMonths, minuteMs, shanghaiText } from './calendar.ts';
import { snowflake } from './snowflake.ts';

/** The machine of a Wolover order: everything of a row that does not change. */
export interface WoloverProduct {
  readonly productType: 1 | 2 | 3;
  readonly vo: JsonObject | null;
}

/** What happens to one Wolover order, as instants in UTC milliseconds; null means never. */
export interface WoloverStory {
  readonly createdAt: number;
  readonly months: number;
  readonly product: WoloverProduct;
  readonly paidAt: number | null;
  readonly deliveredAt?: number;
  /** When the platform really ends it; left out: after the months that were bought. A renewal moves it on. */
  readonly endsAt?: number;
  readonly voidAt?: number;
  readonly refundedAt?: number;
  /** Gives the machine back in order (status 8) instead of freezing it (6, then 9). */
  readonly completes?: boolean;
  /** The row is a renewal (status 10) of another order. */
  readonly renews?: boolean;
  /** Left out: the field is absent, which the interface allows. */
  readonly reason?: string | null;
  readonly lowBits: number;
}

const payWithinMs = 30 * minuteMs;
const frozenForMs = 30 * minuteMs;

/** The instant from which the platform freezes the machine. */
export function woloverEnd(story: WoloverStory): number {
  return story.endsAt ?? addMonths(story.createdAt, story.months);
}

function hasReached(instant: number | null | undefined, at: number): boolean {
  return instant !== null && instant !== undefined && instant <= at;
}

/** The status, 1 to 10, that the platform shows for an order at an instant. */
function woloverStatus(story: WoloverStory, at: number): number {
  if (hasReached(story.voidAt, at)) return 4;
  if (!hasReached(story.paidAt, at)) return at < story.createdAt + payWithinMs ? 1 : 3;
  if (story.renews === true) return 10;
  if (hasReached(story.refundedAt, at)) return 7;
  if (!hasReached(story.deliveredAt ?? story.paidAt, at)) return 2;
  const endsAt = woloverEnd(story);
  if (at < endsAt) return 5;
  if (story.completes === true) return 8;
  return at < endsAt + frozenForMs ? 6 : 9;
}

/** The order as a row of getOrderList. */
export function woloverRow(story: WoloverStory, at: number): JsonObject {
  const reason: { reason?: Json } = story.reason === undefined ? {} : { reason: story.reason };
  return {
    id: snowflake(story.createdAt, story.lowBits).toString(),
    productType: story.product.productType,
    status: woloverStatus(story, at),
    buyDuration: story.months,
    ...reason,
    createTime: shanghaiText(story.createdAt),
    orderProductVo: story.product.vo,
  };
}
