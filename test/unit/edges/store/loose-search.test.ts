import { describe, expect, it } from 'vitest';
import { looseOf } from '../../../../electron/core/model/loose-text.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { looseHits } from '../../../../electron/edges/store/loose-search.ts';
import { indexTexts } from '../../../../electron/edges/store/order-text.ts';
import { putOrder } from '../../../../electron/edges/store/put-order.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anOrder } from '../../../fakes/orders.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aStore } from '../../../fakes/store.ts';

const storeOf = (titles: readonly string[], isIndexed = true): Database => {
  const { database } = aStore();
  insertAccount(database, anAccount({ label: '公司 账号-1' }));
  database.transaction(() => {
    for (const [index, title] of titles.entries())
      putOrder(database, anOrder({ id: `~${String(index)}~`, title, items: [], providerStatus: null }));
  });
  while (isIndexed && indexTexts(database));
  return database;
};

const titlesOf = (database: Database, keys: readonly number[] = []): readonly string[] =>
  database
    .all('SELECT text FROM order_text WHERE key IN (SELECT value FROM json_each(?)) ORDER BY key', JSON.stringify(keys))
    .map(({ text }) => String(text).split('\n')[1] ?? '');

const found = (database: Database, term: string): readonly string[] =>
  titlesOf(database, looseHits(database, term)?.[0]?.orders);

describe('what a term finds beside what is written so', () => {
  const titles = [
    ...['rtx 4090', 'rtx-4090', 'rtx4090', 'ｒｔｘ４０９０', 'ｒｔｘ　４０９０', 'rtx 4080 · 4090'],
    ...['rtx 4090 d 24 gb', 'data disk 50 gb', '数据盘 50 gb', 'h 20', 'a-1', 'in-fer', 'rt x4090', 'bandwidth 20'],
  ];

  it.each([
    ['rtx4090', ['rtx 4090', 'rtx-4090', 'ｒｔｘ４０９０', 'ｒｔｘ　４０９０', 'rtx 4090 d 24 gb', 'rt x4090']],
    ['rtx-4090', ['rtx 4090', 'rtx4090', 'ｒｔｘ４０９０', 'ｒｔｘ　４０９０', 'rtx 4090 d 24 gb', 'rt x4090']],
    ['ｒｔｘ４０９０', ['rtx 4090', 'rtx-4090', 'rtx4090', 'ｒｔｘ　４０９０', 'rtx 4090 d 24 gb', 'rt x4090']],
    ['rtx4090d24gb', ['rtx 4090 d 24 gb']],
    ['datadisk', ['data disk 50 gb']],
    ['数据盘50gb', ['数据盘 50 gb']],
    ['h20', ['h 20']],
    ['a1', ['a-1']],
    ['infer', ['in-fer']],
    ['4090', ['ｒｔｘ４０９０', 'ｒｔｘ　４０９０']],
    ['x4090', []],
    ['4090d', ['rtx 4090 d 24 gb']],
    ['-', []],
    ['x', []],
    ['"*"', []],
  ])('%s', (term, expected) => {
    for (const isIndexed of [true, false]) expect(found(storeOf(titles, isIndexed), term)).toEqual(expected);
  });

  it('an account by its label', () => {
    const hits = looseHits(storeOf([]), '公司账号1');
    expect(hits?.map(({ accounts }) => accounts)).toEqual([[anAccount().id]]);
  });

  it('every text that is the same but for one blank or hyphen, and no other', () => {
    const random = seededRandom(7);
    const signs = ['a', 'b', '训', '"', '%', '1', '2', '-', ' ', '_'] as const;
    const word = (most: number): string =>
      Array.from({ length: wholeBetween(random, 2, most) }, () => oneOf(random, signs)).join('');
    const texts = Array.from({ length: 80 }, () => word(10));
    const database = storeOf(texts);
    const kept = titlesOf(
      database,
      database.all('SELECT key FROM order_text').map(({ key }) => Number(key)),
    );
    for (let round = 0; round < 300; round += 1) {
      const text = oneOf(random, texts as [string, ...string[]]);
      const place = wholeBetween(random, 0, text.length - 1);
      const term = looseOf(text).slice(place, place + wholeBetween(random, 2, 6));
      const hits = found(database, term);
      for (const hit of hits) expect(looseOf(hit), term).toContain(looseOf(term));
      const isWord = (each: string, at: number): boolean => {
        const [before = '', first = ''] = [each[at - 1], each[at]];
        return ![/[a-z]/, /\d/].some((kind) => kind.test(before) && kind.test(first));
      };
      const parted = kept.filter((each) =>
        [' ', '-', '_'].some((sign) =>
          [...term].some((_, at) => {
            const written = `${term.slice(0, at)}${sign}${term.slice(at)}`;
            return at > 0 && !each.includes(term) && each.includes(written) && isWord(each, each.indexOf(written));
          }),
        ),
      );
      for (const each of parted) expect(hits, JSON.stringify([term, each])).toContain(each);
    }
  });
});
