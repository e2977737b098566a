import { expect } from 'vitest';
import * as faults from '../../fakes/faults.ts';
import { isObject, JsonNumber, type JsonObject } from '../../../electron/demo/world/json.ts';
import { emptyWorld } from '../../fakes/empty-world.ts';
import type { ReadOrder } from '../../../electron/core/ports/provider.ts';
import { factMap } from '../../unit/providers/session.ts';
import { openDemo, suiteWorld } from '../demo-stand.ts';
import { anchor, orderWhere, sortedById, withoutFacts, type Given, type Stage, type Trap } from '../stage.ts';
import { detailTraps } from './detailed.ts';

const hash = suiteWorld.qiniu(anchor).find(({ status }) => status === 'complete')?.order ?? '';
const watching: Given = { settings: { orderHashes: hash } };

/** Every item of every detail says this. */
const itemsSay = (stage: Stage, facts: JsonObject): void =>
  stage.fail(
    faults.rewritten((body) => {
      const { data } = body;
      if (!isObject(data) || !Array.isArray(data['items'])) return body;
      return { ...body, data: { ...data, items: data['items'].map((item: JsonObject) => ({ ...item, ...facts })) } };
    }),
    { path: '/detail/' },
  );

const isComplete = ({ providerStatus }: ReadOrder): boolean => providerStatus === 'complete';

