import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import { setCareMark } from '../../../../electron/edges/store/care-marks.ts';
import { compact, isWorthCompacting } from '../../../../electron/edges/store/compact.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { ownVersionOf, schemaVersion } from '../../../../electron/edges/store/migrations.ts';
import { openForReading, type OpenStore } from '../../../../electron/edges/store/open.ts';
import { indexTexts } from '../../../../electron/edges/store/order-text.ts';
import { writeSetting, readSetting } from '../../../../electron/edges/store/setting-rows.ts';
import { listOrders } from '../../../fakes/listed-orders.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { at } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading } from '../../../fakes/orders.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';

const now = at('2026-03-01T09:00:00Z');

const ordersOf = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, number) =>
    anOrder({
      id: `${prefix}-${String(number)}`,
      title: `${prefix} Rental-${String(number)}`,
      facts: [{ path: 'order.note', value: `${prefix} ${'long '.repeat(200)}` }],
      items: [anItem({ resourceId: `r-${prefix}-${String(number)}` })],
    }),
  );

/** A store of which an account was removed that took up most of it. */
const withRoom = (): OpenStore => {
  const store = aStore();
  const [gone, kept] = [anAccount({ id: accountIdOf('acc2'), label: 'gone' }), anAccount()];
  for (const account of [gone, kept]) insertAccount(store.database, account);
  const large = ordersOf('gone', 300).map((order) => ({ ...order, accountId: gone.id }));
  applyReading(store.database, gone, aReading(large), now);
  applyReading(store.database, kept, aReading(ordersOf('kept', 20)), now);
  while (indexTexts(store.database));
  removeAccount(store.database, gone.id);
  return store;
};

/** Every row of every table but those that SQLite arranges as it likes. */
const rowsOf = (database: Database) =>
  database
    .all(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .map(({ name }) => [name, database.all(`SELECT * FROM ${String(name)}`)]);

const found = (database: Database) =>
  listOrders(database, { query: 'rental-7', status: null, accountId: null }).map(
    ({ providerOrderId }) => providerOrderId,
  );

const little = { bytes: 100_000, part: 0.25 };
const never = (): boolean => false;
const noRest = (): Promise<void> => Promise.resolve();

describe('a store with room inside', () => {
  it('is written anew with every row, is shorter, and is written on', async () => {
    const store = withRoom();
    const { database, path, file } = store;
    const [rows, size] = [rowsOf(database), Number(database.one('PRAGMA page_count')?.['page_count']) * 4096];
    expect(await compact(store, noRest, never)).toBe(true);
    expect(rowsOf(database)).toEqual(rows);
    expect(statSync(path).size).toBeLessThan(size / 2);
    expect([ownVersionOf(database), database.one('PRAGMA integrity_check')]).toEqual([
      schemaVersion,
      { integrity_check: 'ok' },
    ]);
    database.execute(`INSERT INTO order_text_search (order_text_search, rank) VALUES ('integrity-check', 1)`);
    expect(found(database)).toEqual(['kept-7']);
    expect([file.loss, (statSync(path).mode & 0o777).toString(8), existsSync(`${path}.compact`)]).toEqual([
      null,
      '600',
      false,
    ]);
    expect([
      database.one('PRAGMA journal_mode'),
      database.one('PRAGMA synchronous'),
      database.one('PRAGMA foreign_keys'),
    ]).toEqual([{ journal_mode: 'wal' }, { synchronous: 2 }, { foreign_keys: 1 }]);
    writeSetting(database, 'theme', 'dark');
    store.close();
    expect(readSetting(aStore(path).database, 'theme')).toBe('dark');
  });

  it('stays as it is, whenever the program is ended before that', async () => {
    const whole = withRoom();
    let slices = 0;
    await compact(whole, () => Promise.resolve(void (slices += 1)), never);
    for (let stopAt = 0; stopAt < slices; stopAt += 5) {
      const { database, ...store } = withRoom();
      const rows = rowsOf(database);
      let left = stopAt;
      expect(await compact({ database, ...store }, noRest, () => (left -= 1) < 0)).toBe(false);
      expect([rowsOf(database), store.file.loss, existsSync(`${store.path}.compact`)]).toEqual([rows, null, false]);
      store.close();
    }
  });

  it('stays as it is where somebody writes meanwhile, and loses nothing', async () => {
    const store = withRoom();
    let slices = 0;
    const rest = (): Promise<void> => {
      slices += 1;
      if (slices === 3) writeSetting(store.database, 'theme', 'dark');
      return Promise.resolve();
    };
    expect(await compact(store, rest, never)).toBe(false);
    expect([readSetting(store.database, 'theme'), slices]).toEqual(['dark', 3]);
    expect(await compact(store, noRest, never)).toBe(true);
    expect(readSetting(store.database, 'theme')).toBe('dark');
  });

  it('stays as it is while another process reads it, and is read on', async () => {
    const store = withRoom();
    const reader = openForReading(store.path);
    if (!reader.ok || reader.value === null) throw new Error('no reader');
    expect(await compact(store, noRest, never)).toBe(false);
    expect([found(store.database), found(reader.value.database), store.file.loss]).toEqual([
      ['kept-7'],
      ['kept-7'],
      null,
    ]);
    expect(store.database.one('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    reader.value.close();
  });

  it('is not begun by what an attempt of before has left', async () => {
    const store = withRoom();
    writeFileSync(`${store.path}.compact`, 'half of a copy');
    expect(await compact(store, noRest, never)).toBe(true);
    expect(found(store.database)).toEqual(['kept-7']);
  });

  it('is worth it after its rows have become shorter, once', async () => {
    const store = aStore();
    setCareMark(store.database, 'loose', 1);
    expect([isWorthCompacting(store), isWorthCompacting(store, little)]).toEqual([false, true]);
    expect(await compact(store, noRest, never)).toBe(true);
    expect(isWorthCompacting(store, little)).toBe(false);
  });

  it('is worth it from a quarter and 50 MB on', () => {
    const store = withRoom();
    expect([little, { bytes: 100_000, part: 0.99 }, undefined].map((slack) => isWorthCompacting(store, slack))).toEqual(
      [true, false, false],
    );
    expect(isWorthCompacting(aStore(), little)).toBe(false);
  });
});

it('half a copy that a killed program has left goes with the next start', () => {
  const path = join(aFolder(), 'store.sqlite');
  aStore(path).close();
  writeFileSync(`${path}.compact`, 'half of a copy');
  aStore(path);
  expect(existsSync(`${path}.compact`)).toBe(false);
});
