import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../../electron/core/model/instant.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { listInbox } from '../../../../electron/edges/store/inbox.ts';
import { listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import type { LogEntry } from '../../../../electron/core/model/log-entry.ts';
import { refreshStates } from '../../../../electron/engine/polling/refresh-states.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { writeSettings } from '../../../../electron/edges/store/settings.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aBell, FakeNotifier } from '../../../fakes/bell.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const month = aRental({ end: stated('2026-04-01T00:00:00Z') });
const store = (...rentals: readonly Rental[]): Database => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  for (const rental of rentals) keepRental(database, { rental, heldEnd: null }, [], ms('2026-03-01T08:00:00Z'));
  return database;
};
const logOf = (database: Database): readonly LogEntry[] => listReminderLog(database, { offset: 0, limit: 200 });
const systemRows = (database: Database): readonly LogEntry[] =>
  logOf(database).filter((entry) => entry.channel !== 'inbox');

describe('one reminder', () => {
  it('is claimed in the log before it is shown, and shown there after the channel confirmed', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-31T00:00:00Z');
    const whileShowing: string[] = [];
    bell.notifier.whileShowing = () =>
      whileShowing.push(...systemRows(database).map((entry) => `${entry.state} ${String(entry.attempts)}`));
    await bell.look();
    expect(whileShowing).toEqual(['claimed 0']);
    expect(systemRows(database)).toMatchObject([
      {
        state: 'shown',
        attempts: 1,
        reason: null,
        pointMs: day,
        deadline: 'ends',
        deadlineAt: at('2026-04-01T00:00:00Z'),
        rule: '28d',
        channel: 'native',
      },
    ]);
    expect(bell.notifier.rings).toMatchObject([{ rentalId: month.id, heading: `训练机-02 ends ${String(day)}` }]);
  });

  it('waits in the inbox whatever the channels do', async () => {
    const database = store(month);
    const notifier = new FakeNotifier();
    notifier.works = false;
    await aBell(database, '2026-03-31T00:00:00Z', notifier).look();
    expect(listInbox(database)).toMatchObject([{ rentalId: month.id, deadlineAt: at('2026-04-01T00:00:00Z') }]);
  });

  it('is not told again by another look, nor after an orderly restart', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-31T00:00:00Z');
    await bell.look();
    await bell.lookAt('2026-03-31T00:00:30Z');
    const again = aBell(database, '2026-03-31T00:01:00Z');
    await again.look();
    expect([bell.notifier.rings.length, again.notifier.rings.length]).toEqual([1, 0]);
  });
});

describe('after a crash', () => {
  it('between claim and showing, the next start shows it exactly once', async () => {
    const database = store(month);
    const died = aBell(database, '2026-03-31T00:00:00Z');
    died.ringer.claimDue();
    const next = aBell(database, '2026-03-31T00:05:00Z');
    await next.look();
    await next.look();
    expect(next.notifier.rings).toHaveLength(1);
    expect(systemRows(database)).toMatchObject([{ state: 'shown', pointMs: day }]);
    const third = aBell(database, '2026-03-31T00:06:00Z');
    await third.look();
    expect(third.notifier.rings).toEqual([]);
  });

  it('while it was being shown, the one in flight is shown once more and nothing else', async () => {
    const database = store(month);
    const died = aBell(database, '2026-03-31T00:00:00Z');
    died.notifier.whileShowing = () => {
      throw new Error('killed');
    };
    await expect(died.look()).rejects.toThrow('killed');
    const next = aBell(database, '2026-03-31T00:05:00Z');
    await next.look();
    expect(next.notifier.rings).toHaveLength(1);
  });

  it('what was claimed is shown although a more urgent point has been reached since', async () => {
    const database = store(month);
    aBell(database, '2026-03-31T00:00:00Z').ringer.claimDue();
    const next = aBell(database, '2026-03-31T22:00:00Z');
    await next.look();
    expect(systemRows(database).map((entry) => entry.state)).toEqual(['shown', 'shown']);
  });

  it('two deliveries at once show it once', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-31T00:00:00Z');
    bell.ringer.claimDue();
    await Promise.all([bell.ringer.deliver(), bell.ringer.deliver()]);
    expect(bell.notifier.rings).toHaveLength(1);
  });
});

