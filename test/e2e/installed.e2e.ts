import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync, chownSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeDeb } from '../../build/deb/deb.mjs';
import type { DemoServers } from '../../electron/demo/servers.ts';
import { Database } from '../../electron/edges/store/database.ts';
import { version } from '../../electron/edges/system/version.ts';
import { filesOf, installedVersion, installFile, installObstacle, purge, remove } from './harness/apt.ts';
import { freshDataDir } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { startPerson, type Person } from './harness/person.ts';
import { packages } from './harness/packages.ts';
import { commandOf, expectSandbox, pagesOf, processesOf } from './harness/processes.ts';
import { runCommand, type Finished } from './harness/terminal.ts';
import { startQiniu, type Machine } from './worlds/qiniu.ts';

const minute = 60_000;
const secrets = { accessKey: 'AK-installed-0123456789', secretKey: 'SK-installed-9876543210' };
const app = '/usr/bin/leasebell';
const program = '/usr/lib/leasebell/leasebell';
const names = ['leasebell', 'leasebell-dev'] as const;

/** Stands while a run has its package installed; what a killed run left behind is not somebody's own program. */
const marker = join(tmpdir(), 'leasebell-installed-by-a-test');
const ownProgram = (): string | null =>
  !existsSync(marker) && names.some((name) => installedVersion(name) !== null) ? 'Leasebell itself is installed' : null;
const obstacle = packages === null ? 'no package was made' : (installObstacle() ?? ownProgram());

/** A machine for an hour, of which so many minutes are left: fifteen minutes before the end it rings. */
const aMachine = (name: string, minutesLeft = 14): Machine => {
  const endsAt = Date.now() + minutesLeft * minute;
  return { name, endsAt, startsAt: endsAt - 60 * minute };
};

if (obstacle !== null) it.skip(`the installed app: nothing is installed here, since ${obstacle}`, () => undefined);

