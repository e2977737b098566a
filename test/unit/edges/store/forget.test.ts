import { describe, expect, it } from 'vitest';
import { reminderIdOf, rentalIdOf, type Instant } from '../../../../electron/core/model/ids.ts';
import { addMs, day } from '../../../../electron/core/model/instant.ts';
import type { LogEntry } from '../../../../electron/core/model/log-entry.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { changesOfRental, insertChange } from '../../../../electron/edges/store/changes.ts';
import type { Database } from '../../../../electron/edges/store/database.ts';
import { forgetSlice } from '../../../../electron/edges/store/forget.ts';
import { claimReminder, listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const now = at('2027-06-01T00:00:00Z');
const nowMs = ms(now);
const ago = (days: number): Instant => addMs(now, -days * day);

const desk = (): Database => {
  const { database } = aStore();
  insertAccount(database, anAccount());
  return database;
};

const told = (database: Database, id: string, facts: Partial<LogEntry>): void => {
  const entry: LogEntry = {
    ...{ id: reminderIdOf(id), rentalId: rentalIdOf('acc1:gone'), accountId: anAccount().id, account: 'a', title: id },
    ...{ deadline: 'ends', deadlineAt: ago(401), basis: 'stated', pointMs: 0, fireAt: ago(401), rule: '24h' },
    ...{ channel: 'native', state: 'shown', reason: null, attempts: 1, heading: '', body: '' },
    ...{ claimedAt: ago(401), shownAt: ago(401), retryAt: null },
    ...facts,
  };
  claimReminder(database, entry);
};

const left = (database: Database): readonly string[] =>
  listReminderLog(database, { offset: 0, limit: 50 })
    .map(({ title }) => title)
    .sort();

describe('the reminder log', () => {
  it('forgets what is older than 400 days, a few rows at a time', () => {
    const database = desk();
    for (const number of [1, 2, 3]) told(database, `old-${String(number)}`, {});
    told(database, 'new', { claimedAt: ago(399), fireAt: ago(399), deadlineAt: ago(399) });
    const counts: number[] = [];
    while (forgetSlice(database, nowMs, 2)) counts.push(left(database).length);
    expect([counts, left(database)]).toEqual([[2, 1], ['new']]);
  });

  it.each<[string, Partial<LogEntry>]>([
    ['its deadline is near', { deadlineAt: addMs(now, day) }],
    ['its deadline passed within 400 days', { deadlineAt: ago(399) }],
    ['it was claimed since', { claimedAt: ago(3) }],
    ['it is still to be shown', { state: 'claimed', shownAt: null }],
    ['it is tried again', { state: 'failed', retryAt: addMs(now, 1000) }],
  ])('keeps an old row where %s', (_why, facts) => {
    const database = desk();
    told(database, 'kept', facts);
    expect([forgetSlice(database, nowMs), left(database)]).toEqual([false, ['kept']]);
  });

  it('keeps old rows of a rental that may still ring', () => {
    const database = desk();
    const rental = aRental({ id: 'acc1:rings', end: stated('2027-07-01T00:00:00Z') });
    keepRental(database, { rental, heldEnd: null }, [], nowMs);
    told(database, 'rings', { rentalId: rental.id });
    told(database, 'gone', {});
    while (forgetSlice(database, nowMs));
    expect(left(database)).toEqual(['rings']);
  });
});

it('changes are forgotten after 400 days, a few rows at a time', () => {
  const database = desk();
  const rentalId = rentalIdOf('acc1:r');
  for (const days of [900, 500, 401, 399, 1])
    insertChange(
      database,
      anAccount().id,
      { kind: 'endMoved', rentalId, providerOrderId: null, before: null, after: null },
      ago(days),
    );
  let slices = 0;
  while (forgetSlice(database, nowMs, 2)) slices += 1;
  expect([slices, changesOfRental(database, rentalId).map((change) => change.at)]).toEqual([2, [ago(1), ago(399)]]);
});
