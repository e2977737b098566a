import { expect, it } from 'vitest';
import { reminderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import type { LogEntry } from '../../../../electron/core/model/log-entry.ts';
import { claimReminder } from '../../../../electron/edges/store/reminder-log.ts';
import { countTold, listTold } from '../../../../electron/edges/store/told-reminders.ts';
import { toldReminder } from '../../../../electron/program/reminders/views.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';

const dueAt = at('2026-03-01T00:00:00Z');

const aLog = (rows: readonly (Omit<Partial<LogEntry>, 'id'> & { readonly id: string })[]) => {
  const { database } = aStore();
  for (const { id, ...facts } of rows)
    claimReminder(database, {
      ...{ id: reminderIdOf(id), rentalId: rentalIdOf('r'), accountId: anAccount().id, account: 'a', title: id },
      ...{ deadline: 'ends', deadlineAt: dueAt, basis: 'stated', pointMs: 0, fireAt: dueAt, rule: '24h' },
      ...{ channel: 'native', state: 'shown', reason: null, attempts: 1, heading: '', body: '' },
      ...{ claimedAt: dueAt, shownAt: dueAt, retryAt: null },
      ...facts,
    });
  return database;
};

it('tells of each reminder once, with the ways that have it, newest first, and counts the same', () => {
  const inbox = { channel: 'inbox' } as const;
  const database = aLog([
    { id: 'shown/inbox', ...inbox },
    { id: 'shown/system', channel: 'node-notifier' },
    { id: 'failed/inbox', ...inbox, claimedAt: at('2026-03-02T00:00:00Z') },
    { id: 'failed/system', state: 'failed', reason: 'channel-failed', claimedAt: at('2026-03-02T00:00:00Z') },
    { id: 'held/inbox', ...inbox, state: 'suppressed', reason: 'muted', claimedAt: at('2026-03-03T00:00:00Z') },
    { id: 'alone/inbox', ...inbox, claimedAt: at('2026-03-04T00:00:00Z') },
  ]);
  const told = listTold(database, { offset: 0, limit: 9 });
  expect(told.map((each) => [each.entry.title, toldReminder(each, null).channels])).toEqual([
    ['alone/inbox', ['inbox']],
    ['held/inbox', []],
    ['failed/system', ['inbox']],
    ['shown/system', ['node-notifier', 'inbox']],
  ]);
  expect(countTold(database)).toBe(4);
  expect(listTold(database, { offset: 2, limit: 1 }).map(({ entry }) => entry.title)).toEqual(['failed/system']);
});
