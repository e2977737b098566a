import { describe, it } from 'vitest';
import { minute } from '../../../../../electron/core/model/instant.ts';
import type { StoredOrder } from '../../../../../electron/core/model/order.ts';
import { expectHistory, rings } from '../../../../fakes/history.ts';
import { at } from '../../../../fakes/instants.ts';
import { anItem, anOrder, aUnicloudOrder, stated } from '../../../../fakes/orders.ts';

/** March, bought for a machine that the provider names. */
const march = anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1' })] });
const renewal = (id: string, startsAt: string, end: string, facts: Partial<StoredOrder> = {}): StoredOrder =>
  anOrder({
    ...facts,
    id,
    kind: 'renewal',
    placedAt: at(startsAt),
    items: [anItem({ id: `${id}-item`, resourceId: 'qvm-1', startsAt: at(startsAt), end: stated(end) })],
  });
const april = renewal('april', '2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z');
const may = renewal('may', '2026-05-01T00:00:00Z', '2026-06-01T00:00:00Z');

const marchRings = [
  rings('ends 7d', '2026-03-25T00:00:00Z'),
  rings('ends 3d', '2026-03-29T00:00:00Z'),
  rings('ends 1d', '2026-03-31T00:00:00Z'),
  rings('ends 2h', '2026-03-31T22:00:00Z'),
  rings('ends 0', '2026-04-01T00:00:00Z'),
];
const aprilRings = [
  rings('ends 7d', '2026-04-24T00:00:00Z'),
  rings('ends 3d', '2026-04-28T00:00:00Z'),
  rings('ends 1d', '2026-04-30T00:00:00Z'),
  rings('ends 2h', '2026-04-30T22:00:00Z'),
  rings('ends 0', '2026-05-01T00:00:00Z'),
];

describe('a month', () => {
  it('that nobody renews rings five times and then never again', async () => {
    await expectHistory(
      { from: '2026-03-01T00:00:00Z', to: '2026-05-15T00:00:00Z', provider: { '2026-03-01T00:00:00Z': [march] } },
      marchRings,
    );
  });

  it('renewed in time rings no more for the old end, and for the new one from a week before', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-05-15T00:00:00Z',
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-30T12:00:00Z': [march, april] },
      },
      [...marchRings.slice(0, 2), ...aprilRings],
    );
  });

  it('renewed three hours late was told that it ended, and is armed again', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-05-15T00:00:00Z',
        provider: {
          '2026-03-01T00:00:00Z': [march],
          '2026-04-01T03:00:00Z': [march, renewal('april', '2026-04-01T03:00:00Z', '2026-05-01T00:00:00Z')],
        },
      },
      [...marchRings, ...aprilRings],
    );
  });

  it('renewed twice at once rings for the later end alone', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-06-10T00:00:00Z',
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-30T12:00:00Z': [march, april, may] },
      },
      [
        ...marchRings.slice(0, 2),
        rings('ends 7d', '2026-05-25T00:00:00Z'),
        rings('ends 3d', '2026-05-29T00:00:00Z'),
        rings('ends 1d', '2026-05-31T00:00:00Z'),
        rings('ends 2h', '2026-05-31T22:00:00Z'),
        rings('ends 0', '2026-06-01T00:00:00Z'),
      ],
    );
  });

  it('renewed by a week rings as a week does: by the last paid period', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-20T00:00:00Z',
        provider: {
          '2026-03-01T00:00:00Z': [march],
          '2026-03-30T12:00:00Z': [march, renewal('week', '2026-04-01T00:00:00Z', '2026-04-08T00:00:00Z')],
        },
      },
      [
        ...marchRings.slice(0, 2),
        rings('ends 3d', '2026-04-05T00:00:00Z'),
        rings('ends 1d', '2026-04-07T00:00:00Z'),
        rings('ends 2h', '2026-04-07T22:00:00Z'),
        rings('ends 0', '2026-04-08T00:00:00Z'),
      ],
    );
  });

  it('with a renewal that ends earlier keeps the latest end of all that was paid', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-15T00:00:00Z',
        provider: {
          '2026-03-01T00:00:00Z': [march],
          '2026-03-10T12:00:00Z': [march, renewal('short', '2026-03-10T12:00:00Z', '2026-03-20T00:00:00Z')],
        },
      },
      marchRings,
    );
  });

  it('with a renewal that shortens it, since the provider moved the first end too, rings for the nearer end at once', async () => {
    const cut = anOrder({
      id: 'march',
      items: [anItem({ resourceId: 'qvm-1', end: stated('2026-03-10T12:00:00Z') })],
    });
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-15T00:00:00Z',
        provider: {
          '2026-03-01T00:00:00Z': [march],
          '2026-03-10T12:00:00Z': [cut, renewal('short', '2026-03-10T12:00:00Z', '2026-03-20T00:00:00Z')],
        },
      },
      [
        rings('ends 3d', '2026-03-17T00:00:00Z'),
        rings('ends 1d', '2026-03-19T00:00:00Z'),
        rings('ends 2h', '2026-03-19T22:00:00Z'),
        rings('ends 0', '2026-03-20T00:00:00Z'),
      ],
    );
  });

  it('with a renewal that fails rings on for the old end, and for the failure', async () => {
    const paid = renewal('april', '2026-04-01T00:00:00Z', '2026-05-01T00:00:00Z', { status: 'paid' });
    const trying: StoredOrder = {
      ...paid,
      items: paid.items.map((item) => ({ ...item, status: 'paid', providerStatus: 'processing' })),
    };
    const failing: StoredOrder = {
      ...paid,
      items: paid.items.map((item) => ({ ...item, status: 'failed', providerStatus: 'failed' })),
    };
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-15T00:00:00Z',
        provider: {
          '2026-03-01T00:00:00Z': [march],
          '2026-03-26T12:00:00Z': [march, trying],
          '2026-03-26T13:00:00Z': [march, failing],
        },
      },
      [...marchRings, rings('failed', '2026-03-26T13:00:00Z')],
    );
  });
});

