import { spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { insertAccount, listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { leaveDamageMarker, openForReading, openForWriting } from '../../../../electron/edges/store/open.ts';
import { copyOwnTables } from '../../../../electron/edges/store/own-copy.ts';
import { openLogFile } from '../../../../electron/edges/system/log.ts';
import { makeFolder, prepareFile } from '../../../../electron/edges/store/place.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { ms } from '../../../fakes/instants.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-01T08:00:00Z');
const refusal = (reason: string) => ({ ok: false, failure: { code: 'store.forbidden', reason } });

const makePipe = (path: string): void => {
  expect(spawnSync('mkfifo', [path]).status).toBe(0);
};

const makeSocket = (path: string): Promise<void> =>
  new Promise((resolve) => {
    const server = createServer().listen(path, () => resolve());
    onTestFinished(() => void server.close());
  });

/** A place for a store in a folder of its own, where `make` has put something. */
const placeWith = async (make: (path: string) => unknown): Promise<string> => {
  const path = join(aFolder(), 'store.sqlite');
  await make(path);
  return path;
};

describe('something else where the store should be', () => {
  it.each<readonly [string, (path: string) => unknown]>([
    ['a pipe', makePipe],
    ['a link to a pipe', (path) => (makePipe(`${path}.pipe`), symlinkSync(`${path}.pipe`, path))],
    ['a socket', makeSocket],
    ['a device', (path) => symlinkSync('/dev/zero', path)],
    ['a folder', (path) => mkdirSync(path)],
    ['a link to a folder', (path) => (mkdirSync(`${path}.folder`), symlinkSync(`${path}.folder`, path))],
  ])('%s is named at once, and stays', async (_name, make) => {
    const path = await placeWith(make);
    const kind = lstatSync(path).mode;
    expect([openForReading(path), openForWriting(path, nowMs)]).toMatchObject([
      refusal('wrong-kind'),
      refusal('wrong-kind'),
    ]);
    expect(lstatSync(path).mode).toBe(kind);
  });

  it.each(['-wal', '-shm', '-journal', '.writer', '.own', '.check'])(
    'a pipe in the place of %s is named too',
    (end) => {
      const path = join(aFolder(), 'store.sqlite');
      aStore(path).close();
      rmSync(path + end, { force: true });
      makePipe(path + end);
      expect(openForWriting(path, nowMs)).toMatchObject(refusal('wrong-kind'));
      expect(openForReading(path)).toMatchObject(refusal('wrong-kind'));
    },
  );

  it('a pipe beside the file that the store is a link to is named', () => {
    const [path, real] = [join(aFolder(), 'store.sqlite'), join(aFolder(), 'real.sqlite')];
    aStore(real).close();
    symlinkSync(real, path);
    rmSync(`${real}-wal`, { force: true });
    makePipe(`${real}-wal`);
    expect(openForReading(path)).toMatchObject(refusal('wrong-kind'));
  });

  it('a pipe in the place of the log, or of the folder, does not hold the program up', () => {
    const file = join(aFolder(), 'leasebell.log');
    makePipe(file);
    for (const place of [file, join(file, 'leasebell.log'), '/proc/leasebell/leasebell.log'])
      expect(() =>
        openLogFile({ file: place, level: 'info', prepare: prepareFile, now: () => nowMs }).error({}, 'x'),
      ).not.toThrow();
  });
});

describe('a place that cannot be', () => {
  it('a link that leads nowhere is missing, as the file, its folder, or a folder above', () => {
    const folder = aFolder();
    symlinkSync(join(folder, 'unplugged'), join(folder, 'link'));
    for (const path of ['link', 'link/store.sqlite', 'link/deep/store.sqlite'].map((name) => join(folder, name)))
      expect([openForReading(path), openForWriting(path, nowMs)]).toMatchObject([
        refusal('missing'),
        refusal('missing'),
      ]);
    expect(existsSync(join(folder, 'unplugged'))).toBe(false);
  });

  it('links in a circle and names that are too long are a bad path', () => {
    const folder = aFolder();
    symlinkSync('circle', join(folder, 'circle'));
    for (const path of [join(folder, 'circle', 'store.sqlite'), join(folder, 'x'.repeat(300), 'store.sqlite')])
      expect([openForReading(path), openForWriting(path, nowMs)]).toMatchObject([
        refusal('bad-path'),
        refusal('bad-path'),
      ]);
  });

  it('a file or a device where the folder should be is of the wrong kind', () => {
    const file = join(aFolder(), 'file');
    writeFileSync(file, '');
    for (const path of [join(file, 'store.sqlite'), join(file, 'deep', 'store.sqlite'), '/dev/null/store.sqlite'])
      expect([openForReading(path), openForWriting(path, nowMs)]).toMatchObject([
        refusal('wrong-kind'),
        refusal('wrong-kind'),
      ]);
  });

  it('a folder in /proc is refused rather than tried for ever', () => {
    const path = '/proc/leasebell/deep/store.sqlite';
    expect(openForWriting(path, nowMs)).toMatchObject(refusal('not-allowed'));
    expect(openForReading(path)).toEqual({ ok: true, value: null });
  });
});

it('a folder is made with those above it, and once more without complaint', () => {
  const folder = join(aFolder(), 'a', 'b', 'c');
  makeFolder(folder);
  makeFolder(folder);
  expect(lstatSync(join(folder, '..')).mode & 0o777).toBe(0o700);
});

it('a store that is a link works where it leads', () => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  insertAccount(store.database, anAccount());
  copyOwnTables(store.database, path);
  store.close();
  const moved = join(aFolder(), 'moved.sqlite');
  renameSync(path, moved);
  symlinkSync(moved, path);
  expect(listAccounts(aStore(path).database)).toHaveLength(1);
});

it('damage is noted where the disk takes the note, and does no harm where it does not', () => {
  const folder = aFolder();
  leaveDamageMarker(join(folder, 'store.sqlite'));
  expect(readdirSync(folder)).toEqual(['store.sqlite.check']);
  expect(() => leaveDamageMarker(join(folder, 'gone', 'store.sqlite'))).not.toThrow();
});
