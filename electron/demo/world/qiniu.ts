import { addMonths, beijingText, dayMs, fractionText, hourMs, minuteMs, nextMidnight, utcText } from './calendar.ts';
import { qiniuOrder, zeroTime, type QiniuItemStory, type QiniuOrder, type QiniuStory } from './qiniu-order.ts';
import { seededRandom, type Random } from './random.ts';

const seed = 0x9141;

function hash(key: number): string {
  return `${seededRandom(seed * 17 + key).hex(26)}000000`;
}

function resource(kind: 'instance' | 'disk', key: number): string {
  return `${kind === 'instance' ? 'i' : 'd'}-${seededRandom(seed * 13 + key).hex(17)}`;
}

function item(key: number, price: number, startsAt: number, expireText: string): QiniuItemStory {
  return {
    orderType: 'create',
    resourceType: 'instance',
    resourceId: resource('instance', key),
    region: 'cn-qingdao',
    price,
    outcome: 'success',
    startsAt,
    expireText,
  };
}

function disk(key: number, price: number, startsAt: number, expireText: string): QiniuItemStory {
  const base = item(key, price, startsAt, expireText);
  return { ...base, resourceType: 'disk', resourceId: resource('disk', key) };
}

type Items = readonly QiniuItemStory[];

/** An order paid twenty minutes after it was placed and delivered a minute later. */
function order(key: number, createdAt: number, items: Items, more: Partial<QiniuStory> = {}): QiniuStory {
  return {
    hash: hash(key),
    createdAt,
    paidAt: createdAt + 20 * minuteMs,
    deliveredAt: createdAt + 21 * minuteMs,
    discount: 0,
    timeText: utcText,
    items,
    ...more,
  };
}

/** The scenes that the demo exists to show, each relative to the anchor. */
function scenes(anchor: number): readonly QiniuStory[] {
  // The API labels ends as midnight UTC; in truth they may be midnight in Beijing.
  const soon = nextMidnight(anchor + dayMs);
  const bought = addMonths(soon, -1) - 9 * hourMs;
  const soonText = utcText(soon);
  const inHours = anchor + 26 * hourMs;
  const monthAgo = addMonths(inHours, -1);
  const later = nextMidnight(anchor + 11 * dayMs);
  const first = addMonths(later, -2);
  const lost = { outcome: 'failed' } as const;
  return [
    // A server and its disk end together, but are two rentals.
    order(1, bought, [item(1, 1_625, bought, soonText), disk(1, 1_330, bought, soonText)]),
    // An end that is no midnight, written at Beijing's offset.
    order(2, monthAgo, [item(2, 38_800, monthAgo, beijingText(inHours))], { timeText: beijingText, discount: 3_880 }),
    // A renewal repeats the resource and starts where the first order ended.
    order(3, first, [item(3, 9_900, first, utcText(addMonths(later, -1)))]),
    order(4, addMonths(later, -1) - 3 * dayMs, [
      { ...item(3, 9_900, addMonths(later, -1), utcText(later)), orderType: 'renew' },
    ]),
    // This renewal failed: its resource ends when the order before it says.
    order(5, anchor - 2 * dayMs, [{ ...item(1, 1_625, soon, zeroTime), orderType: 'auto_renew', ...lost }]),
    // Nobody pays: lapses four hours from the anchor.
    order(6, anchor - 7 * dayMs + 4 * hourMs, [item(6, 2_955, 0, zeroTime)], { paidAt: null }),
    // Paid; the server is delivered in two minutes.
    order(
      7,
      anchor - 30 * minuteMs,
      [item(7, 4_200, anchor + 2 * minuteMs, utcText(nextMidnight(anchor + 30 * dayMs)))],
      {
        paidAt: anchor - 2 * minuteMs,
        deliveredAt: anchor + 2 * minuteMs,
        timeText: fractionText,
      },
    ),
    // One item of this order could not be delivered.
    order(8, anchor - 5 * dayMs, [
      item(8, 7_700, anchor - 5 * dayMs, utcText(nextMidnight(anchor + 25 * dayMs))),
      { ...disk(8, 1_330, anchor - 5 * dayMs, zeroTime), outcome: 'fail_over' },
    ]),
    // A change of the machine has no life of its own.
    order(9, anchor - dayMs, [{ ...item(3, 250, 0, zeroTime), orderType: 'upgrade' }], { discount: 50 }),
    // Renewed while the demo runs.
    order(10, anchor - 10 * minuteMs, [
      { ...item(2, 38_800, inHours, beijingText(addMonths(inHours, 1))), orderType: 'renew' },
    ]),
  ];
}

function pastItems(random: Random, key: number, startsAt: number, endsAt: number): Items {
  const text = utcText(endsAt);
  const region = random.pick(['cn-qingdao', 'cn-shanghai', 'cn-guangzhou', 'ap-hongkong']);
  const items = [item(key, random.integer(1_200, 90_000), startsAt, text)];
  if (random.chance(0.4)) items.push(disk(key, random.integer(500, 9_000), startsAt, text));
  return items.map((one) => ({ ...one, region }));
}

/** One order of the past year and a half. */
function pastOrder(anchor: number, number: number): QiniuStory {
  const random = seededRandom(seed + number);
  const key = 100 + number;
  const createdAt = anchor - random.integer(8 * dayMs, 540 * dayMs);
  const startsAt = createdAt + 21 * minuteMs;
  const midnight = nextMidnight(addMonths(startsAt, random.pick([1, 1, 1, 2, 3, 6])));
  // The ends of the history stay out of the days that the scenes above need for themselves.
  const near = midnight > anchor - dayMs && midnight < anchor + 4 * dayMs;
  const items = pastItems(random, key, startsAt, near ? midnight - 6 * dayMs : midnight);
  const story = order(key, createdAt, items, { timeText: random.pick([utcText, utcText, beijingText, fractionText]) });
  const fate = random.integer(0, 99);
  if (fate < 10) return { ...story, paidAt: null, cancelledAt: createdAt + random.integer(1, 100) * hourMs };
  if (fate < 18) return { ...story, refundedAt: createdAt + random.integer(2, 72) * hourMs };
  if (fate < 22) return { ...story, items: items.map((one) => ({ ...one, outcome: 'failed' as const })) };
  return random.chance(0.2) ? { ...story, discount: 100 } : story;
}

/** The orders at an instant, newest first; `history` is the number of past orders behind the scenes. */
export function qiniuWorld(anchor: Date, history: number): (at: Date) => readonly QiniuOrder[] {
  const start = anchor.getTime();
  const past = Array.from({ length: history }, (_, index) => pastOrder(start, index));
  const stories = [...scenes(start), ...past].sort((left, right) => right.createdAt - left.createdAt);
  return (at) => {
    const now = at.getTime();
    return stories.filter((story) => story.createdAt <= now).map((story) => qiniuOrder(story, now));
  };
}
