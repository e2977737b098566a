import { expect, it } from 'vitest';
import { rentalView } from '../../../../electron/program/rentals/view.ts';
import { rentalColumns } from '../../../../electron/faces/terminal/export-columns.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { aRental } from '../../../fakes/rentals.ts';

const nowMs = ms('2026-03-02T00:00:00Z');
const cards = (spec: string | null) => {
  const rental = aRental({ spec });
  const row = { rental, view: rentalView(rental, anAccount(), nowMs) };
  return rentalColumns(nowMs).flatMap(([name, of]) => (name.startsWith('gpu.') ? [[name, of(row)]] : []));
};

it('rentals are exported with their tags, empty where they have none', () => {
  const tagsIn = (tags: readonly string[]) => {
    const rental = aRental(tags.length === 0 ? {} : { tags });
    const row = { rental, view: rentalView(rental, anAccount(), nowMs) };
    return rentalColumns(nowMs).flatMap(([name, of]) => (name === 'tags' ? [of(row)] : []));
  };
  expect([tagsIn([]), tagsIn(['LLM', '训练'])]).toEqual([[null], ['LLM, 训练']]);
});

it('rentals are exported with model and number of their cards, empty where they are not known', () => {
  expect(cards('8×A100 80 GB')).toEqual([
    ['gpu.model', 'A100'],
    ['gpu.count', 8],
  ]);
  expect(cards('RTX 4090')).toEqual([
    ['gpu.model', 'RTX 4090'],
    ['gpu.count', null],
  ]);
  expect(cards(null)).toEqual([
    ['gpu.model', null],
    ['gpu.count', null],
  ]);
});
