import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { ordersOfAccount } from '../../../../electron/edges/store/orders.ts';
import { listOrders } from '../../../fakes/listed-orders.ts';
import { putOrder } from '../../../../electron/edges/store/put-order.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anOrder } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const acc1 = accountIdOf('acc1');

const desk = () => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  const shapes = (): number => database.all('SELECT 1 FROM fact_shape').length;
  return { database, shapes };
};

describe('the paths of facts', () => {
  it('are stored once for all orders that have the same, and come back with them', () => {
    const { database, shapes } = desk();
    const orders = ['1', '2', '3'].map((id) =>
      anOrder({
        id,
        facts: [
          { path: 'id', value: id },
          { path: 'a[0].b', value: null },
          { path: 'x"y', value: '号' },
        ],
      }),
    );
    for (const order of orders) putOrder(database, order);
    putOrder(database, anOrder({ id: 'other', facts: [{ path: 'id', value: 'other' }] }));
    expect(shapes()).toBe(2);
    expect(ordersOfAccount(database, acc1).map(({ facts }) => facts)).toEqual([
      ...orders.map(({ facts }) => facts),
      [{ path: 'id', value: 'other' }],
    ]);
  });

  it('that went with a transaction that failed are stored again', () => {
    const { database } = desk();
    const order = anOrder({ facts: [{ path: 'id', value: '1' }] });
    expect(() =>
      database.transaction(() => {
        putOrder(database, order);
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    putOrder(database, order);
    expect(ordersOfAccount(database, acc1)[0]?.facts).toEqual(order.facts);
    expect(database.damaged.all).toEqual([]);
  });

  it('of hostile responses do not fill the store: beyond a thousand shapes, and where they are long, each order has its own', () => {
    const { database, shapes } = desk();
    const long = anOrder({ id: 'long', facts: [{ path: 'p'.repeat(9_000), value: 'x' }] });
    putOrder(database, long);
    expect(shapes()).toBe(0);
    database.transaction(() => {
      for (let index = 0; index < 1_010; index += 1)
        putOrder(database, anOrder({ id: String(index), facts: [{ path: `p${String(index)}`, value: 'x' }] }));
    });
    expect(shapes()).toBe(1_000);
    const found = listOrders(database, { query: '', status: null, accountId: acc1 });
    expect(found).toHaveLength(1_011);
    expect(found.find(({ providerOrderId }) => providerOrderId === '1009')?.facts).toEqual([
      { path: 'p1009', value: 'x' },
    ]);
    expect(found.find(({ providerOrderId }) => providerOrderId === 'long')?.facts).toEqual(long.facts);
  });

  it('that do not fit the values are damage of that order alone', () => {
    const { database } = desk();
    for (const id of ['1', '2']) putOrder(database, anOrder({ id, facts: [{ path: 'id', value: id }] }));
    database.run(`UPDATE orders SET facts = '["1","2"]' WHERE provider_order_id = '1'`);
    expect(ordersOfAccount(database, acc1).map(({ providerOrderId }) => providerOrderId)).toEqual(['2']);
    expect(database.damaged.all).toMatchObject([{ table: 'orders', id: '1' }]);
  });
});
