import { expect } from 'vitest';
import * as faults from '../../fakes/faults.ts';
import { memberText, type Json, type JsonObject } from '../../../electron/demo/world/json.ts';
import { demoWorld } from '../../../electron/demo/world/world.ts';
import { emptyWorld } from '../../fakes/empty-world.ts';
import { openDemo } from '../demo-stand.ts';
import { anchor, withoutFacts, type Stage, type Trap } from '../stage.ts';

const rows = demoWorld(anchor, { wolover: 250, unicloud: 0, qiniu: 0 }).wolover(anchor);
const idsOf = (found: readonly JsonObject[]): readonly string[] => found.map((row) => memberText(row, 'id')).sort();

const rowsSay = (stage: Stage, change: (row: JsonObject) => JsonObject): void =>
  stage.fail(faults.rowsChanged((current) => current.map(change)));

const asText = (value: Json | undefined): Json => (typeof value === 'number' ? String(value) : (value ?? null));

/** What Wolover's document and its sample get one to do wrong. */
export const woloverTraps: readonly Trap[] = [
  ...(['clamped', 'zero-based'] as const).map((woloverPaging) => ({
    trap: `pages count from 0 in the document; ${woloverPaging} servers give every order once`,
    see: (stage: Stage) =>
      stage.beside(
        openDemo('wolover', { world: { ...emptyWorld, wolover: () => rows }, woloverPaging }),
        async (other) => {
          const reading = await other.read();
          expect(reading.orders.map(({ providerOrderId }) => providerOrderId as string).sort()).toEqual(idsOf(rows));
          expect(reading.settled).toBe(true);
        },
      ),
  })),
  {
    trap: 'orders that come while the list is read are neither lost nor doubled',
    see: async (stage) => {
      let placed = 0;
      const now = () => [
        ...Array.from({ length: placed }, (_, index) => ({ ...rows[0], id: `19999999999999999${10 + index}` })),
        ...rows,
      ];
      await stage.beside(openDemo('wolover', { world: { ...emptyWorld, wolover: now } }), async (other) => {
        other.fail(faults.rowsChanged((current, { number }) => ((placed = number === 2 ? 3 : placed), current)));
        const reading = await other.read();
        expect(reading.orders).toHaveLength(rows.length + 3);
        expect(reading.settled).toBe(true);
      });
    },
  },
  {
    trap: 'a total that lies leaves the round unsettled, so that nothing counts as vanished',
    see: async (stage) => {
      stage.fail(faults.totalSays(137));
      const reading = await stage.read();
      expect(reading.orders.map(({ providerOrderId }) => providerOrderId as string).sort()).toEqual(
        [...stage.stand.truth].sort(),
      );
      expect(reading).toMatchObject({ settled: false, warnings: [{ code: 'round.unsettled' }] });
      expect(stage.stand.requests().length).toBeLessThan(15);
    },
  },
  {
    trap: 'a business error comes as HTTP 200',
    see: async (stage) => {
      stage.fail(faults.woloverRefusal(500, '系统错误'));
      expect(await stage.round()).toMatchObject({
        ok: false,
        failure: { code: 'provider.refused', providerCode: '500', providerMessage: '系统错误' },
      });
    },
  },
  {
    trap: 'ids are 64-bit and keep every digit, as text or as JSON number',
    see: async (stage) => {
      const plain = await stage.read();
      rowsSay(stage, (row) => ({ ...row, id: BigInt(memberText(row, 'id')) }));
      expect(withoutFacts((await stage.read()).orders)).toEqual(withoutFacts(plain.orders));
    },
  },
  {
    trap: 'numbers come as numbers or as text',
    see: async (stage) => {
      const plain = await stage.read();
      // The server filters by the number, so only fields that it does not read can change their kind here.
      rowsSay(stage, (row) => ({
        ...row,
        buyDuration: asText(row['buyDuration']),
        productType: asText(row['productType']),
      }));
      expect(withoutFacts((await stage.read()).orders)).toEqual(withoutFacts(plain.orders));
    },
  },
  {
    trap: 'createTime has no zone and is Beijing time: the id says when it was created',
    see: async (stage) => {
      for (const { providerOrderId, placedAt } of (await stage.read()).orders) {
        const createdMs = Number(BigInt(providerOrderId) >> 22n) + 1_288_834_974_657;
        expect(Math.abs(Date.parse(placedAt ?? '') - createdMs)).toBeLessThan(1_000);
      }
    },
  },
  {
    trap: 'nested objects can be null and values implausible; no row is lost',
    see: async (stage) => {
      rowsSay(stage, (row) => ({ ...row, orderProductVo: null, reason: '************' }));
      const reading = await stage.read();
      expect(reading.orders).toHaveLength(stage.stand.truth.length);
      expect(reading.settled).toBe(true);
      expect(reading.orders[0]).toMatchObject({ incomplete: ['orderProductVo.name'] });
    },
  },
  {
    trap: '6 is frozen for 30 minutes, 10 is an event and no state',
    see: async (stage) => {
      for (const [status, expected] of [
        [6, { status: 'expired', frozenForMs: 1_800_000, kind: 'new' }],
        [10, { status: 'active', frozenForMs: null, kind: 'renewal' }],
      ] as const) {
        rowsSay(stage, (row) => ({ ...row, status }));
        expect((await stage.read()).orders[0]).toMatchObject({ ...expected, providerStatus: String(status) });
        stage.reset();
      }
    },
  },
  {
    trap: "buyDuration has no unit: without the account's there is no end, and the account says what to set",
    see: async (stage) => {
      const unknown = await stage.read({ settings: { durationUnit: 'unknown' } });
      expect(unknown.warnings).toEqual([{ code: 'setting.unit-unknown' }]);
      for (const { items } of unknown.orders) expect(items[0]?.end).toMatchObject({ at: null, note: 'unit-unknown' });
      const { orders } = await stage.read({ settings: { durationUnit: 'day' } });
      for (const { items, placedAt } of orders) {
        const days = (Date.parse(items[0]?.end.at ?? '') - Date.parse(placedAt ?? '')) / 86_400_000;
        expect(Number.isInteger(days)).toBe(true);
        expect(items[0]?.end.basis).toBe('estimated');
      }
    },
  },
  {
    trap: 'there is no price, pay time or resource id, and none is made up',
    see: async (stage) => {
      for (const order of (await stage.read()).orders) {
        expect(order).toMatchObject({ listPrice: null, price: null, paid: null, paidAt: null });
        expect(order.items).toMatchObject([{ id: order.providerOrderId, resourceId: null, startsAt: order.placedAt }]);
      }
    },
  },
  {
    trap: 'an empty account is a settled round',
    see: (stage) =>
      stage.beside(openDemo('wolover', { world: emptyWorld }), async (other) => {
        expect(await other.read()).toMatchObject({ orders: [], settled: true, warnings: [] });
      }),
  },
];
