import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { memoryVault } from '../../../../../electron/edges/secrets/memory-vault.ts';
import { providers } from '../../../../../electron/providers/registry.ts';
import { readArguments } from '../../../../../electron/faces/terminal/arguments.ts';
import { demo } from '../../../../../electron/faces/terminal/commands/demo.ts';
import type { Terminal } from '../../../../../electron/faces/terminal/terminal.ts';
import { demoEngineAt } from '../../../../fakes/demo-engine.ts';
import { ms } from '../../../../fakes/instants.ts';
import { aFolder } from '../../../../fakes/store.ts';

const nowMs = ms('2026-03-10T00:00:00Z');
let temporary: string;

beforeEach(() => {
  temporary = aFolder();
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const never = (): never => {
  throw new Error('the demo asks for nothing of the user’s');
};

const terminal = (untilStopped: Terminal['untilStopped']): Terminal => ({
  arguments: readArguments(['demo']),
  version: '0',
  clock: { now: () => nowMs },
  place: { locale: 'en', timeZone: 'Asia/Shanghai' },
  dataDir: '/nonexistent',
  storePath: '/nonexistent/leasebell.sqlite',
  vault: memoryVault(),
  vaultIsMemory: false,
  streams: { out: () => {}, err: () => {} },
  readLines: never,
  openEngine: never,
  openStore: never,
  requestParts: { vault: memoryVault(), providers, openHttp: never, now: () => nowMs, nonce: () => 'nonce' },
  systemProxies: () => Promise.resolve(null),
  untilStopped,
});

it('shows every provider and removes its folder', async () => {
  const answer = await demo(
    terminal(() => new Promise(() => {})),
    demoEngineAt(nowMs),
  );
  expect(answer).toMatchObject({ exit: 0, json: { accounts: [{}, {}, {}] } });
  expect(readdirSync(temporary)).toEqual([]);
});

it('that is stopped while it starts removes its folder too, and says that it was cancelled', async () => {
  const answer = await demo(
    terminal(() => Promise.resolve()),
    demoEngineAt(nowMs),
  );
  expect(answer).toMatchObject({ exit: 1, json: { ok: false, failure: { code: 'cancelled' } } });
  expect(readdirSync(temporary)).toEqual([]);
});

it('that is stopped in the middle of a round ends it, and leaves nothing', async () => {
  let stop = (): void => {};
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const answer = await demo(
    terminal(() => stopped),
    (folder, vault) => {
      const opened = demoEngineAt(nowMs)(folder, vault);
      if (!opened.ok) return opened;
      const engine = opened.value;
      const syncNow = engine.syncNow.bind(engine);
      engine.syncNow = (accounts) => {
        const outcomes = syncNow(accounts);
        stop();
        return outcomes;
      };
      return opened;
    },
  );
  expect(answer).toMatchObject({ exit: 1, json: { failure: { code: 'cancelled' } } });
  expect(readdirSync(temporary)).toEqual([]);
});
