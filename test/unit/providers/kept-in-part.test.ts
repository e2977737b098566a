import { describe, expect, test } from 'vitest';
import { isLacking } from '../../../electron/core/model/order.ts';
import { toldOf } from '../../../electron/providers/reading/facts.ts';
import { parseJson } from '../../../electron/providers/reading/json.ts';
import { normaliseOrder as qiniuOrder } from '../../../electron/providers/qiniu/normalise.ts';
import type { ReadOrder } from '../../../electron/core/ports/provider.ts';
import { unicloud } from '../../../electron/providers/unicloud/index.ts';
import { normaliseOrder as unicloudOrder } from '../../../electron/providers/unicloud/normalise.ts';
import { wolover } from '../../../electron/providers/wolover/index.ts';
import { fixture, now, scripted, stored, valueOf } from './session.ts';

const bytesOf = (facts: ReadOrder['facts']): number => Buffer.byteLength(JSON.stringify(facts));
const isWellFormed = (text: string): boolean => Buffer.from(text, 'utf8').toString('utf8') === text;

describe('what is kept of an order', () => {
  const keptOf = (text: string) => {
    const { facts, cut = [] } = toldOf([{ value: valueOf(parseJson(text)) }], [], []);
    return { facts, cut };
  };

  test('a value of 18 MB is kept in part, everything beside it whole', () => {
    const { facts, cut } = keptOf(`{"id":"1","remark":"${'长'.repeat(6_000_000)}","status":5}`);
    expect(facts.map(({ path }) => path)).toEqual(['id', 'remark', 'status']);
    expect(facts[1]?.value).toBe('长'.repeat(2_730));
    expect(facts[2]?.value).toBe('5');
    expect(cut).toEqual(['remark']);
  });

  test('what marks a text that was cut in the answer is not kept', () => {
    const { facts } = keptOf(`{"a":"${'x'.repeat(5_000)}${'\\u0041'.repeat(11_000)}"}`);
    expect(facts[0]?.value?.includes('\0')).toBe(false);
  });

  test.each([
    ['many values of 8 kB', `{${members(100, (i) => `"m${i}":"${'x'.repeat(8_000)}"`)}}`],
    ['many short ones with long names', `{${members(4_000, (i) => `"${'n'.repeat(150)}${i}":0`)}}`],
    [
      'control characters, which JSON writes in six bytes',
      `{${members(20, (i) => `"m${i}":"${'\\u0001'.repeat(8_000)}"`)}}`,
    ],
    ['deep names', `{${`"${'d'.repeat(190)}":{`.repeat(60)}${members(500, (i) => `"m${i}":0`)}${'}'.repeat(61)}`],
    ['Chinese', `{${members(200, (i) => `"m${i}":"${'长'.repeat(2_000)}"`)}}`],
    ['items', `{"Items":[${members(1_000, (i) => `{"id":${i},"text":"${'t'.repeat(500)}"}`)}]}`],
  ])('never more than 256 kB as it is stored, and it says so: %s', (_, text) => {
    const { facts, cut } = keptOf(text);
    expect(bytesOf(facts)).toBeLessThanOrEqual(262_144 + 2);
    expect(cut.length).toBeGreaterThan(0);
    expect(cut.length).toBeLessThanOrEqual(20);
    expect(facts.every(({ value }) => value === null || isWellFormed(value))).toBe(true);
  });

  test('long values give way before short ones, wherever they stand', () => {
    const { facts, cut } = keptOf(`{${members(200, (i) => `"m${i}":"${'x'.repeat(4_000)}"`)},"buyDuration":1}`);
    expect(facts.at(-1)).toEqual({ path: 'buyDuration', value: '1' });
    expect(facts).toHaveLength(201);
    expect(cut[0]).toBe('m0');
  });

  test('more than 5,000 values: the rest is named', () => {
    const { facts, cut } = keptOf(`[${members(6_000, () => '0')}]`);
    expect(facts).toHaveLength(5_000);
    expect(cut).toEqual(['[5000]']);
  });

  test('a name that is too long is left out with what it names', () => {
    const { facts, cut } = keptOf(`{"id":"1","${'n'.repeat(5_000)}":"x"}`);
    expect(facts).toEqual([{ path: 'id', value: '1' }]);
    expect(cut).toEqual(['n'.repeat(200)]);
  });

  test('an ordinary order is kept whole', () => {
    const { cut } = keptOf(fixture('unicloud/OrderDetail'));
    expect(cut).toEqual([]);
  });
});

const members = (count: number, member: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => member(index)).join(',');

describe('an order that is kept in part', () => {
  const row = (remark: string) =>
    `{"id":"1","status":5,"buyDuration":1,"createTime":"2026-03-19 09:53:41","orderProductVo":{"name":"RTX"},"remark":"${remark}"}`;
  const read = async (remark: string) => {
    const session = scripted(() => `{"code":200,"total":1,"rows":[${row(remark)}]}`, {
      secrets: { apiKey: 'key-123456' },
      settings: { durationUnit: 'month' },
    });
    return valueOf(await wolover.readRound(session));
  };

  test('names the field, lacks nothing that the list needs, and is not warned of as if it did', async () => {
    const { orders, warnings } = await read('x'.repeat(100_000));
    expect(orders[0]).toMatchObject({ incomplete: ['remark'], cut: ['remark'] });
    expect(orders[0] && isLacking(orders[0])).toBe(false);
    expect(orders[0]?.items[0]?.end.at).toBe('2026-04-19T01:53:41.000Z');
    expect(warnings.map(({ code }) => code)).not.toContain('order.incomplete');
  });

  test('is the same order while only what is not kept of it changes', async () => {
    const [one] = (await read(`${'x'.repeat(100_000)}1`)).orders;
    const [other] = (await read(`${'x'.repeat(100_000)}2`)).orders;
    expect(one).toEqual(other);
  });

  test('replaces a whole one, since its end counts whatever its remark', async () => {
    const detail = fixture('unicloud/OrderDetail').replace('"OrderNo"', `"Remark": "${'x'.repeat(20_000)}", "OrderNo"`);
    const id = /"Id":\s*"(\d+)"/.exec(fixture('unicloud/QueryOrders'))?.[1] ?? '';
    const session = scripted(
      ({ url }) =>
        url.includes('QueryOrders') ? fixture('unicloud/QueryOrders') : detail.replace(/"Id":\s*"\d+"/, `"Id":"${id}"`),
      {
        secrets: { accessKeyId: 'a-1234', accessKeySecret: 'b-1234' },
        known: { [id]: stored('before', { detailReadAt: null }) },
      },
    );
    const { orders } = valueOf(await unicloud.readRound(session));
    expect(orders.map(({ providerOrderId }) => providerOrderId)).toContain(id);
    expect(orders.find(({ providerOrderId }) => providerOrderId === id)?.cut).toEqual(['Order.Remark']);
  });
});

describe('typed fields', () => {
  const long = 'z'.repeat(5_000);

  test('ids that are too long are none, since a part of one might be another one’s', () => {
    const detail = { Id: '1', UserId: 'u', Items: [{ id: long, instanceId: `${long}a` }, { instanceId: `${long}b` }] };
    const order = unicloudOrder({ listed: { Id: '1' }, detail, nowMs: now });
    expect(order?.items.map(({ id, resourceId }) => [id, resourceId])).toEqual([
      ['1-1', null],
      ['1-2', null],
    ]);
    expect(unicloudOrder({ listed: { Id: long }, detail: null, nowMs: now })).toBeNull();
  });

  test('words are short, and a number or time that was cut is none', () => {
    const detail = {
      Id: '1',
      OrderNo: long,
      OrderStatus: long,
      ProductRegionName: long,
      TotalPrice: '1'.repeat(5_000),
      CreateTime: '1'.repeat(5_000),
      Items: [{ productName: long, productEndTime: '1'.repeat(5_000) }],
    };
    const order = unicloudOrder({ listed: { Id: '1' }, detail, nowMs: now });
    const { facts = [], ...typed } = order ?? {};
    expect(facts.length).toBeGreaterThan(5);
    expect(JSON.stringify(typed).length).toBeLessThan(4_000);
    expect(order).toMatchObject({ listPrice: null, placedAt: null, items: [{ end: { at: null } }] });
  });

  test('a thousand items that share the longest words of their order take up no more than they may', () => {
    const detail = {
      Id: '1',
      ProductRegionName: '长'.repeat(399),
      ProductCategory: '长'.repeat(399),
      Items: Array(1_000).fill({}),
    };
    const order = unicloudOrder({ listed: { Id: '1' }, detail, nowMs: now });
    expect(Buffer.byteLength(JSON.stringify(order?.items))).toBeLessThan(400_000);
    expect(order?.incomplete).toContain('Order.Items');
  });

  test('Qiniu: sub-orders without number become no more rentals than an order may have', () => {
    const payRecords = Array.from({ length: 5_000 }, (_, index) => ({ order_hash: 'a', resource_id: `r${index}` }));
    const order = qiniuOrder({ hash: 'a', payRecords, unpaid: null, detail: null }, now);
    expect(order.items.length).toBeLessThanOrEqual(1_000);
    expect(order.incomplete).toContain('items');
  });
});
