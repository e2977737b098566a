import { accountIdOf, providerOrderIdOf, type AccountId } from '../../electron/core/model/ids.ts';
import { day, instantOf, minute } from '../../electron/core/model/instant.ts';
import type { AccountSuggestions, ProvingOrder, SettingSuggestion } from '../../electron/core/model/suggestion.ts';
import { fakeNow } from './fake-rentals.ts';

const ago = (durationMs: number) => instantOf(Date.parse(fakeNow) - durationMs);

const running = (number: number, days: number, title: string): ProvingOrder => ({
  providerOrderId: providerOrderIdOf(`190217661560383897${String(number)}`),
  title,
  placedAt: ago(days * day),
  amount: 1,
  runningAt: ago(2 * minute),
  overAt: null,
});
const expired: ProvingOrder = {
  ...running(4, 52, '调试容器'),
  runningAt: ago(51 * day + 9 * minute),
  overAt: ago(51 * day - minute),
};
const three = [running(1, 62, 'A100×8 预训练集群节点'), running(2, 47, '单节点服务器'), running(3, 41, '单节点服务器')];

/** Three orders that ran for over 40 days leave months and years. */
export const fakeSuggestion: SettingSuggestion = {
  setting: 'durationUnit',
  product: null,
  value: 'unknown',
  fits: ['month', 'year'],
  excluded: ['hour', 'day', 'week'].map((value) => ({ value, count: three.length, orders: three })),
};

/** Orders of two products that cannot have been sold by the same unit. */
export const contradictingProducts: readonly SettingSuggestion[] = [
  {
    ...fakeSuggestion,
    fits: [],
    excluded: [
      ...['hour', 'day'].map((value) => ({ value, count: 3, orders: three })),
      ...['week', 'month', 'year'].map((value) => ({ value, count: 1, orders: [expired] })),
    ],
  },
  {
    ...fakeSuggestion,
    setting: 'productUnits',
    product: '调试容器',
    fits: ['hour', 'day'],
    excluded: ['week', 'month', 'year'].map((value) => ({ value, count: 1, orders: [expired] })),
  },
];

/** The same as an answer about the Wolover account, with the products of its orders. */
export const fakeSuggestions = (
  ...suggestions: readonly SettingSuggestion[]
): ReadonlyMap<AccountId, AccountSuggestions> =>
  new Map([
    [
      accountIdOf('a-wolover'),
      {
        suggestions,
        products: [
          { name: '单节点服务器', orders: 12 },
          { name: 'A100×8 预训练集群节点', orders: 3 },
          { name: '调试容器', orders: 1 },
        ],
      },
    ],
  ]);
