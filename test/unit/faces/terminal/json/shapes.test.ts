import { describe, expect, it } from 'vitest';
import { accountJson } from '../../../../../electron/faces/terminal/json/account.ts';
import { orderJson } from '../../../../../electron/faces/terminal/json/order.ts';
import { rentalJson } from '../../../../../electron/faces/terminal/json/rental.ts';
import { rentalView } from '../../../../../electron/program/rentals/view.ts';
import { anAccount } from '../../../../fakes/accounts.ts';
import { at, ms } from '../../../../fakes/instants.ts';
import { anItem, anOrder } from '../../../../fakes/orders.ts';
import { aRental } from '../../../../fakes/rentals.ts';

const nowMs = ms('2026-03-01T08:05:00Z');

describe('the JSON shapes of the terminal program', () => {
  it('an order: absent facts are null, never left out', () => {
    expect(
      orderJson({
        order: anOrder({
          items: [anItem({ price: null, region: null })],
          facts: [{ path: 'Order.Note', value: null }],
        }),
        account: anAccount().label,
        provider: anAccount().provider,
      }),
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
    expect(
      rentalJson(rentalView(aRental({ phase: 'frozen', releases, tags: ['LLM'] }), anAccount(), nowMs)),
    ).toStrictEqual({
      id: 'acc1:order-1/item-1',
      account: '公司账号',
      provider: 'qiniu',
      resourceId: null,
      title: '训练机-02',
      tags: ['LLM'],
      resourceType: 'qvm',
      spec: null,
      gpu: null,
      region: 'cn-east-1',
      state: 'frozen',
      startsAt: '2026-03-01T00:00:00.000Z',
      end: { at: '2026-04-01T00:00:00.000Z', basis: 'stated', note: null },
      releasesAt: { at: '2026-03-01T08:30:00.000Z', basis: 'derived' },
      nextDeadline: { kind: 'releases', at: '2026-03-01T08:30:00.000Z', basis: 'derived' },
      autoRenews: 'unknown',
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
      balance: null,
      suggestions: [],
    });
  });
});
