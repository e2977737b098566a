import { setImmediate as turn } from 'node:timers/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { areLinked } from '../../../../electron/edges/store/link-slices.ts';
import { schemaVersion, versionOf } from '../../../../electron/edges/store/migrations.ts';
import type { OpenStore } from '../../../../electron/edges/store/open.ts';
import { workingVersion } from '../../../../electron/edges/store/schema-steps.ts';
import { isUpToDate } from '../../../../electron/edges/store/upgrade.ts';
import { StoreCare } from '../../../../electron/engine/polling/store-care.ts';
import { listOrders } from '../../../fakes/listed-orders.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { FakeNotifier } from '../../../fakes/bell.ts';
import { takeBackTo } from '../../../fakes/earlier-store.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../fakes/orders.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';

const now = at('2026-03-01T09:00:00Z');

/** A store of version 3 with an order that is about to end. */
const anEarlierStore = (): OpenStore => {
  const path = join(aFolder(), 'store.sqlite');
  const store = aStore(path);
  insertAccount(store.database, anAccount({ lastSyncedAt: now }));
  const end = stated('2026-03-01T10:00:00Z');
  applyReading(store.database, anAccount(), aReading([anOrder({ items: [anItem({ end })] })]), now);
  takeBackTo(store.database, 3);
  store.close();
  return aStore(path);
};

const careOf = ({ database }: OpenStore): StoreCare =>
  new StoreCare({
    database,
    guard: { run: (_step, work) => work() },
    log: { info: () => undefined },
    now: () => ms(now),
    stopwatch: () => 0,
    onApplied: () => undefined,
    onUpgraded: () => undefined,
  });

it('an engine rings over a store of an earlier release, brings it up to date meanwhile, and says so', async () => {
  const store = anEarlierStore();
  expect(versionOf(store.database)).toBe(workingVersion);
  const [notifier, news] = [new FakeNotifier(), [] as string[]];
  const engine = anEngine(store, () => ms('2026-03-01T10:00:01Z'), { notifier, news: (event) => news.push(event) });
  engine.start();
  expect(isUpToDate(store.database)).toBe(false);
  while (!isUpToDate(store.database) || notifier.rings.length === 0) await turn();
  expect([versionOf(store.database), notifier.rings.length, news.includes('app.changed')]).toEqual([
    schemaVersion,
    1,
    true,
  ]);
  const found = listOrders(store.database, { query: '训练机', status: null, accountId: null });
  expect(found).toHaveLength(1);
  await engine.stop();
});

it('a round of a single command waits until all of it is done, and tells how far it is', async () => {
  const store = anEarlierStore();
  const percents: number[] = [];
  await careOf(store).prepare(new AbortController().signal, (percent) => percents.push(percent));
  expect([isUpToDate(store.database), percents.at(-1)]).toEqual([true, 100]);
  expect(percents).toEqual([...percents].sort((one, other) => one - other));
});

it('a round beside a running engine waits until it can be applied, and no longer', async () => {
  const store = anEarlierStore();
  const care = careOf(store);
  care.begin(() => undefined);
  const prepared = care.prepare(new AbortController().signal, () => undefined);
  const ended = care.end();
  await prepared;
  expect([areLinked(store.database), isUpToDate(store.database)]).toEqual([true, false]);
  await ended;
});

it('a round that is cancelled waits no longer', async () => {
  const store = anEarlierStore();
  const cancelled = new AbortController();
  await careOf(store).prepare(cancelled.signal, () => cancelled.abort());
  expect(isUpToDate(store.database)).toBe(false);
});
