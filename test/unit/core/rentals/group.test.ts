import { expect, it } from 'vitest';
import { groupsOf, type GroupFacts } from '../../../../electron/core/rentals/group.ts';
import { liveGroup } from '../../../../electron/core/model/standing.ts';
import { ms } from '../../../fakes/instants.ts';

const facts = (key: number, said: Partial<GroupFacts>): GroupFacts => ({
  ...{
    key,
    name: '',
    account: 'lab',
    plan: 'undecided',
    price: null,
    group: liveGroup,
    sortAtMs: ms('2026-03-20T00:00:00Z'),
  },
  ...{ values: [], cards: null },
  ...said,
});
const yuan = (amount: string) => ({ amount, currency: 'CNY' });

it('groups are sorted by their next deadline, those without one behind, the one without a value last, and keep the sequence of their rentals', () => {
  const endless = { group: liveGroup + 1, sortAtMs: 0 };
  const groups = groupsOf([
    facts(1, { values: ['b'] }),
    facts(2, { values: ['c'], ...endless }),
    facts(3, {}),
    facts(4, { values: ['a'], sortAtMs: ms('2026-03-11T00:00:00Z') }),
    facts(5, { values: ['b'], sortAtMs: ms('2026-03-10T00:00:00Z') }),
    facts(6, { values: ['a'], ...endless }),
  ]);
  expect(groups.map(({ group, keys }) => [group.value, group.nextAt, keys])).toEqual([
    ['b', '2026-03-10T00:00:00.000Z', [1, 5]],
    ['a', '2026-03-11T00:00:00.000Z', [4, 6]],
    ['c', null, [2]],
    [null, '2026-03-20T00:00:00.000Z', [3]],
  ]);
});

it('a rental of two values is in both groups, and writings of one value are one group', () => {
  const groups = groupsOf([facts(1, { values: ['LLM', '评测'] }), facts(2, { values: ['llm'] })]);
  expect(groups.map(({ group, keys }) => [group.value, keys])).toEqual([
    ['LLM', [1, 2]],
    ['评测', [1]],
  ]);
});

it('a heading counts cards as far as they are known, and sums prices exactly by currency', () => {
  const [first] = groupsOf([
    facts(1, { values: ['H100'], cards: 8, price: yuan('0.1') }),
    facts(2, { values: ['H100'], cards: 4, price: yuan('0.2') }),
    facts(3, { values: ['H100'], price: { amount: '7', currency: 'USD' } }),
    facts(4, { values: ['H100'], price: yuan('free') }),
    facts(5, { values: ['H100'] }),
  ]);
  expect(first?.group).toMatchObject({
    ...{ of: 'live', count: 5, cards: 12, uncounted: 3, unpriced: 2 },
    cost: [yuan('0.3'), { amount: '7', currency: 'USD' }],
  });
});
