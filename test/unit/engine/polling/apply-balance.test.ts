import { describe, expect, it } from 'vitest';
import { balanceIdOf } from '../../../../electron/core/rentals/balance.ts';
import { hour, instantOf } from '../../../../electron/core/model/instant.ts';
import type { RoundWarning } from '../../../../electron/core/model/sync.ts';
import type { BalanceReading, RoundReading } from '../../../../electron/core/ports/provider.ts';
import { insertAccount, noteRoundDone, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import {
  allRentals,
  countRentals,
  rentalById,
  rentalsOfAccount,
  rentalTotals,
} from '../../../../electron/edges/store/rentals.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { ringingRentals } from '../../../../electron/edges/store/ringing-rentals.ts';
import { balanceWarnings } from '../../../../electron/engine/polling/apply-balance.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { mendDerived } from '../../../../electron/engine/polling/mend-derived.ts';
import { mendRentals, reassembleAccount } from '../../../../electron/engine/polling/reassemble.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aBalance, aBalanceRound, usd } from '../../../fakes/balance.ts';
import { ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const account = anAccount();
const id = balanceIdOf(account.id);
const nowMs = ms('2026-03-10T00:00:00Z');
const order = anOrder({ id: 'march', items: [anItem({ title: 'march' })] });
const everything = { query: '', state: null, accountId: null };

const desk = () => {
  const { database } = aStore();
  insertAccount(database, account);
  const round = (reading: RoundReading, atMs = nowMs) => {
    const applied = applyReading(database, account, reading, instantOf(atMs));
    noteRoundDone(database, account.id, instantOf(atMs));
    return applied;
  };
  return { database, round, kept: () => rentalById(database, id)?.balance ?? null };
};

/** With an order beside. */
const whole = (credit: string): RoundReading => ({ ...aBalanceRound(aBalance(credit)), orders: [order] });

describe('the credit of an account in the store', () => {
  it('rings, and is no rental to whatever lists and counts them', () => {
    const { database, round } = desk();
    round(whole('100'));
    const listed = listRentals(database, { ...everything, query: account.label }, { offset: 0, limit: 200 });
    expect(listed.map((rental) => rental.id)).not.toContain(id);
    expect(listRentals(database, everything, { offset: 0, limit: 200 })).toHaveLength(1);
    expect(countRentals(database, everything)).toBe(1);
    expect(countRentals(database, { ...everything, state: 'unknown', accountId: account.id })).toBe(0);
    expect(Object.values(rentalTotals(database)).reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(rentalsOfAccount(database, account.id)).toHaveLength(1);
    expect(ringingRentals(database, nowMs).map((rental) => rental.id)).toContain(id);
    expect(allRentals(database)).toHaveLength(2);
  });

  it('outlives the account being assembled anew, mended and read without news', () => {
    const { database, round, kept } = desk();
    round(whole('100'));
    const before = kept();
    reassembleAccount(database, account, instantOf(nowMs));
    mendRentals(database, account, instantOf(nowMs));
    expect(Array.from(mendDerived(database, nowMs))).not.toContain(true);
    round({ ...aBalanceRound(aBalance('100')), unchanged: [order.providerOrderId] });
    expect(kept()).toEqual(before);
  });

  it('that no row says to look at is looked at again', () => {
    const { database, round } = desk();
    round(whole('100'));
    database.run('UPDATE rental SET rings_until = NULL WHERE id = ?', id);
    expect(Array.from(mendDerived(database, nowMs))).toContain(true);
    expect(ringingRentals(database, nowMs).map((rental) => rental.id)).toContain(id);
  });

  it('whose row is damaged is read anew by the next round', () => {
    const { database, round, kept } = desk();
    round(whole('100'));
    database.run(`UPDATE rental SET body = '{"cut' WHERE id = ?`, id);
    expect(kept()).toBeNull();
    round(aBalanceRound(aBalance('90')));
    expect(kept()).toMatchObject({ credit: usd('90') });
    expect(database.damaged.all).toEqual([]);
  });

  it('goes with its account, and what the search knew of it too', () => {
    const { database, round } = desk();
    round(whole('100'));
    removeAccount(database, account.id);
    expect(allRentals(database)).toEqual([]);
    database.execute(`INSERT INTO order_text_search (order_text_search) VALUES ('integrity-check')`);
  });
});

describe('a round', () => {
  it('of which nothing says the credit any more takes it away, without news', () => {
    const { round, kept } = desk();
    round(aBalanceRound(aBalance('100')));
    expect(round(aBalanceRound(null))).toMatchObject({ changes: [], balance: null });
    expect(kept()).toBeNull();
  });

  it.each<[string, RoundReading]>([
    ['stopped early', aBalanceRound(null, { interruptedBy: { code: 'network.timeout', detail: 'round' } })],
    [
      'saw a part of the machines',
      aBalanceRound(null, {
        resources: {
          resources: [],
          lists: [{ list: 'machines', outcome: 'unsettled' }],
          balance: aBalance('100', '0.1'),
        },
      }),
    ],
    ['read orders alone', aReading([])],
  ])('that %s says nothing of it', (_name, reading) => {
    const { round, kept } = desk();
    round(aBalanceRound(aBalance('100')));
    const before = kept();
    round(reading, nowMs + hour);
    expect(kept()).toEqual(before);
  });

  it.each<[string, BalanceReading | 'refused']>([
    ['may not read it any more', 'refused'],
    ['states it in another currency than what runs', aBalance('5', '1', { perHour: { amount: '1', currency: 'EUR' } })],
    ['read a price that is none', aBalance('5', '-1')],
  ])('that %s keeps what was last read, however often, and its reminders', (_name, balance) => {
    const { database, round, kept } = desk();
    round(aBalanceRound(aBalance('100')));
    const before = kept();
    for (const hours of [1, 2, 48, 99])
      expect(round(aBalanceRound(balance), nowMs + hours * hour)).toMatchObject({ changes: [] });
    expect(kept()).toEqual(before);
    expect(ringingRentals(database, nowMs + 99 * hour).map((rental) => rental.id)).toContain(id);
  });

  it('that may not read it makes none where none was known', () => {
    const { round, kept } = desk();
    round(aBalanceRound('refused'));
    expect(kept()).toBeNull();
  });

  it.each<[string, RoundReading, readonly RoundWarning[]]>([
    ['may not read it', aBalanceRound('refused'), [{ code: 'balance.refused' }]],
    ['could not read it', aBalanceRound(undefined), [{ code: 'balance.unread' }]],
    ['read it', aBalanceRound(aBalance('90')), []],
    ['finds that nothing runs', aBalanceRound(null), []],
  ])('that %s says so where it was known, and nothing where it never was', (_name, reading, warnings) => {
    const { database, round } = desk();
    expect(balanceWarnings(database, account, reading)).toEqual([]);
    round(aBalanceRound(aBalance('100')));
    expect(balanceWarnings(database, account, reading)).toEqual(warnings);
  });

  it('that finds the same writes nothing', () => {
    const { database, round } = desk();
    round(aBalanceRound(aBalance('100')));
    const before = database.rowsWritten;
    applyReading(database, account, aBalanceRound(aBalance('100')), instantOf(nowMs));
    expect(database.rowsWritten).toBe(before);
  });
});
