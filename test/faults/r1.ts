import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { accountIdOf } from '../../electron/core/model/ids.ts';
import { startDemoServers, type DemoServers } from '../../electron/demo/servers.ts';
import { insertAccount } from '../../electron/edges/store/accounts.ts';
import type { Database } from '../../electron/edges/store/database.ts';
import { ordersOfAccount } from '../../electron/edges/store/orders.ts';
import { dataFiles } from '../../electron/edges/system/paths.ts';
import { anAccount } from '../fakes/accounts.ts';
import { seededRandom, wholeBetween } from '../fakes/random.ts';
import { aChangingWorld, addedNow, type ChangingWorld, type Truth } from './changing-world.ts';
import { inCopy, newFolder, putStore, wholeness } from './contents.ts';
import { runChild, type Ended } from './kill.ts';
import { asked, report } from './report.ts';

const kills = asked.full ? 1000 : 40;
const providers = ['wolover', 'qiniu'] as const;
const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url));

/** A new store that knows both accounts and no order. */
const aDataFolder = (servers: DemoServers): string => {
  const folder = newFolder();
  putStore(dataFiles(folder).store, (database) => {
    for (const provider of providers)
      insertAccount(
        database,
        anAccount({
          id: accountIdOf(provider),
          label: provider,
          provider,
          baseUrl: servers[provider].baseUrl,
          settings: provider === 'wolover' ? { durationUnit: 'month' } : {},
          addedAt: addedNow(),
          lastSyncedAt: null,
        }),
      );
  });
  return folder;
};

const sync = (folder: string, servers: DemoServers, killAfterMs: number | null): Promise<Ended> =>
  runChild(
    [cli, 'sync', '--data-dir', folder, '--json'],
    {
      LEASEBELL_VAULT: 'memory',
      LEASEBELL_SECRETS: JSON.stringify({ wolover: servers.wolover.secrets, qiniu: servers.qiniu.secrets }),
    },
    killAfterMs,
  );

const storedOf = (database: Database, provider: (typeof providers)[number]): readonly (readonly [string, string])[] =>
  ordersOfAccount(database, accountIdOf(provider))
    .filter(({ missingRounds }) => missingRounds === 0)
    .map((order) => [order.providerOrderId, order.providerStatus ?? '']);

const textOfTruth = (orders: Iterable<readonly [string, string]>): string =>
  [...orders]
    .map(([id, status]) => `${id}=${status}`)
    .sort()
    .join(' ');

const compared = (stored: readonly (readonly [string, string])[], truth: Truth) => {
  const found = new Map(stored);
  return {
    lost: [...truth.keys()].filter((id) => !found.has(id)).length,
    double: stored.length - found.size,
    unknown: [...found.keys()].filter((id) => !truth.has(id)).length,
    stale: [...truth].filter(([id, status]) => found.has(id) && found.get(id) !== status).length,
  };
};

/** The state of one store through its life: what the providers have said since what it is known to have kept. */
class Life {
  readonly folder: string;
  readonly #world: ChangingWorld;
  readonly #versions: Record<(typeof providers)[number], string[]> = { wolover: [''], qiniu: [''] };

  constructor(servers: DemoServers, world: ChangingWorld) {
    this.folder = aDataFolder(servers);
    this.#world = world;
    this.said();
  }

  get path(): string {
    return dataFiles(this.folder).store;
  }

  /** Notes what the providers say now. */
  said(): void {
    for (const provider of providers) this.#versions[provider].push(textOfTruth(this.#world.truth(provider)));
  }

  /**
   * Each account must hold what its provider said at one time, and never go back; answers how many hold the newest. After a kill some orders may be
   * of a later time than others, since they are stored as they are read: each must be as it was said at some time since.
   */
  look(database: Database, wasKilled: boolean): { readonly torn: number; readonly newest: number } {
    let torn = 0;
    let newest = 0;
    for (const provider of providers) {
      const known = this.#versions[provider];
      const stored = storedOf(database, provider);
      const index = known.lastIndexOf(textOfTruth(stored));
      if (index < 0) {
        const said = new Set(known.flatMap((version) => version.split(' ')));
        if (
          !wasKilled ||
          textOfTruth(stored)
            .split(' ')
            .some((order) => !said.has(order))
        )
          torn += 1;
      } else {
        if (index === known.length - 1) newest += 1;
        known.splice(0, index);
      }
    }
    return { torn, newest };
  }
}

