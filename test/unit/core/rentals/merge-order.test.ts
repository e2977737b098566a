import { describe, expect, it } from 'vitest';
import { mergeOrder } from '../../../../electron/core/rentals/merge-order.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at } from '../../../fakes/instants.ts';
import { anItem, anOrder } from '../../../fakes/orders.ts';

const now = at('2026-03-01T08:00:00Z');

describe('the names of an order', () => {
  it.each([
    ['a name with direction marks', 'rlo \u202egnp.exe\u2066 x', 'rlo gnp.exe x'],
    ['a name with line breaks and escapes', 'a\r\nb\u001b[1m', 'a b [1m'],
    ['a name of which nothing can be seen', '\u200b\u200d\u2800', 'o1'],
  ])('are stored as plain text: %s', (_, title, shown) => {
    const order = anOrder({ id: 'o1', title, items: [anItem({ id: 'o1', title, spec: title, region: '\u202e' })] });
    const facts = [{ path: 'name', value: title }];
    const stored = mergeOrder(anAccount(), null, { ...order, facts }, now);
    expect(stored).toMatchObject({ title: shown, facts, items: [{ title: shown, region: null }] });
  });
});

describe('an order that says nothing of its items', () => {
  const known = anOrder({ status: 'unpaid', items: [anItem({ status: 'unpaid', providerStatus: null })] });
  const read = anOrder({ status: 'paid', items: [], incomplete: ['items'] });

  it('keeps those that are known, with its own status where they have none', () => {
    expect(mergeOrder(anAccount(), known, read, now)?.items).toEqual([{ ...known.items[0], status: 'paid' }]);
    const delivered = { ...known, items: [anItem()] };
    expect(mergeOrder(anAccount(), delivered, read, now)?.items).toEqual(delivered.items);
  });

  it.each(['cancelled', 'refunded'] as const)('%s: nothing says any more that they are delivered', (status) => {
    const known = anOrder({ items: [anItem()] });
    expect(mergeOrder(anAccount(), known, { ...read, status }, now)?.items).toMatchObject([{ status }]);
  });

  it('has none where none are known', () => {
    expect(mergeOrder(anAccount(), null, read, now)?.items).toEqual([]);
  });
});

it('an order whose items leave out what named them keeps their names', () => {
  const known = anOrder({ items: [anItem({ id: 'o-qvm-1', resourceId: 'i-1' })] });
  const read = anOrder({ items: [anItem({ id: 'o-item-1', resourceId: null, resourceType: null })] });
  expect(mergeOrder(anAccount(), known, read, now)?.items).toMatchObject([{ id: 'o-qvm-1', resourceId: 'i-1' }]);
});

it.each(['unpaid', 'cancelled', 'refunded'] as const)(
  'an order that is %s while its item is delivered is read again',
  (status) => {
    const read = anOrder({ status, items: [anItem()] });
    expect(mergeOrder(anAccount(), null, read, now)?.finished).toBe(false);
  },
);
