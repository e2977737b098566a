import { expect, it } from 'vitest';
import { accountIdOf, reminderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { claimReminder, findReminders, reminderById } from '../../../../electron/edges/store/reminder-log.ts';
import { at } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';

const since = at('2026-03-01T00:00:00Z');

const aLog = () => {
  const { database } = aStore();
  for (const [name, claimedAt] of [
    ['new', at('2026-03-02T00:00:00Z')],
    ['newer', at('2026-03-03T00:00:00Z')],
    ['old', at('2026-02-01T00:00:00Z')],
    ['older', at('2026-01-01T00:00:00Z')],
  ] as const)
    claimReminder(database, {
      id: reminderIdOf(name),
      rentalId: rentalIdOf(name),
      accountId: accountIdOf('acc1'),
      ...{ account: 'label', title: 'title', deadline: 'ends', basis: 'stated', rule: 'under-24h', channel: 'inbox' },
      ...{ deadlineAt: since, pointMs: 0, fireAt: since, state: 'shown', reason: null, attempts: 1 },
      ...{ heading: 'heading', body: 'body', retryAt: null, claimedAt, shownAt: claimedAt },
    });
  return database;
};

it('finds what was claimed since an instant, and what is older and named, newest first', () => {
  const database = aLog();
  expect(findReminders(database, since, [])).toEqual(['newer', 'new']);
  expect(findReminders(database, at('2026-03-03T00:00:00Z'), [])).toEqual(['newer']);
  expect(findReminders(database, since, ['older', 'nobody'])).toEqual(['newer', 'new', 'older']);
});

it.each(['', 'no instant', '9999'])(
  'finds one that was claimed at "%s", so that its reader finds it damaged',
  (text) => {
    const database = aLog();
    database.run(`UPDATE reminder_log SET claimed_at = ? WHERE id = 'older'`, text);
    expect(findReminders(database, since, [])).toContain('older');
    if (!/^\d/.test(text)) {
      expect(reminderById(database, reminderIdOf('older'))).toBeNull();
      expect(database.damaged.all).toMatchObject([{ table: 'reminder_log', id: 'older' }]);
    }
  },
);
