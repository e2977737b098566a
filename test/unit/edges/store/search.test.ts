import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { describe, expect, it } from 'vitest';
import { insertAccount, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { listOrders } from '../../../fakes/listed-orders.ts';
import { putOrder } from '../../../../electron/edges/store/put-order.ts';
import { countRentals } from '../../../../electron/edges/store/rentals.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder } from '../../../fakes/orders.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const store = (): Database => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  return database;
};
const idsFound = (database: Database, query: string): readonly string[] =>
  listOrders(database, { query, status: null, accountId: null })
    .map((order) => String(order.providerOrderId))
    .sort();

describe('what a query finds among orders', () => {
  const database = (): Database => {
    const filled = store();
    putOrder(
      filled,
      anOrder({ id: 'chinese', title: '上海训练机-02', facts: [{ path: 'remark', value: '给张三的云主机' }] }),
    );
    putOrder(
      filled,
      anOrder({
        id: 'latin',
        title: 'Ubuntu RTX 4090',
        items: [anItem({ title: 'GPU', spec: '10×RTX 4090 · 16 vCPU' })],
      }),
    );
    putOrder(filled, anOrder({ id: 'odd', items: [], title: '100%_off "quoted" *star* AND (x) - C:\\dir' }));
    putOrder(filled, anOrder({ id: '1144119593787195392', items: [], title: 'snowflake' }));
    return filled;
  };

  it.each([
    ['a substring of Chinese', '训练机', ['chinese']],
    ['two Chinese characters', '训练', ['chinese']],
    ['one Chinese character', '张', ['chinese']],
    ['inside a word', 'bunt', ['latin']],
    ['letters without case', 'uBUNTU', ['latin']],
    ['a short term', 'rt', ['latin']],
    ['every term, in any order and any place', '4090 gpu', ['latin']],
    ['a short term beside a long one constrains too', 'ubuntu zz', []],
    ['terms of one text and none of another', '训练机 ubuntu', []],
    ['white space around and between', '  ubuntu \t 　4090 ', ['latin']],
    ['the full text of facts', '给张三的', ['chinese']],
    ['an id, or its middle', '95937871', ['1144119593787195392']],
    ['a percent sign itself', '%', ['odd']],
    ['an underscore itself', '%_o', ['odd']],
    ['a quotation mark', '"quoted"', ['odd']],
    ['a lone quotation mark', '"', ['odd']],
    ['a star', '*star', ['odd']],
    ['operators are words like others', 'AND (x)', ['odd']],
    ['a backslash', 'C:\\d', ['odd']],
    ['a minus sign', '- c:', ['odd']],
    ['nothing that is not there', '北京', []],
    ['nothing with a NUL, which no text holds', 'ubu\0ntu', []],
    ['nothing with a NUL beside a term that is there', 'ubuntu \0', []],
    ['nothing asked: everything', '   ', ['1144119593787195392', 'chinese', 'latin', 'odd']],
    ['the label of the account', '公司账号', ['1144119593787195392', 'chinese', 'latin', 'odd']],
  ])('%s', (_name, query, expected) => {
    expect(idsFound(database(), query)).toEqual([...expected].sort());
  });

  it('the newest words of an order, not its old ones', () => {
    const filled = store();
    putOrder(filled, anOrder({ title: '旧的标题' }));
    putOrder(filled, anOrder({ title: '新的标题' }));
    expect([idsFound(filled, '旧的标'), idsFound(filled, '新的标')]).toEqual([[], ['order-1']]);
  });

  it('nothing of an account that was removed', () => {
    const filled = database();
    removeAccount(filled, anAccount().id);
    insertAccount(filled, anAccount());
    putOrder(filled, anOrder({ id: 'fresh', items: [], title: '别的' }));
    expect([idsFound(filled, '训练机'), idsFound(filled, '别的')]).toEqual([[], ['fresh']]);
  });

  it('the same as looking at every text by eye, for terms of all lengths', () => {
    const random = seededRandom(42);
    const signs = [
      'a',
      'B',
      '训',
      '练',
      '"',
      '%',
      '_',
      '*',
      '-',
      "'",
      '(',
      ')',
      ':',
      '^',
      '0',
      'é',
      '😀',
      '\\',
    ] as const;
    const word = (most: number): string =>
      Array.from({ length: wholeBetween(random, 1, most) }, () => oneOf(random, signs)).join('');
    const filled = store();
    const titles = Array.from({ length: 60 }, () => `${word(8)} ${word(8)}`);
    filled.transaction(() => {
      for (const [index, title] of titles.entries())
        putOrder(filled, anOrder({ id: `~${String(index)}~`, title, items: [], providerStatus: null }));
    });
    for (let round = 0; round < 400; round += 1) {
      const terms = Array.from({ length: wholeBetween(random, 1, 2) }, () => word(4));
      const expected = titles.flatMap((title, index) =>
        terms.every((term) =>
          `~${String(index)}~\n${title}\n公司账号\nqiniu`.toLowerCase().includes(term.toLowerCase()),
        )
          ? [`~${String(index)}~`]
          : [],
      );
      expect(idsFound(filled, terms.join(' ')), JSON.stringify(terms)).toEqual([...expected].sort());
    }
  });
});

