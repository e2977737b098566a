import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount, listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import { openForWriting } from '../../../../electron/edges/store/open.ts';
import { openOrWhyNot } from '../../../../electron/edges/store/open-or-why-not.ts';
import { copyOwnTables, ownCopyPathOf } from '../../../../electron/edges/store/own-copy.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-01T08:00:00Z');
const endless = 'WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS id FROM n';

/** A store that is gone but for its copy, of which somebody else changed something: two accounts, a wish and a setting lay in it. */
const copyOf = (sql: string): string => {
  const path = join(aFolder(), 'store.sqlite');
  const { database, close } = aStore(path);
  insertAccount(database, anAccount({ label: 'one' }));
  insertAccount(database, anAccount({ id: accountIdOf('acc2'), label: 'two' }));
  database.run(`INSERT INTO rental_wish (rental_id, account_id, note) VALUES ('acc1:o/i', 'acc1', 'mine')`);
  database.run(`INSERT INTO setting VALUES ('locale', '"en"')`);
  copyOwnTables(database, path);
  close();
  for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true });
  const copy = new Database(ownCopyPathOf(path), { readOnly: false });
  copy.execute(sql);
  copy.close();
  return path;
};

const begun = (path: string) => {
  const opened = openForWriting(path, nowMs);
  if (!opened.ok) throw new Error(opened.failure.code);
  const { database, setAside, close } = opened.value;
  const labels = listAccounts(database).map(({ label }) => label);
  const others = ['rental_wish', 'setting'].map((table) => database.all(`SELECT 1 FROM ${table}`).length);
  close();
  const kept = readdirSync(join(path, '..')).filter((name) => name.startsWith('store.sqlite.own.damaged-'));
  return { setAside, labels, others, kept };
};

const fromCopy = { code: 'store.damaged', reason: 'from-copy' };

describe('a store that is gone, or empty, beside its copy', () => {
  const gone: readonly [string, (path: string) => void][] = [
    ['gone', () => undefined],
    ['empty', (path) => writeFileSync(path, '')],
    ['not begun', (path) => new Database(path, { readOnly: false }).close()],
  ];

  it.each(gone)('%s: who asks it is told so, and nothing is changed', (_, leave) => {
    const path = copyOf('SELECT 1');
    leave(path);
    const before = readdirSync(join(path, '..'));
    expect(openOrWhyNot(path)).toEqual({
      ok: false,
      failure: { code: 'store.damaged', reason: 'copy-only', detail: 'store.sqlite.own' },
    });
    expect(readdirSync(join(path, '..'))).toEqual(before);
  });

  it.each(gone)('%s: who begins it anew says so once', (_, leave) => {
    const path = copyOf('SELECT 1');
    leave(path);
    expect(begun(path)).toEqual({ setAside: fromCopy, labels: ['one', 'two'], others: [1, 1], kept: [] });
    expect(begun(path).setAside).toBeNull();
  });

  it('is none yet where the copy is empty or there is none', () => {
    const path = join(aFolder(), 'store.sqlite');
    expect(openOrWhyNot(path)).toEqual({ ok: true, value: null });
    writeFileSync(ownCopyPathOf(path), '');
    expect(openOrWhyNot(path)).toEqual({ ok: true, value: null });
    expect(begun(path).setAside).toBeNull();
  });
});

describe('a copy that the store is begun from', () => {
  it.each([
    ['no label', `UPDATE account SET label = NULL WHERE label = 'one'`, 'account acc1'],
    ['a text for a number', `UPDATE account SET interval_ms = 'x' WHERE label = 'one'`, 'account one'],
    [
      'the id of another',
      `UPDATE account SET id = 'acc2' WHERE label = 'one'; UPDATE account SET rowid = 9 WHERE label = 'one'`,
      'account one',
    ],
  ])('with a row that has %s: it is left out and named, and everything else is taken over', (_what, sql, name) => {
    const { setAside, labels, others, kept } = begun(copyOf(sql));
    expect([labels, others]).toEqual([['two'], [1, 1]]);
    expect(setAside).toMatchObject({ code: 'store.damaged', reason: 'copy-set-aside' });
    expect(setAside?.detail).toContain(name);
    expect(kept).toHaveLength(1);
    expect(setAside?.detail).toContain(kept[0]);
  });

  it('with a row whose JSON is cut: it is taken over, and read as any damaged one', () => {
    const { setAside, labels, kept } = begun(copyOf(`UPDATE account SET settings = '{bad' WHERE label = 'one'`));
    expect([setAside, labels, kept]).toEqual([fromCopy, ['one', 'two'], []]);
  });

  it('that lacks a column of every account: they are named, and the rest is taken over', () => {
    const { setAside, labels, others, kept } = begun(copyOf('ALTER TABLE account DROP COLUMN label_key'));
    expect([labels, others, kept.length]).toEqual([[], [1, 1], 1]);
    expect(setAside?.detail).toMatch(/account one, account two/);
  });

  it('with many such rows: some are named', () => {
    const more = Array.from({ length: 50 }, (_, row) => `('acc1:${String(row)}', NULL)`).join();
    const { setAside, labels } = begun(copyOf(`INSERT INTO rental_wish (rental_id, account_id) VALUES ${more}`));
    expect(labels).toEqual(['one', 'two']);
    expect(setAside?.detail).toMatch(/rental_wish acc1:0, .*… \(50\)$/);
  });

  it.each([
    ['a view in the place of a table', `DROP TABLE setting; CREATE VIEW setting AS ${endless}`],
    ['a column that is computed', 'ALTER TABLE setting ADD COLUMN more AS (hex(zeroblob(300000000)))'],
    ['a virtual table', `DROP TABLE setting; CREATE VIRTUAL TABLE setting USING fts5 (name, value)`],
  ])('with %s is set aside, and that is said', (_what, sql) => {
    const { setAside, labels, kept } = begun(copyOf(sql));
    expect(setAside).toMatchObject({ code: 'store.damaged', reason: 'copy-set-aside' });
    expect([labels, kept.length]).toEqual([[], 1]);
    expect(setAside?.detail).toContain(kept[0]);
  });
});

it('a copy that another process holds is not waited for', () => {
  const path = join(aFolder(), 'store.sqlite');
  const { database } = aStore(path);
  copyOwnTables(database, path);
  const other = new Database(ownCopyPathOf(path), { readOnly: false });
  other.execute('BEGIN EXCLUSIVE');
  const beganMs = performance.now();
  expect(() => copyOwnTables(database, path)).toThrow(/locked/);
  expect(performance.now() - beganMs).toBeLessThan(2_000);
  other.execute('ROLLBACK');
  other.close();
  copyOwnTables(database, path);
});
