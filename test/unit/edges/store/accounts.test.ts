import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import {
  accountById,
  accountByLabel,
  insertAccount,
  listAccounts,
  noteRoundDone,
  noteRoundFailed,
  removeAccount,
  setAccountHint,
  setAccountPaused,
} from '../../../../electron/edges/store/accounts.ts';
import { insertChange } from '../../../../electron/edges/store/changes.ts';
import { putOrder } from '../../../../electron/edges/store/put-order.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { writeSetting } from '../../../../electron/edges/store/setting-rows.ts';
import { readSettings, writeSettings } from '../../../../electron/edges/store/settings.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anOrder } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';
import { systemTimeZone } from '../../../../electron/edges/system/time-zone.ts';

const fresh = anAccount({ lastSyncedAt: null });
const withAccount = () => {
  const { database } = aStore();
  insertAccount(database, fresh);
  return database;
};

it('an account comes back as it was stored', () => {
  const account = anAccount({
    settings: { durationUnit: 'day' },
    allowHttp: true,
    paused: true,
    lastSyncedAt: null,
    intervalMs: 60_000,
  });
  const { database } = aStore();
  insertAccount(database, account);
  expect(accountById(database, account.id)).toEqual(account);
});

it('labels are unique and found without case', () => {
  const { database } = aStore();
  insertAccount(database, anAccount({ label: 'Company A' }));
  expect(accountByLabel(database, ' company a ')?.label).toBe('Company A');
  expect(() => insertAccount(database, anAccount({ id: accountIdOf('acc2'), label: 'COMPANY A' }))).toThrow(/unique/i);
  expect(listAccounts(database)).toHaveLength(1);
});

describe('rounds', () => {
  const failure = { code: 'provider.unavailable', status: 502 } as const;

  it('a failed one makes the account stale from the first failure on and keeps the last success', () => {
    const database = withAccount();
    noteRoundDone(database, fresh.id, at('2026-03-01T08:00:00Z'));
    noteRoundFailed(database, fresh.id, at('2026-03-01T08:10:00Z'), failure);
    noteRoundFailed(database, fresh.id, at('2026-03-01T08:20:00Z'), { code: 'network.timeout', detail: 'headers' });
    expect(accountById(database, fresh.id)).toMatchObject({
      lastSyncedAt: at('2026-03-01T08:00:00Z'),
      staleSince: at('2026-03-01T08:10:00Z'),
      failure: { code: 'network.timeout', detail: 'headers' },
    });
  });

  it('a success ends it all', () => {
    const database = withAccount();
    noteRoundFailed(database, fresh.id, at('2026-03-01T08:10:00Z'), {
      code: 'provider.rate-limited',
      retryAt: at('2026-03-01T10:00:00Z'),
    });
    expect(accountById(database, fresh.id)).toMatchObject({
      lastSyncedAt: null,
      parkedUntil: at('2026-03-01T10:00:00Z'),
    });
    noteRoundDone(database, fresh.id, at('2026-03-01T10:00:00Z'));
    expect(accountById(database, fresh.id)).toMatchObject({
      lastSyncedAt: at('2026-03-01T10:00:00Z'),
      staleSince: null,
      failure: null,
      parkedUntil: null,
    });
  });

  it('a new key is tried although the old one was rejected', () => {
    const database = withAccount();
    noteRoundFailed(database, fresh.id, at('2026-03-01T08:10:00Z'), { code: 'account.key-rejected' });
    setAccountHint(database, fresh.id, 'abcd');
    expect(accountById(database, fresh.id)).toMatchObject({ secretHint: 'abcd', failure: null, parkedUntil: null });
  });

  it('paused and resumed', () => {
    const database = withAccount();
    setAccountPaused(database, fresh.id, true);
    expect(accountById(database, fresh.id)?.paused).toBe(true);
    setAccountPaused(database, fresh.id, false);
    expect(accountById(database, fresh.id)?.paused).toBe(false);
  });
});

it('removing an account removes what belongs to it and nothing of another; the log of what was told stays', () => {
  const database = withAccount();
  const other = anAccount({ id: accountIdOf('acc2'), label: '第二个' });
  insertAccount(database, other);
  for (const accountId of [fresh.id, other.id]) {
    putOrder(database, anOrder({ accountId }));
    keepRental(
      database,
      { rental: aRental({ id: `${accountId}:r`, accountId }), heldEnd: null },
      [],
      ms('2026-03-01T08:00:00Z'),
    );
    insertChange(
      database,
      accountId,
      { kind: 'placed', rentalId: `${accountId}:r`, providerOrderId: null, before: null, after: null },
      at('2026-03-01T08:00:00Z'),
    );
    database.run(`INSERT INTO rental_wish (rental_id, account_id) VALUES (?, ?)`, `${accountId}:r`, accountId);
    noteRoundDone(database, accountId, at('2026-03-01T08:00:00Z'));
  }
  removeAccount(database, fresh.id);
  for (const table of ['orders', 'rental', 'change', 'rental_wish', 'round', 'account']) {
    const column = table === 'account' ? 'id' : 'account_id';
    expect([table, database.all(`SELECT ${column} AS id FROM ${table}`)]).toEqual([table, [{ id: 'acc2' }]]);
  }
});

describe('settings', () => {
  it('begin with the system’s language and theme, and keep what is not changed', () => {
    const { database } = aStore();
    expect(readSettings(database, systemTimeZone)).toMatchObject({ locale: 'system', theme: 'system' });
    writeSettings(database, { theme: 'dark' });
    writeSettings(database, { locale: 'zh-CN' });
    expect(readSettings(database, systemTimeZone)).toMatchObject({ locale: 'zh-CN', theme: 'dark' });
  });

  it('a value that no longer fits falls back', () => {
    const { database } = aStore();
    writeSetting(database, 'theme', 'sepia');
    writeSetting(database, 'locale', 42);
    expect(readSettings(database, systemTimeZone)).toMatchObject({ locale: 'system', theme: 'system' });
  });
});
