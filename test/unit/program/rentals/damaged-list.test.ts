import { expect, it } from 'vitest';
import { everyRental } from '../../../../electron/contract/views.ts';
import { rentalSorts } from '../../../../electron/core/model/rental-filter.ts';
import { programOver } from '../../../../electron/program/program.ts';
import { aDamagedStore, bad, damagedId, start } from '../../../fakes/damaged-store.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { valueOf } from '../../providers/session.ts';

/** What a body says in a wrong way: its member, and JSON of another type than it should have. */
const wrong = [
  ['region', '7'],
  ['region', '[1]'],
  ['region', '9007199254740993'],
  ['title', 'true'],
  ['title', '7'],
  ['words', '1.5'],
  ['spec', '7'],
  ['resourceType', '7'],
  ['resourceId', '7'],
  ['provider', '7'],
  ['provider', 'null'],
  ['orders', '[7]'],
  ['orders', '7'],
  ['intention', '7'],
  ['tags', '7'],
  ['tags', '"x"'],
  ['tags', '[7]'],
  ['tags', '{"x":1}'],
  ['lastPrice', '7'],
  ['lastPrice', '{"amount":7,"currency":"CNY"}'],
  ['lastPrice', '{"amount":"7","currency":7}'],
] as const;

const damaged = (member: string, json: string) => {
  const { store } = aDamagedStore('rental', 'search_text', '', `account_id = '${bad}'`);
  const { database } = store;
  database.run(`UPDATE rental SET body = json_set(body, ?, json(?)) WHERE account_id = ?`, `$.${member}`, json, bad);
  return { database, program: programOver(anEngine(store, () => start)) };
};

it.each(wrong)(
  'a rental of which %s is %s takes neither list nor counts down, and is heard of',
  async (member, json) => {
    const { database, program } = damaged(member, json);
    for (const by of rentalSorts) {
      const order = { by, descending: true };
      const listed = await program.rentals.list({ ...everyRental, order, offset: 0, limit: 10 });
      expect(
        valueOf(listed).rows.map(({ title }) => title),
        by,
      ).toEqual(['healthy']);
      await program.rentals.findListed({ ...everyRental, order });
    }
    const facets = valueOf(await program.rentals.facets(everyRental));
    expect(facets.accountId.map(({ count }) => count)).toContain(1);
    expect(database.damaged.all.map(({ id }) => id)).toContain(damagedId);
  },
);

it('such a rental is heard of by the counts alone, and those beside it are counted', async () => {
  const { database, program } = damaged('tags', '[7]');
  const facets = valueOf(await program.rentals.facets(everyRental));
  expect(facets.accountId).toEqual([{ value: 'acc2', count: 1 }]);
  expect(database.damaged.all.map(({ id }) => id)).toEqual([damagedId]);
});

it('such a rental is heard of by a filter of cards alone', async () => {
  const { database, program } = damaged('spec', '4090');
  const gpu = 'RTX 4090';
  expect(valueOf(await program.rentals.list({ ...everyRental, gpu, offset: 0, limit: 10 })).total).toBe(0);
  expect(database.damaged.all.map(({ id }) => id)).toEqual([damagedId]);
});

it('such a rental is heard of by a sorted list alone', async () => {
  const { database, program } = damaged('spec', '7');
  const order = { by: 'name', descending: false } as const;
  await program.rentals.findListed({ ...everyRental, order });
  expect(database.damaged.all.map(({ id }) => id)).toEqual([damagedId]);
});
