import { describe, it } from 'vitest';
import { minute } from '../../../../../electron/core/model/instant.ts';
import type { StoredOrder } from '../../../../../electron/core/model/order.ts';
import { expectHistory, rings, type Promised } from '../../../../fakes/history.ts';
import { at } from '../../../../fakes/instants.ts';
import { anItem, anOrder, aWoloverOrder, billedByUse, comeTo, stated } from '../../../../fakes/orders.ts';

const ending = (end: string): StoredOrder =>
  anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1', end: stated(end) })] });
const march = ending('2026-04-01T00:00:00Z');
const span = { from: '2026-03-01T00:00:00Z', to: '2026-04-12T00:00:00Z' };
const marchRings: readonly [Promised, Promised, Promised, Promised, Promised] = [
  rings('ends 7d', '2026-03-25T00:00:00Z'),
  rings('ends 3d', '2026-03-29T00:00:00Z'),
  rings('ends 1d', '2026-03-31T00:00:00Z'),
  rings('ends 2h', '2026-03-31T22:00:00Z'),
  rings('ends 0', '2026-04-01T00:00:00Z'),
];

describe('an account that does not answer', () => {
  it('its key is revoked two days before: the points still ring, and that nobody can confirm them is told once, in time', async () => {
    await expectHistory(
      {
        ...span,
        from: '2026-03-29T06:00:00Z',
        look: minute,
        provider: { '2026-03-29T06:00:00Z': [march], '2026-03-30T00:00:00Z': { code: 'account.key-rejected' } },
      },
      [
        rings('ends 3d', '2026-03-29T06:00:00Z'),
        rings('cannot confirm', '2026-03-30T03:00:00Z', '2026-03-31T00:00:00Z'),
        ...marchRings.slice(2),
      ],
    );
  });

  it('falls silent at night and answers again before the morning: nothing is left to tell', async () => {
    await expectHistory(
      {
        ...span,
        from: '2026-03-30T14:00:00Z',
        to: '2026-03-31T06:00:00Z',
        every: 10 * minute,
        settings: { quietHours: { from: '22:00', to: '08:00', timeZone: 'Asia/Shanghai', urgentPasses: true } },
        provider: {
          '2026-03-30T14:00:00Z': [ending('2026-03-31T12:00:00Z')],
          '2026-03-30T14:05:00Z': { code: 'account.key-rejected' },
          '2026-03-30T21:00:00Z': [ending('2026-03-31T12:00:00Z')],
        },
      },
      [rings('ends 1d', '2026-03-31T00:00:00Z')],
    );
  });

  it('its provider is down for an hour: nothing but what was due', async () => {
    await expectHistory(
      {
        ...span,
        from: '2026-03-30T12:00:00Z',
        every: 10 * minute,
        look: minute,
        provider: {
          '2026-03-30T12:00:00Z': [march],
          '2026-03-30T15:00:00Z': { code: 'provider.unavailable' },
          '2026-03-30T16:00:00Z': [march],
        },
      },
      [rings('ends 3d', '2026-03-30T12:00:00Z'), ...marchRings.slice(2)],
    );
  });

  it('its provider is down for two days, a month before anything ends: nothing', async () => {
    await expectHistory(
      {
        ...span,
        to: '2026-03-20T00:00:00Z',
        look: 10 * minute,
        provider: {
          '2026-03-01T00:00:00Z': [march],
          '2026-03-10T00:00:00Z': { code: 'provider.unavailable' },
          '2026-03-12T00:00:00Z': [march],
        },
      },
      [],
    );
  });
});

describe('an end that moves', () => {
  it('later for one round and back: the earlier end stays planned, and nothing rings twice', async () => {
    const later = ending('2026-04-03T00:00:00Z');
    await expectHistory(
      {
        ...span,
        provider: {
          '2026-03-01T00:00:00Z': [march],
          '2026-03-28T23:00:00Z': [later],
          '2026-03-29T00:00:00Z': [march],
          '2026-03-30T23:00:00Z': [later],
          '2026-03-31T00:00:00Z': [march],
        },
      },
      marchRings,
    );
  });

  it('later in two rounds that agree: the later end is planned', async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-29T12:00:00Z': [ending('2026-04-03T00:00:00Z')] },
      },
      [
        ...marchRings.slice(0, 2),
        // The new end is another one: the point that it has passed already is told for it.
        rings('ends 7d', '2026-03-29T13:00:00Z'),
        rings('ends 3d', '2026-03-31T00:00:00Z'),
        rings('ends 1d', '2026-04-02T00:00:00Z'),
        rings('ends 2h', '2026-04-02T22:00:00Z'),
        rings('ends 0', '2026-04-03T00:00:00Z'),
      ],
    );
  });

  it('earlier: counts at once', async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-20T06:00:00Z': [ending('2026-03-21T12:00:00Z')] },
      },
      [
        rings('ends 3d', '2026-03-20T06:00:00Z'),
        rings('ends 1d', '2026-03-20T12:00:00Z'),
        rings('ends 2h', '2026-03-21T10:00:00Z'),
        rings('ends 0', '2026-03-21T12:00:00Z'),
      ],
    );
  });
});

