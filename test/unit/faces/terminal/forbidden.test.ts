import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { buildTerminalProgram, type RunOptions, type TerminalProgram } from '../../../fakes/terminal-program.ts';

let program: TerminalProgram;
beforeAll(async () => {
  program = await buildTerminalProgram();
});
afterAll(() => program.remove());

const nameOf = 'leasebell.sqlite';
const first = anAccount({ label: 'First' });
const reading = ['accounts list', 'orders', 'rentals', 'reminders', 'export --format json'];
const writing = ['sync', 'settings set proxy=none', 'accounts remove First'];

/** Runs a command over a folder and answers its JSON and how it ended. */
const run = async (line: string, folder: string, options: RunOptions = {}) => {
  const { exit, out, err } = await program.run([...line.split(' '), '--json', '--data-dir', folder], options);
  const json: unknown = out === '' ? null : JSON.parse(out);
  return { exit, json, err };
};

const refused = (reason: string) => ({ exit: 1, json: { ok: false, failure: { code: 'store.forbidden', reason } } });

/**
 * A folder with a store of one account, as a backup has it: closed in order, or with a log that holds the account still. Everybody may read it and
 * nobody but its owner may write.
 */
const aBackup = ({ log }: { readonly log: boolean }): string => {
  const path = join(aFolder(), nameOf);
  const store = aStore(path);
  store.database.execute('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA wal_autocheckpoint = 0');
  insertAccount(store.database, first);
  if (!log) store.close();
  const folder = aFolder();
  for (const ending of log ? ['', '-wal'] : ['']) {
    copyFileSync(path + ending, join(folder, nameOf + ending));
    chmodSync(join(folder, nameOf + ending), 0o444);
  }
  chmodSync(folder, 0o555);
  return folder;
};

/** A folder that everybody may enter and only its owner may write. */
const aVisibleFolder = (): string => {
  const folder = aFolder();
  chmodSync(folder, 0o755);
  return folder;
};

const contentsOf = (folder: string): unknown =>
  readdirSync(folder)
    .sort()
    .map((name) => [name, readFileSync(join(folder, name)).toString('base64')]);

describe('a folder that may only be read', () => {
  it.each([
    ['without a log', { log: false }],
    ['with a log that was not brought in', { log: true }],
  ])('a backup %s is read as it is, and left so', async (_name, kind) => {
    const folder = aBackup(kind);
    const before = contentsOf(folder);
    expect(await run('accounts list', folder)).toMatchObject({ exit: 0, json: [{ label: 'First' }], err: '' });
    expect((await run('export --format json', folder)).exit).toBe(0);
    expect(contentsOf(folder)).toEqual(before);
  });

  it('an empty log beside a backup changes nothing', async () => {
    const folder = aBackup({ log: false });
    writeFileSync(join(folder, `${nameOf}-wal`), '');
    expect(await run('accounts list', folder)).toMatchObject({ exit: 0, json: [{ label: 'First' }] });
  });

  it('what somebody else is writing there is seen', async () => {
    const folder = aFolder();
    const store = aStore(join(folder, nameOf));
    insertAccount(store.database, first);
    for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o644);
    chmodSync(folder, 0o555);
    expect(await run('accounts list', folder)).toMatchObject({ exit: 0, json: [{ label: 'First' }] });
  });

  it('a log that may not be read is named rather than left out', async () => {
    const folder = aBackup({ log: true });
    chmodSync(join(folder, `${nameOf}-wal`), 0o600);
    expect(await run('accounts list', folder)).toMatchObject(refused('not-allowed'));
  });

  it('without a folder for temporary files a log cannot be read, and that is what is said', async () => {
    const env = { TMPDIR: aBackup({ log: false }) };
    expect(await run('accounts list', aBackup({ log: false }), { env })).toMatchObject({ exit: 0 });
    const { exit, out, err } = await program.run(['orders', '--data-dir', aBackup({ log: true })], { env });
    expect([exit, out, err.split('\n')[0]]).toEqual([
      1,
      '',
      'The folder for temporary files cannot be written. Nothing was changed. Set TMPDIR (TEMP on Windows) to a folder that can be, then try again.',
    ]);
  });

  it.each(writing)('%s says that it is not allowed, and nothing about a full disk', async (line) => {
    const folder = aBackup({ log: false });
    const { exit, err } = await program.run([...line.split(' '), '--data-dir', folder]);
    expect(exit).toBe(1);
    expect(err).toContain('The system does not allow access to the data folder or a file in it.');
    expect(err).toContain(folder);
  });
});

