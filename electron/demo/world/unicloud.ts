import {
  type UnicloudItem,
  type UnicloudOrder,
  unicloudOrder,
  type UnicloudRegion,
  type UnicloudStory,
} from './unicloud-order.ts';
import { dayMs, hourMs, minuteMs } from './calendar.ts';
import { seededRandom } from './random.ts';
import { description, guangzhou, tianjin, unicloudProducts, type UnicloudProduct } from './unicloud-products.ts';

const seed = 0xc10d;
const monthMs = 30 * dayMs;
const prepaid = '包年包月';
const hourly = '按小时实时付费';

/** Which thing an item is about: its name in the console, a key for its id, and where it is. */
interface Thing {
  readonly name: string;
  readonly key: number;
  readonly region?: UnicloudRegion;
}

/** An item rented for months that end at an instant. */
function rentedItem(product: UnicloudProduct, endsAt: number, months: number, thing: Thing): UnicloudItem {
  const place = (thing.region ?? tianjin).place;
  return {
    category: product.category,
    sku: product.sku,
    description: description(product, place, prepaid, thing.name),
    price: product.monthly * months,
    instanceId: seededRandom(seed * 31 + thing.key).uuid(),
    startsAt: endsAt - months * monthMs,
    endsAt,
  };
}

/** An item billed by use from an instant on: start equals end. */
function meteredItem(
  product: UnicloudProduct,
  startsAt: number,
  text: string | null,
  key: number | null,
): UnicloudItem {
  const instanceId = key === null ? null : seededRandom(seed * 31 + key).uuid();
  return {
    category: product.category,
    sku: product.sku,
    description: text,
    price: 0,
    instanceId,
    startsAt,
    endsAt: startsAt,
  };
}

type Items = UnicloudStory['items'];

function order(serial: number, createdAt: number, items: Items, more: Partial<UnicloudStory> = {}): UnicloudStory {
  return {
    createdAt,
    paidAt: createdAt + 90_000,
    payType: 'YEAR_MONTH',
    items,
    renews: null,
    note: null,
    coupon: 0,
    promotion: 0,
    promotionRule: null,
    region: tianjin,
    // Odd, so that the id has more bits than a double keeps.
    serial: serial * 2 + 1,
    ...more,
  };
}

/** A purchase of items that started two minutes after the order. */
function purchase(serial: number, items: Items, more: Partial<UnicloudStory> = {}): UnicloudStory {
  return order(serial, items[0].startsAt - 2 * minuteMs, items, more);
}

/** A renewal of an item for so many months, placed at an instant; it starts where the item ended. */
function renewal(serial: number, createdAt: number, item: UnicloudItem, months: number): UnicloudStory {
  const price = Math.round(item.price / Math.max(Math.round((item.endsAt - item.startsAt) / monthMs), 1)) * months;
  const renewed = { ...item, price, startsAt: item.endsAt, endsAt: item.endsAt + months * monthMs };
  return order(serial, createdAt, [renewed], { renews: item.instanceId });
}

