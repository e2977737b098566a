import { afterEach, expect, it, vi } from 'vitest';
import { success } from '../../electron/core/model/failure.ts';
import { day, hour, instantOf, minute, second } from '../../electron/core/model/instant.ts';
import type { Engine } from '../../electron/engine/engine.ts';
import type { Ring } from '../../electron/core/reminders/ring.ts';
import { logNews } from '../../electron/engine/bell/news.ts';
import { accountById, insertAccount, noteRoundDone } from '../../electron/edges/store/accounts.ts';
import type { Database } from '../../electron/edges/store/database.ts';
import { writeSettings } from '../../electron/edges/store/settings.ts';
import { applyReading } from '../fakes/apply-reading.ts';
import { anAccount } from '../fakes/accounts.ts';
import { plainTexts } from '../fakes/bell.ts';
import { anEngine } from '../fakes/engine.ts';
import { aReading } from '../fakes/orders.ts';
import { seededRandom } from '../fakes/random.ts';
import { aStore } from '../fakes/store.ts';
import { asked, report } from './report.ts';
import { aYearOfRentals, aYearOfSpells, expectedOf, yearFromMs, yearMs, type Leased, type Spell } from './year.ts';

const offsets: Readonly<Record<Spell['does'], number>> = {
  runs: 0,
  sleeps: 0,
  'a year ahead': 365 * day,
  'a year behind': -365 * day,
};
/** A clock that was set right is noticed by the next look; the machine tells nobody. */
const bars = { awake: second, resume: 2 * second, clock: 31 * second } as const;

const trueMs = (): number => vi.getMockedSystemTime()?.getTime() ?? 0;
const zone = process.env.TZ;
afterEach(() => {
  vi.useRealTimers();
  process.env.TZ = zone;
});

/** The real engine on a machine whose time is the run's. */
const aMachine = () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: yearFromMs });
  const store = aStore();
  let offsetMs = 0;
  const rung: { readonly id: string; readonly atMs: number }[] = [];
  const show = ({ ids }: Ring) => {
    rung.push(...ids.map((id) => ({ id, atMs: trueMs() })));
    return Promise.resolve(success('native' as const));
  };
  const engine: Engine = anEngine(store, () => trueMs() + offsetMs, { notifier: { show } });
  const { database } = store;
  database.execute('PRAGMA synchronous = OFF');
  insertAccount(database, anAccount({ lastSyncedAt: null, intervalMs: day }));
  return { engine, database, rung, setOffset: (byMs: number) => (offsetMs = byMs) };
};

const firstRound = (database: Database, rentals: readonly Leased[]): void => {
  const account = accountById(database, anAccount().id);
  if (account === null) throw new Error('no account');
  const at = instantOf(trueMs());
  noteRoundDone(database, account.id, at);
  const known = accountById(database, account.id) ?? account;
  const applied = applyReading(database, known, aReading(rentals.map(({ order }) => order)), at);
  logNews(known, applied, { database, texts: plainTexts, nowMs: trueMs() });
};

/** Lives through one spell; a round is noted as done every few hours, so that nobody doubts the account. */
const live = async (machine: ReturnType<typeof aMachine>, spell: Spell, untilMs: number): Promise<void> => {
  const { engine, database, setOffset } = machine;
  process.env.TZ = spell.zone;
  if (spell.does === 'sleeps') {
    vi.setSystemTime(untilMs);
    engine.awoke();
    noteRoundDone(database, anAccount().id, instantOf(trueMs()));
    return;
  }
  setOffset(offsets[spell.does]);
  while (trueMs() < untilMs) {
    noteRoundDone(database, anAccount().id, instantOf(engine.now()));
    await vi.advanceTimersByTimeAsync(Math.min(3 * hour, untilMs - trueMs()));
  }
};

const pointOf = (id: string): readonly [string, number] => {
  const [rental = '', , , , pointMs = ''] = /^[^:]*:([^/]*)\/([^/]*)\/([^/]*)\/([^/]*)\/(\d+)\/system$/
    .exec(id)
    ?.slice(1) ?? [id];
  return [rental, Number(pointMs)];
};

const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

