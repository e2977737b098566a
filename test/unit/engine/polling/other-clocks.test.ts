import { describe, expect, it } from 'vitest';
import type { DamagedRow } from '../../../../electron/core/model/damaged-row.ts';
import { day, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import { bareRental, rentalStates, type Rental, type RentalPhase } from '../../../../electron/core/model/rental.ts';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { noteContradictions } from '../../../../electron/edges/store/note-contradictions.ts';
import { derivingAtAnyTime, keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { mendDerived } from '../../../../electron/engine/polling/mend-derived.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aStore } from '../../../fakes/store.ts';

const account = anAccount();
const middleMs = ms('2026-04-01T00:00:00Z');
const phases: readonly [RentalPhase, ...RentalPhase[]] = [
  'delivered',
  'paid',
  'unpaid',
  'awaiting',
  'expired',
  'frozen',
  'unknown',
  'cancelled',
  'released',
  'vanished',
];

/** A rental with any deadlines, all of them in March and April. */
const anyRental = (random: () => number, number: number): Rental => {
  const somewhen = () => instantOf(middleMs + wholeBetween(random, -30 * day, 30 * day));
  const orNull = <Value>(value: Value): Value | null => (random() < 0.5 ? value : null);
  const known = {
    id: rentalIdOf(`acc1:order-${number}/item-1`),
    accountId: account.id,
    provider: 'qiniu',
    title: 'one',
  };
  const endAt = instantOf(middleMs + wholeBetween(random, -20 * day, 30 * day));
  const releaseMs = Date.parse(endAt) + wholeBetween(random, 0, 5 * day);
  return {
    ...bareRental(known),
    phase: oneOf(random, phases),
    startsAt: orNull(somewhen()),
    end:
      random() < 0.2
        ? { at: null, basis: 'none', note: 'not-stated', earliestAt: null }
        : {
            at: endAt,
            basis: oneOf(random, ['stated', 'estimated']),
            note: null,
            earliestAt: orNull(instantOf(Date.parse(endAt) - wholeBetween(random, 0, hour))),
          },
    payBy: orNull({ at: somewhen(), basis: 'stated', note: null }),
    payBySeenAt: orNull(somewhen()),
    releases: orNull({
      at: instantOf(releaseMs),
      surelyAt: instantOf(releaseMs + wholeBetween(random, 0, day)),
      basis: 'stated',
      note: null,
    }),
  };
};

/** A store with one rental as it stood when the program last looked at the clock. */
const lastLooked = (rental: Rental, atMs: number): Database => {
  const { database } = aStore();
  insertAccount(database, account);
  keepRental(database, { rental, heldEnd: null }, [], atMs);
  return database;
};

const damagedFor = (database: Database, nowMs: number): readonly DamagedRow[] => {
  noteContradictions(database, derivingAtAnyTime(nowMs), 100);
  return database.damaged.all;
};

const samples = Array.from({ length: 60 }, (_, seed) => {
  const random = seededRandom(seed + 1);
  const anyMs = () => middleMs + wholeBetween(random, -60 * day, 60 * day);
  const rental = anyRental(random, seed);
  return { rental, writtenMs: anyMs(), readMs: anyMs(), random };
});

describe('a program that only reads', () => {
  it('calls no row damaged that the program wrote at any time, whatever its own clock says', () => {
    for (const { rental, writtenMs, readMs } of samples)
      expect(damagedFor(lastLooked(rental, writtenMs), readMs), JSON.stringify({ rental, writtenMs, readMs })).toEqual(
        [],
      );
  });

  it('finds what no clock can have written, whatever its own clock says', () => {
    for (const { rental, writtenMs, readMs, random } of samples) {
      const database = lastLooked(rental, writtenMs);
      const nonsense = oneOf(random, [
        `state = 'nonsense'`,
        `state = 'cancelled', sort_group = 0`,
        `sort_group = 7`,
        `sort_group = -1`,
        `rings_until = coalesce(rings_until, 0) + 1 - 2 * 1e15, sort_group = 3`,
        `sort_at = 8999999999999999, state_until = 9000000000000000, sort_group = 9`,
        ...rentalStates.map((state) => `state = '${state}', sort_group = (sort_group + 1) % 3, sort_at = 77`),
      ]);
      const before = database.one('SELECT * FROM rental');
      database.execute(`UPDATE rental SET ${nonsense}`);
      expect(damagedFor(database, readMs), JSON.stringify({ rental, nonsense, before, readMs })).toHaveLength(1);
    }
  });
});

describe('the program that writes', () => {
  it('puts right what a clock that ran ahead wrote, and then agrees with itself at any later time', () => {
    for (const { rental, writtenMs, readMs } of samples) {
      const database = lastLooked(rental, writtenMs);
      const nowMs = Math.min(writtenMs, readMs);
      Array.from(mendDerived(database, nowMs));
      const mended = database.one('SELECT state, state_until, sort_group FROM rental');
      keepRental(database, { rental, heldEnd: null }, [], nowMs);
      expect(mended).toEqual(database.one('SELECT state, state_until, sort_group FROM rental'));
      const written = database.rowsWritten;
      Array.from(mendDerived(database, nowMs + 40 * minute));
      expect(database.rowsWritten).toBe(written);
    }
  });
});
