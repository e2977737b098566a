import { expect, it } from 'vitest';
import { hour } from '../../../../electron/core/model/instant.ts';
import { initialSettings } from '../../../../electron/core/model/settings.ts';
import { upcoming } from '../../../../electron/core/reminders/plan.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { loggedReminder, plannedReminder } from '../../../../electron/program/reminders/views.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aBell } from '../../../fakes/bell.ts';
import { ms } from '../../../fakes/instants.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-01T08:05:00Z');

it('a reminder, before it fires and after', async () => {
  const [point] = upcoming([aRental()], () => null, nowMs, ms('2026-05-01T00:00:00Z'));
  if (point === undefined) throw new Error('nothing planned');
  const planned = plannedReminder(point, anAccount(), initialSettings.notifications);
  expect(planned).toStrictEqual({
    id: planned.id,
    rentalId: 'acc1:order-1/item-1',
    account: '公司账号',
    title: '训练机-02',
    deadline: 'ends',
    deadlineAt: '2026-04-01T00:00:00.000Z',
    basis: 'stated',
    pointMs: 7 * 24 * hour,
    fireAt: '2026-03-25T00:00:00.000Z',
    rule: '28d',
    channels: ['native', 'inbox'],
    state: 'planned',
    reason: null,
    attempts: 0,
    shownAt: null,
  });
  const off = plannedReminder(point, anAccount(), { urgent: 'sound', usual: 'inbox', news: 'sound' });
  expect(off.channels).toEqual(['inbox']);
  const { database } = aStore();
  insertAccount(database, anAccount());
  keepRental(database, { rental: aRental(), heldEnd: null }, [], nowMs);
  await aBell(database, '2026-03-25T00:00:00Z').look();
  const logged = listReminderLog(database, { offset: 0, limit: 5 }).map((entry) => loggedReminder(entry, aRental()));
  expect(logged.map((reminder) => Object.keys(reminder).sort())).toEqual([
    Object.keys(planned).sort(),
    Object.keys(planned).sort(),
  ]);
  expect(logged.map(({ fireAt, state }) => [fireAt, state])).toEqual([
    [planned.fireAt, 'shown'],
    [planned.fireAt, 'shown'],
  ]);
  expect(new Set(logged.flatMap((reminder) => reminder.channels))).toEqual(new Set(['native', 'inbox']));
});
