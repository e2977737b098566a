import { expect, test } from 'vitest';
import { normaliseOrder as qiniuOrder } from '../../../electron/providers/qiniu/normalise.ts';
import { normaliseOrder as unicloudOrder } from '../../../electron/providers/unicloud/normalise.ts';
import { now } from './session.ts';

const paid = { status: 'success', order_type: 'create', life_expire_time: '2026-12-01T00:00:00Z' };
const many = <Item>(item: (index: number) => Item): readonly Item[] =>
  Array.from({ length: 30_000 }, (_, index) => item(index));

test('UniCloud: an order with more items than any real one keeps 1,000 of them, each with an id of its own, and is incomplete', () => {
  const detail = {
    Id: '1',
    OrderStatus: 'PAID',
    CreateTime: '1600000000000',
    Items: many(() => ({ id: '7', productEndTime: '1700000000000' })),
  };
  const order = unicloudOrder({ listed: { Id: '1' }, detail, nowMs: now });
  expect(order?.items).toHaveLength(1_000);
  expect(new Set(order?.items.map(({ id }) => id)).size).toBe(1_000);
  expect(order?.incomplete).toEqual(['Order.Items']);
});

test('UniCloud: an id that is made for one item is not another one’s', () => {
  const items = ['7', '7-3', '7'].map((id) => ({ id }));
  const order = unicloudOrder({ listed: { Id: '1' }, detail: { Id: '1', Items: items }, nowMs: now });
  expect(new Set(order?.items.map(({ id }) => id)).size).toBe(3);
});

test('Qiniu: an order with more items than any real one keeps 1,000 of them and is incomplete', () => {
  const detail = { order: 'a', status: 'complete', create_time: '2026-11-01T00:00:00Z', items: many(() => paid) };
  const order = qiniuOrder({ hash: 'a', payRecords: [], unpaid: null, detail }, now);
  expect(order.items).toHaveLength(1_000);
  expect(order.incomplete).toEqual(['items']);
});