describe('the end itself', () => {
  it('rings although the clock has made the rental an expired one', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-31T22:00:00Z');
    await bell.look();
    refreshStates(database, ms('2026-04-01T00:00:10Z'));
    await bell.lookAt('2026-04-01T00:00:10Z');
    expect(
      systemRows(database)
        .map((entry) => entry.pointMs)
        .sort(),
    ).toEqual([0, 2 * hour]);
  });

  it('rings on waking when the machine slept over it', async () => {
    const database = store(month);
    refreshStates(database, ms('2026-04-02T08:00:00Z'));
    const bell = aBell(database, '2026-04-02T08:00:00Z');
    await bell.look();
    expect(systemRows(database)).toMatchObject([{ pointMs: 0, state: 'shown' }]);
    await bell.lookAt('2026-04-02T09:00:00Z');
    expect(bell.notifier.rings).toHaveLength(1);
  });

  it('rings after the clock was a year ahead for a while', async () => {
    const database = store(month);
    refreshStates(database, ms('2027-03-10T00:00:00Z'));
    const bell = aBell(database, '2026-03-31T00:00:00Z');
    refreshStates(database, ms('2026-03-31T00:00:00Z'));
    await bell.look();
    expect(systemRows(database)).toMatchObject([{ pointMs: day, state: 'shown' }]);
  });
});

describe('what was slept over', () => {
  const missed = (database: Database) =>
    logOf(database)
      .filter(({ state }) => state === 'suppressed')
      .map(({ pointMs, reason }) => [pointMs, reason]);

  it('stands in the log, since it was announced; only the most urgent rings', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-24T00:00:00Z');
    await bell.look();
    await bell.lookAt('2026-03-31T12:00:00Z');
    expect(bell.notifier.rings.map(({ heading }) => heading)).toEqual([`训练机-02 ends ${String(day)}`]);
    expect(missed(database)).toEqual([
      [3 * day, 'passed'],
      [7 * day, 'passed'],
    ]);
  });

  it('does not stand there when it passed before the account was added, or when only the deadline moved', async () => {
    const { database } = aStore();
    insertAccount(database, anAccount({ addedAt: at('2026-03-28T00:00:00Z') }));
    keepRental(database, { rental: month, heldEnd: null }, [], ms('2026-03-28T00:00:00Z'));
    const bell = aBell(database, '2026-03-31T12:00:00Z');
    await bell.look();
    expect(missed(database)).toEqual([[3 * day, 'passed']]);
    keepRental(
      database,
      { rental: aRental({ end: stated('2026-03-31T14:00:00Z') }), heldEnd: null },
      [],
      ms('2026-03-31T12:01:00Z'),
    );
    await bell.lookAt('2026-03-31T12:01:00Z');
    expect(missed(database)).toEqual([[3 * day, 'passed']]);
  });
});

describe('several at once', () => {
  const three = ['a', 'b', 'c'].map((id) => aRental({ id, title: id, end: stated('2026-04-01T00:00:00Z') }));

  it('more than two become one summary, and each is shown in the log', async () => {
    const database = store(...three);
    const bell = aBell(database, '2026-03-31T08:00:00Z');
    await bell.look();
    expect(bell.notifier.rings).toMatchObject([{ heading: '3 reminders', rentalId: null }]);
    expect(bell.notifier.rings[0]?.ids).toHaveLength(3);
    expect(systemRows(database).map((entry) => entry.state)).toEqual(['shown', 'shown', 'shown']);
    expect(listInbox(database)).toHaveLength(3);
  });

  it('two of an account that has just been added are told together', async () => {
    const { database } = aStore();
    insertAccount(database, anAccount({ addedAt: at('2026-03-31T07:59:00Z') }));
    for (const rental of three.slice(0, 2))
      keepRental(database, { rental, heldEnd: null }, [], ms('2026-03-31T07:59:10Z'));
    const bell = aBell(database, '2026-03-31T08:00:00Z');
    await bell.look();
    expect(bell.notifier.rings).toMatchObject([{ heading: '2 reminders', rentalId: null }]);
  });

  it('two are told one by one', async () => {
    const bell = aBell(store(...three.slice(0, 2)), '2026-03-31T08:00:00Z');
    await bell.look();
    expect(bell.notifier.rings.map((ring) => ring.rentalId)).toEqual(['a', 'b']);
  });
});

