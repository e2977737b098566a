import { createHash } from 'node:crypto';
import { instantOf } from '../../electron/core/model/instant.ts';
import type { DemoWorld } from '../../electron/demo/world/world.ts';
import type { JsonObject } from '../../electron/demo/world/json.ts';
import { beijingText, dayMs, hourMs, minuteMs } from '../../electron/demo/world/calendar.ts';
import { qiniuOrder, type QiniuOrder, type QiniuStory } from '../../electron/demo/world/qiniu-order.ts';
import { woloverRow } from '../../electron/demo/world/wolover-order.ts';
import { woloverMachines } from '../../electron/demo/world/wolover-products.ts';
import { emptyWorld } from '../fakes/empty-world.ts';
import { oneOf, wholeBetween } from '../fakes/random.ts';

/** What a provider says: each order's id with its status. */
export type Truth = ReadonlyMap<string, string>;

/** Two providers whose orders stand still until they are told to change. */
export interface ChangingWorld {
  readonly world: DemoWorld;
  /** Some orders change their status, and a few new ones come. */
  change(orders: number): void;
  truth(provider: 'wolover' | 'qiniu'): Truth;
}

const product = woloverMachines.training05;

/** A Wolover order with a status that nobody computes: `word` is what the provider says. */
const woloverOrder = (random: () => number, nowMs: number, number: number): JsonObject => {
  const createdAt = nowMs - wholeBetween(random, 1, 40 * 24 * 60) * minuteMs;
  const story = { createdAt, months: oneOf(random, [1, 2, 3]), product, paidAt: createdAt, lowBits: number };
  return { ...woloverRow(story, nowMs), status: wholeBetween(random, 1, 9) };
};

const qiniuStory = (random: () => number, nowMs: number, number: number): QiniuStory => {
  const createdAt = nowMs - wholeBetween(random, 1, 40 * 24 * 60) * minuteMs;
  const item = {
    orderType: 'create',
    resourceType: 'instance',
    resourceId: `machine-${String(number)}`,
    region: 'cn-qingdao',
    price: 1_625,
    outcome: 'success',
    startsAt: createdAt + hourMs,
    expireText: beijingText(createdAt + 60 * dayMs),
  } as const;
  return {
    hash: createHash('md5')
      .update(`order ${String(number)}`)
      .digest('hex'),
    createdAt,
    paidAt: createdAt,
    deliveredAt: random() < 0.3 ? null : createdAt,
    discount: 0,
    timeText: beijingText,
    items: [item],
  };
};

/** As many orders as asked for at each provider. */
export const aChangingWorld = (
  random: () => number,
  counts: Readonly<Record<'wolover' | 'qiniu', number>>,
): ChangingWorld => {
  const nowMs = Date.now();
  const wolover: JsonObject[] = Array.from({ length: counts.wolover }, (_, number) =>
    woloverOrder(random, nowMs, number),
  );
  const qiniu: QiniuStory[] = Array.from({ length: counts.qiniu }, (_, number) => qiniuStory(random, nowMs, number));
  const told = (story: QiniuStory): QiniuOrder => qiniuOrder(story, nowMs);
  const changeOne = (): void => {
    const index = wholeBetween(random, 0, wolover.length + qiniu.length - 1);
    const row = wolover[index];
    if (row !== undefined) {
      wolover[index] = { ...row, status: (Number(row['status']) % 9) + 1 };
      return;
    }
    const story = qiniu[index - wolover.length];
    if (story === undefined) return;
    const isDelivered = story.deliveredAt !== null;
    const next = isDelivered ? { refundedAt: nowMs - minuteMs } : { deliveredAt: nowMs - hourMs };
    qiniu[index - wolover.length] = { ...story, ...next };
  };
  return {
    world: { ...emptyWorld, wolover: () => wolover, qiniu: () => qiniu.map(told) },
    change: (orders) => {
      for (let count = 0; count < orders; count += 1) changeOne();
      wolover.unshift(woloverOrder(random, nowMs, wolover.length));
      qiniu.unshift(qiniuStory(random, nowMs, qiniu.length));
    },
    truth: (provider) =>
      provider === 'wolover'
        ? new Map(wolover.map(({ id, status }) => [JSON.stringify(id).replaceAll('"', ''), JSON.stringify(status)]))
        : new Map(qiniu.map(told).map((order) => [order.order, order.status])),
  };
};

/** The present as an account's first day. */
export const addedNow = () => instantOf(Date.now());
