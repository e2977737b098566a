import { describe, expect, it } from 'vitest';
import { insertAccount, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { indexTexts } from '../../../../electron/edges/store/order-text.ts';
import { listOrders } from '../../../fakes/listed-orders.ts';
import { putOrder } from '../../../../electron/edges/store/put-order.ts';
import { indexedUpTo } from '../../../../electron/edges/store/search.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anOrder } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const desk = (): Database => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  return database;
};

const found = (database: Database, query: string): readonly string[] =>
  listOrders(database, { query, status: null, accountId: null })
    .map(({ providerOrderId }) => String(providerOrderId))
    .sort();

/** Whether the index says what the texts say. */
const isSound = (database: Database): boolean => {
  database.execute(`INSERT INTO order_text_search (order_text_search, rank) VALUES ('integrity-check', 1)`);
  return true;
};

describe('texts are found', () => {
  it('before they are in the index, while some are, and afterwards alike', () => {
    const database = desk();
    for (const id of ['1', '2', '3']) putOrder(database, anOrder({ id, title: `云主机 ${id}号 Rental-${id}` }));
    const queries = ['云主机', 'rental-2', '主机 3号', 'ental-1', '号', 'absent'];
    const before = queries.map((query) => found(database, query));
    expect(before).toEqual([['1', '2', '3'], ['2'], ['3'], ['1'], ['1', '2', '3'], []]);
    while (indexTexts(database, 1)) expect(queries.map((query) => found(database, query))).toEqual(before);
    expect(queries.map((query) => found(database, query))).toEqual(before);
    expect(isSound(database)).toBe(true);
  });

  it('by their newest words once they change, in the index or not; the same words write nothing', () => {
    const database = desk();
    putOrder(database, anOrder({ id: '1', title: 'first words' }));
    indexTexts(database, 10);
    putOrder(database, anOrder({ id: '2', title: 'not indexed' }));
    putOrder(database, anOrder({ id: '1', title: 'second words' }));
    putOrder(database, anOrder({ id: '2', title: 'never mind' }));
    expect(['first', 'second', 'indexed', 'mind'].map((query) => found(database, query))).toEqual([
      [],
      ['1'],
      [],
      ['2'],
    ]);
    const texts = database.one('SELECT total_changes() AS changes')?.['changes'];
    putOrder(database, anOrder({ id: '1', title: 'second words', orderNumber: null, missingRounds: 1 }));
    expect(database.one('SELECT total_changes() AS changes')?.['changes']).toBe(Number(texts) + 1);
    indexTexts(database, 10);
    expect(isSound(database)).toBe(true);
  });

  it('where their account went and others took its keys', () => {
    const database = desk();
    for (const id of ['1', '2']) putOrder(database, anOrder({ id, title: 'gone words' }));
    indexTexts(database, 10);
    removeAccount(database, anAccount().id);
    insertAccount(database, anAccount());
    putOrder(database, anOrder({ id: 'fresh', title: 'fresh words' }));
    expect([found(database, 'gone'), found(database, 'fresh words'), indexedUpTo(database)]).toEqual([
      [],
      ['fresh'],
      0,
    ]);
    indexTexts(database, 10);
    expect(found(database, 'fresh words')).toEqual(['fresh']);
    expect(isSound(database)).toBe(true);
  });
});
