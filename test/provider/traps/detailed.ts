import { expect } from 'vitest';
import * as faults from '../../fakes/faults.ts';
import type { DemoRequest } from '../../../electron/demo/exchange.ts';
import { orderWhere, remembered, sortedById, type Trap } from '../stage.ts';

/** What providers have in common whose orders tell their end in a detail only, each at the cost of a request. */
export const detailTraps = (isDetail: (request: DemoRequest) => boolean): readonly Trap[] => {
  const afterSome = (request: DemoRequest): boolean => isDetail(request) && request.number > 8;
  return [
    {
      trap: 'details of unpaid orders come first, since those lapse soonest',
      see: async (stage) => {
        const plain = await stage.read();
        const unpaid = plain.orders.filter(({ status }) => status === 'unpaid');
        expect(unpaid.length).toBeGreaterThan(0);
        stage.reset();
        const asked: string[] = [];
        stage.fail(
          faults.rowsChanged((rows) => rows),
          {
            when: (request) => {
              if (isDetail(request)) asked.push(`${request.path}?${request.query}`);
              return false;
            },
          },
        );
        await stage.read();
        for (const { providerOrderId } of unpaid)
          expect(asked.slice(0, unpaid.length).some((url) => url.includes(providerOrderId))).toBe(true);
      },
    },
    {
      trap: 'a 4xx on one detail makes that order incomplete, the others stay whole',
      see: async (stage) => {
        stage.fail(faults.statusWith(404, '{}'), { when: isDetail, times: 1 });
        const reading = await stage.read();
        // Which order it meets is chance, and an unpaid one may be whole by its list already.
        expect(reading.orders.filter(({ incomplete }) => incomplete.length > 0).length).toBeLessThanOrEqual(1);
        expect(reading.orders.filter(({ detailReadAt }) => detailReadAt === null)).toHaveLength(1);
        expect(reading).toMatchObject({ settled: true, interruptedBy: null });
      },
    },
    {
      trap: 'a 5xx on one detail fails the round, which keeps what it has',
      see: async (stage) => {
        stage.fail(faults.statusWith(502), { when: afterSome });
        const reading = await stage.read();
        expect(reading).toMatchObject({ settled: false, interruptedBy: { code: 'provider.unavailable', status: 502 } });
        expect(reading.orders.filter(({ detailReadAt }) => detailReadAt !== null).length).toBeGreaterThan(0);
      },
    },
    {
      trap: 'a long first sync goes on in the next round where it stopped',
      see: async (stage) => {
        const whole = await stage.read();
        stage.fail(faults.statusWith(502), { when: afterSome });
        const begun = await stage.read();
        stage.reset();
        const rest = await stage.read({ known: remembered(begun.orders) });
        const read = begun.orders.filter(
          ({ detailReadAt, incomplete }) => detailReadAt !== null && incomplete.length === 0,
        );
        expect(rest.unchanged).toHaveLength(read.length);
        expect(sortedById([...read, ...rest.orders])).toEqual(sortedById(whole.orders));
      },
    },
    {
      trap: 'a detail is read again when its row of the list changed, and only then',
      see: async (stage) => {
        const plain = await stage.read();
        const changed = orderWhere(plain.orders, ({ status }) => status !== 'unpaid').providerOrderId;
        stage.reset();
        const isChanged = (row: { readonly [name: string]: unknown }): boolean =>
          row['Id'] === changed || row['order_hash'] === changed;
        stage.fail(
          faults.rowsChanged((rows) =>
            rows.map((row) => (isChanged(row) ? { ...row, UpdateTime: 1_790_000_000_001 } : row)),
          ),
        );
        const reading = await stage.read({ known: remembered(plain.orders) });
        expect(reading.orders.map(({ providerOrderId }) => providerOrderId)).toEqual([changed]);
      },
    },
  ];
};
