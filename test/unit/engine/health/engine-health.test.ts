import { writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Trouble } from '../../../../electron/core/model/health.ts';
import { day, hour, minute } from '../../../../electron/core/model/instant.ts';
import type { EngineParts } from '../../../../electron/engine/engine-parts.ts';
import type { Engine } from '../../../../electron/engine/engine.ts';
import { readHealth, writeHealth } from '../../../../electron/engine/health/health-file.ts';
import { insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { writeSetting } from '../../../../electron/edges/store/setting-rows.ts';
import { readSettings } from '../../../../electron/edges/store/settings.ts';
import type { OpenStore } from '../../../../electron/edges/store/open.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNotifier, plainTexts } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';
import { systemTimeZone } from '../../../../electron/edges/system/time-zone.ts';

const start = ms('2026-03-31T22:00:00Z');
const everything = { offset: 0, limit: 99 };

let running: Engine | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
});

/** An engine over two rentals that end in two hours, whose first looks are the test's. */
const desk = (parts: Partial<EngineParts> = {}, prepare: (store: OpenStore) => void = () => undefined) => {
  const store = aStore();
  insertAccount(store.database, anAccount());
  noteRoundDone(store.database, anAccount().id, at('2026-03-31T21:55:00Z'));
  for (const name of ['one', 'two']) {
    const rental = aRental({ id: `acc1:${name}`, title: name, end: stated('2026-04-01T00:00:00Z') });
    keepRental(store.database, { rental, heldEnd: null }, [], start);
  }
  prepare(store);
  const clock = { nowMs: start, awakeMs: 0 };
  const notifier = new FakeNotifier();
  const logged: string[] = [];
  const news: string[] = [];
  const told: Trouble[] = [];
  const engine = anEngine(store, () => clock.nowMs, {
    notifier,
    awake: { now: () => clock.awakeMs, sleep: 'stops' },
    news: (event) => news.push(event),
    log: { error: (_facts, message) => logged.push(message), info: () => undefined },
    ...parts,
  });
  engine.followTroubles((trouble) => told.push(trouble));
  running = engine;
  /** Looks at the clock after so long, awake all the time unless the test says otherwise. */
  const lookAfter = async (passedMs: number, awakeMs = passedMs): Promise<void> => {
    clock.nowMs += passedMs;
    clock.awakeMs += awakeMs;
    engine.tick();
    await settled();
  };
  const begin = async (): Promise<void> => {
    engine.start();
    await settled();
  };
  return { store, engine, notifier, logged, news, told, clock, begin, lookAfter };
};

