import { expect, it } from 'vitest';
import type { Today } from '../../../electron/contract/views.ts';
import { sumsOf } from '../../../electron/core/model/money.ts';
import { rentalIdOf, type RentalId } from '../../../electron/core/model/ids.ts';
import { day, hour, instantOf } from '../../../electron/core/model/instant.ts';
import type { Rental } from '../../../electron/core/model/rental.ts';
import { insertAccount } from '../../../electron/edges/store/accounts.ts';
import { insertChange } from '../../../electron/edges/store/changes.ts';
import { keepRental } from '../../../electron/engine/polling/keep-rental.ts';
import { todayQuestions } from '../../../electron/program/today.ts';
import { anAccount } from '../../fakes/accounts.ts';
import { anEngine } from '../../fakes/engine.ts';
import { ms } from '../../fakes/instants.ts';
import { stated } from '../../fakes/orders.ts';
import { aRental } from '../../fakes/rentals.ts';
import { aStore } from '../../fakes/store.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
const due = (id: string, leftMs: number, more: Partial<Rental> = {}): Rental =>
  aRental({ ...more, id: `acc1:${id}/item-1`, title: id, end: stated(instantOf(nowMs + leftMs)) });
const idOf = (id: string): RentalId => rentalIdOf(`acc1:${id}/item-1`);

const todayOf = (rentals: readonly Rental[], changed: readonly RentalId[] = []): Today => {
  const store = aStore();
  insertAccount(store.database, anAccount());
  for (const rental of rentals) keepRental(store.database, { rental, heldEnd: null }, [], nowMs);
  for (const rentalId of changed)
    insertChange(
      store.database,
      anAccount().id,
      { kind: 'renewed', rentalId, providerOrderId: null, before: null, after: null },
      instantOf(nowMs - day),
    );
  const reply = todayQuestions(anEngine(store, () => nowMs)).get();
  if (!reply.ok) throw new Error(reply.failure.code);
  return reply.value;
};

it('is made of what is due, not of what has rung', () => {
  const today = todayOf([
    due('later', 9 * day),
    due('week', 3 * day),
    due('today', 20 * hour, { lastPrice: { amount: '16.25', currency: 'CNY' } }),
    due('now', hour, { lastPrice: { amount: '100', currency: 'CNY' } }),
    due('planned', 5 * hour, { intention: 'let-lapse' }),
    aRental({ id: 'acc1:frozen/item-1', title: 'frozen', phase: 'frozen', end: stated('2026-03-09T23:50:00Z') }),
    aRental({ id: 'acc1:gone/item-1', phase: 'released', end: stated('2026-03-09T00:00:00Z') }),
  ]);
  expect(today.rows.map(({ rental, group, rang }) => [rental.title, group, rang])).toEqual([
    ['frozen', 'now', false],
    ['now', 'now', false],
    ['planned', 'decided', false],
    ['today', 'today', false],
    ['week', 'week', false],
  ]);
  expect(today.atStake).toEqual([{ amount: '116.25', currency: 'CNY' }]);
  expect(today.withoutPrice).toBe(1);
  expect(today.rows.map(({ entry }) => entry.heading)).toContain('today ends 0');
  expect(today.next?.title).toBe('later');
  expect(today.news).toEqual([]);
});

it('tells what was renewed lately and still runs, once', () => {
  const today = todayOf(
    [due('renewed', 9 * day), due('ended', -hour)],
    [idOf('renewed'), idOf('renewed'), idOf('ended'), idOf('nobody')],
  );
  expect(today.lately.map(({ rentalId }) => rentalId)).toEqual([idOf('renewed')]);
});

it('adds amounts exactly, each currency on its own', () => {
  const money = (amount: string, currency = 'CNY') => ({ amount, currency });
  expect(sumsOf([money('0.1'), money('0.20'), money('5', 'USD'), money('-1'), money('unknown')])).toEqual([
    money('-0.70'),
    money('5', 'USD'),
  ]);
  expect(sumsOf([])).toEqual([]);
});
