import { describe, expect, it } from 'vitest';
import { isObject, jsonText, memberText, type JsonObject } from '../../../electron/demo/world/json.ts';
import { demoWorld } from '../../../electron/demo/world/world.ts';
import { addMonths, purchaseEndingAt, shanghaiInstant, shanghaiText } from '../../../electron/demo/world/calendar.ts';
import { zeroTime } from '../../../electron/demo/world/qiniu-order.ts';
import { snowflake } from '../../../electron/demo/world/snowflake.ts';
import { yuan } from '../../../electron/demo/world/yuan.ts';
import { anchor, dayMs, hourMs, minuteMs } from './clients.ts';

const world = demoWorld(anchor);
const after = (ms: number): Date => new Date(anchor.getTime() + ms);

/** The status of the Wolover row of that name, or null when there is none (yet). */
function wolover(name: string, ms: number): unknown {
  const row = world.wolover(after(ms)).find(({ orderProductVo: vo }) => isObject(vo) && vo['name'] === name);
  return row?.['status'] ?? null;
}

function unicloudNamed(name: string, ms: number): readonly JsonObject[] {
  return world
    .unicloud(after(ms))
    .filter((order) => jsonText(order.detail).includes(name))
    .map((order) => order.list);
}

describe('the calendar', () => {
  it('adds months in Beijing and stops at the last day', () => {
    const end = (text: string, months: number): string => shanghaiText(addMonths(shanghaiInstant(text) ?? 0, months));
    expect(end('2025-01-31 23:30:00', 1)).toBe('2025-02-28 23:30:00');
    expect(end('2024-02-29 00:10:00', 12)).toBe('2025-02-28 00:10:00');
    expect(end('2025-01-01 00:10:00', -1)).toBe('2024-12-01 00:10:00');
  });

  it('finds a purchase for an end on every day of four years', () => {
    for (let day = 0; day < 1461; day += 1) {
      const endsAt = Date.parse('2025-01-01T04:05:06Z') + day * dayMs;
      const { createdAt, months } = purchaseEndingAt(endsAt, 1);
      expect(addMonths(createdAt, months)).toBe(endsAt);
      expect(months).toBeLessThanOrEqual(2);
    }
  });
});

/** What the providers' documents say that an id carries: its creation in UTC milliseconds. */
const snowflakeInstant = (id: bigint): number => Number((id >> 22n) + 1_288_834_974_657n);

describe('ids', () => {
  it('decode as the sample of the document does', () => {
    const sample = snowflakeInstant(1902176615603838977n);
    expect(new Date(sample).toISOString()).toBe('2025-03-19T01:53:40.549Z');
    expect(snowflakeInstant(snowflake(sample, 0x3fffff))).toBe(sample);
  });

  it('carry the creation that the Wolover row says', () => {
    for (const row of world.wolover(anchor)) {
      expect(shanghaiText(snowflakeInstant(BigInt(memberText(row, 'id'))))).toBe(row['createTime']);
    }
  });

  it('are all different', () => {
    const wolovers = world.wolover(anchor).map((row) => row['id']);
    const uniclouds = world.unicloud(anchor).map((order) => order.list['Id']);
    const qinius = world.qiniu(anchor).map((order) => order.order);
    for (const ids of [wolovers, uniclouds, qinius]) expect(new Set(ids).size).toBe(ids.length);
  });
});

it('writes amounts and 64-bit numbers with exactly their digits', () => {
  const value = { price: yuan(1750), whole: yuan(100_000), none: yuan(0), small: yuan(5), id: 1144119593787195393n };
  expect(jsonText(value)).toBe('{"price":17.5,"whole":1000,"none":0,"small":0.05,"id":1144119593787195393}');
});

