import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { accountIdOf, providerOrderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import type { RoundReading } from '../../../../electron/core/ports/provider.ts';
import { accountById, listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { countDamagedRows } from '../../../../electron/edges/store/count-damaged-rows.ts';
import { Database, textOf } from '../../../../electron/edges/store/database.ts';
import { finishLinks } from '../../../../electron/edges/store/link-slices.ts';
import { versionOf } from '../../../../electron/edges/store/migrations.ts';
import { openForReading } from '../../../../electron/edges/store/open.ts';
import { workingVersion } from '../../../../electron/edges/store/schema-steps.ts';
import { ordersOfAccount } from '../../../../electron/edges/store/orders.ts';
import { listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import { joinsOfAccount, wishOfRental } from '../../../../electron/edges/store/rental-wishes.ts';
import { rentalsOfAccount } from '../../../../electron/edges/store/rentals.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { accountsOfRentals } from '../../../../electron/engine/bell/accounts-of-rentals.ts';
import { resourcesOfAccount } from '../../../../electron/edges/store/resources.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { reassembleAccount } from '../../../../electron/engine/polling/reassemble.ts';
import { derivingAt } from '../../../../electron/engine/polling/keep-rental.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { aReading } from '../../../fakes/orders.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';

const ids = ['acc1', 'acc2'].map(accountIdOf);

/** Every row of the tables of an earlier release, as it lies in the store. */
const rowsOf = (database: Database) =>
  Object.fromEntries(
    database
      .all(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_search%' ESCAPE '\\'`)
      .map((row) => textOf(row, 'name'))
      .filter((name) => name !== 'resource' && name !== 'resource_list')
      .map((name) => [name, database.all(`SELECT * FROM ${name} ORDER BY 1, 2`)]),
  );

/** A store that version 0.1.0 has left, with what lay in it. */
const anEarlierStore = () => {
  const path = join(aFolder(), 'store.sqlite');
  const database = new Database(path, { readOnly: false });
  database.execute(readFileSync(new URL('../../../fixtures/store/version-3.sql', import.meta.url), 'utf8'));
  const rows = rowsOf(database);
  expect(versionOf(database)).toBe(3);
  database.close();
  return { path, rows };
};

const replayed = (database: Database, id: (typeof ids)[number]): readonly RoundReading[] => {
  const orders = ordersOfAccount(database, id);
  return [aReading(orders), aReading([], { unchanged: orders.map(({ providerOrderId }) => providerOrderId) })];
};

it('is opened with all that it held, after a copy was kept of it', () => {
  const { path, rows } = anEarlierStore();
  const { database, setAside } = aStore(path);
  expect([setAside, versionOf(database)]).toEqual([null, workingVersion]);
  expect(rowsOf(database)).toMatchObject(rows);
  expect(Object.values(rows).every((each) => each.length > 0)).toBe(true);
  expect(existsSync(`${path}.version-3`)).toBe(true);
  countDamagedRows(database, derivingAt(ms('2026-03-20T09:00:00Z')));
  expect(database.damaged.all).toEqual([]);
});

it('is understood: accounts, orders, rentals, wishes, joins and the log', () => {
  const { database } = aStore(anEarlierStore().path);
  expect(listAccounts(database).map(({ label }) => label)).toEqual(['Wolover lab', '公司账号']);
  expect(ids.map((id) => ordersOfAccount(database, id).length)).toEqual([6, 2]);
  expect(
    rentalsOfAccount(database, ids[0] ?? accountIdOf('')).map(({ rental }) => [rental.title, rental.end.at]),
  ).toEqual(expect.arrayContaining([['训练机', at('2026-05-01T00:00:00Z')]]));
  expect(wishOfRental(database, rentalIdOf('acc1:create/item-1'))).toMatchObject({
    note: 'ask Li',
    intention: 'renew',
  });
  expect([...joinsOfAccount(database, accountIdOf('acc1'))]).toEqual([[providerOrderIdOf('apart'), 'use']]);
  expect(listReminderLog(database, { offset: 0, limit: 50 }).length).toBeGreaterThan(3);
  expect(
    listRentals(database, { query: '训练集群', state: null, accountId: null }, { offset: 0, limit: 9 }).map(
      ({ id }) => id,
    ),
  ).toEqual(['acc1:create/item-1']);
});

it('its rentals say nothing of what that release did not know, and its accounts list no resources', () => {
  const { database } = aStore(anEarlierStore().path);
  const accountOf = accountsOfRentals(database);
  for (const id of ids) {
    const rentals = rentalsOfAccount(database, id);
    expect(rentals.length).toBeGreaterThan(1);
    for (const { rental } of rentals) {
      expect(rental).toMatchObject({
        ...{ paidPer: null, autoRenews: 'unknown', chargesAt: null, afterwards: null, listing: null },
      });
      expect(accountOf(rental)).toEqual(accountById(database, id));
    }
    expect(resourcesOfAccount(database, id)).toEqual([]);
  }
});

it('can be read beside a program of that release, without being changed', () => {
  const { path, rows } = anEarlierStore();
  const opened = openForReading(path);
  if (!opened.ok || opened.value === null) throw new Error('no reader');
  expect(rentalsOfAccount(opened.value.database, accountIdOf('acc1'))).toHaveLength(4);
  opened.value.close();
  const after = new Database(path, { readOnly: true });
  expect([versionOf(after), rowsOf(after)]).toEqual([3, rows]);
  after.close();
});

it('rounds that find nothing new write nothing', () => {
  const { database } = aStore(anEarlierStore().path);
  const account = accountById(database, accountIdOf('acc2'));
  if (account === null) throw new Error('no account');
  const before = database.rowsWritten;
  for (const reading of replayed(database, account.id))
    expect(applyReading(database, account, reading, at('2026-03-20T09:10:00Z')).changes).toEqual([]);
  expect(database.rowsWritten - before).toBe(0);
});

it('an end that waited for a second reading still does, and nothing else is written when that comes', () => {
  const { database } = aStore(anEarlierStore().path);
  const account = accountById(database, accountIdOf('acc1'));
  if (account === null) throw new Error('no account');
  const [read, unchanged] = replayed(database, account.id);
  if (read === undefined || unchanged === undefined) throw new Error('no reading');
  finishLinks(database);
  const before = database.rowsWritten;
  expect(applyReading(database, account, unchanged, at('2026-03-20T09:10:00Z')).changes).toEqual([]);
  reassembleAccount(database, account, at('2026-03-20T09:15:00Z'));
  expect(database.rowsWritten - before).toBe(0);
  const { changes } = applyReading(database, account, read, at('2026-03-20T09:20:00Z'));
  expect(changes).toMatchObject([
    { kind: 'endMoved', before: at('2026-04-02T00:00:00Z'), after: at('2026-05-02T00:00:00Z') },
  ]);
  const settled = database.rowsWritten;
  applyReading(database, account, read, at('2026-03-20T09:30:00Z'));
  expect(database.rowsWritten - settled).toBe(0);
});
