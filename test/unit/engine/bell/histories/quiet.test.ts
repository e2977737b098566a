import { describe, it } from 'vitest';
import type { QuietHours } from '../../../../../electron/core/model/settings.ts';
import { expectHistory, onWaking, rings, type History } from '../../../../fakes/history.ts';
import { at } from '../../../../fakes/instants.ts';
import { anItem, anOrder, aWoloverOrder, stated } from '../../../../fakes/orders.ts';

/** A month that ends at an instant, bought 31 days before. */
const ending = (end: string, startsAt = '2026-03-01T00:00:00Z') =>
  anOrder({ items: [anItem({ startsAt: at(startsAt), end: stated(end) })] });
const night = (
  from: string,
  to: string,
  timeZone: string,
  urgentPasses = false,
): { readonly quietHours: QuietHours } => ({
  quietHours: { from, to, timeZone, urgentPasses },
});
const shanghai = night('22:00', '08:00', 'Asia/Shanghai');
const urgent = night('22:00', '08:00', 'Asia/Shanghai', true);
const last = (end: string, facts: Partial<History> = {}): History => ({
  from: '2026-03-01T00:00:00Z',
  to: '2026-04-12T00:00:00Z',
  provider: { '2026-03-01T00:00:00Z': [ending(end)] },
  ...facts,
});

describe('quiet hours over midnight', () => {
  it('with one point inside: it is told when they end', async () => {
    // 02:30 in Shanghai, each time; the last two hours and the end lie inside too.
    await expectHistory(last('2026-03-31T18:30:00Z', { settings: shanghai }), [
      rings('ends 7d', '2026-03-25T00:00:00Z'),
      rings('ends 3d', '2026-03-29T00:00:00Z'),
      rings('ends 1d', '2026-03-31T00:00:00Z'),
      rings('ends 0', '2026-04-01T00:00:00Z'),
    ]);
  });

  it('with two points inside and the deadline after them: only the later one, when they end', async () => {
    const settings = night('20:00', '08:00', 'Asia/Shanghai');
    // Points of twelve hours, two hours and half an hour before 08:10 in Shanghai.
    const short = ending('2026-03-10T00:10:00Z', '2026-03-08T23:00:00Z');
    await expectHistory(
      {
        from: '2026-03-09T00:00:00Z',
        to: '2026-03-12T00:00:00Z',
        provider: { '2026-03-09T00:00:00Z': [short] },
        settings,
      },
      [rings('ends 30m', '2026-03-10T00:00:00Z'), rings('ends 0', '2026-03-10T00:10:00Z')],
    );
  });

  it('with the deadline inside: what cannot wait passes, what can waits', async () => {
    await expectHistory(last('2026-03-31T18:30:00Z', { settings: urgent }), [
      rings('ends 7d', '2026-03-25T00:00:00Z'),
      rings('ends 3d', '2026-03-29T00:00:00Z'),
      rings('ends 1d', '2026-03-31T00:00:00Z'),
      rings('ends 2h', '2026-03-31T16:30:00Z'),
      rings('ends 0', '2026-03-31T18:30:00Z'),
    ]);
  });

  it('with the deadline at their very end: the warning passes, since whoever waits for it has missed it', async () => {
    await expectHistory(last('2026-04-01T00:00:00Z', { settings: urgent }), [
      rings('ends 7d', '2026-03-25T00:00:00Z'),
      rings('ends 3d', '2026-03-29T00:00:00Z'),
      rings('ends 1d', '2026-03-31T00:00:00Z'),
      rings('ends 2h', '2026-03-31T22:00:00Z'),
      rings('ends 0', '2026-04-01T00:00:00Z'),
    ]);
  });

  it('and a laptop that wakes in them: an end that was over before them can wait until the morning', async () => {
    await expectHistory(
      last('2026-03-31T12:00:00Z', { settings: urgent, asleep: [['2026-03-31T08:00:00Z', '2026-03-31T17:00:00Z']] }),
      [
        rings('ends 7d', '2026-03-24T12:00:00Z'),
        rings('ends 3d', '2026-03-28T12:00:00Z'),
        rings('ends 1d', '2026-03-30T12:00:00Z'),
        rings('ends 0', '2026-04-01T00:00:00Z'),
      ],
    );
  });

  it('and a laptop that wakes after them tells it at once', async () => {
    await expectHistory(
      last('2026-03-31T18:30:00Z', { settings: urgent, asleep: [['2026-03-31T12:00:00Z', '2026-04-01T03:00:00Z']] }),
      [
        rings('ends 7d', '2026-03-25T00:00:00Z'),
        rings('ends 3d', '2026-03-29T00:00:00Z'),
        rings('ends 1d', '2026-03-31T00:00:00Z'),
        onWaking('ends 0', '2026-04-01T03:00:00Z'),
      ],
    );
  });

  it('a delivery in them waits until they end', async () => {
    const placed = { placedAt: at('2026-03-10T14:30:00Z'), end: stated('2026-06-10T14:30:00Z') };
    await expectHistory(
      {
        from: '2026-03-10T15:00:00Z',
        to: '2026-03-12T00:00:00Z',
        settings: urgent,
        provider: {
          '2026-03-10T15:00:00Z': [aWoloverOrder(2, placed)],
          '2026-03-10T17:00:00Z': [aWoloverOrder(5, placed)],
        },
      },
      [rings('delivered', '2026-03-11T00:00:00Z')],
    );
  });
});

