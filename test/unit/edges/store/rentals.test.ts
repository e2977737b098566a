import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { nextDeadline } from '../../../../electron/core/deadlines/deadlines.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import {
  countRentals,
  deleteRental,
  findRentals,
  rentalById,
  rentalTotals,
} from '../../../../electron/edges/store/rentals.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { refreshStates } from '../../../../electron/engine/polling/refresh-states.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { estimated, stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const now = '2026-03-10T00:00:00Z';
const everything = { query: '', state: null, accountId: null };
const store = (rentals: readonly Rental[], storedAt = now): Database => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  for (const rental of rentals) keepRental(database, { rental, heldEnd: null }, [], ms(storedAt));
  return database;
};
const ids = (database: Database, window = { offset: 0, limit: 200 }): readonly string[] =>
  listRentals(database, everything, window).map((rental) => rental.id);

const none = { at: null, basis: 'none', note: 'not-stated', earliestAt: null } as const;
const mixed = [
  aRental({ id: 'open', end: none, openEnded: true }),
  aRental({ id: 'long-over', end: stated('2026-01-01T00:00:00Z') }),
  aRental({ id: 'month', end: stated('2026-04-01T00:00:00Z') }),
  aRental({ id: 'just-over', end: stated('2026-03-09T00:00:00Z') }),
  aRental({
    id: 'frozen',
    phase: 'frozen',
    end: none,
    releases: {
      at: at('2026-03-10T00:20:00Z'),
      surelyAt: at('2026-03-10T00:30:00Z'),
      basis: 'derived',
      note: 'frozen-window',
    },
  }),
  aRental({
    id: 'unpaid',
    phase: 'unpaid',
    payBy: { at: at('2026-03-12T00:00:00Z'), basis: 'stated' },
    payBySeenAt: at(now),
  }),
  aRental({ id: 'week', end: stated('2026-03-12T12:00:00Z') }),
  aRental({ id: 'cancelled', phase: 'cancelled', end: stated('2026-02-01T00:00:00Z') }),
];

describe('which rentals pass a filter', () => {
  it('has them in the sequence of the list', () => {
    const database = store(mixed);
    expect(findRentals(database, everything)).toEqual(ids(database));
    expect(findRentals(database, { ...everything, state: 'ending' })).toEqual(['week']);
  });

  it('leaves out no rental that is due by an instant, whichever clock asks and whenever it was stored', () => {
    const uncertain = { ...stated('2026-03-20T00:00:00Z'), earliestAt: at('2026-03-11T00:00:00Z') };
    const rentals = [...mixed, aRental({ id: 'uncertain', end: uncertain })];
    const database = store(rentals, '2026-03-15T00:00:00Z');
    for (const by of ['2026-03-10T00:25:00Z', '2026-03-11T00:00:00Z', '2026-03-12T00:00:00Z', '2026-04-01T00:00:00Z']) {
      const found = findRentals(database, { ...everything, aheadOfMs: ms(now), dueBy: at(by) });
      const due = rentals.filter((rental) => (nextDeadline(rental, ms(now))?.at ?? '~') <= at(by)).map(({ id }) => id);
      expect(due.length).toBeGreaterThan(0);
      expect(found).toEqual(expect.arrayContaining(due));
    }
    expect(findRentals(database, { ...everything, dueBy: at('2026-03-10T00:25:00Z') })).not.toContain('week');
  });

  it('has what cannot be read, so that its reader finds it damaged', () => {
    const database = store(mixed);
    for (const body of ['no JSON', '{}', '[]', '{"end":7}']) {
      database.run(`UPDATE rental SET body = ? WHERE id = 'month'`, body);
      expect(findRentals(database, { ...everything, dueBy: at(now) })).toContain('month');
    }
  });
});

