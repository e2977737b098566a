import {
  alibabaProducts as products,
  alibabaRow,
  beijingMidnight,
  type AlibabaProduct,
  type AlibabaRegion,
  type AlibabaStory,
} from './alibaba-instance.ts';
import { dayMs, hourMs, minuteMs, purchaseEndingAt } from './calendar.ts';
import type { JsonObject } from './json.ts';
import { seededRandom } from './random.ts';

const seed = 0xa11b;

/** What the ids of each region have after their prefix. */
const idMarks: Readonly<Record<AlibabaRegion, string>> = {
  'cn-hangzhou': 'bp1',
  'cn-shanghai': 'uf6',
  'cn-beijing': '2ze',
  'cn-shenzhen': 'wz9',
  'ap-southeast-1': 't4n',
};

function instanceId(key: number, product: AlibabaProduct, region: AlibabaRegion): string {
  const random = seededRandom(seed * 31 + key);
  const tail = Array.from({ length: 17 }, () => random.integer(0, 35).toString(36)).join('');
  return `${product.idPrefix}-${idMarks[region]}${tail}`;
}

type Place = readonly [product: AlibabaProduct, region: AlibabaRegion];

/** An instance bought so that its months end at that instant, delivered two minutes later, renewed by hand if at all. */
function prepaid(
  key: number,
  place: Place,
  endsAt: number,
  months: number,
  more: Partial<AlibabaStory> = {},
): AlibabaStory {
  const { createdAt } = purchaseEndingAt(endsAt, months);
  return {
    id: instanceId(key, ...place),
    product: place[0],
    region: place[1],
    createdAt,
    deliveredAt: createdAt + 2 * minuteMs,
    endsAt,
    renewals: [],
    renewStatus: 'ManualRenewal',
    renewsForMonths: months,
    ...more,
  };
}

/** When an instance that renews itself is charged: at 08:00 in Beijing on the ninth day before its end. */
function chargedAt(endsAt: number): number {
  return beijingMidnight(endsAt) - 9 * dayMs + 8 * hourMs;
}

function renewsItself(key: number, place: Place, endsAt: number, months: number): AlibabaStory {
  const renewals = [{ at: chargedAt(endsAt), months }];
  return prepaid(key, place, endsAt, months, { renewStatus: 'AutoRenewal', renewals });
}

/** What ends, what has ended and what moves; each scene is relative to the anchor. */
function scenes(anchor: number): readonly AlibabaStory[] {
  const { host, disk, database, balancer, address } = products;
  // Whole days end at midnight in Beijing, as they do there; shorter ones are where the demo needs them.
  const inDays = (days: number): number => beijingMidnight(anchor + days * dayMs);
  const inMinutes = (minutes: number): number => anchor + minutes * minuteMs;
  return [
    // A training host and its disk end together.
    prepaid(1, [host, 'cn-hangzhou'], inMinutes(38), 1),
    prepaid(2, [disk, 'cn-hangzhou'], inMinutes(38), 1),
    // Renewed for a month while the demo runs.
    prepaid(3, [host, 'cn-shanghai'], inMinutes(190), 1, { renewals: [{ at: inMinutes(8), months: 1 }] }),
    // Ended a quarter of an hour ago; the renewal that comes late counts from the old end.
    prepaid(4, [host, 'cn-hangzhou'], inMinutes(-15), 1, { renewals: [{ at: inMinutes(12), months: 1 }] }),
    // Its owner said that it shall end.
    prepaid(5, [database, 'cn-beijing'], inMinutes(26 * 60), 3, { renewStatus: 'NotRenewal' }),
    // Renews itself, but the charge of a week ago failed and so did every one since.
    prepaid(6, [address, 'cn-hangzhou'], inMinutes(40 * 60), 1, { renewStatus: 'AutoRenewal' }),
    prepaid(7, [balancer, 'cn-hangzhou'], inDays(3), 1),
    // Charged within four days from the anchor: its end moves by itself.
    renewsItself(8, [host, 'cn-beijing'], inDays(12), 1),
    prepaid(9, [host, 'cn-shenzhen'], inDays(16), 6),
    renewsItself(10, [database, 'cn-shanghai'], inDays(47), 12),
    // Ended five days ago and kept for ten more.
    prepaid(11, [host, 'ap-southeast-1'], inDays(-5), 1),
    // Ended; released 18 minutes from the anchor and out of the list ten minutes later.
    prepaid(12, [balancer, 'cn-shanghai'], inMinutes(18 - 7 * 24 * 60), 1, { renewStatus: 'NotRenewal' }),
    // Being created; has its end in three minutes.
    prepaid(13, [disk, 'cn-beijing'], inDays(31), 1, { createdAt: inMinutes(-1), deliveredAt: inMinutes(3) }),
    // Bought while the demo runs.
    prepaid(14, [host, 'cn-beijing'], inDays(31), 1, { createdAt: inMinutes(5), deliveredAt: inMinutes(7) }),
    // Paid by use: no end, in two ways of saying so.
    byUse(15, [host, 'cn-hangzhou'], inDays(-40), '2099-12-31T16:00:00Z'),
    byUse(16, [address, 'cn-shanghai'], inDays(-80), ''),
  ];
}

function byUse(key: number, place: Place, createdAt: number, endlessText: string): AlibabaStory {
  const bought = prepaid(key, place, createdAt, 1);
  return { ...bought, createdAt, deliveredAt: createdAt + 2 * minuteMs, endsAt: null, endlessText };
}

/** One more instance in use, with an end beyond the days that the scenes above need for themselves. */
function quietStory(anchor: number, number: number): AlibabaStory {
  const random = seededRandom(seed + number);
  const { host, disk, database, balancer } = products;
  const product = random.pick<AlibabaProduct>([host, host, disk, database, balancer]);
  const region = random.pick<AlibabaRegion>(['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'cn-shenzhen']);
  const months = random.pick([3, 6, 12]);
  const endsAt = beijingMidnight(anchor + random.integer(20, months * 27) * dayMs);
  const place: Place = [product, region];
  return random.chance(0.3)
    ? renewsItself(100 + number, place, endsAt, months)
    : prepaid(100 + number, place, endsAt, months);
}

/**
 * The rows of QueryAvailableInstances at an instant, newest first. `quiet` is the number of instances behind the scenes
 * with which nothing happens for weeks.
 */
export function alibabaWorld(anchor: Date, quiet: number): (at: Date) => readonly JsonObject[] {
  // The list writes whole seconds; what it says changes with them.
  const start = Math.floor(anchor.getTime() / 1_000) * 1_000;
  const others = Array.from({ length: quiet }, (_, index) => quietStory(start, index));
  const stories = [...scenes(start), ...others].sort((left, right) => right.createdAt - left.createdAt);
  return (at) => stories.map((story) => alibabaRow(story, at.getTime())).filter((row) => row !== null);
}