describe('renewed elsewhere', () => {
  it('in the console by a colleague: the renewal order appears in the next round, and counts at once', async () => {
    const bought = aUnicloudOrder(
      [{ resourceId: 'i-77', startsAt: at('2026-03-01T00:00:00Z'), end: stated('2026-04-01T00:00:00Z') }],
      { id: '1144119593783001088' },
    );
    const renewed = aUnicloudOrder(
      [{ id: '9', resourceId: 'i-77', startsAt: at('2026-04-01T00:00:00Z'), end: stated('2026-05-01T00:00:00Z') }],
      { id: '1144119593783001099', kind: 'renewal', placedAt: at('2026-03-31T21:30:00Z') },
    );
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-05-15T00:00:00Z',
        every: 20 * minute,
        provider: { '2026-03-01T00:00:00Z': [bought], '2026-03-31T21:30:00Z': [bought, renewed] },
      },
      [...marchRings.slice(0, 3), ...aprilRings],
    );
  });

  it('a renewal that names no machine rings for itself until the user joins it: then only the later end rings', async () => {
    const first = anOrder({ id: 'one', items: [anItem({ title: 'one' })] });
    const second = anOrder({
      id: 'two',
      kind: 'renewal',
      placedAt: at('2026-03-28T00:00:00Z'),
      items: [anItem({ title: 'two', startsAt: at('2026-04-01T00:00:00Z'), end: stated('2026-05-01T00:00:00Z') })],
    });
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-05-15T00:00:00Z',
        provider: { '2026-03-01T00:00:00Z': [first], '2026-03-28T00:00:00Z': [first, second] },
        acts: { '2026-03-30T09:00:00Z': (user) => user.joins('two', 'one') },
      },
      [rings('one ends 7d', '2026-03-25T00:00:00Z'), rings('one ends 3d', '2026-03-29T00:00:00Z'), ...aprilRings],
    );
  });
});