describe.runIf(obstacle === null)('the installed app', () => {
  const { deb, facts: made } = packages ?? { deb: '', facts: { version, runtime: '', isPinned: false, epoch: 0 } };
  const name = made.isPinned ? 'leasebell' : 'leasebell-dev';
  const machines: Machine[] = [aMachine('i-before')];
  let person: Person;
  let desktop: Desktop;
  let servers: DemoServers;
  let running: ChildProcess | null = null;
  let files: readonly string[] = [];

  const cli = (words: readonly string[], input: readonly string[] = [], env = {}): Promise<Finished> =>
    runCommand(words, {
      input,
      program: ['/usr/bin/leasebell-cli'],
      user: person.user,
      env: { ...person.env, ...env },
    });
  const start = (words: readonly string[] = [], env = {}): void => {
    const options = { ...person.user, cwd: person.home, env: { ...person.env, ...env } };
    running = spawn(app, ['--disable-gpu', ...words], { ...options, stdio: 'ignore' });
  };
  const stop = async (): Promise<void> => {
    const child = running;
    running = null;
    if (child === null || child.exitCode !== null) return;
    const end = once(child, 'exit');
    child.kill('SIGTERM');
    await end;
  };
  const told = (about: string): number =>
    desktop.notifications.shown.filter(({ title }) => title.includes(about)).length;
  const listed = async (words: readonly string[]) =>
    z.array(z.looseObject({})).parse(JSON.parse((await cli([...words, '--json'])).out));

  beforeAll(async () => {
    writeFileSync(marker, '');
    names.filter((each) => installedVersion(each) !== null).forEach(purge);
    person = await startPerson();
    desktop = await startDesktop({ busAddress: person.busAddress });
    servers = await startQiniu(machines, { secrets: { qiniu: secrets } });
    const output = freshDataDir();
    const older = await makeDeb({ ...made, version: '0.0.9', app: packages?.app ?? '', output, isSmall: false });
    installFile(older.file);
  });

  afterAll(async () => {
    await stop();
    desktop.close();
    await servers.stop();
    await person.leave();
    if (installedVersion(name) !== null) purge(name);
    rmSync(marker, { force: true });
  });

  it('takes a key in the terminal, keeps it in the keyring, and finds what is rented', async () => {
    expect(installedVersion(name)).toMatch(/^0\.0\.9/);
    const words = ['accounts', 'add', '--provider', 'qiniu', '--label', 'Lab', '--base-url', servers.qiniu.baseUrl];
    const added = await cli([...words, '--secret', 'accessKey', '--secret', 'secretKey'], Object.values(secrets));
    expect(added).toEqual({ exit: 0, out: expect.stringContaining('Lab'), err: '' });
    expect(await cli(['sync'])).toMatchObject({ exit: 0, err: '' });
  });

  it('rings for an ordinary user, with its page in the sandbox', async () => {
    start();
    const shown = await desktop.notifications.waitFor(({ title }) => title.includes('· fore'));
    expect(shown.title).toContain('left');
    await expect.poll(() => pagesOf(program), { timeout: 30_000 }).not.toHaveLength(0);
    for (const pid of pagesOf(program)) await expectSandbox(pid);
    for (const pid of [...processesOf(program), ...processesOf(app)])
      expect(commandOf(pid)).not.toContain('--no-sandbox');
    await stop();
  });

  it('is brought up to date over its data: nothing is lost, what comes rings, and what rang does not ring again', async () => {
    const said = installFile(deb);
    if (!made.isPinned) expect(said).toContain(`whose Chromium is old and gets no security updates`);
    expect(installedVersion(name)).toBe(basename(deb).split('_')[1]);
    machines.push(aMachine('i-after'));
    expect((await cli(['sync'])).exit).toBe(0);
    start();
    await desktop.notifications.waitFor(({ title }) => title.includes('· fter'));
    await stop();
    expect([told('· fore'), told('· fter')]).toEqual([1, 1]);
    expect(await listed(['rentals'])).toHaveLength(2);
    expect(await listed(['accounts', 'list'])).toMatchObject([{ label: 'Lab' }]);
  });

  it('takes over a store that version 0.1.0 left', async () => {
    const folder = join(person.home, 'earlier');
    mkdirSync(folder);
    const store = new Database(join(folder, 'leasebell.sqlite'), { readOnly: false });
    store.execute(readFileSync(new URL('../fixtures/store/version-3.sql', import.meta.url), 'utf8'));
    store.close();
    for (const path of [folder, join(folder, 'leasebell.sqlite')]) chownSync(path, person.user.uid, person.user.gid);
    const words = [`--data-dir=${folder}`];
    const before = await listed(['reminders', ...words]);
    desktop.notifications.forget();
    // What was claimed when that version ended, and what nobody was there for since, is told as one.
    start(words, { LEASEBELL_NOW: '2026-05-30T12:00:00Z' });
    const summary = await desktop.notifications.waitFor(({ title }) => title.includes('条提醒'));
    expect(summary.body).toContain('4090×1 lapsed');
    await stop();
    // The disk ends a day later, as its user corrected it.
    start(words, { LEASEBELL_NOW: '2026-05-31T00:00:10Z' });
    await desktop.notifications.waitFor(({ title }) => title.includes('数据盘'));
    await stop();
    expect(desktop.notifications.shown).toHaveLength(2);
    const idOf = ({ id }: Readonly<Record<string, unknown>>): unknown => id;
    expect((await listed(['reminders', ...words])).map(idOf)).toEqual(expect.arrayContaining(before.map(idOf)));
    expect(await listed(['accounts', 'list', ...words])).toHaveLength(2);
  });

  it('shows the demo, made up from beginning to end', async () => {
    desktop.notifications.forget();
    start(['--demo', `--data-dir=${join(person.home, 'demo')}`]);
    await desktop.notifications.waitFor(() => true, 60_000);
    await stop();
  });

  it('goes and leaves its users what is theirs; purged, it leaves nothing of its own', () => {
    files = filesOf(name);
    expect(files).toContain(app);
    remove(name);
    expect(files.filter((path) => existsSync(path))).toEqual([]);
    expect(existsSync(join(person.home, '.config/Leasebell/leasebell.sqlite'))).toBe(true);
    purge(name);
    expect(['/usr/lib/leasebell', '/etc/apparmor.d/leasebell', `/usr/share/doc/${name}`].filter(existsSync)).toEqual(
      [],
    );
    expect(existsSync(join(person.home, '.config/Leasebell/leasebell.sqlite'))).toBe(true);
  });
});
