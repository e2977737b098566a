import { createHash } from 'node:crypto';
import type { DemoProvider } from '../../electron/demo/exchange.ts';
import type { JsonObject } from '../../electron/demo/world/json.ts';
import type { DemoWorld } from '../../electron/demo/world/world.ts';
import { emptyWorld } from '../fakes/empty-world.ts';
import { beijingText, dayMs, hourMs, minuteMs } from '../../electron/demo/world/calendar.ts';
import { type QiniuOrder, qiniuOrder, type QiniuStory } from '../../electron/demo/world/qiniu-order.ts';
import { unicloudOrder, type UnicloudOrder, type UnicloudStory } from '../../electron/demo/world/unicloud-order.ts';
import { tianjin } from '../../electron/demo/world/unicloud-products.ts';
import { woloverRow } from '../../electron/demo/world/wolover-order.ts';
import { woloverMachines } from '../../electron/demo/world/wolover-products.ts';
import { oneOf, wholeBetween } from '../fakes/random.ts';
import { alibabaOne, vastaiOne } from './moving-machines.ts';
import { listsResources } from './providers.ts';

/** One order or machine as its provider knows it, by the id and the status that are stored of it. */
export interface Moving {
  readonly id: string;
  readonly items: number;
  status(): string;
  /** The next thing of its life happens to it, if there is one; says what. */
  advance(): string;
  readonly alibaba?: () => JsonObject;
  readonly vastai?: () => JsonObject;
  readonly wolover?: () => JsonObject;
  readonly unicloud?: () => UnicloudOrder;
  readonly qiniu?: () => QiniuOrder;
}

/** What a story tells, told anew only when the story has changed. */
const kept = <Story, Told>(storyNow: () => Story, tell: (story: Story) => Told): (() => Told) => {
  let last: { readonly story: Story; readonly told: Told } | null = null;
  return () => {
    const story = storyNow();
    if (last?.story !== story) last = { story, told: tell(story) };
    return last.told;
  };
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : String(value));

const woloverOrder = (createdAt: number, number: number, random: () => number, nowMs: number): Moving => {
  let status = wholeBetween(random, 1, 9);
  const row = woloverRow(
    { createdAt, months: 1, product: woloverMachines.training05, paidAt: createdAt, lowBits: number },
    nowMs,
  );
  return {
    id: textOf(row['id']),
    items: 1,
    status: () => String(status),
    advance: () => {
      status = (status % 9) + 1;
      return 'status';
    },
    wolover: () => ({ ...row, status }),
  };
};

const unicloudOne = (createdAt: number, number: number, random: () => number, nowMs: number): Moving => {
  const item = (index: number) => ({
    category: 'ECS',
    sku: 'sku',
    description: null,
    price: 1_750,
    instanceId: `machine-${String(number)}-${String(index)}`,
    startsAt: createdAt,
    endsAt: createdAt + 60 * dayMs,
  });
  const items = random() < 0.2 ? ([item(1), item(2)] as const) : ([item(1)] as const);
  let story: UnicloudStory = {
    createdAt,
    paidAt: random() < 0.5 ? createdAt : null,
    payType: 'YEAR_MONTH',
    items,
    renews: null,
    note: null,
    coupon: 0,
    promotion: 0,
    promotionRule: null,
    region: tianjin,
    serial: number,
  };
  const told = kept(
    () => story,
    (now) => unicloudOrder(now, nowMs),
  );
  return {
    id: textOf(told().list['Id']),
    items: items.length,
    status: () => textOf(told().list['OrderStatus']),
    advance: () => {
      if (story.paidAt !== null) return 'status';
      story =
        story.cancelledAt === undefined && number % 2 === 0
          ? { ...story, cancelledAt: createdAt }
          : { ...story, paidAt: createdAt };
      return 'status';
    },
    unicloud: told,
  };
};