describe('an order that is no longer listed', () => {
  it('for one round: nothing changes', async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-30T23:00:00Z': [], '2026-03-31T00:00:00Z': [march] },
      },
      marchRings,
    );
  });

  it('for two rounds that agree: it rings no more, which is told once', async () => {
    await expectHistory({ ...span, provider: { '2026-03-01T00:00:00Z': [march], '2026-03-30T12:00:00Z': [] } }, [
      ...marchRings.slice(0, 2),
      rings('vanished', '2026-03-30T13:00:00Z'),
    ]);
  });

  it('after its end: there is nothing left to tell', async () => {
    await expectHistory(
      { ...span, provider: { '2026-03-01T00:00:00Z': [march], '2026-04-01T12:00:00Z': [] } },
      marchRings,
    );
  });

  it('which the user means to let lapse: nobody waits for it', async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-30T12:00:00Z': [] },
        acts: { '2026-03-26T00:00:00Z': ({ decides }) => decides('let-lapse') },
      },
      marchRings.slice(0, 1),
    );
  });

  it('in the quiet hours that its end falls into: told at once, as the end would be; else in the morning', async () => {
    const quietHours = { from: '22:00', to: '10:00', timeZone: 'Asia/Shanghai', urgentPasses: true } as const;
    const gone = (time: string) => ({ '2026-03-01T00:00:00Z': [march], [time]: [] });
    const from = '2026-03-30T12:00:00Z';
    const first = rings('ends 3d', from);
    await expectHistory({ ...span, from, settings: { quietHours }, provider: gone('2026-03-31T20:00:00Z') }, [
      first,
      rings('ends 1d', '2026-03-31T02:00:00Z'),
      rings('vanished', '2026-03-31T21:00:00Z'),
    ]);
    await expectHistory({ ...span, from, settings: { quietHours }, provider: gone('2026-03-30T20:00:00Z') }, [
      first,
      rings('vanished', '2026-03-31T02:00:00Z'),
    ]);
  });

  it('and comes back: what lies ahead rings', async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-26T00:00:00Z': [], '2026-03-30T12:00:00Z': [march] },
      },
      [
        marchRings[0],
        rings('vanished', '2026-03-26T01:00:00Z'),
        rings('ends 3d', '2026-03-30T12:00:00Z'),
        ...marchRings.slice(2),
      ],
    );
  });
});

describe('what ends everything', () => {
  it('a refund: told at once, then silence', async () => {
    const refunded = comeTo(march, 'refunded');
    await expectHistory(
      { ...span, provider: { '2026-03-01T00:00:00Z': [march], '2026-03-26T12:00:00Z': [refunded] } },
      [marchRings[0], rings('refunded', '2026-03-26T12:00:00Z')],
    );
  });

  it('a cancellation: silence', async () => {
    const cancelled = comeTo(march, 'cancelled');
    await expectHistory(
      { ...span, provider: { '2026-03-01T00:00:00Z': [march], '2026-03-26T12:00:00Z': [cancelled] } },
      [marchRings[0]],
    );
  });

  it('a rental billed by use never rings', async () => {
    const byUse = anOrder({ items: [anItem(billedByUse)] });
    await expectHistory({ ...span, to: '2027-03-01T00:00:00Z', provider: { '2026-03-01T00:00:00Z': [byUse] } }, []);
  });
});

describe('a delivery', () => {
  it('is told when it happens, not again', async () => {
    const placed = { placedAt: at('2026-03-10T06:30:00Z'), end: stated('2026-06-10T06:30:00Z') };
    await expectHistory(
      {
        ...span,
        from: '2026-03-10T07:00:00Z',
        provider: {
          '2026-03-10T07:00:00Z': [aWoloverOrder(2, placed)],
          '2026-03-10T09:00:00Z': [aWoloverOrder(5, placed)],
        },
      },
      [rings('delivered', '2026-03-10T09:00:00Z')],
    );
  });
});
