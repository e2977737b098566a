import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { insertAccount, listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { backUp as backUpAs, type BackupOptions } from '../../../../electron/edges/store/backup.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import { schemaVersion } from '../../../../electron/edges/store/migrations.ts';
import { openForWriting } from '../../../../electron/edges/store/open.ts';
import { checkBackup, restore } from '../../../../electron/edges/store/restore.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-01T08:00:00Z');
let count = 0;
const nonce = (): string => String((count += 1));
const backUp = (path: string, target: string, options: Partial<BackupOptions> = {}) =>
  backUpAs(path, target, { nonce, ...options });
const label = (database: Database): readonly string[] => listAccounts(database).map((account) => account.label);

const told = (database: Database, id: string, heading: string): void => {
  database.run(
    `INSERT INTO reminder_log (id, rental_id, account_id, account, title, deadline, deadline_at, basis, point_ms, fire_at, rule, channel, state,
       attempts, heading, body, claimed_at)
     VALUES (?, 'r', 'acc1', 'one', 't', 'end', '2026-03-02T00:00:00.000Z', 'stated', 0, '2026-03-01T00:00:00.000Z', 'point', 'inbox', 'shown', 1, ?, 'b',
       '2026-03-01T00:00:00.000Z')`,
    id,
    heading,
  );
};

const headings = (database: Database): readonly unknown[] =>
  database.all('SELECT heading FROM reminder_log ORDER BY id').map((row) => row['heading']);

/** A store with one account and one reminder that was told, and the path of a backup that is not there yet. */
const aWorld = () => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  insertAccount(store.database, anAccount({ label: 'one' }));
  told(store.database, 'a', 'told before');
  return { path, store, backup: join(aFolder(), 'kept.sqlite') };
};

const opened = (path: string) => {
  const found = openForWriting(path, nowMs);
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
};