const qiniuOne = (createdAt: number, number: number, random: () => number, nowMs: number): Moving => {
  const item = (index: number) =>
    ({
      orderType: 'create',
      resourceType: 'instance',
      resourceId: `machine-${String(number)}-${String(index)}`,
      region: 'cn-qingdao',
      price: 1_625,
      outcome: 'success',
      startsAt: createdAt,
      expireText: beijingText(createdAt + 60 * dayMs),
    }) as const;
  const items = random() < 0.2 ? [item(1), item(2)] : [item(1)];
  const isPaid = random() < 0.8;
  let story: QiniuStory = {
    hash: createHash('md5')
      .update(`order ${String(number)}`)
      .digest('hex'),
    createdAt,
    paidAt: isPaid ? createdAt : null,
    deliveredAt: isPaid && random() < 0.7 ? createdAt : null,
    discount: 0,
    timeText: beijingText,
    items,
  };
  const told = kept(
    () => story,
    (now) => qiniuOrder(now, nowMs),
  );
  return {
    id: story.hash,
    items: items.length,
    status: () => told().status,
    advance: () => {
      if (story.paidAt === null) story = { ...story, paidAt: createdAt };
      else if (story.deliveredAt === null) story = { ...story, deliveredAt: createdAt };
      else story = { ...story, refundedAt: nowMs - minuteMs };
      return 'status';
    },
    qiniu: told,
  };
};

const orderOf = {
  wolover: woloverOrder,
  unicloud: unicloudOne,
  qiniu: qiniuOne,
  alibaba: alibabaOne,
  vastai: vastaiOne,
} as const;

const orderMoves = ['comes', 'comes', 'goes', 'moves', 'status', 'shuffle', 'replaced'] as const;
const machineMoves = ['comes', 'comes', 'goes', 'moves', 'status', 'status', 'status', 'shuffle', 'replaced'] as const;

/** What one provider says: its orders, or machines, in the order of its list, which moves when it is told to. */
export class MovingWorld {
  readonly #provider: DemoProvider;
  readonly #random: () => number;
  readonly #nowMs: number;
  #orders: Moving[] = [];
  #placed = 0;
  readonly moves: Record<string, number> = {};

  constructor(provider: DemoProvider, random: () => number, nowMs: number, count: number) {
    this.#provider = provider;
    this.#random = random;
    this.#nowMs = nowMs;
    for (let number = 0; number < count; number += 1) this.#orders.push(this.#newOrder());
  }

  get world(): DemoWorld {
    const told = <Told>(tell: (order: Moving) => Told | undefined): readonly Told[] =>
      this.#orders.map(tell).filter((one) => one !== undefined);
    return {
      ...emptyWorld,
      wolover: () => told((order) => order.wolover?.()),
      unicloud: () => told((order) => order.unicloud?.()),
      qiniu: () => told((order) => order.qiniu?.()),
      alibaba: () => told((order) => order.alibaba?.()),
      vastai: (at) => ({ ...emptyWorld.vastai(at), instances: told((order) => order.vastai?.()) }),
    };
  }

  /** What the provider says now: each order's id with its status and the number of its items. */
  truth(): ReadonlyMap<string, { readonly status: string; readonly items: number }> {
    return new Map(this.#orders.map((order) => [order.id, { status: order.status(), items: order.items }]));
  }

  /** One random change: an order comes, goes, gets another place or another status, or equal times change their order. */
  move(): void {
    const random = this.#random;
    const kind = oneOf(random, listsResources(this.#provider) ? machineMoves : orderMoves);
    const place = (): number => wholeBetween(random, 0, Math.max(0, this.#orders.length - 1));
    // New orders come first, mostly; a list sorted by another thing puts them anywhere.
    const comes = (): void => void this.#orders.splice(random() < 0.7 ? 0 : place(), 0, this.#newOrder());
    if (kind === 'comes' || kind === 'replaced') comes();
    if (kind === 'goes' || kind === 'replaced') this.#orders.splice(place(), 1);
    const happened = kind === 'status' ? (this.#orders[place()]?.advance() ?? kind) : kind;
    this.moves[happened] = (this.moves[happened] ?? 0) + 1;
    if (kind === 'moves') this.#orders.splice(place(), 0, ...this.#orders.splice(place(), 1));
    if (kind === 'shuffle') {
      const from = place();
      const some = this.#orders.splice(from, wholeBetween(random, 2, 12));
      this.#orders.splice(from, 0, ...some.reverse());
    }
  }

  /** Orders are often placed in the same second. */
  #newOrder(): Moving {
    this.#placed += 1;
    const createdAt = this.#nowMs - 2 * hourMs + Math.floor(this.#placed / 7) * 1_000;
    return orderOf[this.#provider](createdAt, this.#placed, this.#random, this.#nowMs);
  }
}
