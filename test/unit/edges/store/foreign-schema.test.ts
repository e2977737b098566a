import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { insertAccount, listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import { openForReading, openForWriting } from '../../../../electron/edges/store/open.ts';
import { copyOwnTables } from '../../../../electron/edges/store/own-copy.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-01T08:00:00Z');
const endless = 'WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n';

/** A store with one account and its copy, into which somebody else then wrote. */
const editedBy = (sql: string): string => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  insertAccount(store.database, anAccount());
  copyOwnTables(store.database, path);
  store.close();
  write(path, sql);
  return path;
};

const write = (path: string, sql: string): void => {
  const database = new Database(path, { readOnly: false });
  database.execute(sql);
  database.close();
};

/** What a writer and a reader make of a store. */
const openedBoth = (path: string) => {
  const read = openForReading(path);
  if (read.ok) read.value?.close();
  const written = openForWriting(path, nowMs);
  if (!written.ok) return { read, setAside: written.failure, labels: [] };
  const labels = listAccounts(written.value.database).map(({ label }) => label);
  written.value.close();
  return { read, setAside: written.value.setAside, labels };
};

const columns = 'key INTEGER PRIMARY KEY, search_text TEXT NOT NULL';

describe('a store into which somebody else wrote', () => {
  it.each([
    ['a trigger', `CREATE TRIGGER t AFTER INSERT ON reminder_log BEGIN SELECT (${endless}); END`],
    ['a view', `CREATE VIEW more AS ${endless}`],
    ['a view in the place of a table', `DROP TABLE rental; CREATE VIEW rental AS ${endless}`],
    ['a view in the place of the accounts', `DROP TABLE account; CREATE VIEW account AS ${endless}`],
    ['another table', 'CREATE TABLE more (x)'],
    ['another index', 'CREATE INDEX more ON setting (hex(value))'],
    ['an index under the name of ours', 'DROP INDEX rental_by_state; CREATE INDEX rental_by_state ON setting (value)'],
    [
      'a table with a condition',
      `DROP TABLE setting; CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL, CHECK (length(hex(zeroblob(300000000))) > 0)) STRICT`,
    ],
    ['a column that is computed', 'ALTER TABLE setting ADD COLUMN more TEXT AS (hex(zeroblob(300000000)))'],
    [
      'another virtual table',
      'DROP TABLE order_text_search; CREATE VIRTUAL TABLE order_text_search USING fts5vocab (order_text, row)',
    ],
    ['a table behind an index', `DROP TABLE order_text_search; CREATE TABLE order_text_search (${columns})`],
  ])('is damaged where it holds %s', (_what, sql) => {
    expect(openedBoth(editedBy(sql))).toMatchObject({
      read: { ok: false, failure: { code: 'store.damaged' } },
      setAside: { code: 'store.damaged', reason: 'set-aside' },
      labels: [anAccount().label],
    });
  });

  it.each([
    ['a view in the place of a table', `DROP TABLE rental; CREATE VIEW rental AS ${endless}`],
    ['a trigger', `CREATE TRIGGER t AFTER UPDATE ON account BEGIN SELECT (${endless}); END`],
  ])('is not migrated where it is of an earlier release and holds %s', (_what, sql) => {
    const path = join(aFolder(), 'store.sqlite');
    write(path, readFileSync(new URL('../../../fixtures/store/version-3.sql', import.meta.url), 'utf8'));
    write(path, sql);
    expect(openedBoth(path)).toMatchObject({
      read: { ok: false, failure: { code: 'store.damaged' } },
      setAside: { code: 'store.damaged', reason: 'set-aside' },
    });
  });

  it('is damaged where nobody had begun it', () => {
    const path = join(aFolder(), 'store.sqlite');
    write(path, `CREATE VIEW more AS ${endless}`);
    expect(openedBoth(path)).toMatchObject({ read: { ok: false }, setAside: { code: 'store.damaged' } });
  });

  it.each(['ANALYZE', 'VACUUM', 'PRAGMA optimize', 'REINDEX', `INSERT INTO setting VALUES ('more', '1')`])(
    'is none where that was %s',
    (sql) => {
      expect(openedBoth(editedBy(sql))).toMatchObject({
        read: { ok: true },
        setAside: null,
        labels: [anAccount().label],
      });
    },
  );
});

it('SQLite makes the tables behind its indexes as every store that lies about has them', () => {
  const { database } = aStore();
  const made = database.all(
    `SELECT sql FROM sqlite_schema WHERE name LIKE 'order\\_text\\_search\\_%' ESCAPE '\\' ORDER BY name`,
  );
  // An SQLite that makes them otherwise would find all of them foreign: then what older ones made has to be allowed too.
  expect(made).toEqual([
    { sql: `CREATE TABLE 'order_text_search_config'(k PRIMARY KEY, v) WITHOUT ROWID` },
    { sql: `CREATE TABLE 'order_text_search_data'(id INTEGER PRIMARY KEY, block BLOB)` },
    { sql: `CREATE TABLE 'order_text_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID` },
  ]);
});