it(`R7: a year of virtual time, seed ${String(asked.seed)}`, async () => {
  const random = seededRandom(asked.seed);
  const rentals = aYearOfRentals(random, asked.full ? 40 : 24);
  const spells = aYearOfSpells(random, asked.full ? [hour, 12 * hour] : [10 * minute, 60 * minute]);
  const machine = aMachine();
  writeSettings(machine.database, {
    quietHours: { from: '22:00', to: '08:00', timeZone: 'America/New_York', urgentPasses: false },
  });
  firstRound(machine.database, rentals);
  machine.engine.start();
  for (const [index, spell] of spells.entries())
    await live(machine, spell, spells[index + 1]?.fromMs ?? Math.min(yearFromMs + yearMs, spell.fromMs + 10 * day));
  await machine.engine.stop();

  const late: Record<keyof typeof bars, number[]> = { awake: [], resume: [], clock: [] };
  const left = [...machine.rung];
  const missed: string[] = [];
  for (const leased of rentals) {
    for (const { pointMs, atMs, after } of expectedOf(leased, spells)) {
      if (atMs < yearFromMs || leased.endMs - pointMs < yearFromMs) continue;
      const found = left.findIndex(
        (ring) =>
          pointOf(ring.id)[0] === leased.id &&
          pointOf(ring.id)[1] === pointMs &&
          ring.atMs >= atMs &&
          ring.atMs <= atMs + bars[after],
      );
      if (found < 0) missed.push(`${leased.id} ${String(pointMs)} at ${instantOf(atMs)} (${after})`);
      else late[after].push((left.splice(found, 1)[0]?.atMs ?? 0) - atMs);
    }
  }
  const extras = left
    .filter(({ id }) => (rentals.find((each) => each.id === pointOf(id)[0])?.endMs ?? 0) - pointOf(id)[1] >= yearFromMs)
    .map(({ id, atMs }) => `${id} at ${instantOf(atMs)}`);
  const figures = Object.fromEntries(
    Object.entries(late).map(([after, found]) => {
      const sorted = found.sort((one, other) => one - other);
      return [after, { count: sorted.length, p99Ms: percentile(sorted, 0.99), maxMs: sorted.at(-1) ?? 0 }];
    }),
  );
  report('R7', {
    rentals: rentals.length,
    spells: spells.length,
    kept: Object.values(late).flat().length,
    missed: missed.length,
    extras: extras.length,
    ...figures,
    bars,
  });
  expect({ missed: missed.slice(0, 20), extras: extras.slice(0, 20) }).toEqual({ missed: [], extras: [] });
});

it('R7: no timer is set further ahead than a minute, and a point in 26 days rings within the second', async () => {
  const machine = aMachine();
  const [rental] = aYearOfRentals(seededRandom(asked.seed), 1);
  if (rental === undefined) throw new Error('no rental');
  const endMs = yearFromMs + 26 * day;
  const [item] = rental.order.items;
  if (item === undefined) throw new Error('no item');
  const order = {
    ...rental.order,
    items: [{ ...item, startsAt: instantOf(endMs - 2 * hour), end: { ...item.end, at: instantOf(endMs) } }],
  };
  firstRound(machine.database, [{ ...rental, order }]);
  const set = vi.spyOn(globalThis, 'setTimeout');
  machine.engine.start();
  let longestMs = 0;
  while (trueMs() < endMs + minute) {
    noteRoundDone(machine.database, anAccount().id, instantOf(trueMs()));
    await vi.advanceTimersByTimeAsync(Math.min(6 * hour, endMs + minute - trueMs()));
    longestMs = Math.max(longestMs, ...set.mock.calls.map(([, afterMs]) => afterMs ?? 0));
    set.mockClear();
  }
  await machine.engine.stop();
  expect(longestMs).toBeGreaterThan(0);
  expect(longestMs).toBeLessThanOrEqual(minute);
  const points = [hour, 15 * minute, 0];
  expect(machine.rung).toHaveLength(points.length);
  for (const [index, pointMs] of points.entries()) {
    const lateMs = (machine.rung[index]?.atMs ?? 0) - (endMs - pointMs);
    expect(lateMs).toBeGreaterThanOrEqual(0);
    expect(lateMs).toBeLessThanOrEqual(second);
  }
});