/** The scenes that the demo exists to show, each relative to the anchor. */
function scenes(anchor: number): readonly UnicloudStory[] {
  const { server, gpuServer, disk, bigDisk, address } = unicloudProducts;
  const inference = rentedItem(server, anchor + 25 * minuteMs, 1, { name: '推理机-04', key: 1 });
  const inferenceDisk = rentedItem(disk, anchor + 25 * minuteMs, 1, { name: '推理机-04-数据盘', key: 2 });
  const tuning = rentedItem(gpuServer, anchor + 5 * hourMs, 1, { name: '微调机-01', key: 3 });
  const database = rentedItem(server, anchor + 3 * dayMs - monthMs, 1, { name: '数据库-主', key: 4 });
  const publicAddress = rentedItem(address, anchor + 9 * dayMs, 3, { name: '公网入口', key: 5 });
  const rule = JSON.stringify({ 名称: '新用户立减', 减免: '50元' });
  return [
    purchase(1, [inference, inferenceDisk], { note: '线上推理，勿停' }),
    purchase(2, [tuning], { coupon: 10_000, promotion: 5_000, promotionRule: rule, note: '课题组共用' }),
    purchase(3, [database], { note: null }),
    // Renewed once: its own order ended, this one carries it on for three more days.
    renewal(4, database.endsAt - 2 * dayMs, database, 1),
    purchase(5, [publicAddress]),
    // Renewed while the demo runs.
    renewal(6, anchor + 12 * minuteMs, publicAddress, 1),
    // Not paid: lapses three hours from the anchor.
    order(7, anchor - 21 * hourMs, [rentedItem(bigDisk, anchor + monthMs, 1, { name: '数据集盘-2T', key: 6 })], {
      paidAt: null,
    }),
    purchase(8, [meteredItem(disk, anchor - 40 * dayMs, description(disk, '天津', hourly), null)], {
      payType: 'CHARGING_HOURS',
    }),
    purchase(9, [meteredItem(server, anchor - 6 * dayMs, description(server, '广州', hourly, '压测机-01'), 7)], {
      payType: 'CHARGING_HOURS',
      region: guangzhou,
    }),
    purchase(10, [meteredItem(bigDisk, anchor - 75 * dayMs, '归档盘（按日计量，按月结算）', 8)], {
      payType: 'DAY_MONTH',
    }),
  ];
}

const notes: readonly [string | null, ...(string | null)[]] = [null, null, null, '', '毕业设计', '周末跑批', '预算内'];

/** One order of the past year and a half. */
function pastOrder(anchor: number, number: number): UnicloudStory {
  const random = seededRandom(seed + number);
  const { server, gpuServer, disk, bigDisk, address } = unicloudProducts;
  const product: UnicloudProduct = random.pick([server, server, gpuServer, disk, disk, bigDisk, address]);
  const createdAt = anchor - random.integer(2 * dayMs, 540 * dayMs);
  const startsAt = createdAt + 2 * minuteMs;
  const months = random.pick([1, 1, 1, 2, 3, 6, 12]);
  const region = random.pick([tianjin, tianjin, guangzhou]);
  const note = random.pick(notes);
  const name = `${random.pick(['训练机', '推理机', '开发机', '数据盘', '网关'])}-${String(random.integer(1, 40)).padStart(2, '0')}`;
  const fate = random.integer(0, 99);
  const key = 100 + number;
  if (fate < 25) {
    const item = meteredItem(product, startsAt, description(product, region.place, hourly, name), key);
    return order(key, createdAt, [item], { payType: 'CHARGING_HOURS', region, note });
  }
  const endsAt = calmEnd(startsAt + months * monthMs, anchor);
  const whole = rentedItem(product, endsAt, months, { name, key, region });
  // Descriptions that are not JSON, or broken JSON, or missing, as they occur.
  const text = random.pick([
    whole.description,
    whole.description,
    whole.description,
    name,
    '{"conf":{"地域":',
    '',
    null,
  ]);
  const items: Items = [{ ...whole, description: text }];
  const promotion = random.chance(0.2) ? Math.round(whole.price / 10) : 0;
  const story = order(key, createdAt, items, { region, note, promotion });
  if (fate < 33) return { ...story, paidAt: null };
  return fate < 38 ? { ...story, paidAt: null, cancelledAt: createdAt + random.integer(5, 200) * minuteMs } : story;
}

/** Keeps the ends of the history out of the hours that the scenes above need for themselves. */
function calmEnd(endsAt: number, anchor: number): number {
  return endsAt < anchor - dayMs || endsAt > anchor + 4 * dayMs ? endsAt : endsAt - 6 * dayMs;
}

/** The orders at an instant, newest first; `history` is the number of past orders behind the scenes. */
export function unicloudWorld(anchor: Date, history: number): (at: Date) => readonly UnicloudOrder[] {
  const start = anchor.getTime();
  const past = Array.from({ length: history }, (_, index) => pastOrder(start, index));
  const stories = [...scenes(start), ...past].sort((left, right) => right.createdAt - left.createdAt);
  return (at) => {
    const now = at.getTime();
    return stories.filter((story) => story.createdAt <= now).map((story) => unicloudOrder(story, now));
  };
}