describe('a backup', () => {
  it('is one file of its user with all that the store holds, made while the store is written', async () => {
    const { path, store, backup } = aWorld();
    const writing = backUp(path, backup);
    insertAccount(store.database, anAccount({ id: accountIdOf('acc2'), label: 'added meanwhile' }));
    expect(await writing).toEqual({ ok: true, value: null });
    expect(readdirSync(dirname(backup))).toEqual(['kept.sqlite']);
    if (process.platform !== 'win32') expect(statSync(backup).mode & 0o777).toBe(0o600);
    expect(checkBackup(backup)).toEqual({
      ok: true,
      value: { accounts: 1, orders: 0, rentals: 0, lastSyncedAt: null },
    });
    expect(readdirSync(dirname(backup))).toEqual(['kept.sqlite']);
  });

  it('replaces nothing', async () => {
    const { path, backup } = aWorld();
    writeFileSync(backup, 'somebody’s');
    expect(await backUp(path, backup)).toMatchObject({ failure: { code: 'backup.not-written', reason: 'exists' } });
    expect(readFileSync(backup, 'utf8')).toBe('somebody’s');
  });

  it('replaces what its user has said may go', async () => {
    const { path, backup } = aWorld();
    writeFileSync(backup, 'an older one');
    expect(await backUp(path, backup, { mayReplace: true })).toEqual({ ok: true, value: null });
    expect(checkBackup(backup).ok).toBe(true);
  });

  it('of two to one place one is whole, and the other leaves it and everything else alone', async () => {
    const { path, backup } = aWorld();
    writeFileSync(`${backup}.part`, 'somebody’s');
    const both = await Promise.all([backUp(path, backup), backUp(path, backup)]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(checkBackup(backup).ok).toBe(true);
    expect(readdirSync(dirname(backup)).sort()).toEqual(['kept.sqlite', 'kept.sqlite.part']);
  });

  it('of a store that is damaged is no success', async () => {
    const { path, store, backup } = aWorld();
    for (let row = 0; row < 200; row += 1) told(store.database, `x${String(row)}`, 'x'.repeat(500));
    store.close();
    const bytes = readFileSync(path);
    bytes.fill(7, bytes.length - 20_000, bytes.length - 10_000);
    writeFileSync(path, bytes);
    expect(await backUp(path, backup)).toMatchObject({ ok: false, failure: { code: 'store.damaged' } });
    expect(readdirSync(dirname(backup))).toEqual([]);
  });

  it.each([
    ['a folder that is not there', (folder: string) => join(folder, 'nowhere', 'kept.sqlite')],
    [
      'a link that leads nowhere',
      (folder: string) => {
        symlinkSync('/nonexistent', join(folder, 'link'));
        return join(folder, 'link', 'kept.sqlite');
      },
    ],
  ])('into %s is refused in a word of its own, and leaves nothing', async (_what, target) => {
    const { path, store } = aWorld();
    const folder = aFolder();
    const failed = await backUp(path, target(folder));
    expect(failed).toMatchObject({ ok: false, failure: { code: 'backup.not-written' } });
    expect(JSON.stringify(failed)).toContain('ENOENT');
    expect(readdirSync(folder).filter((name) => name !== 'link')).toEqual([]);
    expect(label(store.database)).toEqual(['one']);
  });

  it('needs a store', async () => {
    const folder = aFolder();
    expect(await backUp(join(folder, 'store.sqlite'), join(folder, 'kept.sqlite'))).toMatchObject({
      failure: { code: 'not-found', reason: 'no-store' },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('what is no backup is refused, and nothing is changed', () => {
  const made = (sql: string) => {
    const file = join(aFolder(), 'odd.sqlite');
    const database = new Database(file, { readOnly: false });
    database.execute(sql);
    database.close();
    return file;
  };
  const written = (text: string) => {
    const file = join(aFolder(), 'odd');
    writeFileSync(file, text);
    return file;
  };
  it.each([
    ['a text', () => written('a letter'), 'no-backup'],
    ['nothing at all', () => written(''), 'no-backup'],
    ['a database of somebody else', () => made('CREATE TABLE songs (name)'), 'no-backup'],
    ['one of a later version', () => made(`PRAGMA user_version = ${String(schemaVersion + 1)}`), 'newer-version'],
    ['a folder', () => aFolder(), undefined],
    ['a file that is not there', () => join(aFolder(), 'gone'), undefined],
  ])('%s', (_what, file, reason) => {
    const { path, store } = aWorld();
    store.close();
    const before = readFileSync(path);
    const refused = restore(file(), path, nowMs);
    expect(refused).toMatchObject({ ok: false, failure: { code: 'backup.not-read' } });
    if (!refused.ok) expect(refused.failure.reason).toBe(reason);
    expect(readFileSync(path)).toEqual(before);
  });

  it('one with a damaged page', async () => {
    const { path, store, backup } = aWorld();
    for (let row = 0; row < 200; row += 1) told(store.database, `x${String(row)}`, 'x'.repeat(500));
    expect((await backUp(path, backup)).ok).toBe(true);
    const bytes = readFileSync(backup);
    bytes.fill(7, bytes.length - 20_000, bytes.length - 10_000);
    writeFileSync(backup, bytes);
    expect(restore(backup, path, nowMs)).toMatchObject({ failure: { code: 'backup.not-read', reason: 'no-backup' } });
  });

  it('one with a log beside it, which would be lost', async () => {
    const { path, backup } = aWorld();
    expect((await backUp(path, backup)).ok).toBe(true);
    writeFileSync(`${backup}-wal`, 'more rows');
    expect(checkBackup(backup)).toMatchObject({ failure: { code: 'backup.not-read', reason: 'has-log' } });
  });

  it('one whose trigger would run', async () => {
    const { path, backup } = aWorld();
    expect((await backUp(path, backup)).ok).toBe(true);
    const database = new Database(backup, { readOnly: false });
    database.execute('CREATE TRIGGER sly AFTER INSERT ON account BEGIN DELETE FROM account; END');
    database.close();
    expect(checkBackup(backup)).toMatchObject({ failure: { reason: 'no-backup' } });
  });
});

describe('a backup that is restored', () => {
  it('takes the place of the store, which is kept; what was told since is not told again', async () => {
    const { path, store, backup } = aWorld();
    expect((await backUp(path, backup)).ok).toBe(true);
    insertAccount(store.database, anAccount({ id: accountIdOf('acc2'), label: 'later' }));
    told(store.database, 'b', 'told since');
    store.database.run(`UPDATE reminder_log SET heading = 'told before, and acknowledged' WHERE id = 'a'`);
    store.close();
    const restored = restore(backup, path, nowMs);
    expect(restored).toEqual({ ok: true, value: 'store.sqlite.replaced-2026-03-01T08-00-00-000Z' });
    expect(readdirSync(dirname(path)).sort()).toEqual([
      'store.sqlite',
      'store.sqlite.replaced-2026-03-01T08-00-00-000Z',
      'store.sqlite.writer',
    ]);
    const now = opened(path);
    expect(label(now.database)).toEqual(['one']);
    expect(headings(now.database)).toEqual(['told before, and acknowledged', 'told since']);
    expect(now.setAside).toBeNull();
    now.close();
    const kept = opened(join(dirname(path), 'store.sqlite.replaced-2026-03-01T08-00-00-000Z'));
    expect(label(kept.database)).toEqual(['later', 'one']);
    kept.close();
    expect(existsSync(backup)).toBe(true);
  });

  it('begins the store of a computer that has none', async () => {
    const { path, backup } = aWorld();
    expect((await backUp(path, backup)).ok).toBe(true);
    const elsewhere = join(aFolder(), 'deep', 'store.sqlite');
    expect(restore(backup, elsewhere, nowMs)).toEqual({ ok: true, value: null });
    const now = opened(elsewhere);
    expect([label(now.database), headings(now.database)]).toEqual([['one'], ['told before']]);
    now.close();
  });

  it('also where the store that was there is damaged, which may be why', async () => {
    const { path, store, backup } = aWorld();
    expect((await backUp(path, backup)).ok).toBe(true);
    store.close();
    writeFileSync(path, 'garbage'.repeat(2_000));
    expect(restore(backup, path, nowMs).ok).toBe(true);
    const now = opened(path);
    expect([label(now.database), now.setAside]).toEqual([['one'], null]);
    now.close();
  });

  it('not while a program holds the store, which goes on undisturbed', async () => {
    const { path, store, backup } = aWorld();
    expect((await backUp(path, backup)).ok).toBe(true);
    expect(restore(backup, path, nowMs)).toEqual({ ok: false, failure: { code: 'store.locked' } });
    expect(label(store.database)).toEqual(['one']);
  });

  it('of the version that first made stores is brought up to date', () => {
    const file = join(aFolder(), 'old.sqlite');
    const database = new Database(file, { readOnly: false });
    database.execute(readFileSync(new URL('../../../fixtures/store/version-3.sql', import.meta.url), 'utf8'));
    database.close();
    const path = join(aFolder(), 'store.sqlite');
    expect(restore(file, path, nowMs)).toEqual({ ok: true, value: null });
    const now = opened(path);
    expect(label(now.database).length).toBeGreaterThan(0);
    now.close();
  });

  it('leaves the store as it was where it cannot be put there', async () => {
    const { path, store, backup } = aWorld();
    expect((await backUp(path, backup)).ok).toBe(true);
    store.close();
    mkdirSync(`${path}.restoring`);
    const before = readFileSync(path);
    expect(restore(backup, path, nowMs).ok).toBe(false);
    expect(readFileSync(path)).toEqual(before);
  });
});
