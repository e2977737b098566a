import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { z } from 'zod';
import { success, failed } from '../../electron/core/model/failure.ts';
import type { AccountId } from '../../electron/core/model/ids.ts';
import { accountIdOf } from '../../electron/core/model/ids.ts';
import { hour, instantOf, second } from '../../electron/core/model/instant.ts';
import { Secret } from '../../electron/core/model/secret.ts';
import type { DemoProvider } from '../../electron/demo/exchange.ts';
import { itemOf } from '../../electron/edges/secrets/key-item.ts';
import { memoryVault } from '../../electron/edges/secrets/memory-vault.ts';
import { accountById, insertAccount } from '../../electron/edges/store/accounts.ts';
import { numberOf, textOf } from '../../electron/edges/store/database.ts';
import { openForWriting } from '../../electron/edges/store/open.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import { anAccount } from '../fakes/accounts.ts';
import { anEngine } from '../fakes/engine.ts';
import { directTransport } from '../fakes/http.ts';
import { seededRandom } from '../fakes/random.ts';
import { partsOf } from './desk.ts';
import { demoProviders, secretsOf } from './providers.ts';
import { RoundSignals, sampleOf, type Sample } from './soak-figures.ts';
import { VirtualClock } from './virtual-clock.ts';

/**
 * The process that R11 measures: `node --expose-gc soak-child.js STORE JSON`. The real engine over the store, which asks the providers
 * of the parent over real connections; time is the run's. It tells the parent its time before each step, and at its end what it held.
 */
const planOf = z.object({
  rounds: z.number(),
  samples: z.number(),
  seed: z.number(),
  nowMs: z.number(),
  baseUrls: z.record(z.string(), z.string()),
});
const [path = '', text = ''] = process.argv.slice(2);
const plan = planOf.parse(JSON.parse(text));

/** Every so many steps the machine sleeps for an hour. */
const stepsBetweenSleeps = 60;
const channelFailsIn = 0.03;

const random = seededRandom(plan.seed + 1);
const clock = new VirtualClock(plan.nowMs);
const transport = directTransport();
const signals = new RoundSignals();
const found = { rounds: 0, failedRounds: 0, changes: 0, requests: 0, looks: 0, shown: 0, notShown: 0, bugs: 0 };
const firstBugs: string[] = [];
const samples: Sample[] = [];
let mostWal = 0;

const opened = openForWriting(path, plan.nowMs);
if (!opened.ok) throw new Error(`the store did not open: ${opened.failure.code}`);
const { database } = opened.value;
// What survives a crash is another run's business.
database.execute('PRAGMA synchronous = OFF');

const aSoakAccount = (provider: DemoProvider) =>
  anAccount({
    id: accountIdOf(provider),
    label: provider,
    provider,
    baseUrl: plan.baseUrls[provider] ?? '',
    settings: provider === 'wolover' ? { durationUnit: 'month' } : {},
    addedAt: instantOf(plan.nowMs),
    lastSyncedAt: null,
    intervalMs: hour,
  });
const accounts = demoProviders.map(aSoakAccount);
for (const account of accounts) insertAccount(database, account);

const keyOf = (provider: DemoProvider) =>
  Object.fromEntries(Object.entries(secretsOf[provider]).map(([name, value]) => [name, new Secret(value)]));

const engine: Engine = anEngine(opened.value, clock.now, {
  vault: memoryVault(new Map(demoProviders.map((name) => [name, itemOf(keyOf(name), aSoakAccount(name))]))),
  openHttp: (recipient, signal) => {
    signals.note(signal);
    const asking = { now: clock.now, random, wait: clock.waitOf(signal), transport: watched, signal };
    return partsOf(database, asking, () => undefined).openHttp(recipient, signal);
  },
  notifier: {
    show: () => {
      const works = random() >= channelFailsIn;
      found[works ? 'shown' : 'notShown'] += 1;
      return Promise.resolve(works ? success('native' as const) : failed('not-found'));
    },
  },
  random,
  online: () => true,
  log: {
    error: (facts, message) => {
      found.bugs += 1;
      if (firstBugs.length < 5) firstBugs.push(`${message} ${JSON.stringify(facts)}`);
    },
    info: () => undefined,
  },
});
const watched = clock.watched(transport, { asked: () => undefined, told: () => undefined });

const isBusy = (): boolean => accounts.some(({ id }) => engine.rounds.isRunning(id));
let whenIdle: () => void = () => undefined;
engine.followRounds(({ ok, changes, requests }) => {
  found.rounds += 1;
  if (!ok) found.failedRounds += 1;
  found.changes += changes;
  found.requests += requests;
  if (!isBusy()) whenIdle();
});

const rows = (): number =>
  database
    .all(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_search*' AND name NOT GLOB 'sqlite_*'`,
    )
    .reduce(
      (sum, row) => sum + numberOf(database.one(`SELECT count(*) AS count FROM ${textOf(row, 'name')}`), 'count'),
      0,
    );

const noteWal = (): void => {
  const wal = `${path}-wal`;
  if (existsSync(wal)) mostWal = Math.max(mostWal, statSync(wal).size);
};

const dueMs = (id: AccountId): number => {
  const account = accountById(database, id);
  return (account === null ? null : engine.rounds.nextRoundAtMs(account)) ?? Number.POSITIVE_INFINITY;
};

/** One look at the clock, with the rounds and rings that it brings about. */
const look = async (begin: () => void): Promise<void> => {
  found.looks += 1;
  const idle = new Promise<void>((resolve) => (whenIdle = resolve));
  begin();
  if (isBusy()) await idle;
  await engine.ringDue();
  noteWal();
};

const step = async (number: number): Promise<void> => {
  process.send?.({ nowMs: clock.nowMs });
  await once(process, 'message');
  const sleeps = number % stepsBetweenSleeps === 0;
  if (sleeps) {
    engine.sleep();
    clock.nowMs += hour;
  }
  await look(() => (sleeps ? engine.awoke() : engine.tick()));
  const nextMs = Math.max(clock.nowMs + second, Math.min(...accounts.map(({ id }) => dueMs(id))));
  // Between two rounds only the bell looks.
  clock.nowMs += Math.floor((nextMs - clock.nowMs) / 2);
  await look(() => engine.tick());
  clock.nowMs = Math.max(clock.nowMs, nextMs);
};

engine.start();
const startedMs = performance.now();
for (let number = 1; found.rounds < plan.rounds; number += 1) {
  await step(number);
  if (found.rounds >= ((samples.length + 1) * plan.rounds) / plan.samples)
    samples.push(await sampleOf(found.rounds, { path, rows, signals }));
}
const days = (clock.nowMs - plan.nowMs) / (24 * hour);
const lastedMs = Math.round(performance.now() - startedMs);
await engine.stop();
await transport.close();
process.send?.({ samples, figures: { ...found, mostWal, days: Math.round(days), lastedMs }, firstBugs });
process.disconnect();