describe('the list of rentals', () => {
  it('by urgency: deadlines first, soonest first; then those without; what is over last, newest first', () => {
    expect(ids(store(mixed))).toEqual([
      'frozen',
      'unpaid',
      'week',
      'month',
      'open',
      'just-over',
      'cancelled',
      'long-over',
    ]);
  });

  it('windows put together are the whole list, each rental once', () => {
    const many = Array.from({ length: 23 }, (_, index) =>
      aRental({ id: `r${String(index)}`, end: stated('2026-04-01T00:00:00Z') }),
    );
    const database = store([...mixed, ...many]);
    const windows = [0, 10, 20, 30].flatMap((offset) => ids(database, { offset, limit: 10 }));
    expect(windows).toEqual(ids(database));
    expect(new Set(windows).size).toBe(mixed.length + many.length);
    expect(countRentals(database, everything)).toBe(31);
    expect(ids(database, { offset: 31, limit: 10 })).toEqual([]);
  });

  it('by state and by account', () => {
    const database = store(mixed);
    insertAccount(database, anAccount({ id: accountIdOf('acc2'), label: '第二个' }));
    keepRental(
      database,
      { rental: aRental({ id: 'other', accountId: accountIdOf('acc2') }), heldEnd: null },
      [],
      ms(now),
    );
    expect(
      listRentals(database, { ...everything, state: 'frozen' }, { offset: 0, limit: 9 }).map((rental) => rental.id),
    ).toEqual(['frozen']);
    expect(countRentals(database, { ...everything, accountId: accountIdOf('acc2') })).toBe(1);
    expect(countRentals(database, { ...everything, accountId: accountIdOf('acc2'), state: 'frozen' })).toBe(0);
  });

  it('counts each state', () => {
    expect(rentalTotals(store(mixed))).toEqual({
      pending: 1,
      active: 1,
      ending: 1,
      expired: 2,
      frozen: 1,
      released: 0,
      cancelled: 1,
      'open-ended': 1,
      unknown: 0,
    });
  });
});

describe('the clock goes on', () => {
  const month = aRental({ id: 'month', end: stated('2026-04-01T00:00:00Z') });
  const stateOf = (database: Database): readonly string[] =>
    Object.entries(rentalTotals(database)).flatMap(([state, count]) => (count > 0 ? [state] : []));

  it('states follow it, and only rows whose time has come are written', () => {
    const database = store([month]);
    expect(refreshStates(database, ms('2026-03-24T23:59:59Z'))).toBe(0);
    expect(stateOf(database)).toEqual(['active']);
    expect(refreshStates(database, ms('2026-03-25T00:00:00Z'))).toBe(1);
    expect(stateOf(database)).toEqual(['ending']);
    expect(refreshStates(database, ms('2026-04-01T00:00:00Z'))).toBe(1);
    expect(stateOf(database)).toEqual(['expired']);
    const before = database.rowsWritten;
    expect(refreshStates(database, ms('2026-05-01T00:00:00Z'))).toBe(0);
    expect(database.rowsWritten).toBe(before);
  });

  it('a long sleep skips what lies between', () => {
    const database = store([month]);
    refreshStates(database, ms('2026-06-01T00:00:00Z'));
    expect(stateOf(database)).toEqual(['expired']);
  });

  it('what has ended sinks in the list', () => {
    const database = store([month, aRental({ id: 'later', end: stated('2026-05-01T00:00:00Z') })]);
    expect(ids(database)).toEqual(['month', 'later']);
    refreshStates(database, ms('2026-04-01T00:00:00Z'));
    expect(ids(database)).toEqual(['later', 'month']);
  });

  it('a passed estimate stays active', () => {
    const database = store([aRental({ end: estimated('2026-04-01T00:00:00Z') })]);
    refreshStates(database, ms('2026-04-02T00:00:00Z'));
    expect(stateOf(database)).toEqual(['active']);
  });
});

it('a rental comes back as it was stored, until it is deleted', () => {
  const database = store([]);
  const rental = aRental({
    title: '训练机',
    releases: { at: at(now), surelyAt: at(now), basis: 'derived', note: 'frozen-since-unknown' },
  });
  keepRental(database, { rental, heldEnd: stated('2026-05-01T00:00:00Z') }, [], ms(now));
  expect(rentalById(database, rental.id)).toEqual(rental);
  deleteRental(database, rental.id, ms(now));
  expect([rentalById(database, rental.id), countRentals(database, { ...everything, query: '训练机' })]).toEqual([
    null,
    0,
  ]);
});
