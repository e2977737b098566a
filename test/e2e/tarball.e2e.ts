import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../electron/edges/system/version.ts';
import { freshDataDir } from './harness/app.ts';
import { packages } from './harness/packages.ts';
import { runCommand, type Finished } from './harness/terminal.ts';

if (packages === null) it.skip('the terminal program on a server: no package was made', () => undefined);

describe.runIf(packages !== null)('the terminal program, installed on a server from its npm package', () => {
  const base = freshDataDir();
  const [prefix, cache, home] = ['prefix', 'cache', 'home'].map((name) => join(base, name));
  const env = Object.fromEntries(
    [
      'DISPLAY',
      'DBUS_SESSION_BUS_ADDRESS',
      'XDG_RUNTIME_DIR',
      'XDG_CONFIG_HOME',
      'XDG_DATA_HOME',
      'XDG_CACHE_HOME',
    ].map((name) => [name, undefined]),
  );
  const run = (words: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Finished> =>
    runCommand(words, { program: [`${prefix}/bin/leasebell-cli`], env: { ...env, HOME: home, ...more } });

  beforeAll(() => {
    mkdirSync(home ?? '');
    // Nobody is asked for anything: there is no cache, and no network.
    const words = ['install', '--global', '--offline', '--cache', cache ?? '', '--prefix', prefix ?? '', '--no-audit'];
    const { status, stderr } = spawnSync('npm', [...words, packages?.tarball ?? ''], {
      encoding: 'utf8',
      env: { ...process.env, HOME: home },
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
  });

  it('tells its version', async () => {
    expect(await run(['--version'])).toEqual({ exit: 0, out: `${version}\n`, err: '' });
  });

  it('plays the demo', async () => {
    const { exit, out } = await run(['demo', '--json']);
    expect(exit).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ accounts: { length: 5 } });
  });

  it('finds everything that it needs, with keys from the environment', async () => {
    const { exit, out, err } = await run(['doctor', '--json'], { LEASEBELL_VAULT: 'memory' });
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({ versions: { app: version, electron: null }, bell: { ok: true } });
  });

  it('finds the keychain there, and no service behind it', async () => {
    const { out } = await run(['doctor', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      keychain: { failure: { code: 'vault.unavailable', detail: 'no-service' } },
    });
  });

  it('left nothing in the home of whoever only asked', () => {
    expect(readdirSync(home ?? '').filter((name) => name !== '.npm')).toEqual([]);
  });
});
