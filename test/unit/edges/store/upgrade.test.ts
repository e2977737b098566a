import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { insertAccount, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import { careMark } from '../../../../electron/edges/store/care-marks.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { finishLinks } from '../../../../electron/edges/store/link-slices.ts';
import { ownVersionOf, schemaVersion, versionOf } from '../../../../electron/edges/store/migrations.ts';
import { putWish, wishOfRental } from '../../../../electron/edges/store/rental-wishes.ts';
import { makeRoomForTags } from '../../../../electron/program/rentals/tag-room.ts';
import { rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { openForReading } from '../../../../electron/edges/store/open.ts';
import { orderKeysOfResource, rentalKeysOfOrder } from '../../../../electron/edges/store/order-links.ts';
import { indexTexts } from '../../../../electron/edges/store/order-text.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { workingVersion } from '../../../../electron/edges/store/schema-steps.ts';
import { orderTally } from '../../../../electron/edges/store/unassembled.ts';
import { upgradePercent, upgradeSlice } from '../../../../electron/edges/store/upgrade.ts';
import { mendDerived } from '../../../../electron/engine/polling/mend-derived.ts';
import { wordsOfRental } from '../../../../electron/engine/polling/reassemble.ts';
import { listOrders } from '../../../fakes/listed-orders.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { takeBackTo } from '../../../fakes/earlier-store.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading } from '../../../fakes/orders.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';

const now = at('2026-03-01T09:00:00Z');
const account = anAccount();

const ordersRead = ['1', '2', '3', '4', '5'].map((id) =>
  anOrder({
    id,
    title: `云主机 ${id}号 Rental-${id}`,
    facts: [
      { path: 'order.note', value: `note-${id}` },
      { path: 'order.memo', value: null },
    ],
    items: [anItem({ id: `item-${id}`, resourceId: id === '5' ? 'r-4' : `r-${id}` })],
  }),
);

/** A store with orders and rentals, as a release of that version has left it; and what its present form says. */
const anEarlierStore = (version: number) => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  insertAccount(store.database, account);
  applyReading(store.database, account, aReading(ordersRead), now);
  while (indexTexts(store.database));
  const said = saidBy(store.database);
  const { bytes } = orderTally(store.database, account.id);
  takeBackTo(store.database, version);
  store.close();
  return { path, said, bytes };
};

const queries = ['云主机', 'rental-2', 'note-3', '号', 'absent', ''];

/** What readers find in a store. */
const saidBy = (database: Database) => ({
  orders: queries.map((query) => listOrders(database, { query, status: null, accountId: null })),
  rentals: queries.map((query) =>
    listRentals(database, { query, state: null, accountId: null }, { offset: 0, limit: 50 }),
  ),
});

/** What rounds go by. */
const linksOf = (database: Database) => [
  ...['r-1', 'r-4'].map((id) => orderKeysOfResource(database, account.id, id)),
  ...[1, 2, 3, 4, 5].map((key) => rentalKeysOfOrder(database, key)),
];

const next = (database: Database): boolean => upgradeSlice(database, wordsOfRental, 2);

describe.each([1, 2, 3, 4])('a store of version %i', (version) => {
  it('says the same when it was opened, after each slice and each start, and in the end', () => {
    const { path, said } = anEarlierStore(version);
    const percents: (number | null)[] = [];
    for (let isMore = true; isMore;) {
      const { database, setAside, close } = aStore(path);
      expect([setAside, ownVersionOf(database) >= workingVersion]).toEqual([null, true]);
      percents.push(upgradePercent(database));
      expect(saidBy(database)).toEqual(said);
      isMore = next(database);
      if (!isMore) percents.push(upgradePercent(database));
      expect(saidBy(database)).toEqual(said);
      close();
      const reader = openForReading(path);
      if (!reader.ok || reader.value === null) throw new Error('no reader');
      expect(saidBy(reader.value.database)).toEqual(said);
      reader.value.close();
    }
    expect(percents).toEqual([...percents].sort((one, other) => (one ?? 100) - (other ?? 100)));
    expect([percents[0], percents.at(-1)]).toEqual([0, null]);
    const { database } = aStore(path);
    expect([versionOf(database), database.damaged.all]).toEqual([schemaVersion, []]);
  });
});