describe('quiet hours where the clocks change', () => {
  it('spring in New York: hours that span the gap end by the clock on the wall', async () => {
    // 8 March 2026: 02:00 becomes 03:00; 08:00 is 12:00Z, not 13:00Z.
    const short = ending('2026-03-08T20:00:00Z', '2026-03-07T00:00:00Z');
    await expectHistory(
      {
        from: '2026-03-07T02:00:00Z',
        to: '2026-03-10T00:00:00Z',
        provider: { '2026-03-07T02:00:00Z': [short] },
        settings: night('22:00', '08:00', 'America/New_York'),
      },
      [
        rings('ends 12h', '2026-03-08T12:00:00Z'),
        rings('ends 2h', '2026-03-08T18:00:00Z'),
        rings('ends 30m', '2026-03-08T19:30:00Z'),
        rings('ends 0', '2026-03-08T20:00:00Z'),
      ],
    );
  });

  it('spring in Berlin: hours whose end does not exist end after the gap', async () => {
    // 29 March 2026: 02:00 becomes 03:00 at 01:00Z; half past two is taken as half past three, 01:30Z.
    const short = ending('2026-03-29T12:30:00Z', '2026-03-28T00:00:00Z');
    await expectHistory(
      {
        from: '2026-03-28T02:00:00Z',
        to: '2026-03-30T00:00:00Z',
        provider: { '2026-03-28T02:00:00Z': [short] },
        settings: night('22:00', '02:30', 'Europe/Berlin'),
      },
      [
        rings('ends 12h', '2026-03-29T01:30:00Z'),
        rings('ends 2h', '2026-03-29T10:30:00Z'),
        rings('ends 30m', '2026-03-29T12:00:00Z'),
        rings('ends 0', '2026-03-29T12:30:00Z'),
      ],
    );
  });

  it('autumn in Berlin: hours that span the repeated hour are an hour longer', async () => {
    // 25 October 2026: 03:00 becomes 02:00 at 01:00Z; 08:00 is 07:00Z, not 06:00Z.
    const short = ending('2026-10-25T18:30:00Z', '2026-10-24T00:00:00Z');
    await expectHistory(
      {
        from: '2026-10-24T02:00:00Z',
        to: '2026-10-26T00:00:00Z',
        provider: { '2026-10-24T02:00:00Z': [short] },
        settings: night('22:00', '08:00', 'Europe/Berlin'),
      },
      [
        rings('ends 12h', '2026-10-25T07:00:00Z'),
        rings('ends 2h', '2026-10-25T16:30:00Z'),
        rings('ends 30m', '2026-10-25T18:00:00Z'),
        rings('ends 0', '2026-10-25T18:30:00Z'),
      ],
    );
  });

  it('autumn in New York: hours that end in the repeated hour end at the first of the two', async () => {
    // 1 November 2026: 02:00 becomes 01:00 at 06:00Z; the first half past one is 05:30Z.
    const short = ending('2026-11-01T17:00:00Z', '2026-10-31T00:00:00Z');
    await expectHistory(
      {
        from: '2026-10-31T04:00:00Z',
        to: '2026-11-02T00:00:00Z',
        provider: { '2026-10-31T04:00:00Z': [short] },
        settings: night('22:00', '01:30', 'America/New_York'),
      },
      [
        rings('ends 12h', '2026-11-01T05:30:00Z'),
        rings('ends 2h', '2026-11-01T15:00:00Z'),
        rings('ends 30m', '2026-11-01T16:30:00Z'),
        rings('ends 0', '2026-11-01T17:00:00Z'),
      ],
    );
  });

  it('on a journey they stay where the user said', async () => {
    await expectHistory(
      last('2026-03-31T18:30:00Z', {
        settings: shanghai,
        acts: { '2026-03-20T00:00:00Z': (user) => user.travelsTo('America/Los_Angeles') },
      }),
      [
        rings('ends 7d', '2026-03-25T00:00:00Z'),
        rings('ends 3d', '2026-03-29T00:00:00Z'),
        rings('ends 1d', '2026-03-31T00:00:00Z'),
        rings('ends 0', '2026-04-01T00:00:00Z'),
      ],
    );
  });
});

describe('a mute with an end', () => {
  const until = at('2026-03-30T12:00:00Z');
  const afterwards = [
    rings('ends 3d', '2026-03-30T12:00:00Z'),
    rings('ends 1d', '2026-03-31T00:00:00Z'),
    rings('ends 2h', '2026-03-31T22:00:00Z'),
    rings('ends 0', '2026-04-01T00:00:00Z'),
  ];

  it('of everything: the latest point of what was muted is told when it ends', async () => {
    await expectHistory(last('2026-04-01T00:00:00Z', { settings: { mutedUntil: until } }), afterwards);
  });

  it('of the account', async () => {
    await expectHistory(last('2026-04-01T00:00:00Z', { rule: { mutedUntil: until } }), afterwards);
  });

  it('of the rental', async () => {
    await expectHistory(
      last('2026-04-01T00:00:00Z', {
        acts: { '2026-03-02T00:00:00Z': (user) => user.changes({ mutedUntil: until }) },
      }),
      afterwards,
    );
  });

  it('of a rental that is delivered meanwhile: that waits too', async () => {
    const placed = { placedAt: at('2026-03-10T06:30:00Z'), end: stated('2026-06-10T06:30:00Z') };
    await expectHistory(
      {
        from: '2026-03-10T07:00:00Z',
        to: '2026-03-12T00:00:00Z',
        acts: { '2026-03-10T08:00:00Z': (user) => user.changes({ mutedUntil: at('2026-03-10T20:00:00Z') }) },
        provider: {
          '2026-03-10T07:00:00Z': [aWoloverOrder(2, placed)],
          '2026-03-10T09:00:00Z': [aWoloverOrder(5, placed)],
        },
      },
      [rings('delivered', '2026-03-10T20:00:00Z')],
    );
  });
});
