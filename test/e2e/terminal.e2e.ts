import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { freshDataDir } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { runCommand, startCommand } from './harness/terminal.ts';
import { startQiniu } from './worlds/qiniu.ts';

const minute = 60_000;
const secrets = { accessKey: 'AK-terminal-0123456789', secretKey: 'SK-terminal-9876543210' };
/** Rented for an hour and a bit: its reminder fifteen minutes before the end is due when it is first seen. */
const machine = () => ({ name: 'i-terminal', startsAt: Date.now() - 60 * minute, endsAt: Date.now() + 14 * minute });

describe('the terminal program', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  const dataDir = freshDataDir();
  const inFolder = (...words: readonly string[]) => [...words, '--data-dir', dataDir];
  const add = (label: string, secretKey: string) =>
    runCommand(
      inFolder(
        ...['accounts', 'add', '--provider', 'qiniu', '--label', label, '--base-url', servers.qiniu.baseUrl],
        ...['--secret', 'accessKey', '--secret', 'secretKey', '--json'],
      ),
      { input: [secrets.accessKey, secretKey] },
    );

  beforeAll(async () => {
    desktop = await startDesktop();
    const rented = machine();
    servers = await startQiniu([rented], { secrets: { qiniu: secrets } });
  });

  afterAll(async () => {
    await servers.stop();
    desktop.close();
  });

  it('answers reading commands on an empty folder with empty lists and creates nothing', async () => {
    const folder = join(dataDir, 'none');
    for (const command of ['orders', 'rentals', 'reminders']) {
      const { exit, out } = await runCommand([command, '--json', '--data-dir', folder]);
      expect({ exit, out }).toEqual({ exit: 0, out: '[]\n' });
    }
    expect(existsSync(folder)).toBe(false);
  });

  it('stores nothing when the test request is refused', async () => {
    const { exit, out } = await add('公司账号', 'SK-wrong-0000000000');
    expect(exit).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ ok: false, failure: { code: 'account.key-rejected' } });
    expect((await runCommand(inFolder('accounts', 'list', '--json'))).out).toBe('[]\n');
  });

  it('adds an account whose key goes to the keychain and nowhere else', async () => {
    const { exit, out, err } = await add('公司账号', secrets.secretKey);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ account: { label: '公司账号', secretHint: '6789' } });
    expect(out).not.toContain(secrets.accessKey);
    for (const ending of ['', '-wal', '.own']) {
      const file = join(dataDir, `leasebell.sqlite${ending}`);
      if (existsSync(file)) expect(readFileSync(file).includes(secrets.secretKey)).toBe(false);
    }
  });

  it('syncs with the key from the keychain and reads what it stored, offline', async () => {
    const synced = await runCommand(inFolder('sync', '--json'));
    expect(synced.exit).toBe(0);
    expect(JSON.parse(synced.out)).toMatchObject({
      accounts: [{ label: '公司账号', ok: true, failure: null, orders: 1, rentals: 1 }],
    });
    const soon = await runCommand(inFolder('rentals', '--ending-within', '1h', '--json'));
    expect(JSON.parse(soon.out)).toMatchObject([{ resourceId: 'i-terminal', state: 'ending', stale: false }]);
    const found = await runCommand(inFolder('orders', '--query', 'TERMIN', '--json'));
    expect(z.array(z.looseObject({})).parse(JSON.parse(found.out))).toHaveLength(1);
  });

  it('rings while it watches, keeps other writers out, carries out their wishes and lets readers in', async () => {
    const watching = startCommand(inFolder('watch'));
    try {
      const told = await desktop.notifications.waitFor(({ title }) => title.includes('· inal'));
      expect(told.title).toContain('left');
      const writer = await runCommand(inFolder('sync', '--json'));
      expect(writer.exit).toBe(3);
      expect(JSON.parse(writer.out)).toMatchObject({ accounts: [{ ok: false, failure: { code: 'store.locked' } }] });
      const wished = await runCommand(inFolder('accounts', 'set', '公司账号', '--every', '7m', '--json'));
      expect(wished.exit).toBe(0);
      expect(JSON.parse(wished.out)).toMatchObject({ account: { label: '公司账号', intervalMs: 7 * 60_000 } });
      const reader = await runCommand(inFolder('reminders', '--json'));
      expect(reader.exit).toBe(0);
      expect(reader.out).toContain('"channel');
    } finally {
      watching.process.kill('SIGINT');
    }
    expect((await watching.finished).exit).toBe(0);
    expect((await runCommand(inFolder('reminders', '--json'))).out).toContain(
      '"channels":["node-notifier"],"state":"shown"',
    );
    expect((await runCommand(inFolder('sync', '--json'))).exit).toBe(0);
  });

  it('says what was typed wrongly, on stderr alone, with exit status 2', async () => {
    for (const words of [
      ['frobnicate'],
      ['rentals', '--ending-within', 'soon'],
      ['accounts', 'add'],
      ['orders', '--status', 'x'],
    ]) {
      const { exit, out, err } = await runCommand(inFolder(...words, '--json'));
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      // What is absent was not misunderstood.
      expect(err).toContain(words[1] === 'add' ? 'Missing: --provider' : 'Not understood');
    }
  });

  it('stores nothing without a keychain, with exit status 4', async () => {
    const folder = freshDataDir();
    const words = ['accounts', 'add', '--provider', 'wolover', '--label', 'x', '--base-url', 'http://127.0.0.1:9'];
    const { exit, err } = await runCommand([...words, '--secret', 'apiKey', '--no-test', '--data-dir', folder], {
      input: ['key-0123456789abcdef'],
      env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' },
    });
    expect(exit).toBe(4);
    expect(err).toContain('The system keychain cannot be used, so nothing was done.');
    expect((await runCommand(['accounts', 'list', '--json', '--data-dir', folder])).out).toBe('[]\n');
  });

  it('takes keys from the environment where there is no keychain', async () => {
    const folder = freshDataDir();
    const env = {
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent',
      LEASEBELL_VAULT: 'memory',
      LEASEBELL_SECRETS: JSON.stringify({ lab: secrets }),
    };
    const words = ['accounts', 'add', '--provider', 'qiniu', '--label', 'Lab', '--base-url', servers.qiniu.baseUrl];
    expect((await runCommand([...words, '--data-dir', folder], { env })).exit).toBe(0);
    expect((await runCommand(['sync', '--data-dir', folder], { env })).exit).toBe(0);
  });

  it('removes an account with its orders and its key', async () => {
    const removed = await runCommand(inFolder('accounts', 'remove', '公司账号', '--json'));
    expect(JSON.parse(removed.out)).toEqual({ label: '公司账号', orders: 1, rentals: 1 });
    expect((await runCommand(inFolder('accounts', 'remove', '公司账号', '--json'))).exit).toBe(1);
  });

  it('shows the demo: rentals of all five providers with end, basis and state', async () => {
    const { exit, out } = await runCommand(['demo', '--json']);
    expect(exit).toBe(0);
    const shape = z.object({
      accounts: z.array(z.looseObject({})).length(5),
      rentals: z.array(
        z.looseObject({ provider: z.string(), state: z.string(), end: z.looseObject({ basis: z.string() }) }),
      ),
      reminders: z.array(z.looseObject({ fireAt: z.string() })).min(1),
    });
    const { rentals } = shape.parse(JSON.parse(out));
    expect([...new Set(rentals.map(({ provider }) => provider))].sort()).toEqual([
      'alibaba',
      'qiniu',
      'unicloud',
      'vastai',
      'wolover',
    ]);
  });
});
