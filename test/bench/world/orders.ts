import { addMonths, dayMs, hourMs, minuteMs } from '../../../electron/demo/world/calendar.ts';
import type { JsonObject } from '../../../electron/demo/world/json.ts';
import { seededRandom, type Random } from '../../../electron/demo/world/random.ts';
import { woloverRow, type WoloverProduct, type WoloverStory } from '../../../electron/demo/world/wolover-order.ts';
import { woloverCatalogue } from '../../../electron/demo/world/wolover-products.ts';

/** The instant at which every world is looked at, so that a run of today finds the same orders as one of last month. */
export const worldNow = '2026-03-31T08:00:00.000Z';

const seed = 0x20260331;
/** Orders come from as many days, however many there are. */
const daysBack = 4 * 365;

const machines: readonly [string, ...string[]] = [
  '训练机',
  '推理机',
  '渲染机',
  '标注机',
  '调试容器',
  'gpu-train',
  'infer',
  'render',
];
const products: readonly [string, ...string[]] = [
  '单节点服务器',
  '多卡训练服务器',
  '裸金属训练服务器',
  '推理服务器',
  '昇腾服务器',
  '通用云主机',
  'GPU Training Server',
  'Bare Metal Server',
  'Inference Node',
  'General Purpose VM',
  'Jupyter Notebook',
];

/** A product of the catalogue under a name as people give them: of the product, or of one machine. */
const productOf = (random: Random): WoloverProduct => {
  const { productType, vo } = random.pick(woloverCatalogue);
  const name = random.chance(0.5)
    ? random.pick(products)
    : `${random.pick(machines)}-${String(random.integer(1, 9999)).padStart(4, '0')}`;
  return { productType, vo: vo === null ? null : { ...vo, name } };
};

/** Keeps the ends of the history out of the days in which reminders ring: what rings in a measurement is its own choice. */
const calm = (story: WoloverStory, nowMs: number): WoloverStory => {
  const endsInMs = addMonths(story.createdAt, story.months) - nowMs;
  return endsInMs < -hourMs || endsInMs > 4 * dayMs ? story : { ...story, completes: true, endsAt: nowMs - dayMs };
};

const storyOf = (number: number, count: number, nowMs: number): WoloverStory => {
  const random = seededRandom(seed + number);
  const months = random.pick([1, 1, 1, 1, 1, 2, 3, 6, 12]);
  const spacingMs = Math.floor((daysBack * dayMs) / count);
  const createdAt = nowMs - dayMs - number * spacingMs - random.integer(0, spacingMs - 1);
  const paidAt = createdAt + random.integer(1, 25) * minuteMs;
  const deliveredAt = paidAt + random.integer(1, 40) * minuteMs;
  const story: WoloverStory = { createdAt, months, product: productOf(random), paidAt, deliveredAt, lowBits: number };
  const fate = random.integer(0, 99);
  if (fate < 8) return { ...story, paidAt: null };
  if (fate < 14) return { ...story, voidAt: createdAt + random.integer(1, 90) * minuteMs, reason: '************' };
  if (fate < 20) return { ...story, refundedAt: paidAt + random.integer(1, 20) * hourMs, reason: '机器无法启动' };
  if (fate < 50)
    return { ...story, completes: true, endsAt: deliveredAt + random.integer(1, 20) * dayMs, reason: null };
  return calm({ ...story, reason: null }, nowMs);
};

/**
 * So many orders as getOrderList shows them at `worldNow`, newest first: nearly all are long over, about four in a hundred run. The same for
 * the same number on every machine. Their durations count months.
 */
export const worldOrders = (count: number): readonly JsonObject[] => {
  const nowMs = Date.parse(worldNow);
  return Array.from({ length: count }, (_, number) => woloverRow(storyOf(number, count, nowMs), nowMs));
};
