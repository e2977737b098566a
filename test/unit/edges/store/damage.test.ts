import { existsSync, openSync, writeSync, closeSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { insertAccount, listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import { storeFailureOrNull } from '../../../../electron/edges/store/failures.ts';
import { leaveDamageMarker, openForReading, openForWriting } from '../../../../electron/edges/store/open.ts';
import { copyOwnTables } from '../../../../electron/edges/store/own-copy.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { aFolder } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-01T08:00:00Z');

const opened = (path: string) => {
  const store = openForWriting(path, nowMs);
  if (!store.ok) throw new Error(store.failure.code);
  return store.value;
};

/** A store with one account and its copy, closed in order. */
const withAccount = (): string => {
  const path = join(aFolder(), 'leasebell.sqlite');
  const store = opened(path);
  insertAccount(store.database, anAccount());
  copyOwnTables(store.database, path);
  store.close();
  return path;
};

/** Overwrites every page but the first, which a clean open does not look at. */
const spoilInside = (path: string): void => {
  const file = openSync(path, 'r+');
  const size = statSync(path).size;
  writeSync(file, Buffer.alloc(size - 4096, 0x5a), 0, size - 4096, 4096);
  closeSync(file);
};

it('damage that was met while the store was open is found at the next start, and the user’s own tables come back', () => {
  const path = withAccount();
  spoilInside(path);
  leaveDamageMarker(path);
  const store = opened(path);
  expect(store.setAside).toMatchObject({ code: 'store.damaged' });
  expect(listAccounts(store.database).map(({ label }) => label)).toEqual([anAccount().label]);
  expect(existsSync(`${path}.check`)).toBe(false);
  store.close();
});

it('reading damaged pages is an expected failure, not a bug', () => {
  const path = withAccount();
  spoilInside(path);
  const store = openForReading(path);
  const failure =
    store.ok && store.value !== null ? storeFailureOrNull(caught(() => listAccounts(database(store)))) : null;
  expect(store.ok ? failure : store.failure).toMatchObject({ code: 'store.damaged' });
});

it('a new store that was never finished begins again from the copy', () => {
  const path = withAccount();
  // What is left when the program dies after the damaged file was set aside and before the new one was begun.
  const half = join(aFolder(), 'leasebell.sqlite');
  const empty = new Database(half, { readOnly: false });
  empty.execute('PRAGMA journal_mode = WAL; CREATE TABLE scratch (x); DROP TABLE scratch');
  empty.close();
  const store = opened(path);
  copyOwnTables(store.database, half);
  store.close();
  const again = opened(half);
  expect(listAccounts(again.database)).toHaveLength(1);
  again.close();
});

it('a reader that meets a store which nobody has begun finds nothing', () => {
  const half = join(aFolder(), 'leasebell.sqlite');
  const empty = new Database(half, { readOnly: false });
  empty.execute('CREATE TABLE scratch (x); DROP TABLE scratch');
  empty.close();
  expect(openForReading(half)).toEqual({ ok: true, value: null });
});

const database = (store: ReturnType<typeof openForReading>): Database => {
  if (!store.ok || store.value === null) throw new Error('no store');
  return store.value.database;
};

const caught = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return null;
};

it.each(['rental', 'reminder_log', 'deadline_move', 'order_text_search'])(
  'the table %s that is gone is damage',
  (table) => {
    const path = withAccount();
    const writer = new Database(path, { readOnly: false });
    writer.execute(`DROP TABLE ${table}`);
    writer.close();
    const store = opened(path);
    expect(store.setAside).toMatchObject({ code: 'store.damaged', reason: 'set-aside' });
    expect(listAccounts(store.database).map(({ label }) => label)).toEqual([anAccount().label]);
    store.close();
  },
);
