import { expect, it } from 'vitest';
import { noEnd } from '../../../../electron/core/model/deadline.ts';
import type { SightedOrder } from '../../../../electron/core/model/order.ts';
import { isSilentOnEnd } from '../../../../electron/core/rentals/silent-end.ts';
import { anItem, anOrder, billedByUse, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';

const march = stated('2026-04-01T00:00:00Z');
const february = stated('2026-03-01T00:00:00Z');
const order = (id: string, facts = {}, rest = {}) => anOrder({ id, items: [anItem(facts)], ...rest });
const among = (orders: readonly SightedOrder[], end = march) => ({
  rental: aRental({ end, orders: orders.map(({ providerOrderId }) => providerOrderId) }),
  orders: new Map(orders.map((each) => [each.providerOrderId, each])),
});
const before = among([order('one', { end: february }), order('two', { end: march })]);
const implausible = { end: noEnd('implausible') };
const nothing = noEnd('implausible');

it.each([
  ['every order says nothing', [order('one', implausible), order('two', { end: noEnd('not-stated') })], nothing, true],
  ['the one that set it says nothing', [order('one', { end: february }), order('two', implausible)], february, true],
  ['another one says nothing', [order('one', implausible), order('two', { end: february })], february, false],
  ['all say an end', [order('one', { end: february }), order('two', { end: february })], february, false],
  ['one says that there is none', [order('one', implausible), order('two', billedByUse)], nothing, false],
  ['it is a placeholder', [order('two', { end: noEnd('no-fixed-end') })], nothing, false],
  ['what it bought failed', [order('two', { ...implausible, status: 'failed' })], nothing, false],
  [
    'it was refunded',
    [order('one', { end: february }), order('two', { ...implausible, status: 'refunded' }, { status: 'refunded' })],
    february,
    false,
  ],
  ['it is gone', [order('one', { end: february }), order('two', implausible, { missingRounds: 2 })], february, false],
])('silence on an end: %s', (_name, orders, end, expected) => {
  expect(isSilentOnEnd(before, among(orders, end))).toBe(expected);
});

it('a silence goes on while the order says nothing, and is over with its word', () => {
  const kept = { ...march, note: 'no-longer-stated' } as const;
  const orders = [order('one', { end: february }), order('two', implausible)];
  expect(isSilentOnEnd(among(orders, kept), among(orders, february))).toBe(true);
  const spoken = [order('one', { end: february }), order('two', { end: february })];
  expect(isSilentOnEnd(among(orders, kept), among(spoken, february))).toBe(false);
});
