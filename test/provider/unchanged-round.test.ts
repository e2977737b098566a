import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountIdOf } from '../../electron/core/model/ids.ts';
import { startDemoServers, type DemoServers } from '../../electron/demo/servers.ts';
import type { OrderProvider } from '../fakes/demo-roles.ts';
import { demoWorld } from '../../electron/demo/world/world.ts';
import { openRound } from '../../electron/edges/http/open-round.ts';
import { providers } from '../../electron/providers/registry.ts';
import { accountById, insertAccount } from '../../electron/edges/store/accounts.ts';
import type { Database } from '../../electron/edges/store/database.ts';
import { syncAccount } from '../../electron/engine/polling/round.ts';
import { anAccount } from '../fakes/accounts.ts';
import { directTransport } from '../fakes/http.ts';
import { aStore } from '../fakes/store.ts';
import { keysFor } from '../fakes/vault.ts';
import { anchor } from './stage.ts';
import { chance } from '../../electron/edges/system/chance.ts';

const orders = { wolover: 10_000, unicloud: 60, qiniu: 60 };
const transport = directTransport();
let servers: DemoServers;

beforeAll(async () => {
  // It stands still, so it need not be made anew for each request.
  const world = demoWorld(anchor, orders);
  const [wolover, unicloud, qiniu] = [world.wolover(anchor), world.unicloud(anchor), world.qiniu(anchor)];
  servers = await startDemoServers({
    now: () => anchor,
    world: { wolover: () => wolover, unicloud: () => unicloud, qiniu: () => qiniu },
  });
});
afterAll(async () => {
  await transport.close();
  await servers.stop();
});

/** One account of a provider over a real store, its rounds over real HTTP. */
const desk = (provider: OrderProvider) => {
  const { database } = aStore();
  const id = accountIdOf(provider);
  const { baseUrl } = servers[provider];
  const secrets: Readonly<Record<string, string>> = { ...servers[provider].secrets };
  const settings: Readonly<Record<string, string>> = provider === 'wolover' ? { durationUnit: 'month' } : {};
  insertAccount(database, anAccount({ id, provider, baseUrl, settings, lastSyncedAt: null }));
  const memory = {};
  const now = (): number => anchor.getTime();
  const round = async () => {
    servers.reset();
    const account = accountById(database, id);
    if (account === null) throw new Error('no account');
    const { signal } = new AbortController();
    return syncAccount(
      account,
      {
        database,
        providers,
        vault: { read: keysFor(secrets) },
        openHttp: () => openRound(transport, { now, random: chance }, signal),
        now,
        nonce: randomUUID,
        memoryOf: () => memory,
        budgetOf: () => Number.POSITIVE_INFINITY,
        onProgress: () => undefined,
        onApplied: () => undefined,
      },
      signal,
    );
  };
  return { database, round };
};

const written = (database: Database): readonly unknown[] =>
  ['orders', 'rental', 'change', 'reminder_log'].map((table) => database.all(`SELECT * FROM ${table} ORDER BY 1`));

const isPage = (path: string): boolean => !path.includes('OrderDetail') && !path.includes('/detail/');

test.each<OrderProvider>(['wolover', 'unicloud', 'qiniu'])(
  '%s: a round over orders that stand still makes only its page requests and writes nothing but its own instant',
  async (provider) => {
    const { database, round } = desk(provider);
    const first = await round();
    expect(first.outcome).toMatchObject({ ok: true, failure: null });
    expect(first.outcome.orders).toBeGreaterThan(orders[provider] / 2);
    // What is not finished is read each time: unpaid orders, and those that are paid and not yet delivered.
    const unfinished = database.all('SELECT 1 FROM orders WHERE finished = 0').length;
    for (const _again of [1, 2]) {
      const before = written(database);
      const rows = database.rowsWritten;
      const { outcome } = await round();
      expect(outcome).toMatchObject({ ok: true, changes: 0, orders: first.outcome.orders });
      expect(database.rowsWritten - rows).toBe(1);
      expect(written(database)).toEqual(before);
      const asked = servers.requests(provider).map(({ path }) => path);
      // This one serves its first page for 0 and 1, and the first is read once more at the end.
      if (provider === 'wolover') expect(asked).toHaveLength(Math.ceil(first.outcome.orders / 100) + 2);
      expect(asked.filter((path) => !isPage(path)).length).toBeLessThanOrEqual(provider === 'wolover' ? 0 : unfinished);
      // A connection that broke on the way is counted too.
      expect(outcome.requests).toBeGreaterThanOrEqual(asked.length);
    }
  },
  120_000,
);