describe('while a store is brought up to date', () => {
  it('its rows take on the present form, and are counted as they are after the next start', () => {
    const { path, bytes } = anEarlierStore(4);
    const { database, close } = aStore(path);
    finishLinks(database);
    expect(orderTally(database, account.id).bytes).toBeGreaterThan(bytes);
    while (next(database));
    close();
    const later = aStore(path).database;
    expect(orderTally(later, account.id)).toMatchObject({ bytes, assembledTo: 5, walkEnded: true });
    expect(later.all(`SELECT key FROM orders WHERE search_text <> '' OR fact_shape IS NULL`)).toEqual([]);
    expect(later.all(`SELECT key FROM rental WHERE search_text <> ''`)).toEqual([]);
    expect(later.all('SELECT name FROM care_mark')).toEqual([{ name: 'loose' }]);
    while (indexTexts(later));
    later.execute(`INSERT INTO order_text_search (order_text_search, rank) VALUES ('integrity-check', 1)`);
    expect([...mendDerived(later, ms(now))].includes(true)).toBe(false);
  });

  it('what rounds go by is there for whoever asks, and was made only once', () => {
    const { path } = anEarlierStore(4);
    const { database } = aStore(path);
    expect(linksOf(database)).toEqual([
      [1],
      [4, 5],
      [expect.any(Number)],
      [expect.any(Number)],
      [expect.any(Number)],
      expect.anything(),
      expect.anything(),
    ]);
    expect([careMark(database, 'link-orders'), careMark(database, 'link-rentals')]).toEqual([null, null]);
  });

  it('rounds go on: what they change is kept, found and not written again', () => {
    const { path } = anEarlierStore(4);
    const { database } = aStore(path);
    const found = (query: string) =>
      listOrders(database, { query, status: null, accountId: null }).map(({ providerOrderId }) =>
        String(providerOrderId),
      );
    for (let slices = 0, isMore = true; isMore; slices += 1) {
      const changed = ordersRead.map((order) => ({
        ...order,
        title: `round-${String(slices)}-of-${order.providerOrderId}`,
      }));
      applyReading(database, account, aReading(changed.slice(slices % 5, (slices % 5) + 1)), now);
      expect(found(`round-${String(slices)}-of`)).toEqual([String((slices % 5) + 1)]);
      isMore = next(database);
    }
    expect(found('云主机')).toEqual([]);
    while (indexTexts(database));
    database.execute(`INSERT INTO order_text_search (order_text_search, rank) VALUES ('integrity-check', 1)`);
  });

  it('a row that cannot be read stays as it is', () => {
    const { path } = anEarlierStore(4);
    const { database } = aStore(path);
    database.run(`UPDATE orders SET body = 'cut' WHERE key = 2`);
    database.run(`UPDATE rental SET body = 'cut' WHERE key = 3`);
    while (next(database));
    expect(versionOf(database)).toBe(schemaVersion);
    expect(
      database.all(`SELECT key FROM orders WHERE body = 'cut' UNION ALL SELECT key FROM rental WHERE body = 'cut'`),
    ).toHaveLength(2);
    expect(database.one('SELECT text FROM order_text WHERE key = 2')).toMatchObject({
      text: expect.stringContaining('note-2'),
    });
  });

  it('what is said about a rental is kept and taken back, tags once there is a place for them', async () => {
    const { path } = anEarlierStore(4);
    const { database } = aStore(path);
    const id = rentalIdOf('acc1:1/item-1');
    putWish(database, account.id, id, { note: 'x', tags: [] });
    expect(wishOfRental(database, id)).toMatchObject({ note: 'x', tags: [] });
    await makeRoomForTags({ database });
    putWish(database, account.id, id, { tags: ['LLM'] });
    expect([wishOfRental(database, id)?.tags, versionOf(database)]).toEqual([['LLM'], schemaVersion]);
  });

  it('an account can be removed', () => {
    const { path } = anEarlierStore(4);
    const { database } = aStore(path);
    for (let slices = 0; slices < 8; slices += 1) next(database);
    removeAccount(database, account.id);
    while (next(database));
    expect(versionOf(database)).toBe(schemaVersion);
    for (const table of ['orders', 'order_text', 'order_resource', 'rental_order'])
      expect(database.all(`SELECT 1 FROM ${table}`)).toEqual([]);
  });
});

it('a new store is up to date, and has no marks', () => {
  const { database } = aStore();
  expect([versionOf(database), upgradePercent(database), upgradeSlice(database, wordsOfRental)]).toEqual([
    schemaVersion,
    null,
    false,
  ]);
  expect(database.all('SELECT * FROM care_mark')).toEqual([]);
});