describe('what a query finds among rentals', () => {
  it('its own words, its orders’ and its resource', () => {
    const database = store();
    keepRental(
      database,
      { rental: aRental({ id: 'a', title: '训练机', resourceId: 'qvm-abc123', region: '华东' }), heldEnd: null },
      ['训练机', 'qvm-abc123', '华东', '订单备注'],
      ms('2026-03-02T00:00:00Z'),
    );
    keepRental(
      database,
      { rental: aRental({ id: 'b', title: '推理机' }), heldEnd: null },
      ['推理机'],
      ms('2026-03-02T00:00:00Z'),
    );
    const found = (query: string) =>
      listRentals(database, { query, state: null, accountId: null }, { offset: 0, limit: 10 }).map(
        (rental) => rental.id,
      );
    expect(found('备注')).toEqual(['a']);
    expect(found('QVM-ABC')).toEqual(['a']);
    expect(found('华东 训练')).toEqual(['a']);
    expect(found('机')).toEqual(['a', 'b']);
    expect(countRentals(database, { query: '推理机', state: null, accountId: null })).toBe(1);
  });
});

describe('orders', () => {
  it('come newest first and can be asked for by status and account', () => {
    const database = store();
    insertAccount(database, anAccount({ id: accountIdOf('acc2'), label: '第二个' }));
    putOrder(database, anOrder({ id: 'old', placedAt: at('2026-01-01T00:00:00Z') }));
    putOrder(database, anOrder({ id: 'new', placedAt: at('2026-03-01T00:00:00Z'), status: 'unpaid' }));
    putOrder(database, anOrder({ id: 'other', accountId: accountIdOf('acc2'), placedAt: at('2026-02-01T00:00:00Z') }));
    const ids = (filter: Partial<Parameters<typeof listOrders>[1]>) =>
      listOrders(database, { query: '', status: null, accountId: null, ...filter }).map(
        (order) => order.providerOrderId,
      );
    expect(ids({})).toEqual(['new', 'other', 'old']);
    expect(ids({ status: 'unpaid' })).toEqual(['new']);
    expect(ids({ accountId: anAccount().id })).toEqual(['new', 'old']);
  });

  it('come back exactly as they were stored', () => {
    const database = store();
    const order = anOrder({
      id: '1144119593783001088',
      facts: [
        { path: 'Order.Note', value: null },
        { path: 'TotalPrice', value: '0.00' },
      ],
      paid: { amount: '1234567890123456789.10', currency: 'CNY' },
      listFingerprint: 'fingerprint',
      detailReadAt: at('2026-03-01T08:00:00Z'),
      otherStatusSeenAt: at('2026-03-01T07:50:00Z'),
      missingRounds: 1,
      finished: false,
    });
    putOrder(database, order);
    expect(listOrders(database, { query: '', status: null, accountId: null })).toEqual([order]);
  });

  it('the same id at two accounts is two orders', () => {
    const database = store();
    insertAccount(database, anAccount({ id: accountIdOf('acc2'), label: '第二个' }));
    putOrder(database, anOrder());
    putOrder(database, anOrder({ accountId: accountIdOf('acc2') }));
    expect(idsFound(database, '')).toEqual(['order-1', 'order-1']);
  });
});
