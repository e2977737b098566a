import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { noAccountRule } from '../../../../electron/core/model/account.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { noRules } from '../../../../electron/core/reminders/hold.ts';
import type { NoRing } from '../../../../electron/core/model/no-ring.ts';
import { noRingOf } from '../../../../electron/core/reminders/no-ring.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { countNoRing } from '../../../../electron/edges/store/no-ring.ts';
import { putAccountRule, putWish } from '../../../../electron/edges/store/rental-wishes.ts';
import { countRentals, findRentals } from '../../../../electron/edges/store/rentals.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
const everything = { query: '', state: null, accountId: null };
const none = { at: null, basis: 'none', note: 'not-stated', earliestAt: null } as const;
const untilApril = at('2026-04-02T00:00:00Z');
const other = accountIdOf('acc2');

const rentals: readonly Rental[] = [
  aRental({ id: 'acc1:unknown', end: none }),
  aRental({ id: 'acc1:paid', end: none, phase: 'paid' }),
  aRental({ id: 'acc1:no-word', end: none, phase: 'unknown' }),
  aRental({ id: 'acc1:guessed', end: estimated('2026-03-09T00:00:00Z') }),
  aRental({ id: 'acc1:by-use', end: none, openEnded: true }),
  aRental({ id: 'acc1:let-go', end: none, intention: 'let-lapse' }),
  aRental({ id: 'acc1:gone', end: none, phase: 'vanished' }),
  aRental({ id: 'acc1:unpaid', end: none, phase: 'unpaid' }),
  aRental({ id: 'acc1:over', end: stated('2026-03-01T00:00:00Z') }),
  aRental({ id: 'acc1:week', end: stated('2026-03-12T00:00:00Z') }),
  aRental({ id: 'acc1:month', end: stated('2026-04-01T00:00:00Z') }),
  aRental({ id: 'acc1:quiet', end: stated('2026-04-01T00:00:00Z'), mutedUntil: untilApril }),
  aRental({ id: 'acc2:quiet', accountId: other, end: stated('2026-04-01T00:00:00Z') }),
  aRental({ id: 'acc2:later', accountId: other, end: stated('2026-04-03T00:00:00Z') }),
];

const aWorld = (): Database => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  insertAccount(database, anAccount({ id: other, label: 'other' }));
  for (const rental of rentals) {
    keepRental(database, { rental, heldEnd: null }, [], nowMs);
    const { id, accountId, mutedUntil } = rental;
    if (mutedUntil !== null) putWish(database, accountId, id, { mutedUntil });
  }
  putAccountRule(database, other, { ...noAccountRule, mutedUntil: untilApril });
  return database;
};

/** What the rule says of each rental. */
const byRule = (mutedUntilMs: number | null, wanted: NoRing): readonly string[] => {
  const accountMutedUntilMs = (id: string) => (id === other ? ms(untilApril) : null);
  const rules = { ...noRules, mutedUntilMs, accountMutedUntilMs };
  return rentals.filter((rental) => noRingOf(rental, rules, nowMs) === wanted).map(({ id }) => id);
};

describe('what the store finds of rentals that will not ring', () => {
  it.each([null, ms('2026-03-15T00:00:00Z'), ms('2027-01-01T00:00:00Z'), nowMs - 1])(
    'is what the rule says of each, with everything muted until %s',
    (mutedUntilMs) => {
      const database = aWorld();
      const setting = { nowMs, mutedUntilMs };
      for (const reason of ['no-end', 'muted'] as const) {
        const expected = byRule(mutedUntilMs, reason);
        expect(expected.length).toBeGreaterThan(0);
        const found = findRentals(database, { ...everything, noRing: { reason, ...setting } });
        expect([...found].sort()).toEqual([...expected].sort());
        expect(countNoRing(database, setting)[reason]).toBe(expected.length);
      }
      const both = byRule(mutedUntilMs, 'no-end').length + byRule(mutedUntilMs, 'muted').length;
      expect(countRentals(database, { ...everything, noRing: { reason: 'any', ...setting } })).toBe(both);
    },
  );

  it('goes with the other filters', () => {
    const noRing = { reason: 'any', nowMs, mutedUntilMs: null } as const;
    expect(findRentals(aWorld(), { ...everything, accountId: other, noRing })).toEqual(['acc2:quiet']);
  });

  it('has what cannot be read, so that its reader finds it damaged', () => {
    const database = aWorld();
    database.run(`UPDATE rental SET body = 'no JSON' WHERE id = 'acc1:unknown'`);
    const noRing = { reason: 'no-end', nowMs, mutedUntilMs: null } as const;
    expect(findRentals(database, { ...everything, noRing })).toContain('acc1:unknown');
  });
});