/** What Qiniu's document and its sample get one to do wrong. */
export const qiniuTraps: readonly Trap[] = [
  {
    trap: "data is typed as a list, as the document's table says, and shown as an object",
    see: async (stage) => {
      const plain = await stage.read();
      stage.fail(faults.dataInList(), { path: '/detail/' });
      expect(sortedById((await stage.read()).orders)).toEqual(sortedById(plain.orders));
    },
  },
  {
    trap: 'data: null is an empty list',
    see: async (stage) => {
      stage.fail(faults.dataNull());
      expect(await stage.read()).toMatchObject({ orders: [], settled: true });
    },
  },
  {
    trap: 'lists that the key may not see: the watched order is read, with a warning; without one it is the failure',
    see: async (stage) => {
      for (const path of ['pay_record', 'unpaid_orders']) stage.fail(faults.permissionLacking(), { path });
      const reading = await stage.read(watching);
      expect(reading.orders.map(({ providerOrderId, incomplete }) => [providerOrderId, incomplete])).toEqual([
        [hash, []],
      ]);
      expect(reading).toMatchObject({ settled: false, warnings: [{ code: 'discovery.refused' }] });
      expect(await stage.test(watching)).toMatchObject({ ok: true });
      expect(await stage.round()).toMatchObject({ ok: false, failure: { code: 'account.key-lacks-permission' } });
    },
  },
  {
    trap: 'a region is sent as X-Qiniu-Regionid and signed',
    see: async (stage) => {
      const sent = new Set<unknown>();
      stage.fail(
        faults.rowsChanged((rows) => rows),
        {
          when: ({ headers }) => {
            sent.add(headers['x-qiniu-regionid']);
            return false;
          },
        },
      );
      expect((await stage.read({ settings: { regionId: 'cn-qingdao' } })).orders.length).toBeGreaterThan(0);
      expect(sent).toEqual(new Set(['cn-qingdao']));
    },
  },
  {
    trap: 'no Content-Type and no X-Qiniu-Date are sent',
    see: async (stage) => {
      const sent = new Set<string>();
      stage.fail(
        faults.rowsChanged((rows) => rows),
        {
          when: ({ headers }) => {
            for (const name of Object.keys(headers)) sent.add(name);
            return false;
          },
        },
      );
      await stage.read();
      expect(sent).toContain('authorization');
      expect(sent).not.toContain('content-type');
      expect(sent).not.toContain('x-qiniu-date');
    },
  },
  {
    trap: 'pay_record states no total: a list of exactly two full pages ends with the empty third',
    see: async (stage) => {
      const [sample] = suiteWorld.qiniu(anchor).filter(({ status }) => status === 'complete');
      if (sample === undefined) throw new Error('no complete order');
      const orders = Array.from({ length: 200 }, (_, index) => ({
        ...sample,
        order: `6028${String(1_000 + index)}b500000eed4190e932000000`,
        items: sample.items.slice(0, 1),
      }));
      await stage.beside(openDemo('qiniu', { world: { ...emptyWorld, qiniu: () => orders } }), async (other) => {
        const reading = await other.read();
        expect(reading.orders).toHaveLength(200);
        expect(reading.settled).toBe(true);
      });
    },
  },
  {
    trap: 'expire_time is the payment deadline, life_expire_time the end of the rental',
    see: async (stage) => {
      const { orders } = await stage.read();
      const unpaid = orderWhere(orders, ({ status }) => status === 'unpaid');
      expect(Date.parse(unpaid.payBy?.at ?? '') - Date.parse(unpaid.placedAt ?? '')).toBe(7 * 86_400_000);
      const rented = orderWhere(orders, (order) => isComplete(order) && order.items[0]?.end.at !== null);
      expect(rented.payBy).toBeNull();
      expect(Date.parse(rented.items[0]?.end.at ?? '')).toBe(
        Date.parse(factMap(rented.facts)['items[0].life_expire_time'] ?? ''),
      );
    },
  },
  {
    trap: 'complete means delivered, not over',
    see: async (stage) => {
      expect(orderWhere((await stage.read()).orders, isComplete).status).toBe('active');
    },
  },
  {
    trap: 'zero time means "not set", at any offset',
    see: async (stage) => {
      itemsSay(stage, { life_start_time: '0001-01-01T08:05:43+08:05', life_expire_time: '0001-01-01T00:00:00Z' });
      const order = orderWhere((await stage.read()).orders, isComplete);
      expect(order.items[0]).toMatchObject({ startsAt: null, end: { at: null, basis: 'none' } });
    },
  },
  {
    trap: 'offsets are mixed in one object, and seconds have fractions',
    see: async (stage) => {
      itemsSay(stage, {
        life_start_time: '2026-10-17T22:59:07.123456789+08:00',
        life_expire_time: '2026-12-18T03:04:05Z',
      });
      const order = orderWhere((await stage.read()).orders, isComplete);
      expect(order.items[0]).toMatchObject({
        startsAt: '2026-10-17T14:59:07.123Z',
        end: { at: '2026-12-18T03:04:05.000Z', earliestAt: null },
      });
    },
  },
  {
    trap: 'midnight labelled Z is shown as stated, and reminders count from the Beijing midnight that it may be',
    see: async (stage) => {
      itemsSay(stage, { life_expire_time: '2026-12-18T00:00:00Z' });
      const order = orderWhere((await stage.read()).orders, isComplete);
      expect(order.items[0]?.end).toEqual({
        at: '2026-12-18T00:00:00.000Z',
        basis: 'stated',
        note: 'may-be-00:00-beijing-time',
        earliestAt: '2026-12-17T16:00:00.000Z',
      });
    },
  },
  {
    trap: 'items say cancelled where orders say canceled',
    see: async (stage) => {
      for (const word of ['cancelled', 'canceled']) {
        itemsSay(stage, { status: word });
        const order = orderWhere((await stage.read()).orders, isComplete);
        expect(order.items[0]).toMatchObject({ status: 'cancelled', providerStatus: word });
        stage.reset();
      }
    },
  },
  {
    trap: 'numbers come as text too, and zeros of amounts stay',
    see: async (stage) => {
      const read = async (price: JsonNumber | string) => {
        itemsSay(stage, { price });
        const { orders } = await stage.read();
        stage.reset();
        return orders;
      };
      const asText = await read('13.30');
      expect(orderWhere(asText, isComplete).items[0]?.price).toEqual({ amount: '13.30', currency: 'CNY' });
      expect(withoutFacts(await read(new JsonNumber('13.30')))).toEqual(withoutFacts(asText));
    },
  },
  {
    trap: 'errors are flat or nested, with the id in the body or the X-Reqid header',
    see: async (stage) => {
      for (const [text, failure] of [
        ['{"request_id":"R1","code":400,"error_message":"bad page"}', { providerCode: '400', requestId: 'R1' }],
        ['{"request_id":"R2","error":{"code":400,"name":"BadPage","message":"x"}}', { providerCode: 'BadPage' }],
        ['nothing to read', { requestId: 'R3' }],
      ] as const) {
        stage.fail(faults.statusWith(400, text, { 'X-Reqid': 'R3' }));
        expect(await stage.round()).toMatchObject({ ok: false, failure: { code: 'provider.refused', ...failure } });
        stage.reset();
      }
    },
  },
  {
    trap: 'an empty account is a settled round',
    see: (stage) =>
      stage.beside(openDemo('qiniu', { world: emptyWorld }), async (other) => {
        expect(await other.read()).toMatchObject({ orders: [], settled: true, warnings: [] });
      }),
  },
  ...detailTraps(({ path }) => path.includes('/detail/')),
];
