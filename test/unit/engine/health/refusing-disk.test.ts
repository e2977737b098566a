import { afterEach, describe, expect, it } from 'vitest';
import { hour, minute } from '../../../../electron/core/model/instant.ts';
import type { Engine } from '../../../../electron/engine/engine.ts';
import { insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { Database } from '../../../../electron/edges/store/database.ts';
import type { OpenStore } from '../../../../electron/edges/store/open.ts';
import { listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNotifier } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const start = ms('2026-03-31T22:00:00Z');

let running: Engine | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
});

/** Lets everything that waits for nothing outside come to its end. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
};

/** A bell over one rental that ends in two hours, and a clock that the test moves; nothing writes the log but the bell. */
const desk = () => {
  const store = aStore();
  const { database } = store;
  insertAccount(database, anAccount({ paused: true }));
  noteRoundDone(database, anAccount().id, at('2026-03-31T21:59:00Z'));
  keepRental(
    database,
    { rental: aRental({ id: 'acc1:one', title: 'one', end: stated('2026-04-01T00:00:00Z') }), heldEnd: null },
    [],
    start,
  );
  let nowMs = start;
  const notifier = new FakeNotifier();
  const log = { error: () => undefined, info: () => undefined };
  const open = (): Engine => {
    running = anEngine(store, () => nowMs, { notifier, log });
    return running;
  };
  let engine = open();
  const after = async (passedMs: number): Promise<void> => {
    nowMs += passedMs;
    engine.tick();
    await settled();
  };
  const begin = async (): Promise<void> => {
    engine.start();
    await settled();
  };
  const restart = async (): Promise<void> => {
    engine = open();
    await begin();
  };
  const states = (): readonly string[] =>
    listReminderLog(database, { offset: 0, limit: 99 })
      .filter(({ channel }) => channel !== 'inbox')
      .map(({ pointMs, state, attempts }) => `${pointMs / minute} min ${state} ${attempts}`)
      .sort();
  return { store, notifier, begin, after, restart, states, engine: () => engine };
};

/** Ways in which a disk takes nothing more, each with the way back: SQLite itself refuses. */
const refusals: readonly (readonly [name: string, refuse: (store: OpenStore) => () => void])[] = [
  [
    'is held by another program',
    ({ path }) => {
      const other = new Database(path, { readOnly: false });
      other.execute('BEGIN EXCLUSIVE');
      return () => {
        other.execute('ROLLBACK');
        other.close();
      };
    },
  ],
  [
    'is read-only',
    ({ database }) => {
      database.execute('PRAGMA query_only = 1');
      return () => database.execute('PRAGMA query_only = 0');
    },
  ],
  [
    'takes no new reminders',
    ({ database }) => {
      database.execute(
        `CREATE TRIGGER refusing BEFORE INSERT ON reminder_log BEGIN SELECT RAISE(ABORT, 'refused'); END`,
      );
      return () => database.execute('DROP TRIGGER refusing');
    },
  ],
];

describe.each(refusals)('a log whose disk %s', (_, refuse) => {
  it('silences nothing: each point rings once, is told as trouble, and is noted once that is possible', async () => {
    const here = desk();
    const allow = refuse(here.store);
    await here.begin();
    expect(here.notifier.rings.map(({ heading }) => heading)).toEqual(['one ends 7200000']);
    expect(here.engine().health.troubles.map(({ step }) => step)).toContain('planning');
    for (let turn = 0; turn < 5; turn += 1) await here.after(minute);
    expect(here.notifier.rings).toHaveLength(1);
    await here.after(2 * hour - 5 * minute);
    await here.after(minute);
    expect(here.notifier.rings.map(({ heading }) => heading)).toEqual(['one ends 7200000', 'one ends 0']);
    expect(here.states()).toEqual([]);
    allow();
    await here.after(minute);
    await here.after(minute);
    expect(here.notifier.rings).toHaveLength(2);
    expect(here.states()).toEqual(['0 min shown 1', '120 min shown 1']);
    expect(here.engine().health.troubles).toEqual([]);
  });

  it('tries again each minute what no channel took', async () => {
    const here = desk();
    const allow = refuse(here.store);
    here.notifier.works = false;
    await here.begin();
    expect(here.notifier.rings).toHaveLength(1);
    await here.after(30_000);
    expect(here.notifier.rings).toHaveLength(1);
    here.notifier.works = true;
    await here.after(minute);
    await here.after(minute);
    expect(here.notifier.rings).toHaveLength(2);
    allow();
    await here.after(minute);
    await here.after(minute);
    expect(here.notifier.rings).toHaveLength(2);
    expect(here.states()).toEqual(['120 min shown 1']);
  });

  it('rings again after a restart, since nothing says that it rang', async () => {
    const here = desk();
    const allow = refuse(here.store);
    await here.begin();
    allow();
    await here.restart();
    expect(here.notifier.rings).toHaveLength(2);
    expect(here.states()).toEqual(['120 min shown 1']);
  });
});

it('a store that another program holds stops the bell for no longer than one short wait, whatever is due', async () => {
  const here = desk();
  for (let number = 0; number < 20; number += 1)
    keepRental(
      here.store.database,
      { rental: aRental({ id: `acc1:${String(number)}`, end: stated('2026-04-01T00:00:00Z') }), heldEnd: null },
      [],
      start,
    );
  const other = new Database(here.store.path, { readOnly: false });
  other.execute('BEGIN EXCLUSIVE');
  const begunAt = performance.now();
  await here.begin();
  await here.after(minute);
  expect(performance.now() - begunAt).toBeLessThan(1_000);
  expect(here.notifier.rings).toHaveLength(1);
  const planning = here.engine().health.troubles.find(({ step }) => step === 'planning');
  expect(planning?.code).toBe('store.locked');
  other.execute('ROLLBACK');
  other.close();
  await here.after(minute);
  await here.after(minute);
  expect(here.notifier.rings).toHaveLength(1);
  expect(here.states()).toHaveLength(21);
  expect(here.engine().health.troubles).toEqual([]);
});