/** Lets everything that waits for nothing outside come to its end. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};
const stepsOf = (engine: Engine) => engine.health.troubles.map(({ step }) => step);

describe('one rental that cannot be told', () => {
  it('rings with plain words, and the others with their own', async () => {
    const texts: EngineParts['texts'] = {
      ...plainTexts,
      forPoint: (point, account, nowMs) => {
        if (point.rental.title === 'one') throw new RangeError('Invalid time zone specified: Etc/Unknown');
        return plainTexts.forPoint(point, account, nowMs);
      },
    };
    const { engine, notifier, told, begin, lookAfter } = desk({ texts });
    await begin();
    expect(notifier.rings.map(({ heading }) => heading).sort()).toEqual(['one ends', 'two ends 7200000']);
    expect(notifier.rings.map(({ body }) => body).join()).toContain('2026-04-01 00:00 UTC');
    expect(engine.health.troubles).toMatchObject([
      { step: 'words', subject: 'one', code: null, detail: 'RangeError: Invalid time zone specified: Etc/Unknown' },
    ]);
    expect(told.map(({ step }) => step)).toContain('words');
    await lookAfter(30_000);
    expect(stepsOf(engine)).toEqual(['words']);
  });

  it('whose stored form cannot be read costs the others nothing', async () => {
    const { engine, notifier, begin } = desk({}, ({ database }) => {
      database.run(`UPDATE rental SET body = '{"cut' WHERE id = 'acc1:one'`);
    });
    await begin();
    expect(notifier.rings.map(({ heading }) => heading)).toEqual(['two ends 7200000']);
    expect(engine.health.troubles).toMatchObject([{ step: 'row', subject: '公司账号 · one', detail: 'rental' }]);
  });

  it('whose stored form lacks what planning needs costs the others nothing', async () => {
    const { engine, notifier, begin } = desk({}, ({ database }) => {
      const body = JSON.stringify({ ...aRental({ id: 'acc1:one', title: 'one' }), end: null });
      database.run(`UPDATE rental SET body = ? WHERE id = 'acc1:one'`, body);
    });
    await begin();
    expect(notifier.rings.map(({ heading }) => heading)).toEqual(['two ends 7200000']);
    expect(stepsOf(engine)).toContain('row');
  });

  it('whose notification throws is tried again, and the next one rings', async () => {
    const notifier = new FakeNotifier();
    let throws = true;
    notifier.whileShowing = () => {
      if (throws && notifier.rings.at(-1)?.heading.startsWith('one') === true) throw new Error('no bus');
    };
    const { engine, store, begin, lookAfter } = desk({ notifier });
    await begin();
    const states = () =>
      listReminderLog(store.database, everything)
        .filter(({ channel }) => channel !== 'inbox')
        .map(({ title, state }) => `${title} ${state}`)
        .sort();
    expect(states()).toEqual(['one failed', 'two shown']);
    expect(stepsOf(engine)).toEqual(['delivery']);
    throws = false;
    await lookAfter(5 * minute, 30_000);
    expect(states()).toEqual(['one shown', 'two shown']);
    expect(stepsOf(engine)).toEqual([]);
  });

  it('that was shown and could not be noted is not rung again at every look', async () => {
    const { engine, store, notifier, begin, lookAfter } = desk();
    store.database.execute(
      `CREATE TRIGGER full BEFORE UPDATE ON reminder_log BEGIN SELECT RAISE(ABORT, 'disk is full'); END`,
    );
    await begin();
    expect(notifier.rings).toHaveLength(2);
    await lookAfter(minute);
    await lookAfter(minute);
    expect(notifier.rings).toHaveLength(2);
    expect(stepsOf(engine)).toContain('delivery');
    store.database.execute('DROP TRIGGER full');
    await lookAfter(minute);
    await lookAfter(minute);
    expect(notifier.rings).toHaveLength(2);
    expect(stepsOf(engine)).toEqual([]);
  });
});

describe('a reminder that no channel takes', () => {
  const refusing = () => {
    const notifier = new FakeNotifier();
    notifier.works = false;
    notifier.fault = 'not-answering';
    return notifier;
  };

  it('is told with its rental and the reason until a later one is shown, however often nobody has to be shown anything', async () => {
    const notifier = refusing();
    const { engine, told, begin, lookAfter } = desk({ notifier });
    await begin();
    const trouble = { step: 'delivery', subject: 'one', others: 1, code: null, reason: 'not-answering' };
    expect(engine.health.troubles).toMatchObject([trouble]);
    expect(engine.isUnheard).toBe(true);
    expect(told[0]).toMatchObject({ ...trouble, others: 0 });
    await lookAfter(10_000);
    await lookAfter(10_000);
    expect(notifier.rings).toHaveLength(2);
    expect(stepsOf(engine)).toEqual(['delivery']);
    notifier.works = true;
    await lookAfter(5 * minute, 30_000);
    expect(notifier.rings).toHaveLength(4);
    expect(stepsOf(engine)).toEqual([]);
    expect(engine.isUnheard).toBe(false);
  });

  it('counts once when it stands for several', async () => {
    const { engine, begin } = desk({ notifier: refusing() }, ({ database }) => {
      const rental = aRental({ id: 'acc1:three', title: 'three', end: stated('2026-04-01T00:00:00Z') });
      keepRental(database, { rental, heldEnd: null }, [], start);
    });
    await begin();
    expect(engine.health.troubles).toMatchObject([{ step: 'delivery', others: 2, count: 1 }]);
  });

  it('is written down for whoever asks from outside', async () => {
    const { store, clock, begin, lookAfter } = desk({ notifier: refusing() });
    await begin();
    await lookAfter(10_000);
    expect(readHealth(store.path, clock.nowMs).troubles).toMatchObject([{ step: 'delivery', reason: 'not-answering' }]);
  });
});

describe('a look that throws', () => {
  it('is told, written down and followed by the next, and is over when one succeeds', async () => {
    const { engine, store, told, logged, news, clock, begin, lookAfter } = desk();
    await begin();
    expect(stepsOf(engine)).toEqual([]);
    store.database.execute('ALTER TABLE account RENAME TO hidden');
    for (let turn = 0; turn < 100; turn += 1) await lookAfter(30_000);
    expect(stepsOf(engine)).toEqual(expect.arrayContaining(['planning', 'copy']));
    expect(readHealth(store.path, clock.nowMs).troubles.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['planning']),
    );
    // A hundred times the same thing is no hundred lines.
    expect(told.filter(({ step }) => step === 'planning').map(({ count }) => count)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(logged.filter((line) => line === 'planning failed')).toHaveLength(7);
    expect(news.filter((event) => event === 'app.changed').length).toBeLessThan(30);
    store.database.execute('ALTER TABLE hidden RENAME TO account');
    await lookAfter(30_000);
    expect(stepsOf(engine)).toEqual([]);
    expect(readHealth(store.path, clock.nowMs)).toEqual({ lastLookAt: '2026-03-31T22:50:30.000Z', troubles: [] });
  });

  it('is followed by the next although log, window and follower throw as well', async () => {
    const broken = (): never => {
      throw new Error('broken too');
    };
    const { engine, store, begin, lookAfter } = desk({ log: { error: broken, info: broken }, news: broken });
    engine.followTroubles(broken);
    await begin();
    store.database.execute('ALTER TABLE account RENAME TO hidden');
    await lookAfter(30_000);
    expect(stepsOf(engine)).toContain('planning');
    store.database.execute('ALTER TABLE hidden RENAME TO account');
    await lookAfter(30_000);
    expect(stepsOf(engine)).toEqual([]);
  });
});

describe('a look that is late', () => {
  it('is said when it comes, if the computer was awake meanwhile, and for a day', async () => {
    const { engine, told, begin, lookAfter } = desk();
    await begin();
    await lookAfter(30_000 + 5 * minute);
    expect(engine.health.troubles).toMatchObject([
      { step: 'late', since: '2026-03-31T22:00:30.000Z', last: '2026-03-31T22:05:30.000Z' },
    ]);
    expect(told.map(({ step }) => step)).toEqual(['late']);
    await lookAfter(30_000);
    expect(stepsOf(engine)).toEqual(['late']);
    await lookAfter(day + hour, 30_000);
    expect(stepsOf(engine)).toEqual([]);
  });

  it('is none when the computer slept', async () => {
    const { engine, begin, lookAfter } = desk();
    await begin();
    await lookAfter(8 * hour, 20_000);
    expect(stepsOf(engine)).toEqual([]);
  });

  describe('under a clock that goes on in sleep', () => {
    const onGoing = (sleep: 'told' | 'unknown') => {
      const awake = { nowMs: 0 };
      const here = desk({ awake: { now: () => awake.nowMs, sleep } });
      const after = async (passedMs: number): Promise<void> => {
        awake.nowMs += passedMs;
        await here.lookAfter(passedMs);
      };
      return { ...here, after };
    };

    it('is none when the computer slept, as is told before or after the first look', async () => {
      const { engine, begin, after } = onGoing('told');
      await begin();
      engine.sleep();
      await after(20_000);
      await after(8 * hour);
      engine.awoke();
      for (let turn = 0; turn < 5; turn += 1) await after(30_000);
      await after(8 * hour);
      engine.awoke();
      for (let turn = 0; turn < 5; turn += 1) await after(30_000);
      expect(stepsOf(engine)).toEqual([]);
    });

    it('is said a minute later, with its own times, when nobody told of sleep; a network that came back is no waking', async () => {
      const { engine, begin, after } = onGoing('told');
      await begin();
      await after(30_000 + 5 * minute);
      engine.wake();
      expect(stepsOf(engine)).toEqual([]);
      for (let turn = 0; turn < 3; turn += 1) await after(30_000);
      expect(engine.health.troubles).toMatchObject([
        { step: 'late', since: '2026-03-31T22:00:30.000Z', last: '2026-03-31T22:05:30.000Z' },
      ]);
    });

    it('is never said where nobody tells of sleep', async () => {
      const { engine, begin, after } = onGoing('unknown');
      await begin();
      await after(8 * hour);
      for (let turn = 0; turn < 5; turn += 1) await after(30_000);
      expect(stepsOf(engine)).toEqual([]);
    });
  });
});

describe('the check at the start', () => {
  it('leaves no trace', async () => {
    const { store, begin } = desk({}, ({ database }) => {
      database.run('DELETE FROM rental');
    });
    const before = store.database.all('SELECT * FROM reminder_log').length;
    await begin();
    expect(store.database.all('SELECT * FROM reminder_log')).toHaveLength(before);
    expect(store.database.all('SELECT * FROM account')).toHaveLength(1);
  });

  it('says that words cannot be made before the first reminder is due, and rings all the same', async () => {
    const texts: EngineParts['texts'] = {
      ...plainTexts,
      forPoint: () => {
        throw new RangeError('Invalid time zone specified: GMT-08:00');
      },
    };
    const { engine, notifier, told, begin } = desk({ texts });
    await begin();
    expect(told[0]).toMatchObject({ step: 'self-check', detail: 'RangeError: Invalid time zone specified: GMT-08:00' });
    expect(stepsOf(engine)).toContain('self-check');
    expect(notifier.rings.map(({ heading }) => heading).sort()).toEqual(['one ends', 'two ends']);
  });

  it('says that the log takes nothing', async () => {
    const { engine, begin } = desk({}, ({ database }) => {
      database.execute(`CREATE TRIGGER full BEFORE INSERT ON reminder_log BEGIN SELECT RAISE(ABORT, 'no'); END`);
    });
    await begin();
    expect(stepsOf(engine)).toEqual(expect.arrayContaining(['self-check', 'planning']));
  });
});

describe('quiet hours in a zone that is unknown here', () => {
  it('go by the computer’s clock, which is said; nothing throws', async () => {
    const quietHours = { from: '12:00', to: '12:30', timeZone: 'Mars/Olympus', urgentPasses: true };
    const { engine, store, notifier, begin } = desk({}, ({ database }) => {
      writeSetting(database, 'quietHours', quietHours);
    });
    await begin();
    expect(readSettings(store.database, systemTimeZone).quietHours).toEqual({
      ...quietHours,
      timeZone: 'America/New_York',
    });
    expect(notifier.rings).toHaveLength(2);
    expect(engine.health.troubles).toMatchObject([{ step: 'quiet-zone', subject: 'Mars/Olympus', count: 1 }]);
  });
});

describe('points that the user chose and that cannot be read any more', () => {
  it('give way to the usual ones, which is said until they are chosen again', async () => {
    const { engine, store, notifier, begin } = desk({}, ({ database }) => {
      writeSetting(database, 'points', { '28d': 'soon' });
    });
    await begin();
    expect(readSettings(store.database, systemTimeZone).points).toEqual({});
    expect(notifier.rings).toHaveLength(2);
    expect(engine.health.troubles).toMatchObject([{ step: 'points', subject: null, count: 1 }]);
    writeSetting(store.database, 'points', { '28d': [0] });
    engine.tick();
    expect(engine.health.troubles).toEqual([]);
  });
});

describe('the file of the bell’s health', () => {
  it.each(['', '{', '[]', '{"lastLookAt":1,"troubles":[]}', '{"lastLookAt":null,"troubles":[{"step":"x"}]}'])(
    'that holds %s says nothing',
    (text) => {
      const { store } = desk();
      writeFileSync(`${store.path}.health`, text);
      expect(readHealth(store.path, start)).toEqual({ lastLookAt: null, troubles: [] });
    },
  );

  it('holds no trouble that is as old as one that the bell itself forgets', () => {
    const { store } = desk();
    const trouble = (step: 'late' | 'copy' | 'planning', last: string): Trouble => ({
      ...{ step, subject: null, others: 0, since: at('2026-03-01T00:00:00Z'), last: at(last), count: 1 },
      ...{ code: 'store.forbidden', reason: 'read-only', detail: null },
    });
    const fresh = trouble('late', '2026-03-30T22:00:00Z');
    const ahead = trouble('planning', '2026-04-02T22:00:00Z');
    writeHealth(store.path, { lastLookAt: at('2026-03-31T22:00:00Z'), troubles: [fresh, ahead] });
    expect(readHealth(store.path, start).troubles).toEqual([fresh]);
    expect(readHealth(store.path, start + 1)).toEqual({ lastLookAt: '2026-03-31T22:00:00.000Z', troubles: [] });
  });

  it('is written once more when the engine stops, though it was written just now', async () => {
    const { engine, store, clock, begin, lookAfter } = desk();
    await begin();
    await lookAfter(30_000);
    expect(readHealth(store.path, clock.nowMs).lastLookAt).toBe('2026-03-31T22:00:00.000Z');
    await engine.stop();
    running = null;
    expect(readHealth(store.path, clock.nowMs).lastLookAt).toBe('2026-03-31T22:00:30.000Z');
  });

  it('is left alone by an engine that never looked at the clock', async () => {
    const { engine, store } = desk();
    const written = { lastLookAt: at('2026-03-31T21:00:00Z'), troubles: [] };
    writeHealth(store.path, written);
    await engine.stop();
    running = null;
    expect(readHealth(store.path, start)).toEqual(written);
  });
});
