import { describe, expect, it } from 'vitest';
import { accountJson } from '../../../../electron/program/views/account.ts';
import { orderJson } from '../../../../electron/program/views/order.ts';
import { initialSettings } from '../../../../electron/core/model/settings.ts';
import { loggedReminder, plannedReminder } from '../../../../electron/program/views/reminder.ts';
import { isStale, rentalJson, rentalView } from '../../../../electron/program/views/rental.ts';
import { hour, minute } from '../../../../electron/core/model/instant.ts';
import { upcoming } from '../../../../electron/core/reminders/plan.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aBell } from '../../../fakes/bell.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aStore } from '../../../fakes/store.ts';

const nowMs = ms('2026-03-01T08:05:00Z');

describe('the JSON shapes of the terminal program', () => {
  it('an order: absent facts are null, never left out', () => {
    expect(
      orderJson(
        anOrder({ items: [anItem({ price: null, region: null })], facts: [{ path: 'Order.Note', value: null }] }),
        anAccount(),
      ),
    ).toStrictEqual({
      account: '公司账号',
      provider: 'qiniu',
      providerOrderId: 'order-1',
      orderNumber: null,
      kind: 'new',
      status: 'active',
      providerStatus: 'complete',
      title: '训练机-02',
      placedAt: '2026-03-01T00:00:00.000Z',
      paidAt: null,
      cancelledAt: null,
      payBy: null,
      listPrice: null,
      price: null,
      paid: null,
      items: [
        {
          id: 'item-1',
          resourceId: null,
          resourceType: 'qvm',
          region: null,
          title: '训练机-02',
          status: 'active',
          providerStatus: 'success',
          startsAt: '2026-03-01T00:00:00.000Z',
          end: { at: '2026-04-01T00:00:00.000Z', basis: 'stated' },
          price: null,
        },
      ],
      facts: [{ path: 'Order.Note', value: null }],
      incomplete: [],
    });
  });

  it('a rental', () => {
    const releases = {
      at: at('2026-03-01T08:30:00Z'),
      surelyAt: at('2026-03-01T08:40:00Z'),
      basis: 'derived',
      note: 'frozen-window',
    } as const;
    expect(rentalJson(rentalView(aRental({ phase: 'frozen', releases }), anAccount(), nowMs))).toStrictEqual({
      id: 'acc1:order-1/item-1',
      account: '公司账号',
      provider: 'qiniu',
      resourceId: null,
      title: '训练机-02',
      spec: null,
      region: 'cn-east-1',
      state: 'frozen',
      startsAt: '2026-03-01T00:00:00.000Z',
      end: { at: '2026-04-01T00:00:00.000Z', basis: 'stated', note: null },
      releasesAt: { at: '2026-03-01T08:30:00.000Z', basis: 'derived' },
      nextDeadline: { kind: 'releases', at: '2026-03-01T08:30:00.000Z', basis: 'derived' },
      intention: 'undecided',
      orders: ['order-1'],
      nextReminderAt: '2026-03-01T08:15:00.000Z',
      lastConfirmedAt: '2026-03-01T08:00:00.000Z',
      stale: false,
    });
  });

  it('an account holds nothing secret', () => {
    expect(accountJson(anAccount({ settings: { regionId: 'z0' } }), [])).toStrictEqual({
      label: '公司账号',
      provider: 'qiniu',
      baseUrl: 'https://api.example.test',
      settings: { regionId: 'z0' },
      secretHint: 'wxyz',
      lastSyncedAt: '2026-03-01T08:00:00.000Z',
      staleSince: null,
      failure: null,
      paused: false,
      intervalMs: 600_000,
      requestsPerHour: 6_000,
      suggestions: [],
    });
  });

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
    const logged = listReminderLog(database, { offset: 0, limit: 5 }).map(loggedReminder);
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
});

describe('stale', () => {
  const synced = { lastSyncedAt: at('2026-03-01T08:00:00Z'), intervalMs: 10 * minute };

  it.each([
    ['just synced', anAccount(synced), '2026-03-01T08:00:00Z', false],
    ['three intervals ago', anAccount(synced), '2026-03-01T08:30:00Z', false],
    ['longer ago than three intervals', anAccount(synced), '2026-03-01T08:30:01Z', true],
    [
      'its last round failed',
      anAccount({ ...synced, staleSince: at('2026-03-01T08:05:00Z') }),
      '2026-03-01T08:06:00Z',
      true,
    ],
    ['never synced', anAccount({ lastSyncedAt: null }), '2026-03-01T08:06:00Z', true],
  ])('%s', (_name, account, time, expected) => {
    expect(isStale(account, ms(time))).toBe(expected);
  });
});
