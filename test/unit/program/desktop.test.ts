import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed } from '../../../electron/core/model/failure.ts';
import { hour, instantOf } from '../../../electron/core/model/instant.ts';
import { insertAccount } from '../../../electron/edges/store/accounts.ts';
import type { OpenStore } from '../../../electron/edges/store/open.ts';
import { keepRental } from '../../../electron/engine/polling/keep-rental.ts';
import { writeSetting } from '../../../electron/edges/store/setting-rows.ts';
import { readNetwork } from '../../../electron/edges/store/settings.ts';
import type { EngineParts } from '../../../electron/engine/engine-parts.ts';
import type { Engine } from '../../../electron/engine/engine.ts';
import { appHandlers } from '../../../electron/faces/ipc/handlers/app.ts';
import { startDemo, type DemoParts } from '../../../electron/program/demo/session.ts';
import type { Desktop } from '../../../electron/program/desktop/desktop.ts';
import type { TrayFacts } from '../../../electron/program/desktop/tray-facts.ts';
import { anAccount } from '../../fakes/accounts.ts';
import { demoProgramAt } from '../../fakes/demo-program.ts';
import { aDesktop } from '../../fakes/desktop.ts';
import { anEngine } from '../../fakes/engine.ts';
import { ms } from '../../fakes/instants.ts';
import { stated } from '../../fakes/orders.ts';
import { aRental } from '../../fakes/rentals.ts';
import { aFolder, aStore } from '../../fakes/store.ts';

/** What the tray is drawn from now. */
const trayFactsOf = async (desktop: Desktop): Promise<TrayFacts> => {
  const drawn: TrayFacts[] = [];
  await desktop.showTray((facts) => drawn.push(facts));
  const [facts] = drawn;
  if (facts === undefined) throw new Error('nothing was drawn');
  return facts;
};

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

const quiet = { error: () => undefined, info: () => undefined };

const engineOver = (store: OpenStore, parts: Partial<EngineParts> = {}): Engine => anEngine(store, () => nowMs, parts);

/** The desktop program with a demo of its own, whose program is opened as the test says. */
const withDemo = (
  engine: Engine = engineOver(aStore()),
  openRunning: DemoParts['openRunning'] = demoProgramAt(nowMs),
): Desktop => aDesktop(engine, [], { startDemo: () => startDemo({ now: () => nowMs, openRunning }) });

/** Has the engine look at the clock when the log does not take what passed without ringing: its planning goes wrong, and nothing else. */
const breakPlanning = (engine: Engine): void => {
  const { database } = engine;
  insertAccount(database, anAccount({ lastSyncedAt: instantOf(nowMs) }));
  keepRental(database, { rental: aRental({ end: stated(instantOf(nowMs + hour)) }), heldEnd: null }, [], nowMs);
  database.execute(`
    CREATE TRIGGER full BEFORE INSERT ON reminder_log WHEN NEW.state = 'suppressed'
    BEGIN SELECT RAISE(ABORT, 'no'); END`);
  engine.tick();
};

describe('the demo of the app', () => {
  it('goes with its folder when it is left, also while it is being entered', async () => {
    const program = withDemo();
    const entering = program.enterDemo();
    await program.leaveDemo();
    expect([await entering, program.isDemo(), demoFolders()]).toEqual([{ ok: true, value: null }, false, []]);
  });

  it('does not hide what is wrong with the user’s own bell, which rings on behind it', async () => {
    const engine = engineOver(aStore(), { log: quiet });
    const program = withDemo(engine);
    engine.start();
    await program.enterDemo();
    breakPlanning(engine);
    const described = await appHandlers(program)['app.describe'](null);
    expect(described.ok && described.value.health.troubles.map(({ step }) => step)).toEqual(['planning']);
    expect((await trayFactsOf(program)).trouble).toBe(true);
    await program.leaveDemo();
    await engine.stop();
  });

  it('that cannot be entered is told to who asked, keeps nobody from quitting, and leaves nothing', async () => {
    const full = withDemo(engineOver(aStore()), () => failed('store.full'));
    expect(await full.enterDemo()).toEqual(failed('store.full'));
    const broken = withDemo(engineOver(aStore()), () => {
      throw new TypeError('a bug');
    });
    const entering = broken.enterDemo();
    const left = broken.leaveDemo();
    await expect(entering).rejects.toThrow('a bug');
    expect([await left, demoFolders()]).toEqual([{ ok: true, value: null }, []]);
  });
});

