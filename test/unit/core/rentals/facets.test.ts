import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { noFacets } from '../../../../electron/core/model/rental-filter.ts';
import { facetsOf, type FacetCell } from '../../../../electron/core/rentals/facets.ts';

const cell = (facts: Partial<FacetCell>): FacetCell => ({
  state: 'active',
  accountId: accountIdOf('acc1'),
  span: 'later',
  plan: 'undecided',
  provider: 'qiniu',
  region: 'east',
  kind: 'qvm',
  gpu: null,
  tags: [],
  price: null,
  count: 1,
  ...facts,
});
const yuan = (amount: string) => ({ amount, currency: 'CNY' });
const cells = [
  cell({ span: 'day', state: 'ending', price: yuan('0.10'), count: 3 }),
  cell({ span: 'week', state: 'ending', plan: 'renew', region: 'west', price: yuan('1169.1'), count: 2 }),
  cell({ span: 'month', region: null, kind: null, count: 4 }),
  cell({ span: 'none', provider: 'vastai', price: { amount: '7.125', currency: 'USD' } }),
  cell({ span: 'over', state: 'released', price: yuan('999999'), count: 50 }),
];

describe('what a filter would leave', () => {
  it('is counted for each value, most first, a longer span with what the shorter ones hold', () => {
    const facets = facetsOf(cells, noFacets);
    expect(facets.state).toEqual([
      { value: 'released', count: 50 },
      { value: 'ending', count: 5 },
      { value: 'active', count: 5 },
    ]);
    expect(new Map(facets.within.map(({ value, count }) => [value, count]))).toEqual(
      new Map([
        ['day', 3],
        ['week', 5],
        ['month', 9],
        ['none', 1],
      ]),
    );
    expect(facets.region).toEqual([
      { value: 'east', count: 54 },
      { value: 'west', count: 2 },
    ]);
  });

  it('follows the other filters, not its own', () => {
    const facets = facetsOf(cells, { ...noFacets, state: 'ending', plan: 'renew' });
    expect(facets.plan).toEqual([
      { value: 'undecided', count: 3 },
      { value: 'renew', count: 2 },
    ]);
    expect(facets.state).toEqual([{ value: 'ending', count: 2 }]);
    expect(facets.within).toEqual([
      { value: 'week', count: 2 },
      { value: 'month', count: 2 },
    ]);
    expect(facetsOf(cells, { ...noFacets, within: 'week' }).state).toEqual([{ value: 'ending', count: 5 }]);
  });
});

describe('tags', () => {
  it('are counted once whatever their case, under the writing of most, and follow the other filters', () => {
    const tagged = [
      cell({ tags: ['LLM', '评测'], count: 3, price: yuan('1') }),
      cell({ tags: ['llm'], count: 2, region: 'west' }),
      cell({ count: 7 }),
    ];
    const counts = [
      { value: 'LLM', count: 5 },
      { value: '评测', count: 3 },
    ];
    expect(facetsOf(tagged, noFacets).tag).toEqual(counts);
    expect(facetsOf(tagged, { ...noFacets, tag: 'LLm' })).toMatchObject({
      tag: counts,
      region: [
        { value: 'east', count: 3 },
        { value: 'west', count: 2 },
      ],
      cost: [yuan('3')],
      unpriced: 2,
    });
    expect(facetsOf(tagged, { ...noFacets, region: 'west' }).tag).toEqual([{ value: 'llm', count: 2 }]);
  });
});

describe('what is shown costs', () => {
  it('the exact sum of each currency without what is over, and how many prices are unknown', () => {
    const { cost, unpriced } = facetsOf(cells, noFacets);
    expect(cost).toEqual([yuan('2338.50'), { amount: '7.125', currency: 'USD' }]);
    expect(unpriced).toBe(4);
    expect(facetsOf(cells, { ...noFacets, within: 'day' }).cost).toEqual([yuan('0.30')]);
    expect(facetsOf([], noFacets)).toMatchObject({ cost: [], unpriced: 0 });
  });

  it('is added without a digit lost, and what is no number stays unknown', () => {
    const shown = (...priced: readonly (readonly [amount: string, count: number])[]) =>
      facetsOf(
        priced.map(([amount, count]) => cell({ price: yuan(amount), count })),
        noFacets,
      );
    expect(shown(['0.1', 1], ['0.2', 1]).cost).toEqual([yuan('0.3')]);
    expect(shown(['9007199254740993.01', 1], ['0.009', 1]).cost).toEqual([yuan('9007199254740993.019')]);
    expect(shown(['-0.50', 1], ['0.25', 1]).cost).toEqual([yuan('-0.25')]);
    expect(shown(['0.35', 3]).cost).toEqual([yuan('1.05')]);
    expect(shown(['free', 2], ['1e5', 1], ['7', 1])).toMatchObject({ cost: [yuan('7')], unpriced: 3 });
  });
});