describe('a disk that may only be read', () => {
  /** Bound over itself for reading only, in a space of mounts that goes with the command. */
  const readOnly = (folder: string): RunOptions => ({
    around: [
      ...(process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-rm']),
      ...['sh', '-c', `mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"`, folder],
    ],
  });

  it.each([{ log: false }, { log: true }])('is read whatever the permissions say: %o', async (kind) => {
    const folder = aBackup(kind);
    chmodSync(folder, 0o777);
    expect(await run('accounts list', folder, readOnly(folder))).toMatchObject({
      exit: 0,
      json: [{ label: 'First' }],
      err: '',
    });
  });

  it('is named when something is to be written', async () => {
    const folder = aBackup({ log: false });
    chmodSync(folder, 0o777);
    chmodSync(join(folder, nameOf), 0o666);
    expect(await run('sync', folder, readOnly(folder))).toMatchObject({ exit: 1 });
    expect(await run('accounts remove First', folder, readOnly(folder))).toMatchObject(refused('read-only'));
    const fresh = aFolder();
    chmodSync(fresh, 0o777);
    expect(await run('settings set proxy=none', fresh, readOnly(fresh))).toMatchObject(refused('read-only'));
  });
});

describe('a disk that is full', () => {
  /** A small disk over the folder, with what the folder holds and not a byte more, in a space of mounts that goes with the command. */
  const filled = (folder: string): RunOptions => ({
    around: [
      ...(process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-rm']),
      'sh',
      '-c',
      'cp -a "$0" "$0.kept" && mount -t tmpfs -o size=400k,mode=777 none "$0" && cp -a "$0.kept"/. "$0" && chmod 777 "$0" && ' +
        'chmod 666 "$0"/*; cat /dev/zero > "$0/filler" 2>/dev/null; rm -r "$0.kept"; exec "$@"',
      folder,
    ],
  });

  it.each([{ log: false }, { log: true }])('is read all the same: %o', async (kind) => {
    const folder = aBackup(kind);
    chmodSync(folder, 0o777);
    expect(await run('accounts list', folder, filled(folder))).toMatchObject({
      exit: 0,
      json: [{ label: 'First' }],
      err: '',
    });
  });

  it('is told as that when a store is begun, and when one is changed', async () => {
    const folder = aVisibleFolder();
    const small = [
      ...(process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-rm']),
      ...['sh', '-c', 'mount -t tmpfs -o size=64k,mode=777 leasebell "$0" && exec "$@"', folder],
    ];
    expect(await run('settings set proxy=none', folder, { around: small })).toMatchObject({
      exit: 1,
      json: { ok: false, failure: { code: 'store.full' } },
    });
  });
});

describe('a place that takes nothing', () => {
  const over = (options: string, folder: string): readonly string[] => [
    ...(process.getuid?.() === 0 ? ['unshare', '-m'] : ['unshare', '-rm']),
    ...['sh', '-c', `mount -t tmpfs -o ${options} leasebell "$0" && exec "$@"`, folder],
  ];

  it.each([
    ['size=32k,mode=777', { code: 'store.full' }],
    ['ro,mode=777', { code: 'store.forbidden', reason: 'read-only' }],
  ])('%s is said by doctor, which ends with 1', async (options, failure) => {
    const folder = aVisibleFolder();
    expect(await run('doctor', folder, { around: over(options, folder) })).toMatchObject({
      exit: 1,
      json: { room: { failure } },
    });
  });

  it.each(reading)(
    'that is too small for a store is no empty list for %s, before and after a start that failed there',
    async (line) => {
      const folder = aVisibleFolder();
      const full = { exit: 1, json: { ok: false, failure: { code: 'store.full' } } };
      const around = over('size=16k,mode=777', folder);
      expect(await run(line, folder, { around })).toMatchObject(line.startsWith('export') ? { exit: 1 } : full);
      // What a start leaves that found no room for the first table.
      const begun = `: > "$0/${nameOf}" && chmod 666 "$0/${nameOf}" && exec "$@"`;
      const afterwards = { around: [...around, 'sh', '-c', begun, folder] };
      expect(await run(line, folder, afterwards)).toMatchObject(line.startsWith('export') ? { exit: 1 } : full);
    },
  );

  it.each(['/proc/leasebell', '/proc/leasebell/data'])(
    '%s cannot be made, which doctor says and ends with 1',
    async (folder) => {
      expect(await run('doctor', folder)).toMatchObject({
        exit: 1,
        json: { folder: { exists: false }, room: { failure: { code: 'store.forbidden', reason: 'not-allowed' } } },
      });
      const { out } = await program.run(['doctor', '--data-dir', folder]);
      expect(out).toMatch(/^Writing +The system does not allow access/m);
    },
  );

  it('is not one where a folder can be made, and doctor leaves none there', async () => {
    const folder = aFolder();
    chmodSync(folder, 0o777);
    const { json } = await run('doctor', join(folder, 'new', 'data'));
    expect(json).toMatchObject({ room: { failure: null }, store: { ok: true, exists: false } });
    expect(readdirSync(folder)).toEqual([]);
    chmodSync(folder, 0o555);
    expect(await run('doctor', join(folder, 'new', 'data'))).toMatchObject({
      exit: 1,
      json: { room: { failure: { code: 'store.forbidden', reason: 'not-allowed' } } },
    });
  });

  it('because the store itself is read-only is said too', async () => {
    const folder = aBackup({ log: false });
    chmodSync(join(folder, nameOf), 0o444);
    expect((await run('doctor', folder)).json).toMatchObject({
      store: { ok: true },
      room: { failure: { code: 'store.forbidden', reason: 'not-allowed' } },
    });
  });
});

describe('a folder that is closed', () => {
  it.each([...reading, 'sync'])('%s fails and does not answer an empty list', async (line) => {
    const folder = aBackup({ log: false });
    chmodSync(folder, 0o600);
    expect(await run(line, folder)).toMatchObject(line.startsWith('export') ? { exit: 1 } : refused('not-allowed'));
  });

  it('above the data folder counts as well', async () => {
    const above = aFolder();
    mkdirSync(join(above, 'data'));
    chmodSync(above, 0o600);
    expect(await run('rentals', join(above, 'data'))).toMatchObject(refused('not-allowed'));
  });

  it('to the file alone counts as well', async () => {
    const folder = aBackup({ log: false });
    chmodSync(join(folder, nameOf), 0o200);
    expect(await run('rentals', folder)).toMatchObject(refused('not-allowed'));
  });

  it('for making a new one is named', async () => {
    const folder = aFolder();
    chmodSync(folder, 0o555);
    expect(await run('sync', join(folder, 'new'))).toMatchObject(refused('not-allowed'));
    expect(await run('rentals', join(folder, 'new'))).toMatchObject({ exit: 0, json: [] });
  });
});

describe('a folder that leads nowhere', () => {
  it.each(['export --format csv', 'doctor', 'rentals', 'sync'])('%s says so without a stack trace', async (line) => {
    const folder = join(aVisibleFolder(), 'link');
    symlinkSync('/nonexistent/drive', folder);
    const { exit, out, err } = await program.run([...line.split(' '), '--data-dir', folder]);
    expect([exit, err.includes('    at ')]).toEqual([1, false]);
    expect(line === 'doctor' ? out : err).toContain('A file or folder that the data folder needs is not there.');
    expect(existsSync('/nonexistent')).toBe(false);
  });

  it('that nobody can make ends the command at once', async () => {
    expect(await run('settings set proxy=none', '/proc/leasebell')).toMatchObject(refused('not-allowed'));
  });
});

it('the demo says when it has no folder for temporary files', async () => {
  const folder = aVisibleFolder();
  expect(await run('demo', aFolder(), { env: { TMPDIR: folder } })).toMatchObject(refused('no-scratch'));
});

it('somebody without a home is told that there is no place for the data, and may choose one', async () => {
  const { exit, out, err } = await program.run(['settings', 'set', 'proxy=none'], { homeless: true });
  expect([exit, out, err.includes('    at ')]).toEqual([1, '', false]);
  expect(err).toContain('The system does not allow access to the data folder');
  expect((await program.run(['rentals', '--json', '--data-dir', aVisibleFolder()], { homeless: true })).out).toBe(
    '[]\n',
  );
});

it('doctor says what keeps the store from being read', async () => {
  const folder = aBackup({ log: false });
  chmodSync(folder, 0o600);
  expect((await run('doctor', folder)).json).toMatchObject({
    store: { ok: false, failure: { code: 'store.forbidden', reason: 'not-allowed' } },
  });
});
