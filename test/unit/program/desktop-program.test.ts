import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Program, type ProgramParts } from '../../../electron/program/desktop-program.ts';
import { readTrayFacts } from '../../../electron/faces/tray/tray-facts.ts';
import { failed } from '../../../electron/core/model/failure.ts';
import { appHandlers } from '../../../electron/faces/ipc/handlers/app.ts';
import { ChannelChain } from '../../../electron/channels/chain.ts';
import { readNetwork } from '../../../electron/edges/store/settings.ts';
import { demoEngineAt } from '../../fakes/demo-engine.ts';
import { anEngine } from '../../fakes/engine.ts';
import { ms } from '../../fakes/instants.ts';
import { aFolder, aStore } from '../../fakes/store.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
let temporary: string;

beforeEach(() => {
  temporary = aFolder();
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const demoFolders = (): readonly string[] =>
  readdirSync(temporary).filter((name) => name.startsWith('leasebell-demo-'));

const aProgram = (parts: Partial<ProgramParts>): Program =>
  new Program({
    version: '0',
    engine: anEngine(aStore(), () => nowMs),
    openDemoEngine: demoEngineAt(nowMs),
    systemLocale: 'en',
    isOnline: () => true,
    hasTray: () => true,
    channels: new ChannelChain([]),
    vaultFailure: () => null,
    openNotices: () => Promise.resolve(''),
    news: () => undefined,
    openWindow: () => undefined,
    onSettings: () => undefined,
    ...parts,
  });

describe('the demo of the app', () => {
  it('goes with its folder when it is left, also while it is being entered', async () => {
    const program = aProgram({});
    const entering = program.enterDemo();
    await program.leaveDemo();
    expect([await entering, program.isDemo(), demoFolders()]).toEqual([{ ok: true, value: null }, false, []]);
  });

  it('does not hide what is wrong with the user’s own bell, which rings on behind it', async () => {
    const engine = anEngine(aStore(), () => nowMs);
    const program = aProgram({ engine });
    await program.enterDemo();
    engine.guard.say('planning', { code: null, reason: null, detail: null });
    const described = await appHandlers(program)['app.describe'](null);
    expect(described.ok && described.value.health.troubles.map(({ step }) => step)).toEqual(['planning']);
    expect(readTrayFacts(program).trouble).toBe(true);
    await program.leaveDemo();
  });

  it('that cannot be entered is told to who asked, keeps nobody from quitting, and leaves nothing', async () => {
    expect(await aProgram({ openDemoEngine: () => failed('store.full') }).enterDemo()).toEqual(failed('store.full'));
    const broken = aProgram({
      openDemoEngine: () => {
        throw new TypeError('a bug');
      },
    });
    const entering = broken.enterDemo();
    const left = broken.leaveDemo();
    await expect(entering).rejects.toThrow('a bug');
    expect([await left, demoFolders()]).toEqual([{ ok: true, value: null }, []]);
  });
});

it('a look that is changed in the demo leaves a damaged setting of the user as it is, which sends nothing', async () => {
  const store = aStore();
  const program = aProgram({ engine: anEngine(store, () => nowMs) });
  store.database.run("INSERT INTO setting (name, value) VALUES ('proxy', 'none')");
  await program.enterDemo();
  program.changeSettings({ theme: 'dark' });
  expect(readNetwork(store.database).damaged).toEqual(['proxy']);
  program.changeSettings({ proxy: 'none' });
  expect(readNetwork(store.database)).toMatchObject({ proxy: 'none', damaged: [] });
  await program.leaveDemo();
  expect(program.settings()).toMatchObject({ theme: 'dark', proxy: 'none' });
});

it('notices that the system cannot open are a failure that says where they lie', async () => {
  expect(await aProgram({}).openNotices()).toEqual({ ok: true, value: null });
  const without = aProgram({ openNotices: () => Promise.resolve('no such file') });
  expect(await without.openNotices()).toEqual(failed('not-found', { reason: 'no-notices' }));
});

describe('the facts of the tray', () => {
  const quiet = { error: () => undefined, info: () => undefined };

  it('call trouble what may silence the bell, and nothing less', () => {
    const engine = anEngine(aStore(), () => nowMs);
    const program = aProgram({ engine });
    engine.guard.say('quiet-zone', { code: null, reason: null, detail: null }, { id: 'x', name: 'x' });
    expect(readTrayFacts(program).trouble).toBe(false);
    engine.guard.say('look', { code: null, reason: null, detail: null });
    expect(readTrayFacts(program).trouble).toBe(true);
  });

  it('that cannot be read are trouble, told as a step of its own until they can', () => {
    const store = aStore();
    const logged: string[] = [];
    const engine = anEngine(store, () => nowMs, { log: { ...quiet, error: (_, message) => logged.push(message) } });
    const program = aProgram({ engine });
    store.database.execute('ALTER TABLE account RENAME TO hidden');
    expect(readTrayFacts(program)).toMatchObject({ deadlines: [], trouble: true });
    expect(engine.health.troubles).toMatchObject([{ step: 'tray', detail: expect.stringContaining('no such table') }]);
    expect(logged).toEqual(['tray failed']);
    store.database.execute('ALTER TABLE hidden RENAME TO account');
    expect(engine.guard.run('tray', () => readTrayFacts(program))).toMatchObject({ trouble: false });
    expect(engine.health.troubles).toEqual([]);
  });
});
