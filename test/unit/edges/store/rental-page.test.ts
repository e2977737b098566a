import { expect, it } from 'vitest';
import { day } from '../../../../electron/core/model/instant.ts';
import { rentalStates } from '../../../../electron/core/model/rental.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { pageOfRentals } from '../../../../electron/edges/store/rental-page.ts';
import type { RentalQuery } from '../../../../electron/edges/store/rental-conditions.ts';
import { countRentals } from '../../../../electron/edges/store/rentals.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const now = '2026-03-10T00:00:00Z';
const words = ['训练机', '推理机', 'ubuntu', 'gpu', 'rtx 4090', 'b'] as const;

const filled = (random: () => number): Database => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  for (let index = 0; index < 80; index += 1) {
    const title = `${oneOf(random, words)} ${oneOf(random, words)}`;
    const date = String(wholeBetween(random, 1, 28)).padStart(2, '0');
    const end = stated(`2026-0${String(wholeBetween(random, 2, 5))}-${date}T00:00:00Z`);
    const intention = oneOf(random, ['undecided', 'renew'] as const);
    const rental = aRental({ id: `rental-${String(index)}`, title, end, intention, orders: [] });
    keepRental(database, { rental, heldEnd: null }, [title], ms(now));
  }
  return database;
};

it('a page and its total are those of the list and of the count, whatever is asked', () => {
  const random = seededRandom(7);
  const database = filled(random);
  const { id } = anAccount();
  for (let round = 0; round < 400; round += 1) {
    const terms = Array.from({ length: wholeBetween(random, 0, 2) }, () => oneOf(random, [...words, '没有', '\0']));
    const filter = {
      query: terms.join(' '),
      state: oneOf(random, [null, null, ...rentalStates]),
      accountId: oneOf(random, [null, id]),
      ...oneOf<Partial<RentalQuery>>(random, [{}, { isOver: false }, { isOver: true }]),
      ...oneOf<Partial<RentalQuery>>(random, [{}, {}, { nextBy: 'none' }, { nextBy: ms('2026-04-01T00:00:00Z') }]),
      ...oneOf<Partial<RentalQuery>>(random, [
        {},
        {},
        { plan: 'renew' },
        { provider: 'wolover' },
        { region: '' },
        { kind: 'gpu' },
      ]),
      ...oneOf<Partial<RentalQuery>>(random, [
        {},
        {},
        { noRing: { reason: 'any', nowMs: ms(now), mutedUntilMs: ms(now) + day } },
      ]),
    };
    const window = { offset: wholeBetween(random, 0, 100), limit: wholeBetween(random, 1, 40) };
    expect(pageOfRentals(database, filter, window), JSON.stringify({ filter, window })).toEqual({
      rows: listRentals(database, filter, window),
      total: countRentals(database, filter),
    });
  }
});

it('a row whose subject is damaged is among the rentals, the credit of an account is not', () => {
  const database = filled(seededRandom(9));
  database.run(`UPDATE rental SET subject = 'nonsense' WHERE id = 'rental-3'`);
  database.run(`UPDATE rental SET subject = 'balance', id = account_id || ':balance' WHERE id = 'rental-4'`);
  for (const query of ['', '机']) {
    const filter = { query, state: null, accountId: null };
    const window = { offset: 0, limit: 200 };
    const { rows, total } = pageOfRentals(database, filter, window);
    expect(rows).toEqual(listRentals(database, filter, window));
    expect(total).toBe(countRentals(database, filter));
  }
  const everything = pageOfRentals(database, { query: '', state: null, accountId: null }, { offset: 0, limit: 200 });
  expect(everything.total).toBe(79);
  expect(everything.rows.map((rental) => rental.id)).toContain('rental-3');
});

it('a damaged row is counted and left out', () => {
  const database = filled(seededRandom(8));
  database.run(`UPDATE rental SET body = '{' WHERE id = 'rental-3'`);
  const filter = { query: '机', state: null, accountId: null };
  const { rows, total } = pageOfRentals(database, filter, { offset: 0, limit: 200 });
  expect(total).toBe(countRentals(database, filter));
  expect(rows.map((rental) => rental.id)).not.toContain('rental-3');
});
