import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { insertAccount, listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { Database, numberOf, textOf } from '../../../../electron/edges/store/database.ts';
import { sqliteVersion } from '../../../../electron/edges/store/sqlite-version.ts';
import { initialSettings } from '../../../../electron/core/model/settings.ts';
import { rentalsWithDeadlines } from '../../../../electron/edges/store/deadline-moves.ts';
import { storeFailureOf } from '../../../../electron/edges/store/failures.ts';
import { schemaVersion, versionOf } from '../../../../electron/edges/store/migrations.ts';
import { openForReading, openForWriting } from '../../../../electron/edges/store/open.ts';
import { copyOwnTables } from '../../../../electron/edges/store/own-copy.ts';
import { listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import { readSetting, writeSetting } from '../../../../electron/edges/store/setting-rows.ts';
import { readSettings, writeSettings } from '../../../../electron/edges/store/settings.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { workingVersion } from '../../../../electron/edges/store/schema-steps.ts';
import { takeBackTo } from '../../../fakes/earlier-store.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { systemTimeZone } from '../../../../electron/edges/system/time-zone.ts';

const nowMs = ms('2026-03-01T08:00:00Z');
const mode = (path: string): number => statSync(path).mode & 0o777;

describe('a new store', () => {
  it('is made with its folder, for its user alone', () => {
    const path = join(aFolder(), 'new', 'store.sqlite');
    const store = aStore(path);
    insertAccount(store.database, anAccount());
    expect([mode(join(path, '..')), mode(path)]).toEqual([0o700, 0o600]);
    for (const ending of ['-wal', '-shm'])
      if (existsSync(path + ending)) expect([ending, mode(path + ending)]).toEqual([ending, 0o600]);
    copyOwnTables(store.database, path);
    for (const name of readdirSync(join(path, '..')))
      expect([name, mode(join(path, '..', name))]).toEqual([name, 0o600]);
  });

  it('has the newest schema, WAL, full synchronisation and foreign keys', () => {
    const { database } = aStore();
    expect(versionOf(database)).toBe(schemaVersion);
    expect(textOf(database.one('PRAGMA journal_mode'), 'journal_mode')).toBe('wal');
    expect(numberOf(database.one('PRAGMA synchronous'), 'synchronous')).toBe(2);
    expect(numberOf(database.one('PRAGMA foreign_keys'), 'foreign_keys')).toBe(1);
  });

  it('stands on an SQLite without the defect of older logs', () => {
    const [major = 0, minor = 0, patch = 0] = sqliteVersion().split('.').map(Number);
    expect(major * 1_000_000 + minor * 1000 + patch).toBeGreaterThanOrEqual(3_051_003);
  });

  it('keeps what was written when it is opened again', () => {
    const path = join(aFolder(), 'store.sqlite');
    const first = aStore(path);
    insertAccount(first.database, anAccount());
    first.close();
    const second = aStore(path);
    expect([second.setAside, listAccounts(second.database).length]).toEqual([null, 1]);
  });
});

describe('one writer, any readers', () => {
  it('a second writer is refused while the first has the store, and welcome after it', () => {
    const path = join(aFolder(), 'store.sqlite');
    const first = aStore(path);
    expect(openForWriting(path, nowMs)).toMatchObject({ ok: false, failure: { code: 'store.locked' } });
    first.close();
    expect(aStore(path).setAside).toBeNull();
  });

  it('a reader works beside the writer and sees what was committed', () => {
    const path = join(aFolder(), 'store.sqlite');
    const { database } = aStore(path);
    insertAccount(database, anAccount());
    const opened = openForReading(path);
    if (!opened.ok || opened.value === null) throw new Error('no reader');
    const reader = opened.value;
    expect(listAccounts(reader.database)).toHaveLength(1);
    database.transaction(() => {
      insertAccount(database, anAccount({ id: accountIdOf('acc2'), label: '第二个' }));
      expect(listAccounts(reader.database)).toHaveLength(1);
    });
    expect(listAccounts(reader.database)).toHaveLength(2);
    reader.close();
  });

  it('a reader cannot write', () => {
    const path = join(aFolder(), 'store.sqlite');
    aStore(path).close();
    const opened = openForReading(path);
    if (!opened.ok || opened.value === null) throw new Error('no reader');
    const { database, close } = opened.value;
    expect(() => insertAccount(database, anAccount())).toThrow(/readonly|read-only/i);
    close();
  });

  it('where nothing was stored a reader finds nothing and creates nothing', () => {
    const folder = aFolder();
    expect(openForReading(join(folder, 'store.sqlite'))).toEqual({ ok: true, value: null });
    expect(openForReading(join(folder, 'absent', 'store.sqlite'))).toEqual({ ok: true, value: null });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('a reader of a closed store leaves the folder as it found it', () => {
    const folder = aFolder();
    aStore(join(folder, 'store.sqlite')).close();
    const before = readdirSync(folder).sort();
    const opened = openForReading(join(folder, 'store.sqlite'));
    if (!opened.ok || opened.value === null) throw new Error('no reader');
    listAccounts(opened.value.database);
    opened.value.close();
    expect(
      readdirSync(folder)
        .sort()
        .filter((name) => !/-(wal|shm)$/.test(name)),
    ).toEqual(before.filter((name) => !/-(wal|shm)$/.test(name)));
  });

  it('a reader finds a damaged file damaged and leaves it alone', () => {
    const path = join(aFolder(), 'store.sqlite');
    writeFileSync(path, 'no database '.repeat(500));
    expect(openForReading(path)).toMatchObject({ ok: false, failure: { code: 'store.damaged' } });
    expect(readFileSync(path, 'utf8')).toMatch(/^no database/);
  });
});

/** A store that was filled, copied and closed in order. */
const filled = (): string => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  insertAccount(store.database, anAccount());
  writeSettings(store.database, { locale: 'en' });
  writeSetting(store.database, 'window', { width: 900 });
  store.database.run(
    `INSERT INTO reminder_log (id, rental_id, account_id, account, title, deadline, deadline_at, basis, point_ms, fire_at, rule, channel, state, attempts, heading, body, claimed_at)
     VALUES ('r', 'acc1:o/i', 'acc1', '公司账号', 't', 'ends', '2026-04-01T00:00:00.000Z', 'stated', 0, '2026-04-01T00:00:00.000Z', '28d', 'inbox', 'shown', 0, 'h', 'b', '2026-04-01T00:00:00.000Z')`,
  );
  store.database.run(
    `INSERT INTO rental_wish (rental_id, account_id, corrected_end_at, intention) VALUES ('acc1:o/i', 'acc1', '2026-04-01T00:00:00.000Z', 'renew')`,
  );
  copyOwnTables(store.database, path);
  store.close();
  // As another process finds it: the driver gives its files up only when its statements are collected.
  const found = join(aFolder(), 'store.sqlite');
  for (const ending of ['', '.own']) copyFileSync(path + ending, found + ending);
  return found;
};

const expectOwnTables = (database: Database): void => {
  expect(listAccounts(database)).toMatchObject([{ label: '公司账号', secretHint: 'wxyz', lastSyncedAt: null }]);
  expect(readSettings(database, systemTimeZone).locale).toBe('en');
  expect(readSetting(database, 'window')).toEqual({ width: 900 });
  expect(listReminderLog(database, { offset: 0, limit: 10 })).toHaveLength(1);
  expect(database.one('SELECT intention FROM rental_wish')).toEqual({ intention: 'renew' });
};

describe('a damaged store', () => {
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['overwritten from its beginning', (path) => writeFileSync(path, 'garbage '.repeat(4096))],
    ['cut to nothing', (path) => truncateSync(path, 0)],
    [
      'cut in the middle, without an orderly end',
      (path) => {
        truncateSync(path, 8192);
        writeFileSync(`${path}-wal`, '');
      },
    ],
    ['removed', (path) => rmSync(path)],
  ];

  it.each(damages)('%s: a new one is begun with the user’s own tables', (_name, damage) => {
    const path = filled();
    damage(path);
    const store = aStore(path);
    expectOwnTables(store.database);
    expect(textOf(store.database.one('PRAGMA quick_check'), 'quick_check')).toBe('ok');
  });

  it('is set aside under a dated name, and the app is told', () => {
    const path = filled();
    writeFileSync(path, 'garbage '.repeat(4096));
    const store = aStore(path);
    expect(store.setAside).toMatchObject({ code: 'store.damaged' });
    const kept = readdirSync(join(path, '..')).filter((name) => /damaged.*Z$/.test(name));
    expect(kept).toEqual([store.setAside?.detail]);
    expect(kept[0]).toContain('2026-03-01');
    expect(readFileSync(join(path, '..', kept[0] ?? ''), 'utf8')).toMatch(/^garbage/);
  });

  it('without a copy a new, empty one is begun', () => {
    const path = join(aFolder(), 'store.sqlite');
    writeFileSync(path, 'garbage '.repeat(4096));
    const store = aStore(path);
    expect([store.setAside?.code, listAccounts(store.database).length]).toEqual(['store.damaged', 0]);
  });

  it('with a damaged copy too, the app still starts and says so', () => {
    const path = filled();
    writeFileSync(path, 'garbage '.repeat(4096));
    writeFileSync(`${path}.own`, 'garbage '.repeat(4096));
    const store = aStore(path);
    expect([store.setAside?.code, listAccounts(store.database).length]).toEqual(['store.damaged', 0]);
    insertAccount(store.database, anAccount());
    copyOwnTables(store.database, path);
    store.close();
    writeFileSync(path, 'garbage '.repeat(4096));
    expect(listAccounts(aStore(path).database)).toHaveLength(1);
  });

  it('a copy is replaced, not added to', () => {
    const path = filled();
    const store = aStore(path);
    store.database.run('DELETE FROM account');
    copyOwnTables(store.database, path);
    store.close();
    writeFileSync(path, 'garbage '.repeat(4096));
    expect(listAccounts(aStore(path).database)).toEqual([]);
  });
});

describe('a store of an earlier release', () => {
  const earlier = (prepare: (database: Database) => void = () => undefined): string => {
    const path = join(aFolder(), 'store.sqlite');
    const store = aStore(path);
    insertAccount(store.database, anAccount({ label: '公司' }));
    prepare(store.database);
    takeBackTo(store.database, 1);
    store.close();
    return path;
  };
  const temporaries = (): readonly string[] =>
    readdirSync(tmpdir()).filter((name) => name.startsWith('leasebell-reading-'));

  it('is lifted by its next writer, and kept as it was beside', () => {
    const path = earlier();
    const before = readFileSync(path);
    const { database } = aStore(path);
    expect([versionOf(database), listAccounts(database)[0]?.label]).toEqual([workingVersion, '公司']);
    expect(readFileSync(`${path}.version-1`).equals(before)).toBe(true);
    expect(mode(`${path}.version-1`)).toBe(0o600);
  });

  it('is read by a reader before any writer came, which changes nothing and leaves nothing', () => {
    const path = earlier();
    const before = readFileSync(path);
    const others = temporaries();
    const opened = openForReading(path);
    if (!opened.ok || opened.value === null) throw new Error('no reader');
    expect(listAccounts(opened.value.database)).toMatchObject([{ label: '公司', requestsPerHour: 6000 }]);
    const { database } = opened.value;
    expect(() => insertAccount(database, anAccount())).toThrow(/readonly|read-only/i);
    opened.value.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(existsSync(`${path}.version-1`)).toBe(false);
    expect(temporaries()).toEqual(others);
  });

  it.each([
    ['cut', '{"end":{"at":"2026-04-0'],
    ['empty', ''],
    ['no object', '[]'],
  ])('is lifted and read with one rental’s row %s: the others are worth a store', (_name, body) => {
    const path = earlier((database) => {
      for (const id of ['acc1:whole', 'acc1:broken'])
        keepRental(
          database,
          { rental: aRental({ id, end: stated('2026-04-01T00:00:00Z') }), heldEnd: null },
          [],
          nowMs,
        );
      database.run('UPDATE rental SET body = ? WHERE id = ?', body, 'acc1:broken');
    });
    const read = openForReading(path);
    expect(read.ok && read.value !== null && rentalsWithDeadlines(read.value.database)).toEqual(['acc1:whole']);
    if (read.ok) read.value?.close();
    const { database } = aStore(path);
    expect([versionOf(database), rentalsWithDeadlines(database)]).toEqual([workingVersion, ['acc1:whole']]);
  });
});

describe.each([1, 2, 0, -1, -2147483648])(
  'a store that says that it is of version %i though it has every table',
  (version) => {
    const wrong = (): string => {
      const path = filled();
      const database = new Database(path, { readOnly: false });
      copyOwnTables(database, path);
      database.execute(`PRAGMA user_version = ${String(version)}`);
      database.close();
      return path;
    };

    it('is damaged to a reader', () => {
      expect(openForReading(wrong())).toMatchObject({ ok: false, failure: { code: 'store.damaged' } });
    });

    it('is set aside by its next writer, who keeps what only the user knows', () => {
      const path = wrong();
      const opened = openForWriting(path, nowMs);
      if (!opened.ok) throw new Error(opened.failure.code);
      const { database, setAside, close } = opened.value;
      expect(setAside).toMatchObject({ code: 'store.damaged', reason: 'set-aside' });
      expect([versionOf(database), listAccounts(database).length]).toEqual([schemaVersion, 1]);
      close();
    });
  },
);

it('a setting whose row is cut is the initial one, and the others stay', () => {
  const { database } = aStore();
  writeSettings(database, { locale: 'en', theme: 'dark' });
  database.run(`UPDATE setting SET value = '{"cut' WHERE name = 'theme'`);
  expect(readSettings(database, systemTimeZone)).toMatchObject({ locale: 'en', theme: initialSettings.theme });
  expect(readSetting(database, 'theme')).toBeUndefined();
});

describe('a store of a later release', () => {
  it('is left as it is', () => {
    const path = filled();
    const later = new Database(path, { readOnly: false });
    later.execute(`PRAGMA user_version = ${String(schemaVersion + 1)}`);
    later.close();
    const before = readFileSync(path);
    expect(openForWriting(path, nowMs)).toMatchObject({
      ok: false,
      failure: { code: 'store.damaged', reason: 'newer-version' },
    });
    expect(openForReading(path)).toEqual(openForWriting(path, nowMs));
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(join(path, '..')).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('does not keep the writer’s place', () => {
    const path = filled();
    const later = new Database(path, { readOnly: false });
    later.execute(`PRAGMA user_version = ${String(schemaVersion + 1)}`);
    later.close();
    expect(openForWriting(path, nowMs).ok).toBe(false);
    const back = new Database(path, { readOnly: false });
    back.execute(`PRAGMA user_version = ${String(schemaVersion)}`);
    back.close();
    expect(openForWriting(path, nowMs)).not.toEqual({ ok: false, failure: { code: 'store.locked' } });
  });
});

describe('a disk that refuses', () => {
  it('a folder that cannot be made', () => {
    const path = join(aFolder(), 'file', 'store.sqlite');
    writeFileSync(join(path, '..'), '');
    expect(openForWriting(path, nowMs)).toMatchObject({
      ok: false,
      failure: { code: 'store.forbidden', reason: 'wrong-kind' },
    });
  });

  it('a folder where the file should be', () => {
    const path = join(aFolder(), 'store.sqlite');
    mkdirSync(path);
    expect(openForWriting(path, nowMs)).toMatchObject({
      ok: false,
      failure: { code: 'store.forbidden', reason: 'wrong-kind' },
    });
  });

  it('a full one: the failure is data, and what was stored stays', () => {
    const { database } = aStore();
    writeSetting(database, 'kept', 1);
    const pages = numberOf(database.one('PRAGMA page_count'), 'page_count');
    database.execute(`PRAGMA max_page_count = ${String(pages)}`);
    let thrown: unknown = null;
    try {
      database.transaction(() => {
        for (let row = 0; row < 1000; row += 1) writeSetting(database, `row ${String(row)}`, 'x'.repeat(1000));
      });
    } catch (error) {
      thrown = error;
    }
    expect(storeFailureOf(thrown).code).toBe('store.full');
    expect(database.all('SELECT name FROM setting')).toEqual([{ name: 'kept' }]);
  });

  it('what is no failure of the store stays a bug', () => {
    const bug = new TypeError('a bug');
    expect(() => storeFailureOf(bug)).toThrow(bug);
  });
});

describe('transactions', () => {
  it('are all or nothing, also one inside another', () => {
    const { database } = aStore();
    expect(() =>
      database.transaction(() => {
        writeSetting(database, 'outer', 1);
        database.transaction(() => writeSetting(database, 'inner', 1));
        throw new Error('a bug');
      }),
    ).toThrow('a bug');
    expect(database.all('SELECT name FROM setting')).toEqual([]);
  });
});
