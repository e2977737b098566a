import { describe, expect, it } from 'vitest';
import { providerOrderIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { numberOf, textOf } from '../../../../electron/edges/store/database.ts';
import { listOrders } from '../../../fakes/listed-orders.ts';
import { orderBytes, orderSummary } from '../../../../electron/edges/store/order-sights.ts';
import { putOrder } from '../../../../electron/edges/store/put-order.ts';
import { factTexts, searchTextOf } from '../../../../electron/edges/store/search.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anItem, anOrder } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const facts = (count: number, value: string) =>
  Array.from({ length: count }, (_, index) => ({ path: `m${String(index)}`, value: `${String(index)}${value}` }));

describe('what an order is found by', () => {
  it('is bounded, and never ends inside a character', () => {
    expect(searchTextOf([...facts(100, 'x'.repeat(8_000)).map(({ value }) => value)]).length).toBeLessThan(33_000);
    const [text = ''] = factTexts({ facts: [{ path: 'a', value: `x${'😀'.repeat(60_000)}` }], items: [] });
    expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
  });

  it('is less for each of its rentals, the more items it has', () => {
    const lengthOf = (items: number): number =>
      factTexts({ facts: facts(200, 'x'.repeat(1_000)), items: Array(items).fill(anItem()) }).join('\n').length;
    expect(lengthOf(1)).toBeGreaterThan(60_000);
    expect(lengthOf(1_000) * 1_000).toBeLessThan(600_000);
  });

  it('is all that an ordinary order says', () => {
    const ordinary = facts(60, ' ordinary words');
    expect(factTexts({ facts: ordinary, items: [anItem()] })).toEqual(ordinary.map(({ value }) => value));
  });
});

describe('an order that is kept in part', () => {
  it('is known as one that lacks nothing', () => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    putOrder(database, anOrder({ id: 'cut', incomplete: ['remark'], cut: ['remark'] }));
    putOrder(database, anOrder({ id: 'lacking', incomplete: ['status', 'remark'], cut: ['remark'] }));
    const incomplete = ['cut', 'lacking'].map(
      (id) => orderSummary(database, anOrder().accountId, providerOrderIdOf(id))?.incomplete,
    );
    expect(incomplete).toEqual([false, true]);
    const found = listOrders(database, { query: 'cut', status: null, accountId: null });
    expect(found).toMatchObject([{ incomplete: ['remark'], cut: ['remark'] }]);
  });

  it('tells what it takes up', () => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    putOrder(database, anOrder({ id: 'big', facts: facts(30, 'x'.repeat(8_000)) }));
    expect(orderBytes(database, anOrder().accountId, providerOrderIdOf('big'))).toBeGreaterThan(240_000);
  });
});

it('the write-ahead log is cut back once its pages are in the file', () => {
  const { database } = aStore();
  expect(numberOf(database.one('PRAGMA journal_size_limit'), 'journal_size_limit')).toBe(16_000_000);
  expect(textOf(database.one('PRAGMA journal_mode'), 'journal_mode')).toBe('wal');
});