describe('a channel that fails', () => {
  const broken = () => {
    const notifier = new FakeNotifier();
    notifier.works = false;
    return notifier;
  };

  it('is tried again later, not at every look, and the reminder is shown once it works', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-31T00:00:00Z', broken());
    await bell.look();
    expect(systemRows(database)).toMatchObject([{ state: 'failed', reason: 'channel-failed', attempts: 1 }]);
    await bell.lookAt('2026-03-31T00:00:30Z');
    expect(bell.notifier.rings).toHaveLength(1);
    bell.notifier.works = true;
    await bell.lookAt('2026-03-31T02:00:00Z');
    expect(bell.notifier.rings).toHaveLength(2);
    expect(systemRows(database)).toMatchObject([{ state: 'shown', reason: null, attempts: 2 }]);
  });

  it('is tried more and more rarely', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-31T00:00:00Z', broken());
    const triedAt: number[] = [];
    bell.notifier.whileShowing = () => triedAt.push(bell.now());
    const startMs = ms('2026-03-31T00:00:00Z');
    for (let passed = 0; passed <= 60; passed += 1)
      await bell.lookAt(new Date(startMs + passed * minute).toISOString());
    const gaps = triedAt.slice(1).map((tried, index) => tried - (triedAt[index] ?? 0));
    expect(gaps.length).toBeGreaterThanOrEqual(3);
    expect(gaps).toEqual([...gaps].sort((one, other) => one - other));
    expect(gaps.at(-1)).toBeGreaterThan(gaps[0] ?? 0);
  });

  it('is given up when the deadline has passed, and the log says so', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-31T22:00:00Z', broken());
    const triedAt: number[] = [];
    bell.notifier.whileShowing = () => {
      if (bell.notifier.rings.at(-1)?.heading.endsWith(String(2 * hour)) === true) triedAt.push(bell.now());
    };
    const startMs = ms('2026-03-31T22:00:00Z');
    for (let passed = 0; passed <= 180; passed += 1)
      await bell.lookAt(new Date(startMs + passed * minute).toISOString());
    bell.notifier.works = true;
    const before = bell.notifier.rings.length;
    await bell.lookAt('2026-04-01T08:00:00Z');
    expect(bell.notifier.rings.slice(before)).toEqual([]);
    const early = systemRows(database).filter((entry) => entry.pointMs === 2 * hour);
    expect(early).toMatchObject([{ state: 'failed', reason: 'channel-failed', retryAt: null }]);
    expect(Math.max(...triedAt)).toBeLessThan(ms('2026-04-01T00:00:00Z'));
    expect(Math.max(...triedAt)).toBeGreaterThan(ms('2026-03-31T23:50:00Z'));
  });

  it('is not tried again for an end that was renewed away', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-31T00:00:00Z', broken());
    await bell.look();
    keepRental(
      database,
      {
        rental: aRental({ end: stated('2026-05-01T00:00:00Z'), periodStartsAt: at('2026-04-01T00:00:00Z') }),
        heldEnd: null,
      },
      [],
      ms('2026-03-31T00:10:00Z'),
    );
    bell.notifier.works = true;
    await bell.lookAt('2026-03-31T06:00:00Z');
    expect(bell.notifier.rings).toHaveLength(1);
    expect(systemRows(database)).toMatchObject([{ state: 'suppressed', reason: 'obsolete' }]);
  });

  it('tells the most urgent point alone when several failed meanwhile', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-31T00:00:00Z', broken());
    await bell.look();
    await bell.lookAt('2026-03-31T22:00:00Z');
    bell.notifier.works = true;
    const before = bell.notifier.rings.length;
    await bell.lookAt('2026-03-31T23:30:00Z');
    expect(bell.notifier.rings.slice(before).map((ring) => ring.heading)).toEqual([
      `训练机-02 ends ${String(2 * hour)}`,
    ]);
  });
});

describe('the sound', () => {
  const silently = { urgent: 'sound', usual: 'silent', news: 'silent' } as const;

  it('goes by the choice for the severity, and so does what stays on screen', async () => {
    const database = store(month);
    writeSettings(database, { notifications: silently });
    const bell = aBell(database, '2026-03-31T00:00:00Z');
    await bell.look();
    await bell.lookAt('2026-04-01T00:00:00Z');
    expect(bell.notifier.rings.map(({ silent, urgent }) => ({ silent, urgent }))).toEqual([
      { silent: true, urgent: false },
      { silent: false, urgent: true },
    ]);
  });

  it('of a summary is heard when that of any of its reminders is', async () => {
    const ends = ['2026-04-01T00:00:00Z', '2026-04-01T00:00:00Z', '2026-03-31T08:30:00Z'];
    const database = store(...ends.map((end, index) => aRental({ id: `r${String(index)}`, end: stated(end) })));
    writeSettings(database, { notifications: silently });
    const bell = aBell(database, '2026-03-31T08:30:00Z');
    await bell.look();
    expect(bell.notifier.rings).toMatchObject([{ heading: '3 reminders', silent: false, urgent: true, subject: null }]);
  });

  it('a choice that was changed while a reminder waited counts', async () => {
    const database = store(month);
    const bell = aBell(database, '2026-03-31T00:00:00Z');
    bell.ringer.claimDue();
    writeSettings(database, { notifications: { ...silently, usual: 'inbox' } });
    await bell.ringer.deliver();
    expect(bell.notifier.rings).toEqual([]);
    expect(systemRows(database)).toMatchObject([{ state: 'suppressed', reason: 'channel-off' }]);
    expect(listInbox(database)).toHaveLength(1);
  });
});