it(`R1: SIGKILL in a sync of 1,000 orders, seed ${String(asked.seed)}`, async () => {
  const random = seededRandom(asked.seed);
  const world = aChangingWorld(random, { wolover: 700, qiniu: 300 });
  const servers = await startDemoServers({ now: () => new Date(), world: world.world });
  const found = { kills: 0, tooLate: 0, beforeFirstRequest: 0, inRound: 0, afterCommit: 0, finishes: 0 };
  const faults = { damaged: 0, torn: 0, failed: 0, lost: 0, double: 0, unknown: 0, stale: 0 };
  const firstFaults: string[] = [];
  const fault = (text: string): void => {
    if (firstFaults.length < 10) firstFaults.push(text);
  };

  const finish = async (life: Life): Promise<Ended> => {
    const ended = await sync(life.folder, servers, null);
    found.finishes += 1;
    if (ended.exit !== 0) {
      faults.failed += 1;
      fault(`exit ${String(ended.exit)}: ${ended.err} ${ended.out}`);
    }
    inCopy(life.path, (database) => {
      for (const provider of providers) {
        const differences = compared(storedOf(database, provider), world.truth(provider));
        for (const name of ['lost', 'double', 'unknown', 'stale'] as const) faults[name] += differences[name];
      }
      faults.torn += life.look(database, false).torn;
      const said = wholeness(database);
      if (said !== 'ok') faults.damaged += 1;
    });
    return ended;
  };

  const killOnce = async (life: Life, wholeMs: number): Promise<void> => {
    servers.reset();
    const ended = await sync(life.folder, servers, random() * wholeMs);
    if (ended.killed) found.kills += 1;
    else found.tooLate += 1;
    if (!ended.killed && ended.exit !== 0) {
      faults.failed += 1;
      fault(`exit ${String(ended.exit)}: ${ended.err}`);
    }
    inCopy(life.path, (database) => {
      const said = wholeness(database);
      if (said !== 'ok') {
        faults.damaged += 1;
        fault(said);
      }
      const { torn, newest } = life.look(database, ended.killed);
      faults.torn += torn;
      if (!ended.killed) return;
      if (newest === providers.length) found.afterCommit += 1;
      else if (servers.requests().length === 0) found.beforeFirstRequest += 1;
      else found.inRound += 1;
    });
  };

  try {
    // How long a whole sync takes, into an empty store and into one that knows all but a few.
    const measured = new Life(servers, world);
    const firstMs = (await finish(measured)).lastedMs;
    const laterMs = (await finish(measured)).lastedMs;
    rmSync(measured.folder, { recursive: true, force: true });
    while (found.kills < kills) {
      const life = new Life(servers, world);
      const most = Math.min(kills, found.kills + wholeBetween(random, 6, 14));
      let isFirst = true;
      while (found.kills < most) {
        await killOnce(life, isFirst ? firstMs : laterMs);
        // One time in three the next start is let through to its end; otherwise it meets what a killed one left.
        if (random() < 0.34 || found.kills >= most) {
          await finish(life);
          isFirst = false;
        }
        if (random() < 0.6) {
          world.change(wholeBetween(random, 5, 40));
          life.said();
        }
      }
      rmSync(life.folder, { recursive: true, force: true });
    }
    const orders = world.truth('wolover').size + world.truth('qiniu').size;
    report('R1', { orders, ...found, firstMs: Math.round(firstMs), laterMs: Math.round(laterMs), ...faults });
  } finally {
    await servers.stop();
  }
  expect({ ...faults, firstFaults }).toEqual({
    ...{ damaged: 0, torn: 0, failed: 0, lost: 0, double: 0, unknown: 0, stale: 0 },
    firstFaults: [],
  });
});
