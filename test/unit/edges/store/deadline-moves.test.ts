import { describe, expect, it } from 'vitest';
import { rentalIdOf, type RentalId } from '../../../../electron/core/model/ids.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { insertAccount, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import {
  deadlineMovesOf,
  rentalsWithDeadlines,
  rentalsWithDeadlinesOff,
} from '../../../../electron/edges/store/deadline-moves.ts';
import { deleteRental } from '../../../../electron/edges/store/rentals.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { copyOwnTables } from '../../../../electron/edges/store/own-copy.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { takeBackTo } from '../../../fakes/earlier-store.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { join } from 'node:path';
import { rmSync } from 'node:fs';

const id = rentalIdOf('acc1:order-1/item-1');
const movesOf = (database: Database, rental: RentalId = id) =>
  rentalsWithDeadlines(database).includes(rental) ? deadlineMovesOf(database, rental) : undefined;
const put = (database: Database, now: string, facts: Partial<Omit<Rental, 'id'>>): void =>
  keepRental(database, { rental: aRental(facts), heldEnd: null }, [], ms(now));

const payBy = { at: at('2026-03-01T02:00:00Z'), basis: 'derived' } as const;
const unpaid = { phase: 'unpaid', payBy, payBySeenAt: at('2026-03-01T00:00:00Z') } as const;
const paid = { phase: 'paid', payBy: null, payBySeenAt: null } as const;
const releases = {
  at: at('2026-03-01T01:30:00Z'),
  surelyAt: at('2026-03-01T02:00:00Z'),
  basis: 'derived',
  note: 'frozen-window',
} as const;
const frozen = { phase: 'frozen', end: stated('2026-03-01T00:50:00Z'), releases } as const;
const noEnd = { at: null, basis: 'none', note: 'not-stated', earliestAt: null } as const;

describe('a deadline that was announced and went away', () => {
  const calledOff = (...puts: readonly (readonly [string, Partial<Omit<Rental, 'id'>> | null])[]) => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    for (const [now, facts] of puts) {
      if (facts === null) deleteRental(database, id, ms(now));
      else put(database, now, facts);
    }
    return Object.entries(movesOf(database) ?? {}).flatMap(([kind, { calledOff: off }]) =>
      off === null ? [] : [[kind, off.at]],
    );
  };

  it.each([
    ['paid', [unpaid, paid], [['pay-by', payBy.at]]],
    ['cancelled unpaid', [unpaid, { ...unpaid, phase: 'cancelled' }], [['pay-by', payBy.at]]],
    ['renewed while frozen', [frozen, { end: stated('2026-05-01T00:00:00Z') }], [['releases', releases.at]]],
    ['cancelled while it runs', [{}, { phase: 'cancelled' }], [['ends', aRental().end.at]]],
    ['cut short', [{}, { phase: 'cancelled', end: stated('2026-03-01T00:00:00Z') }], [['ends', aRental().end.at]]],
    ['without an end any more', [{}, { end: noEnd }], [['ends', aRental().end.at]]],
    ['joined to another', [{}, null], [['ends', aRental().end.at]]],
    [
      'paid, then released early',
      [{}, { phase: 'released' }, { phase: 'released', title: 'x' }],
      [['ends', aRental().end.at]],
    ],
  ] as const)('%s is known as called off, at the instant that was told', (_, puts, expected) => {
    expect(calledOff(...puts.map((facts) => ['2026-03-01T00:55:00Z', facts] as const))).toEqual(expected);
  });

  it.each([
    ['was never paid', [unpaid, { ...unpaid, ...paid, phase: 'cancelled' }], ['pay-by']],
    ['was over when it was first seen', [{ phase: 'cancelled' }, { phase: 'released' }], []],
    ['is back', [{}, { phase: 'cancelled' }, {}], []],
    ['is out of sight', [{}, { phase: 'vanished' }], []],
    ['stands', [unpaid, unpaid], []],
  ] as const)('an end that %s is not', (_, puts, expected) => {
    expect(calledOff(...puts.map((facts) => ['2026-03-01T00:55:00Z', facts] as const)).map(([kind]) => kind)).toEqual(
      expected,
    );
  });

  it('came to pass where its instant had passed and what it announced is so', () => {
    const late = '2026-03-01T03:00:00Z';
    expect(calledOff(['2026-03-01T00:00:00Z', { end: frozen.end }], [late, frozen])).toEqual([]);
    expect(calledOff(['2026-03-01T00:55:00Z', frozen], [late, { ...frozen, phase: 'released' }])).toEqual([]);
    expect(calledOff(['2026-03-01T00:55:00Z', unpaid], [late, { ...unpaid, phase: 'cancelled' }])).toEqual([]);
    expect(calledOff(['2026-03-01T00:55:00Z', unpaid], [late, paid])).toEqual([['pay-by', payBy.at]]);
    const between = '2026-03-01T01:45:00Z';
    expect(calledOff(['2026-03-01T00:55:00Z', frozen], [between, { ...frozen, phase: 'released' }])).toHaveLength(1);
  });

  it('has a higher number than before, and a higher one again when it comes back', () => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    const number = (facts: Partial<Omit<Rental, 'id'>>) => {
      put(database, '2026-03-01T00:00:00Z', facts);
      return movesOf(database)?.['pay-by']?.moves;
    };
    expect([unpaid, paid, paid, unpaid, { ...paid, title: 'x' }].map(number)).toEqual([0, 1, 1, 2, 3]);
  });

  it('is told from the facts of an earlier release, which say no more than the phase', () => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    const put3 = (facts: string) => {
      put(database, '2026-03-01T00:00:00Z', { ...unpaid });
      database.run('UPDATE deadline_move SET facts = ?', facts);
      expect(rentalsWithDeadlinesOff(database)).toEqual([]);
      put(database, '2026-03-01T00:10:00Z', { ...paid, phase: 'cancelled' });
      expect(rentalsWithDeadlinesOff(database)).toEqual([id]);
      return Object.entries(movesOf(database) ?? {}).flatMap(([kind, { calledOff: off }]) =>
        off === null ? [] : [kind],
      );
    };
    expect(put3(JSON.stringify([payBy, 'unpaid', 'x']))).toEqual(['pay-by']);
    expect(put3('')).toContain('pay-by');
    expect(put3('{"broken')).toContain('pay-by');
  });
});