describe('the world', () => {
  it('is the same for the same anchor', () => {
    const all = (of: typeof world): string =>
      jsonText([of.wolover(anchor), of.unicloud(anchor).map((order) => order.detail), of.qiniu(anchor)]);
    expect(all(demoWorld(anchor))).toBe(all(world));
  });

  it('has a few hundred orders, newest first, none from the future', () => {
    const created = [
      world.wolover(anchor).map((row) => shanghaiInstant(memberText(row, 'createTime')) ?? 0),
      world.unicloud(anchor).map((order) => Number(order.list['CreateTime'])),
      world.qiniu(anchor).map((order) => Math.floor(Date.parse(order.create_time) / 1000)),
    ];
    expect(created.flat().length).toBeGreaterThan(250);
    for (const instants of created) expect(instants).toEqual([...instants].sort((left, right) => right - left));
    expect(Math.max(...created.flat())).toBeLessThanOrEqual(anchor.getTime());
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('shows Wolover status %i', (status) => {
    expect(world.wolover(anchor).map((row) => row['status'])).toContain(status);
  });

  it.each(['new', 'paid', 'canceled', 'complete', 'refund'])('shows the Qiniu order status %s', (status) => {
    expect(world.qiniu(anchor).map((order) => order.status)).toContain(status);
  });

  it.each(['non_executable', 'processing', 'success', 'failed', 'fail_over', 'cancelled', 'refunded'])(
    'shows the Qiniu item status %s',
    (status) => {
      expect(world.qiniu(anchor).flatMap((order) => order.items.map((item) => item.status))).toContain(status);
    },
  );
});

describe('Wolover moves with the clock', () => {
  it.each([
    ['标注机-07', [1, 0], [1, 22 * minuteMs - 1], [3, 22 * minuteMs]],
    ['训练机-05', [5, 42 * minuteMs - 1], [6, 42 * minuteMs], [6, 72 * minuteMs - 1], [9, 72 * minuteMs]],
    ['渲染机-03', [6, 0], [6, 19 * minuteMs - 1], [9, 19 * minuteMs]],
    ['备用训练机', [1, -2 * minuteMs], [2, 0], [5, 3 * minuteMs]],
    ['调试容器', [null, 0], [1, 6 * minuteMs], [2, 9 * minuteMs], [5, 11 * minuteMs]],
  ])('%s', (name, ...steps) => {
    expect(steps.map(([, ms]) => wolover(name, Number(ms)))).toEqual(steps.map(([status]) => status));
  });

  it('shows a renewal as a row of its own beside an order whose months are over', () => {
    const rows = world.wolover(anchor).filter(({ orderProductVo: vo }) => isObject(vo) && vo['name'] === '长期训练机');
    expect(rows.map((row) => row['status']).sort()).toEqual([10, 5]);
    const original = rows.find((row) => row['status'] === 5);
    const createdAt = shanghaiInstant(memberText(original, 'createTime')) ?? 0;
    expect(addMonths(createdAt, Number(original?.['buyDuration']))).toBeLessThan(anchor.getTime());
  });
});

describe('UniCloud moves with the clock', () => {
  it('lapses an unpaid order 24 hours after it was placed', () => {
    const statuses = [0, 3 * hourMs - 1, 3 * hourMs].map((ms) => unicloudNamed('数据集盘-2T', ms)[0]?.['OrderStatus']);
    expect(statuses).toEqual(['UNPAID', 'UNPAID', 'CANCELED']);
  });

  it('places a renewal that names the resource of the first order', () => {
    expect(unicloudNamed('公网入口', 0).map((order) => order['OrderCategory'])).toEqual(['NEW']);
    const later = world.unicloud(after(15 * minuteMs)).filter(({ detail }) => jsonText(detail).includes('公网入口'));
    expect(later.map(({ list }) => list['OrderCategory'])).toEqual(['RENEW', 'NEW']);
    const resource = memberText(later[0]?.list, 'InstanceId');
    expect(jsonText(later[1]?.detail ?? null)).toContain(`"instanceId":"${resource}"`);
    expect(later[1]?.list['InstanceId']).toBe(later[1]?.list['UserId']);
  });

  it('bills by use without an end', () => {
    const hourly = world.unicloud(anchor).filter(({ list }) => list['PayType'] === 'CHARGING_HOURS');
    expect(hourly.length).toBeGreaterThan(5);
    for (const { detail } of hourly) {
      const text = jsonText(detail);
      const [, startsAt, endsAt] = /"productStartTime":(\d+),"productEndTime":(\d+)/.exec(text) ?? [];
      expect(startsAt).toBe(endsAt);
      expect(text).toContain('"productRentCount":0');
    }
  });
});

describe('Qiniu moves with the clock', () => {
  const statusOf = (hash: string, ms: number): string | undefined =>
    world.qiniu(after(ms)).find((order) => order.order === hash)?.status;

  it('lapses an unpaid order seven days after it was placed', () => {
    const unpaid = world.qiniu(anchor).find((order) => order.status === 'new' && order.items[0]?.resource_id === '');
    const hash = unpaid?.order ?? '';
    expect([0, 4 * hourMs - 1, 4 * hourMs].map((ms) => statusOf(hash, ms))).toEqual(['new', 'new', 'canceled']);
    const lapsed = world.qiniu(after(4 * hourMs)).find((order) => order.order === hash);
    expect(Date.parse(lapsed?.cancel_time ?? '')).toBe(after(4 * hourMs).getTime());
  });

  it('delivers a paid order: only then has it a resource and life times', () => {
    const paid = world.qiniu(anchor).find((order) => order.status === 'paid');
    expect(paid?.items[0]).toMatchObject({ status: 'processing', resource_id: '', life_expire_time: zeroTime });
    const delivered = world.qiniu(after(2 * minuteMs)).find((order) => order.order === paid?.order);
    expect(delivered?.status).toBe('complete');
    expect(delivered?.items[0]?.resource_id).toMatch(/^i-/);
    expect(delivered?.items[0]?.life_expire_time).toMatch(/T00:00:00Z$/);
  });

  it('mixes offsets and fractions', () => {
    const times = world.qiniu(anchor).map((order) => order.create_time);
    expect(times.some((time) => /:\d{2}Z$/.test(time))).toBe(true);
    expect(times.some((time) => time.endsWith('+08:00'))).toBe(true);
    expect(times.some((time) => /\.\d{3}Z$/.test(time))).toBe(true);
  });

  it('has an order with two resources that end on their own', () => {
    const both = world.qiniu(anchor).find((order) => order.items.length === 2 && order.status === 'complete');
    expect(both?.items.map((item) => item.resource_type)).toEqual(['instance', 'disk']);
  });
});
