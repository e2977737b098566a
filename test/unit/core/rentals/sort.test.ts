import { describe, expect, it } from 'vitest';
import type { RentalOrder } from '../../../../electron/core/model/rental-filter.ts';
import { sorted, type SortFacts } from '../../../../electron/core/rentals/sort.ts';

const facts = (key: number, known: Partial<SortFacts>): SortFacts => ({
  key,
  name: '',
  account: 'Lab',
  plan: 'undecided',
  price: null,
  group: 0,
  sortAtMs: key,
  ...known,
});
const yuan = (amount: string) => ({ amount, currency: 'CNY' });
const keys = (rentals: readonly SortFacts[], by: RentalOrder['by'], descending = false, language = 'en') =>
  sorted(rentals, { by, descending }, language).map(({ key }) => key);

describe('a list that is sorted', () => {
  it('by names goes by the language, and by the size of numbers in them', () => {
    const named = ['gpu-10', 'GPU-9', 'alpha', '训练机', '推理机'].map((name, key) => facts(key, { name }));
    expect(keys(named, 'name')).toEqual([2, 1, 0, 4, 3]);
    expect(keys(named, 'name', true)).toEqual([3, 4, 0, 1, 2]);
  });

  it('by deadlines has the far ones first when turned around, and those without one behind', () => {
    const rentals = [facts(1, {}), facts(2, { group: 1, sortAtMs: 0 }), facts(3, {})];
    expect(keys(rentals, 'deadline')).toEqual([1, 3, 2]);
    expect(keys(rentals, 'deadline', true)).toEqual([3, 1, 2]);
  });

  it('by prices compares none of two currencies, and has what is unknown last both ways', () => {
    const rentals = [
      facts(1, { price: yuan('9.5') }),
      facts(2, { price: null }),
      facts(3, { price: yuan('120.00') }),
      facts(4, { price: { amount: '1', currency: 'USD' } }),
      facts(5, { price: yuan('free') }),
    ];
    expect(keys(rentals, 'price')).toEqual([1, 3, 4, 2, 5]);
    expect(keys(rentals, 'price', true)).toEqual([4, 3, 1, 2, 5]);
  });

  it('by plans begins with what is undecided', () => {
    const plans = (['let-lapse', 'undecided', 'renew'] as const).map((plan, key) => facts(key, { plan }));
    expect(keys(plans, 'plan')).toEqual([1, 2, 0]);
  });

  it('has alike ones by urgency both ways', () => {
    const rentals = [
      facts(2, { account: 'Team' }),
      facts(3, { account: 'Lab', sortAtMs: 9 }),
      facts(4, { account: 'Lab', sortAtMs: 8 }),
    ];
    expect(keys(rentals, 'account')).toEqual([4, 3, 2]);
    expect(keys(rentals, 'account', true)).toEqual([2, 4, 3]);
  });
});