describe('how often a deadline moved', () => {
  it('is counted for each deadline by itself, and not for what did not move', () => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    put(database, '2026-03-01T00:00:00Z', {});
    expect(movesOf(database)).toMatchObject({ ends: { moves: 0, changedAt: at('2026-03-01T00:00:00Z') } });
    put(database, '2026-03-02T00:00:00Z', { region: 'elsewhere' });
    expect(movesOf(database)?.ends?.changedAt).toBe(at('2026-03-01T00:00:00Z'));
    put(database, '2026-03-03T00:00:00Z', { end: stated('2026-05-01T00:00:00Z') });
    put(database, '2026-03-04T00:00:00Z', { end: stated('2026-05-01T00:00:00Z'), phase: 'cancelled' });
    expect(movesOf(database)).toMatchObject({ ends: { moves: 2, changedAt: at('2026-03-04T00:00:00Z') } });
    const payBy = { at: at('2026-03-05T00:00:00Z'), basis: 'stated' } as const;
    put(database, '2026-03-05T00:00:00Z', { payBy });
    expect(movesOf(database)).toMatchObject({ ends: { moves: 3 }, 'pay-by': { moves: 0 } });
  });

  it.each([
    ['called off', ['delivered', 'cancelled'], 1],
    ['called off, and standing again', ['delivered', 'cancelled', 'delivered'], 2],
    ['out of sight between', ['delivered', 'cancelled', 'vanished', 'delivered'], 2],
    ['only out of sight', ['delivered', 'vanished', 'delivered'], 0],
    ['only paid', ['unpaid', 'paid', 'delivered'], 0],
    ['of a rental that was over when it was first seen', ['frozen', 'released'], 0],
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
    deleteRental(database, id, ms('2026-03-01T00:00:00Z'));
    put(database, '2026-03-01T00:00:00Z', { end: stated('2026-05-03T00:00:00Z') });
    expect(movesOf(database)?.ends?.moves).toBe(4);
    put(database, '2026-03-01T00:00:00Z', { end: stated('2026-05-04T00:00:00Z') });
    expect(movesOf(database)?.ends?.moves).toBe(5);
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
    expect(movesOf(database)).toMatchObject({ ends: { moves: 1, changedAt: at('2026-03-02T08:00:00Z') } });
    removeAccount(database, anAccount().id);
    expect(rentalsWithDeadlines(database)).toEqual([]);
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
    takeBackTo(store.database, 2);
    store.close();
    const { database } = aStore(path);
    expect(movesOf(database)).toMatchObject({ ends: { moves: 0, changedAt: at('2026-03-01T00:00:00Z') } });
    put(database, '2026-03-02T00:00:00Z', { end: stated('2026-05-01T00:00:00Z') });
    expect(movesOf(database)?.ends?.moves).toBe(1);
  });
});
