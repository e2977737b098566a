import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../electron/edges/system/version.ts';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { appExecutable, freshDataDir } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { runCommand, startCommand } from './harness/terminal.ts';
import { startQiniu } from './worlds/qiniu.ts';
import { startTlsFront, tlsFile } from './worlds/tls-front.ts';

const minute = 60_000;
const secrets = { accessKey: 'AK-packaged-0123456789', secretKey: 'SK-packaged-9876543210' };
const launcher = join(dirname(appExecutable()), 'leasebell-cli');

/** A computer without a screen, a session bus and a runtime folder, and somebody's home on it that nothing was ever written to. */
const bare = () => {
  const home = join(freshDataDir(), 'home');
  mkdirSync(home);
  const none = Object.fromEntries(
    ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'DBUS_SESSION_BUS_ADDRESS', 'XDG_RUNTIME_DIR']
      .concat(['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_CACHE_HOME'])
      .map((name) => [name, undefined]),
  );
  return { home, env: { ...none, HOME: home } };
};

const onServer = bare();

describe.each([
  ['on a desktop', {}, 0],
  // There is no keychain, which the doctor calls a fault.
  ['on a server', onServer.env, 1],
] as const)('the terminal program inside the app, %s', (_place, env, health) => {
  const run = (...words: readonly string[]) => runCommand(words, { env, program: [launcher] });

  it('tells its version and nothing else', async () => {
    expect(await run('--version')).toEqual({ exit: 0, out: `${version}\n`, err: '' });
  });

  it('checks this computer', async () => {
    const { exit, out, err } = await run('doctor', '--json');
    expect({ exit, err }).toEqual({ exit: health, err: '' });
    expect(JSON.parse(out)).toMatchObject({ versions: { app: version }, bell: { ok: true } });
  });

  it('plays the demo', async () => {
    const { exit, out, err } = await run('demo', '--json');
    expect({ exit, err }).toEqual({ exit: 0, err: 'Starting five demo providers on this computer …\n' });
    expect(JSON.parse(out)).toMatchObject({ accounts: { length: 5 } });
  });

  it.each([
    [['frobnicate'], 'Not understood: frobnicate'],
    [['orders', '--inspect-brk'], 'Not understood: --inspect-brk'],
    [['orders', '--type=renderer'], 'Not understood: --type'],
    [['orders', '--js-flags=--help'], 'Not understood: --js-flags'],
    [['--as-terminal-program', 'orders'], 'Not understood: --as-terminal-program'],
    [['accounts', 'add'], 'Missing: --provider'],
  ] as const)('gets what was typed as it is, the words that would steer the runtime too: %j', async (words, said) => {
    const { exit, out, err } = await run(...words);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err.split('\n')[0]).toContain(said);
  });

  it('ends well when its reader has seen enough', async () => {
    const child = spawn('bash', ['-o', 'pipefail', '-c', '"$0" demo --json | head -c 10', launcher], {
      env: { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: 'en', ...env },
    });
    let err = '';
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
    expect(err).toBe('Starting five demo providers on this computer …\n');
  });
});

it('leaves nothing in the home of whoever only asked', () => {
  expect(readdirSync(onServer.home)).toEqual([]);
});

describe('the terminal program inside the app, at work', () => {
  let desktop: Desktop;
  let servers: DemoServers;
  let front: Server;
  const dataDir = freshDataDir();
  const run = (words: readonly string[], input: readonly string[] = []) =>
    runCommand([...words, '--data-dir', dataDir], { input, program: [launcher] });

  beforeAll(async () => {
    desktop = await startDesktop();
    const endsAt = Date.now() + 14 * minute;
    servers = await startQiniu([{ name: 'i-packaged', startsAt: endsAt - 74 * minute, endsAt }], {
      secrets: { qiniu: secrets },
    });
    front = await startTlsFront(servers.qiniu);
  });

  afterAll(async () => {
    front.close();
    await servers.stop();
    desktop.close();
  });

  it('reads keys from its input, keeps them in the keychain, and asks over TLS', async () => {
    expect((await run(['settings', 'set', `extraCa=${tlsFile('ca.pem')}`])).exit).toBe(0);
    const address = `https://127.0.0.1:${(front.address() as AddressInfo).port}`;
    const words = ['accounts', 'add', '--provider', 'qiniu', '--label', 'Lab', '--base-url', address];
    const added = await run([...words, '--secret', 'accessKey', '--secret', 'secretKey'], Object.values(secrets));
    expect(added).toMatchObject({ exit: 0, err: '' });
    const synced = await run(['sync', '--json']);
    expect(synced).toMatchObject({ exit: 0, err: '' });
    expect(JSON.parse(synced.out)).toMatchObject({ accounts: [{ label: 'Lab', ok: true, rentals: 1 }] });
  });

  it('rings while it watches, as one process, and stops when it is asked to', async () => {
    const watching = startCommand(['watch', '--data-dir', dataDir], { program: [launcher] });
    try {
      await desktop.notifications.waitFor(({ title }) => title.includes('· aged'));
      const { pid } = watching.process;
      // What showed the notification may not have ended yet.
      const children = () =>
        readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
          .split(' ')
          .filter((child) => child !== '')
          .map((child) => readFileSync(`/proc/${child}/cmdline`, 'utf8'))
          .filter((line) => line.includes('--type='));
      expect(children()).toEqual([]);
    } finally {
      watching.process.kill('SIGINT');
    }
    const { exit, err } = await watching.finished;
    expect(exit).toBe(0);
    expect(err).toMatch(/^Watching 1 account\. Press Ctrl\+C to stop\.\n/);
  });

  it('says that another one holds the data', async () => {
    const watching = startCommand(['watch', '--data-dir', dataDir], { program: [launcher] });
    await once(watching.process.stderr!, 'data');
    try {
      expect((await run(['sync'])).exit).toBe(3);
    } finally {
      watching.process.kill('SIGTERM');
    }
    expect((await watching.finished).exit).toBe(0);
  });
});
