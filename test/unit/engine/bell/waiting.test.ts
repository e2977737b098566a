import { describe, expect, it } from 'vitest';
import { day } from '../../../../electron/core/model/instant.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { reminderTexts } from '../../../../electron/core/words/reminder-facts.ts';
import { textNow } from '../../../../electron/engine/bell/retelling.ts';
import { waitingReminderOf } from '../../../../electron/engine/bell/waiting.ts';
import { inboxTwinOf } from '../../../../electron/core/reminders/claim-rows.ts';
import { insertAccount, noteRoundDone, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { acknowledgeReminder } from '../../../../electron/edges/store/inbox.ts';
import { listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import type { LogEntry } from '../../../../electron/core/model/log-entry.ts';
import { deleteRental } from '../../../../electron/edges/store/rentals.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aBell, FakeNotifier } from '../../../fakes/bell.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const month = aRental({ end: stated('2026-04-01T00:00:00Z') });
const storeOf = (rental: Rental): Database => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  keepRental(database, { rental, heldEnd: null }, [], ms('2026-03-01T08:00:00Z'));
  return database;
};
const systemRows = (database: Database): readonly LogEntry[] =>
  listReminderLog(database, { offset: 0, limit: 50 }).filter(({ channel }) => channel !== 'inbox');
const silent = (): FakeNotifier => {
  const notifier = new FakeNotifier();
  notifier.works = false;
  return notifier;
};

describe('a reminder that no channel took', () => {
  /** What rings on the next try, after something was said meanwhile. */
  const afterwards = async (meanwhile: (database: Database, row: LogEntry) => void) => {
    const database = storeOf(month);
    const bell = aBell(database, '2026-03-31T00:00:00Z', silent());
    await bell.look();
    const [row] = systemRows(database);
    if (row === undefined) throw new Error('nothing was claimed');
    meanwhile(database, row);
    bell.notifier.works = true;
    bell.notifier.rings.length = 0;
    await bell.lookAt('2026-03-31T02:00:00Z');
    const { state, reason } = systemRows(database)[0] ?? row;
    return { rings: bell.notifier.rings.length, state, reason };
  };
  const said = (facts: Partial<Rental>) => (database: Database) =>
    keepRental(database, { rental: { ...month, ...facts }, heldEnd: null }, [], ms('2026-03-31T00:00:40Z'));

  it('rings as soon as one does', async () => {
    expect(await afterwards(() => undefined)).toEqual({ rings: 1, state: 'shown', reason: null });
  });

  it.each<[string, (database: Database, row: LogEntry) => void, string]>([
    ['the rental may lapse', said({ intention: 'let-lapse' }), 'let-lapse'],
    ['it will be renewed', said({ intention: 'renew' }), 'renewing'],
    [
      'later',
      said({ snooze: { until: at('2026-03-31T12:00:00Z'), kind: 'ends', against: at('2026-04-01T00:00:00Z') } }),
      'snoozed',
    ],
    [
      'got it',
      (database, { id }) => acknowledgeReminder(database, inboxTwinOf(id), at('2026-03-31T00:00:40Z')),
      'acknowledged',
    ],
    ['the account was removed', (database) => removeAccount(database, anAccount().id), 'obsolete'],
  ])('does not ring any more once this was said: %s', async (_name, meanwhile, reason) => {
    expect(await afterwards(meanwhile)).toEqual({ rings: 0, state: 'suppressed', reason });
  });

  it('about the end itself is tried for an hour', async () => {
    const database = storeOf(month);
    const bell = aBell(database, '2026-03-31T22:00:00Z');
    await bell.look();
    bell.notifier.works = false;
    await bell.lookAt('2026-04-01T00:00:00Z');
    bell.notifier.works = true;
    bell.notifier.rings.length = 0;
    await bell.lookAt('2026-04-01T00:01:00Z');
    expect(bell.notifier.rings).toMatchObject([{ heading: '训练机-02 ends 0' }]);
  });

  it('about the end itself is given up after that hour', async () => {
    const database = storeOf(month);
    const bell = aBell(database, '2026-04-01T00:00:00Z', silent());
    for (let tried = 0; tried < 80; tried += 1)
      await bell.lookAt(new Date(ms('2026-04-01T00:00:00Z') + tried * 60_000).toISOString());
    expect(systemRows(database)).toMatchObject([{ state: 'failed', retryAt: null }]);
    expect(bell.notifier.rings.length).toBeGreaterThan(3);
  });
});

describe('after the store was begun anew', () => {
  const claimed = () => {
    const database = storeOf(month);
    aBell(database, '2026-03-31T00:00:00Z').ringer.claimDue();
    deleteRental(database, month.id, ms('2026-03-31T00:00:00Z'));
    return database;
  };

  it('what was claimed waits for the account to be read, and rings as it is then', async () => {
    const database = claimed();
    const bell = aBell(database, '2026-03-31T00:05:00Z');
    await bell.look();
    noteRoundDone(database, anAccount().id, at('2026-03-31T00:05:10Z'), false);
    await bell.lookAt('2026-03-31T00:05:20Z');
    expect(bell.notifier.rings).toEqual([]);
    keepRental(database, { rental: { ...month, title: '新名字' }, heldEnd: null }, [], ms('2026-03-31T00:06:00Z'));
    await bell.lookAt('2026-03-31T00:06:00Z');
    expect(bell.notifier.rings.map(({ heading }) => heading)).toEqual([`新名字 ends ${String(day)}`]);
  });

  it('rings as it stands where nobody can read the account', async () => {
    const database = claimed();
    const bell = aBell(database, '2026-03-31T00:05:00Z');
    for (const minutes of ['05', '09', '13', '16']) await bell.lookAt(`2026-03-31T00:${minutes}:00Z`);
    expect(bell.notifier.rings.map(({ heading }) => heading)).toEqual([`训练机-02 ends ${String(day)}`]);
  });

  it('what an account that was read no longer has does not ring', async () => {
    const database = claimed();
    noteRoundDone(database, anAccount().id, at('2026-03-31T00:01:00Z'));
    const bell = aBell(database, '2026-03-31T00:05:00Z');
    await bell.look();
    expect(bell.notifier.rings).toEqual([]);
  });
});

describe('after a crash', () => {
  it('what says the same by now is one notification, and all of it is shown in the log', async () => {
    const database = storeOf(month);
    aBell(database, '2026-03-31T22:00:00Z').ringer.claimDue();
    const next = aBell(database, '2026-04-01T05:00:00Z');
    await next.look();
    expect(next.notifier.rings).toMatchObject([{ heading: '训练机-02 ends 0', rentalId: month.id }]);
    expect(next.notifier.rings[0]?.ids).toHaveLength(2);
    expect(systemRows(database).map(({ state }) => state)).toEqual(['shown', 'shown']);
  });

  it('the words are those of now', () => {
    const localeSetting = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;
    const database = storeOf(month);
    aBell(database, '2026-03-31T22:00:00Z').ringer.claimDue();
    const [row] = systemRows(database);
    if (row === undefined) throw new Error('nothing was claimed');
    const told = textNow(
      waitingReminderOf(row, anAccount(), month, {}),
      reminderTexts(() => localeSetting, null),
      ms('2026-03-31T23:20:00Z'),
    );
    expect(told.heading).toBe('训练机-02: 40 minutes left');
  });
});

it('a summary names what ends first, not what was due first', async () => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  const ends = {
    a: '2026-04-10T10:00:00Z',
    b: '2026-04-10T11:00:00Z',
    c: '2026-04-10T12:00:00Z',
    d: '2026-04-03T13:30:00Z',
  };
  for (const [id, end] of Object.entries(ends))
    keepRental(
      database,
      { rental: aRental({ id, title: id, end: stated(end) }), heldEnd: null },
      [],
      ms('2026-03-01T08:00:00Z'),
    );
  const bell = aBell(database, '2026-04-03T13:00:00Z');
  await bell.look();
  expect(bell.notifier.rings).toMatchObject([{ heading: '4 reminders', body: 'd, a, b, c' }]);
});
