import { describe, expect, it } from 'vitest';
import { rentalIdOf, type RentalId } from '../../../../electron/core/model/ids.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { insertAccount, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { deadlineMoves } from '../../../../electron/edges/store/deadline-moves.ts';
import { deleteRental } from '../../../../electron/edges/store/rentals.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { copyOwnTables } from '../../../../electron/edges/store/own-copy.ts';
import { applyReading } from '../../../../electron/engine/polling/apply.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { join } from 'node:path';
import { rmSync } from 'node:fs';

const id = rentalIdOf('acc1:order-1/item-1');
const movesOf = (database: Database, rental: RentalId = id) => deadlineMoves(database).get(rental);
const put = (database: Database, now: string, facts: Partial<Omit<Rental, 'id'>>): void =>
  keepRental(database, { rental: aRental(facts), heldEnd: null }, [], ms(now));

describe('how often a deadline moved', () => {
  it('is counted for each deadline by itself, and not for what did not move', () => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    put(database, '2026-03-01T00:00:00Z', {});
    expect(movesOf(database)).toEqual({ ends: { moves: 0, changedAt: at('2026-03-01T00:00:00Z') } });
    put(database, '2026-03-02T00:00:00Z', { region: 'elsewhere' });
    expect(movesOf(database)?.ends?.changedAt).toBe(at('2026-03-01T00:00:00Z'));
    put(database, '2026-03-03T00:00:00Z', { end: stated('2026-05-01T00:00:00Z') });
    put(database, '2026-03-04T00:00:00Z', { end: stated('2026-05-01T00:00:00Z'), phase: 'cancelled' });
    expect(movesOf(database)).toEqual({ ends: { moves: 2, changedAt: at('2026-03-04T00:00:00Z') } });
    const payBy = { at: at('2026-03-05T00:00:00Z'), basis: 'stated' } as const;
    put(database, '2026-03-05T00:00:00Z', { payBy });
    expect(movesOf(database)).toMatchObject({ ends: { moves: 3 }, 'pay-by': { moves: 0 } });
  });

  it.each([
    ['called off', ['delivered', 'cancelled'], 1],
    ['called off, and standing again', ['delivered', 'cancelled', 'delivered'], 2],
    ['of data that was kept, and is gone', ['frozen', 'released'], 1],
    ['out of sight between', ['cancelled', 'vanished', 'delivered'], 1],
    ['only paid', ['unpaid', 'paid', 'delivered'], 0],
  ] as const)('counts a deadline that is %s', (_, phases, moves) => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    for (const phase of phases) put(database, '2026-03-01T00:00:00Z', { phase });
    expect(movesOf(database)?.ends?.moves).toBe(moves);
  });

  it('never goes back: what fell away, or was joined to another rental for a while, keeps its count', () => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    for (const day of ['01', '02', '03'])
      put(database, '2026-03-01T00:00:00Z', { end: stated(`2026-05-${day}T00:00:00Z`) });
    put(database, '2026-03-01T00:00:00Z', { end: { at: null, basis: 'none', note: 'not-stated', earliestAt: null } });
    deleteRental(database, id);
    put(database, '2026-03-01T00:00:00Z', { end: stated('2026-05-03T00:00:00Z') });
    expect(movesOf(database)?.ends?.moves).toBe(2);
    put(database, '2026-03-01T00:00:00Z', { end: stated('2026-05-04T00:00:00Z') });
    expect(movesOf(database)?.ends?.moves).toBe(3);
  });

  it('is counted by rounds, and goes with its account', () => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    for (const [now, end] of [
      ['2026-03-01T08:00:00Z', '2026-04-01T00:00:00Z'],
      ['2026-03-02T08:00:00Z', '2026-03-20T00:00:00Z'],
    ] as const) {
      applyReading(database, anAccount(), aReading([anOrder({ items: [anItem({ end: stated(end) })] })]), at(now));
    }
    expect(movesOf(database)).toEqual({ ends: { moves: 1, changedAt: at('2026-03-02T08:00:00Z') } });
    removeAccount(database, anAccount().id);
    expect(deadlineMoves(database).size).toBe(0);
  });

  it('survives a store that is lost', () => {
    const path = join(aFolder(), 'store.sqlite');
    const store = aStore(path);
    insertAccount(store.database, anAccount());
    put(store.database, '2026-03-01T00:00:00Z', {});
    put(store.database, '2026-03-01T00:00:00Z', { end: stated('2026-05-01T00:00:00Z') });
    copyOwnTables(store.database, path);
    store.close();
    rmSync(path);
    expect(movesOf(aStore(path).database)?.ends?.moves).toBe(1);
  });

  it('begins in a store of an earlier release with the deadlines that it holds', () => {
    const path = join(aFolder(), 'store.sqlite');
    const store = aStore(path);
    insertAccount(store.database, anAccount());
    put(store.database, '2026-03-01T00:00:00Z', {});
    store.database.execute(
      'DROP TABLE resource; DROP TABLE resource_list; DROP TABLE deadline_move; DROP INDEX rental_by_subject; ALTER TABLE rental DROP COLUMN subject; PRAGMA user_version = 2',
    );
    store.close();
    const { database } = aStore(path);
    expect(movesOf(database)).toEqual({ ends: { moves: 0, changedAt: at('2026-03-01T00:00:00Z') } });
    put(database, '2026-03-02T00:00:00Z', { end: stated('2026-05-01T00:00:00Z') });
    expect(movesOf(database)?.ends?.moves).toBe(1);
  });
});
