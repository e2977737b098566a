import { expect } from 'vitest';
import * as faults from '../../fakes/faults.ts';
import { isList, isObject, JsonNumber, type JsonObject } from '../../../electron/demo/world/json.ts';
import { emptyWorld } from '../../fakes/empty-world.ts';
import { factMap } from '../../unit/providers/session.ts';
import { openDemo } from '../demo-stand.ts';
import { orderWhere, type Stage, type Trap } from '../stage.ts';
import { detailTraps } from './detailed.ts';

/** `Order` of every detail changed. */
const orderSays = (stage: Stage, change: (order: JsonObject) => JsonObject): void =>
  stage.fail(
    faults.rewritten((body) => (isObject(body['Order']) ? { ...body, Order: change(body['Order']) } : body)),
    { when: ({ query }) => query.includes('OrderDetail') },
  );

const itemsSay = (stage: Stage, facts: JsonObject): void =>
  orderSays(stage, (order) => ({
    ...order,
    Items: isList(order['Items']) ? order['Items'].map((item) => (isObject(item) ? { ...item, ...facts } : item)) : [],
  }));

/** What UniCloud's two documents and their samples get one to do wrong. */
export const unicloudTraps: readonly Trap[] = [
  {
    trap: 'OrderList null or {} beside a total proves nothing',
    see: async (stage) => {
      for (const shape of ['null', 'empty'] as const) {
        stage.fail(faults.orderList(shape));
        expect(await stage.read()).toMatchObject({
          orders: [],
          settled: false,
          warnings: [{ code: 'round.unsettled' }],
        });
        stage.reset();
      }
    },
  },
  {
    trap: 'OrderList may hold one object',
    see: async (stage) => {
      stage.fail(faults.orderList('single'));
      expect((await stage.read()).orders).toHaveLength(1);
    },
  },
  {
    trap: 'an error code under HTTP 200 is a refusal, with its RequestId',
    see: async (stage) => {
      stage.fail(faults.unicloudRefusal('SystemError', 'System Error', 200));
      const outcome = await stage.round();
      expect(outcome).toMatchObject({
        ok: false,
        failure: { code: 'provider.refused', providerCode: 'SystemError', status: 200 },
      });
      expect(outcome.ok ? '' : outcome.failure.requestId).toMatch(/^0E9B6D5C/);
    },
  },
  {
    trap: 'HTTP 5xx is "unavailable" whatever the body says',
    see: async (stage) => {
      stage.fail(faults.unicloudRefusal('InvalidCaller', 'The specified caller is wrong', 500));
      expect(await stage.round()).toMatchObject({ ok: false, failure: { code: 'provider.unavailable', status: 500 } });
    },
  },
  {
    trap: 'InvalidCaller from OrderDetail concerns that one order',
    see: async (stage) => {
      stage.fail(faults.unicloudRefusal('InvalidCaller', 'The specified caller is wrong'), {
        when: ({ query }) => query.includes('OrderDetail'),
        times: 1,
      });
      const reading = await stage.read();
      expect(reading.interruptedBy).toBeNull();
      expect(reading.orders.filter(({ incomplete }) => incomplete.includes('Order.Items'))).toHaveLength(1);
    },
  },
  {
    trap: 'item ids are 64-bit JSON numbers and keep their last digits',
    see: async (stage) => {
      itemsSay(stage, { id: 1144119593787195393n });
      const { orders } = await stage.read();
      expect(orders[0]?.items[0]?.id).toBe('1144119593787195393');
      expect(factMap(orders[0]?.facts ?? [])['Order.Items[0].id']).toBe('1144119593787195393');
    },
  },
  {
    trap: 'ProductDescription is JSON in a string, plain text, broken or empty; its raw text stays',
    see: async (stage) => {
      for (const [text, spec] of [
        ['{"conf":{"地域":"天津","规格":"2核4G"}}', '天津 · 2核4G'],
        ['云硬盘 50GB', '云硬盘 50GB'],
        ['{"conf":', null],
        ['', null],
      ] as const) {
        orderSays(stage, (order) => ({ ...order, ProductDescription: text }));
        itemsSay(stage, { productDescription: text });
        const [order] = (await stage.read()).orders;
        expect(order?.items[0]?.spec).toBe(spec);
        expect(factMap(order?.facts ?? [])['Order.ProductDescription']).toBe(text);
        stage.reset();
      }
    },
  },
  {
    trap: 'DueTime is the payment deadline, productEndTime the end of the rental',
    see: async (stage) => {
      const { orders } = await stage.read();
      const unpaid = orderWhere(orders, ({ status }) => status === 'unpaid');
      expect(Date.parse(unpaid.payBy?.at ?? '') - Date.parse(unpaid.placedAt ?? '')).toBe(86_400_000);
      const rented = orderWhere(orders, ({ items }) => items[0]?.end.at !== null && items[0]?.billing === 'period');
      expect(rented.payBy).toBeNull();
      expect(rented.items[0]?.end.at).toBe(
        new Date(Number(factMap(rented.facts)['Order.Items[0].productEndTime'])).toISOString(),
      );
    },
  },
  {
    trap: 'start equal to end is billed by use and never ends; ChargeType decides nothing',
    see: async (stage) => {
      itemsSay(stage, { productStartTime: 1_561_614_342_000, productEndTime: 1_561_614_342_000 });
      const paid = (await stage.read()).orders.filter(({ status }) => status === 'paid');
      expect(paid.length).toBeGreaterThan(3);
      for (const { items } of paid)
        expect(items[0]).toMatchObject({ billing: 'use', end: { at: null, basis: 'none', note: 'billed-by-use' } });
    },
  },
  {
    trap: 'InstanceId that repeats UserId is no resource key',
    see: async (stage) => {
      const { orders } = await stage.read();
      const user = factMap(orders[0]?.facts ?? [])['UserId'];
      expect(user).toBeTruthy();
      for (const { items } of orders) for (const { resourceId } of items) expect(resourceId).not.toBe(user);
      expect(orders.some(({ kind, items }) => kind === 'renewal' && items[0]?.resourceId !== null)).toBe(true);
    },
  },
  {
    trap: 'words of no list are kept and shown',
    see: async (stage) => {
      orderSays(stage, (order) => ({ ...order, OrderStatus: 'ARCHIVED_2027', OrderCategory: 'MIGRATE' }));
      const { orders } = await stage.read();
      expect(orders[0]).toMatchObject({ status: 'unknown', providerStatus: 'ARCHIVED_2027', kind: 'unknown' });
    },
  },
  {
    trap: 'amounts keep their zeros and are never floats',
    see: async (stage) => {
      orderSays(stage, (order) => ({
        ...order,
        TotalPrice: new JsonNumber('17.50'),
        FinalPrice: new JsonNumber('1.750e1'),
        PaidAmount: null,
      }));
      stage.fail(faults.rowsChanged((rows) => rows.map((row) => ({ ...row, PaidAmount: null }))));
      expect((await stage.read()).orders[0]).toMatchObject({
        listPrice: { amount: '17.50', currency: 'CNY' },
        price: { amount: '17.50', currency: 'CNY' },
        paid: null,
      });
    },
  },
  {
    trap: 'the signed path is / although the real one is /transaction, and every nonce is new',
    see: async (stage) => {
      await stage.read();
      expect(new Set(stage.stand.requests().map(({ path, status }) => `${path} ${status}`))).toEqual(
        new Set(['/transaction 200']),
      );
    },
  },
  {
    trap: 'an empty account is a settled round',
    see: (stage) =>
      stage.beside(openDemo('unicloud', { world: emptyWorld }), async (other) => {
        expect(await other.read()).toMatchObject({ orders: [], settled: true, warnings: [] });
      }),
  },
  ...detailTraps(({ query }) => query.includes('Action=OrderDetail')),
];
