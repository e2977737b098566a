import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failed } from '../../../../electron/core/model/failure.ts';
import { startDemoServers, type DemoServers } from '../../../../electron/demo/servers.ts';
import { startDemo, type DemoParts } from '../../../../electron/program/demo/session.ts';
import { demoProgramAt } from '../../../fakes/demo-program.ts';
import { ms } from '../../../fakes/instants.ts';
import { aFolder } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-01T08:00:00Z');
const now = (): number => nowMs;
let temporary: string;
let servers: DemoServers | null;

beforeEach(() => {
  temporary = aFolder();
  servers = null;
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const startServers: NonNullable<DemoParts['startServers']> = async (clock) => {
  servers = await startDemoServers({ now: clock });
  return servers;
};

const openRunning = demoProgramAt(nowMs);

const parts: DemoParts = { now, openRunning, startServers };

const addresses = (): readonly string[] =>
  servers === null ? [] : [servers.wolover.baseUrl, servers.unicloud.baseUrl, servers.qiniu.baseUrl];

const expectNothingLeft = async (): Promise<void> => {
  expect(readdirSync(temporary)).toEqual([]);
  for (const address of addresses()) await expect(fetch(address)).rejects.toThrow();
};

it('has an account at each provider while it runs, and leaves nothing when it has ended, twice or at once', async () => {
  const started = await startDemo(parts);
  if (!started.ok) throw new Error(started.failure.code);
  const { running, end } = started.value;
  const { accounts } = running.program;
  expect(await accounts.list()).toMatchObject({ ok: true, value: { length: 5 } });
  const synced = await accounts.sync({ id: null });
  expect(synced.ok && synced.value.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  await Promise.all([end(), end()]);
  await end();
  await expectNothingLeft();
});

describe('a demo that was killed', () => {
  const killed = (name: string): string => {
    const folder = join(temporary, name);
    mkdirSync(folder);
    writeFileSync(join(folder, 'leasebell.sqlite'), 'x');
    writeFileSync(join(folder, 'demo.writer'), '');
    return name;
  };

  it('leaves a folder that the next demo removes; one that lives keeps its own', async () => {
    killed('leasebell-demo-abCD12');
    const first = await startDemo(parts);
    const alive = readdirSync(temporary);
    expect(alive).toHaveLength(1);
    const second = await startDemo(parts);
    expect(readdirSync(temporary)).toHaveLength(2);
    expect(readdirSync(temporary)).toEqual(expect.arrayContaining(alive));
    for (const each of [first, second]) if (each.ok) await each.value.end();
    expect(readdirSync(temporary)).toEqual([]);
  });

  it('touches nothing that is not exactly a folder of a demo', async () => {
    const others = [
      killed('leasebell-demo-abCD123'),
      killed('my-leasebell-demo-abCD12'),
      killed('leasebell-reading-abCD12'),
    ];
    const unlocked = join(temporary, 'leasebell-demo-noLock');
    mkdirSync(unlocked);
    const elsewhere = join(temporary, killed('elsewhere'));
    symlinkSync(elsewhere, join(temporary, 'leasebell-demo-linked'));
    const started = await startDemo(parts);
    if (started.ok) await started.value.end();
    expect(readdirSync(temporary).sort()).toEqual(
      [...others, 'elsewhere', 'leasebell-demo-noLock', 'leasebell-demo-linked'].sort(),
    );
    expect(existsSync(join(elsewhere, 'demo.writer'))).toBe(true);
  });

  it('is swept in bounded numbers', async () => {
    for (let each = 10; each < 35; each++) killed(`leasebell-demo-dead${String(each)}`);
    const started = await startDemo(parts);
    if (started.ok) await started.value.end();
    expect(readdirSync(temporary)).toHaveLength(5);
  });
});

describe('leaves nothing behind when a step fails', () => {
  it('the folder', async () => {
    rmSync(temporary, { recursive: true });
    expect(await startDemo(parts)).toMatchObject({
      ok: false,
      failure: { code: 'store.forbidden', reason: 'no-scratch' },
    });
    expect([servers, existsSync(temporary)]).toEqual([null, false]);
  });

  it('a server', async () => {
    const other = await startDemoServers({ now: () => new Date(nowMs) });
    const port = Number(new URL(other.qiniu.baseUrl).port);
    const taken = (clock: () => Date) => startDemoServers({ now: clock, ports: { qiniu: port } });
    await expect(startDemo({ ...parts, startServers: taken })).rejects.toThrow('EADDRINUSE');
    await other.stop();
    await expectNothingLeft();
  });

  it('the engine, as data or as a bug', async () => {
    expect(await startDemo({ ...parts, openRunning: () => failed('store.full') })).toEqual(failed('store.full'));
    await expectNothingLeft();
    const broken = (): never => {
      throw new TypeError('a bug');
    };
    await expect(startDemo({ ...parts, openRunning: broken })).rejects.toThrow('a bug');
    await expectNothingLeft();
  });

  it('an account, the first or a later one', async () => {
    for (const provider of ['wolover', 'qiniu'] as const) {
      const refusing: DemoParts['startServers'] = async (clock) => {
        const started = await startServers(clock);
        return { ...started, [provider]: { ...started[provider], baseUrl: 'http://127.0.0.1:1' } };
      };
      await expect(startDemo({ ...parts, startServers: refusing })).rejects.toThrow('refused its own account');
      await expectNothingLeft();
    }
  });

  it('an account, as a disk that refuses', async () => {
    const full = demoProgramAt(nowMs, ({ database }) => database.execute('PRAGMA query_only = ON'));
    await startDemo({ ...parts, openRunning: full }).catch(() => undefined);
    await expectNothingLeft();
  });
});

it('an ending that fails keeps no other from ending, and is heard of', async () => {
  const stubborn: DemoParts['openRunning'] = (folder, vault) => {
    const opened = openRunning(folder, vault);
    if (opened.ok) {
      const { life } = opened.value;
      const stop = life.stop.bind(life);
      life.stop = async () => {
        await stop();
        throw new Error('not in order');
      };
    }
    return opened;
  };
  const started = await startDemo({ ...parts, openRunning: stubborn });
  if (!started.ok) throw new Error(started.failure.code);
  await expect(started.value.end()).rejects.toThrow('not in order');
  await expectNothingLeft();
});

it('an ending in a hurry gives what is under way so long and no longer, and leaves nothing either', async () => {
  const patience: (number | undefined)[] = [];
  const noting: DemoParts['openRunning'] = (folder, vault) => {
    const opened = openRunning(folder, vault);
    if (opened.ok) {
      const { life } = opened.value;
      const stop = life.stop.bind(life);
      life.stop = (patienceMs) => {
        patience.push(patienceMs);
        return stop(patienceMs);
      };
    }
    return opened;
  };
  const started = await startDemo({ ...parts, openRunning: noting });
  if (!started.ok) throw new Error(started.failure.code);
  await started.value.end(500);
  expect(patience).toEqual([500]);
  await expectNothingLeft();
});
