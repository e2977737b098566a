import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { everyRental, type RentalFilter } from '../../../../electron/contract/views.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import type { RentalGrouping } from '../../../../electron/core/model/rental-group.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { aTerminal } from '../../../fakes/terminal.ts';
import { valueOf } from '../../providers/session.ts';

const now = '2026-03-10T00:00:00Z';
const other = accountIdOf('acc2');
const price = { amount: '0.10', currency: 'CNY' };
const rental = (name: string, endsOn: string, said: Partial<Rental> = {}) =>
  aRental({ id: `acc1:${name}`, title: name, spec: null, end: stated(`${endsOn}T00:00:00Z`), ...said });
const rentals = [
  rental('a', '2026-03-12', { spec: '8×H100', tags: ['LLM', 'x'], lastPrice: price }),
  rental('b', '2026-03-11', { spec: '4×RTX 4090', lastPrice: price }),
  rental('c', '2026-03-20', { spec: '2×H100', tags: ['llm'], lastPrice: price }),
  rental('d', '2026-03-30', { id: `acc2:d` as Rental['id'], accountId: other }),
  rental('old', '2026-03-01', { spec: '8×H100', tags: ['LLM'] }),
  rental('older', '2026-02-01'),
];

const asked = () => {
  const storePath = join(aFolder(), 'store.sqlite');
  const { database } = aStore(storePath);
  insertAccount(database, anAccount({ label: 'one' }));
  insertAccount(database, anAccount({ id: other, label: 'two' }));
  for (const each of rentals) keepRental(database, { rental: each, heldEnd: null }, [each.title], ms(now));
  const opened = aTerminal({ line: 'rentals', storePath, now: () => ms(now) }).openReader();
  if (!opened.ok || opened.value === null) throw new Error('the store did not open');
  const { questions, close } = opened.value;
  onTestFinished(close);
  const page = async (by: RentalGrouping, filter: Partial<RentalFilter> = {}, part = { offset: 0, limit: 100 }) => {
    const found = valueOf(await questions.rentals.grouped({ ...everyRental, ...filter, ...part, by }));
    const rows = found.rows.map((row) =>
      'id' in row ? row.title : `${row.of === 'over' ? 'over' : (row.value ?? 'none')} ${String(row.count)}`,
    );
    return { ...found, rows, headings: found.rows.filter((row) => !('id' in row)) };
  };
  return { page, database };
};

describe('a list in groups', () => {
  it('has a heading before the rentals of each group, what is over behind all', async () => {
    const { page } = asked();
    expect(await page('account')).toMatchObject({
      rows: ['one 3', 'b', 'a', 'c', 'two 1', 'd', 'over 2', 'old', 'older'],
      ...{ total: 9, rentals: 6 },
    });
    expect((await page('gpu')).rows).toEqual([
      'RTX 4090 1',
      'b',
      'H100 2',
      'a',
      'c',
      'none 1',
      'd',
      'over 2',
      'old',
      'older',
    ]);
    expect(await page('tag', { ended: false })).toMatchObject({
      rows: ['LLM 2', 'a', 'c', 'x 1', 'a', 'none 2', 'b', 'd'],
      ...{ total: 8, rentals: 4 },
    });
  });

  it('says of each group its cards, its exact cost and its next deadline', async () => {
    const { page } = asked();
    const { headings } = await page('gpu', { ended: false });
    expect(headings).toEqual([
      {
        of: 'live',
        value: 'RTX 4090',
        count: 1,
        cards: 4,
        uncounted: 0,
        cost: [price],
        unpriced: 0,
        nextAt: '2026-03-11T00:00:00.000Z',
      },
      {
        ...{
          of: 'live',
          value: 'H100',
          count: 2,
          cards: 10,
          uncounted: 0,
          unpriced: 0,
          nextAt: '2026-03-12T00:00:00.000Z',
        },
        cost: [{ amount: '0.20', currency: 'CNY' }],
      },
      {
        of: 'live',
        value: null,
        count: 1,
        cards: 0,
        uncounted: 1,
        cost: [],
        unpriced: 1,
        nextAt: '2026-03-30T00:00:00.000Z',
      },
    ]);
  });

  it('is made anew once somebody wrote, another process too', async () => {
    const { page, database } = asked();
    const before = (await page('account', { ended: false })).rows;
    keepRental(database, { rental: rental('next', '2026-04-10'), heldEnd: null }, [], ms(now));
    const after = (await page('account', { ended: false })).rows;
    expect([before.length, after.includes('next')]).toEqual([6, true]);
  });

  it('comes part by part, follows filters, and keeps the sequence that is asked for within each group', async () => {
    const { page } = asked();
    for (const by of ['account', 'gpu', 'tag'] as const) {
      const { rows, total } = await page(by);
      expect(rows).toHaveLength(total);
      for (let offset = 0; offset <= total; offset += 1)
        for (const limit of [1, 2, 5])
          expect((await page(by, {}, { offset, limit })).rows, `${by} ${String(offset)}`).toEqual(
            rows.slice(offset, offset + limit),
          );
    }
    expect((await page('gpu', { gpu: 'H100' })).rows).toEqual(['H100 2', 'a', 'c', 'over 1', 'old']);
    expect(await page('gpu', { query: 'nothing like it' })).toMatchObject({ rows: [], total: 0, rentals: 0 });
    const order = { by: 'deadline', descending: true } as const;
    expect((await page('account', { ended: false, order })).rows).toEqual(['one 3', 'c', 'a', 'b', 'two 1', 'd']);
  });
});
