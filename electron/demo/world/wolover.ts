import type { JsonObject } from './json.ts';
import { dayMs, hourMs, minuteMs, purchaseEndingAt } from './calendar.ts';
import { seededRandom } from './random.ts';
import { woloverEnd, woloverRow, type WoloverProduct, type WoloverStory } from './wolover-order.ts';
import { woloverCatalogue, woloverMachines } from './wolover-products.ts';

const seed = 0x3101;

/** A machine in use that ends so long after the anchor. */
function runningStory(anchor: number, endsInMs: number, months: number, product: WoloverProduct): WoloverStory {
  const { createdAt, months: bought } = purchaseEndingAt(anchor + endsInMs, months);
  const paidAt = createdAt + 4 * minuteMs;
  const lowBits = seededRandom(seed + endsInMs).integer(0, 0x3fffff);
  return { createdAt, months: bought, product, paidAt, deliveredAt: paidAt + 3 * minuteMs, reason: null, lowBits };
}

/** An order placed so long after (or, negative, before) the anchor. */
function placedStory(anchor: number, inMs: number, product: WoloverProduct, paid: Partial<WoloverStory>): WoloverStory {
  const lowBits = seededRandom(seed ^ inMs).integer(0, 0x3fffff);
  return { createdAt: anchor + inMs, months: 1, product, paidAt: null, lowBits, ...paid };
}

/** The scenes that the demo exists to show, each relative to the anchor. */
function scenes(anchor: number): readonly WoloverStory[] {
  const machines = woloverMachines;
  const renewed = runningStory(anchor, -12 * dayMs, 1, machines.longRunning);
  return [
    runningStory(anchor, 42 * minuteMs, 1, machines.training05),
    runningStory(anchor, 3 * hourMs + 20 * minuteMs, 1, machines.training02),
    runningStory(anchor, 2 * dayMs + 5 * hourMs, 3, machines.inference01),
    runningStory(anchor, 12 * dayMs, 12, machines.ascend),
    // Ended 11 minutes ago: frozen, and destroyed 19 minutes from the anchor.
    runningStory(anchor, -11 * minuteMs, 1, machines.rendering03),
    // Nobody pays: lapses 22 minutes from the anchor.
    placedStory(anchor, -8 * minuteMs, machines.labelling07, {}),
    // Paid a minute ago, delivered in three.
    placedStory(anchor, -5 * minuteMs, machines.spare, {
      paidAt: anchor - minuteMs,
      deliveredAt: anchor + 3 * minuteMs,
    }),
    // Bought while the demo runs: appears, is paid, is delivered.
    placedStory(anchor, 6 * minuteMs, machines.debugging, {
      paidAt: anchor + 9 * minuteMs,
      deliveredAt: anchor + 11 * minuteMs,
    }),
    // Its month is over but it was renewed, so the platform still says 5; the renewal is a row of its own.
    { ...renewed, endsAt: anchor + 18 * dayMs },
    placedStory(anchor, -13 * dayMs, machines.longRunning, { paidAt: anchor - 13 * dayMs + minuteMs, renews: true }),
  ];
}

const maskedReason = '************';

/** One order of the past year and a half; its fate depends on nothing but its number. */
function pastOrder(anchor: number, number: number): WoloverStory {
  const random = seededRandom(seed + number);
  const product = random.pick(woloverCatalogue);
  const months = random.pick([1, 1, 1, 1, 2, 3, 6]);
  const createdAt = anchor - random.integer(dayMs, 540 * dayMs);
  const paidAt = createdAt + random.integer(1, 25) * minuteMs;
  const story: WoloverStory = {
    createdAt,
    months,
    product,
    paidAt,
    deliveredAt: paidAt + random.integer(1, 40) * minuteMs,
    lowBits: random.integer(0, 0x3fffff),
  };
  const fate = random.integer(0, 99);
  if (fate < 10) return { ...story, paidAt: null };
  if (fate < 18) return { ...story, voidAt: createdAt + random.integer(1, 90) * minuteMs, reason: maskedReason };
  if (fate < 24) return { ...story, refundedAt: paidAt + random.integer(1, 20) * hourMs, reason: '机器无法启动' };
  if (fate < 60) return { ...story, completes: true, reason: null };
  return calm(story, anchor);
}

/** Keeps the ends of the history out of the hours that the scenes above need for themselves. */
function calm(story: WoloverStory, anchor: number): WoloverStory {
  const endsInMs = woloverEnd(story) - anchor;
  return endsInMs < -hourMs || endsInMs > 4 * dayMs ? story : { ...story, completes: true, endsAt: anchor - dayMs };
}

/**
 * The rows of getOrderList at an instant, newest first. Every `buyDuration` counts months, so a demo account sets its
 * duration unit to month. `history` is the number of past orders behind the scenes.
 */
export function woloverWorld(anchor: Date, history: number): (at: Date) => readonly JsonObject[] {
  const start = anchor.getTime();
  const past = Array.from({ length: history }, (_, index) => pastOrder(start, index));
  const stories = [...scenes(start), ...past].sort((left, right) => right.createdAt - left.createdAt);
  return (at) => {
    const now = at.getTime();
    return stories.filter((story) => story.createdAt <= now).map((story) => woloverRow(story, now));
  };
}
