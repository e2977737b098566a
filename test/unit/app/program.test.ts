import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Program, type ProgramParts } from '../../../electron/app/program.ts';
import { failed } from '../../../electron/contract/failure.ts';
import { ChannelChain } from '../../../electron/notify/notifier.ts';
import { readNetwork } from '../../../electron/store/settings.ts';
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