it('the demo looks as the user’s own program does, also where the file of certificates is gone', async () => {
  const store = aStore();
  writeSetting(store.database, 'locale', 'zh-CN');
  writeSetting(store.database, 'extraCa', '/nowhere/ca.pem');
  const program = withDemo(engineOver(store));
  await program.enterDemo();
  expect(await program.settings()).toMatchObject({ ok: true, value: { locale: 'zh-CN' } });
  await program.leaveDemo();
});

it('what is changed in the demo and is the demo’s own touches nothing of the user’s', async () => {
  const news: string[] = [];
  const program = withDemo(engineOver(aStore(), { news: (event) => news.push(event) }));
  await program.enterDemo();
  await program.changeSettings({ mutedUntil: instantOf(nowMs + hour) });
  expect(news).toEqual([]);
  await program.leaveDemo();
  expect(await program.settings()).toMatchObject({ ok: true, value: { mutedUntil: null } });
});

it('a look that is changed in the demo leaves a damaged setting of the user as it is, which sends nothing', async () => {
  const store = aStore();
  const program = withDemo(engineOver(store));
  store.database.run("INSERT INTO setting (name, value) VALUES ('proxy', 'none')");
  await program.enterDemo();
  await program.changeSettings({ theme: 'dark' });
  expect(readNetwork(store.database).damaged).toEqual(['proxy']);
  await program.changeSettings({ proxy: 'none' });
  expect(readNetwork(store.database)).toMatchObject({ proxy: 'none', damaged: [] });
  await program.leaveDemo();
  expect(await program.settings()).toMatchObject({ ok: true, value: { theme: 'dark', proxy: 'none' } });
});

it('notices that the system cannot open are a failure that says where they lie', async () => {
  expect(await withDemo().openNotices()).toEqual({ ok: true, value: null });
  const without = aDesktop(engineOver(aStore()), [], { openNotices: () => Promise.resolve('no such file') });
  expect(await without.openNotices()).toEqual(failed('not-found', { reason: 'no-notices' }));
});

describe('the facts of the tray', () => {
  it('call trouble what may silence the bell, and nothing less', async () => {
    const store = aStore();
    writeSetting(store.database, 'quietHours', {
      from: '12:00',
      to: '12:30',
      timeZone: 'Mars/Olympus',
      urgentPasses: true,
    });
    const engine = engineOver(store, { log: quiet });
    const program = aDesktop(engine);
    engine.start();
    expect(engine.health.troubles).toMatchObject([{ step: 'quiet-zone' }]);
    expect((await trayFactsOf(program)).trouble).toBe(false);
    breakPlanning(engine);
    expect((await trayFactsOf(program)).trouble).toBe(true);
    await engine.stop();
  });

  it('that cannot be read are trouble, told as a step of its own until they can', async () => {
    const store = aStore();
    const logged: string[] = [];
    const engine = engineOver(store, { log: { ...quiet, error: (_, message) => logged.push(message) } });
    const program = aDesktop(engine);
    store.database.execute('ALTER TABLE account RENAME TO hidden');
    expect(await trayFactsOf(program)).toMatchObject({ deadlines: [], trouble: true });
    expect(engine.health.troubles).toMatchObject([{ step: 'tray', detail: expect.stringContaining('no such table') }]);
    expect(logged).toEqual(['tray failed']);
    store.database.execute('ALTER TABLE hidden RENAME TO account');
    expect(await trayFactsOf(program)).toMatchObject({ trouble: false });
    expect(engine.health.troubles).toEqual([]);
  });

  it('that cannot be drawn are one trouble that goes on, however often it is drawn', async () => {
    const logged: string[] = [];
    const engine = anEngine(aStore(), () => nowMs, { log: { ...quiet, error: (_, message) => logged.push(message) } });
    const program = aDesktop(engine);
    for (let drawn = 0; drawn < 8; drawn += 1)
      await program.showTray(() => {
        throw new Error('no picture');
      });
    expect(engine.health.troubles).toMatchObject([{ step: 'tray', count: 8 }]);
    expect(logged).toHaveLength(4);
    await program.showTray(() => undefined);
    expect(engine.health.troubles).toEqual([]);
  });
});
