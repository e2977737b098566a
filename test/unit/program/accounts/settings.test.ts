import { providers } from '../../../../electron/providers/registry.ts';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '../../../../electron/program/accounts/settings.ts';
import type { Account } from '../../../../electron/core/model/account.ts';
import { success } from '../../../../electron/core/model/failure.ts';
import {
  accountById,
  hadCompleteRound,
  insertAccount,
  noteRoundDone,
} from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { woloverRow } from '../../../fakes/http.ts';
import { at } from '../../../fakes/instants.ts';
import { aReading } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';
import { readWoloverRow } from '../../../fakes/wolover.ts';

const account = anAccount({ provider: 'wolover', settings: { durationUnit: 'unknown' } });

/** A store with that account and its orders, as a round of 1 March read them; both were placed at 00:00Z that day. */
const filled = (): Database => {
  const { database } = aStore();
  insertAccount(database, account);
  const rows = [woloverRow('1', 5), woloverRow('2', 5, { orderProductVo: { name: ' 训练机\t02 ' } })];
  const orders = rows.map((row) => readWoloverRow(row, account.settings));
  applyReading(database, account, { ...aReading([]), orders }, at('2026-03-01T08:00:00Z'));
  return database;
};
const stored = (database: Database): Account => accountById(database, account.id) ?? account;
const change = (database: Database, entered: Readonly<Record<string, string>>) =>
  changeSettings(stored(database), entered, { database, providers }, at('2026-03-02T08:00:00Z'));
const endsOf = (database: Database) =>
  Object.fromEntries(
    listRentals(database, { query: '', state: null, accountId: null }, { offset: 0, limit: 10 }).map((rental) => [
      rental.orders.join(),
      rental.end.at ?? rental.end.note,
    ]),
  );

describe('changing the settings of an account', () => {
  it('stores what the provider takes and leaves the others', () => {
    const database = filled();
    expect(change(database, { durationUnit: 'month' })).toEqual(success(null));
    expect(change(database, { productUnits: '训练机 02=day' })).toEqual(success(null));
    expect(stored(database).settings).toEqual({ durationUnit: 'month', productUnits: '训练机 02=day' });
    expect(change(database, { productUnits: '' })).toEqual(success(null));
    expect(stored(database).settings).toEqual({ durationUnit: 'month' });
  });

  it.each([
    [{ durationUnit: 'fortnight' }, 'durationUnit', 'not-a-choice'],
    [{ durationUnit: 'day', productUnits: '训练机' }, 'productUnits', 'not-a-product-choice'],
    [{ colour: 'red' }, 'colour', 'unknown-field'],
  ])('refuses %j and stores nothing', (entered, field, reason) => {
    const database = filled();
    expect(change(database, entered)).toMatchObject({ failure: { code: 'input.invalid', field, reason } });
    expect(stored(database).settings).toEqual({ durationUnit: 'unknown' });
    expect(endsOf(database)).toEqual({ 1: 'unit-unknown', 2: 'unit-unknown' });
  });

  it('gives stored orders their ends at once, without asking the provider', () => {
    const database = filled();
    change(database, { durationUnit: 'month' });
    expect(endsOf(database)).toEqual({ 1: '2026-04-01T00:00:00.000Z', 2: '2026-04-01T00:00:00.000Z' });
  });

  it('gives a product the end of its own unit, however its name is spaced, and takes it back', () => {
    const database = filled();
    change(database, { durationUnit: 'month', productUnits: '训练机  02=week' });
    expect(endsOf(database)).toEqual({ 1: '2026-04-01T00:00:00.000Z', 2: '2026-03-08T00:00:00.000Z' });
    change(database, { productUnits: '' });
    expect(endsOf(database)).toEqual({ 1: '2026-04-01T00:00:00.000Z', 2: '2026-04-01T00:00:00.000Z' });
    change(database, { durationUnit: 'unknown' });
    expect(endsOf(database)).toEqual({ 1: 'unit-unknown', 2: 'unit-unknown' });
  });

  it('writes no order that says the same under the new ones', () => {
    const database = filled();
    change(database, { durationUnit: 'month' });
    const before = database.rowsWritten;
    change(database, { status: '5' });
    // The account's own row alone.
    expect(database.rowsWritten - before).toBe(1);
  });
});

it('a filter that changed makes the next round a first one: what it hid is no news', () => {
  const database = filled();
  noteRoundDone(database, account.id, at('2026-03-01T08:00:00Z'));
  change(database, { durationUnit: 'week' });
  expect(hadCompleteRound(database, account.id)).toBe(true);
  change(database, { status: '5' });
  expect(hadCompleteRound(database, account.id)).toBe(false);
});
