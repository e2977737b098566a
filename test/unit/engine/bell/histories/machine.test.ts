import { describe, it } from 'vitest';
import { day, hour, minute } from '../../../../../electron/core/model/instant.ts';
import { expectHistory, onWaking, rings, type Promised } from '../../../../fakes/history.ts';
import { at } from '../../../../fakes/instants.ts';
import { anItem, anOrder, comeTo, stated } from '../../../../fakes/orders.ts';

const march = anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1' })] });
const always = { '2026-03-01T00:00:00Z': [march] };
const marchRings: readonly [Promised, Promised, Promised, Promised, Promised] = [
  rings('ends 7d', '2026-03-25T00:00:00Z'),
  rings('ends 3d', '2026-03-29T00:00:00Z'),
  rings('ends 1d', '2026-03-31T00:00:00Z'),
  rings('ends 2h', '2026-03-31T22:00:00Z'),
  rings('ends 0', '2026-04-01T00:00:00Z'),
];
const year = 365 * day;
const endingIn = (id: string, end: string) =>
  anOrder({ id, items: [anItem({ title: id, startsAt: at('2026-03-01T00:00:00Z'), end: stated(end) })] });

describe('a laptop', () => {
  it('asleep over three points tells the last of them, on waking', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        provider: always,
        asleep: [['2026-03-24T18:00:00Z', '2026-03-31T08:00:00Z']],
      },
      [onWaking('ends 1d', '2026-03-31T08:00:00Z'), ...marchRings.slice(3)],
    );
  });

  it('powered off across the end tells the end at the next start, once', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-12T00:00:00Z',
        provider: always,
        asleep: [['2026-03-31T20:00:00Z', '2026-04-02T09:30:00Z']],
        restarts: true,
      },
      [...marchRings.slice(0, 3), onWaking('ends 0', '2026-04-02T09:30:00Z')],
    );
  });

  it('powered off for a month after the end is told no old story', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-05-12T00:00:00Z',
        provider: always,
        asleep: [['2026-03-31T20:00:00Z', '2026-05-02T09:30:00Z']],
        restarts: true,
      },
      marchRings.slice(0, 3),
    );
  });

  it('that sleeps every night rings in the morning what fell into the night, and of nothing that it cannot know yet', async () => {
    await expectHistory(
      {
        from: '2026-03-28T12:00:00Z',
        to: '2026-04-02T12:00:00Z',
        provider: { '2026-03-28T12:00:00Z': [march] },
        asleep: [28, 29, 30, 31].map((date) => [
          `2026-03-${String(date)}T20:00:00Z`,
          date === 31 ? '2026-04-01T08:00:00Z' : `2026-03-${String(date + 1)}T08:00:00Z`,
        ]),
      },
      [
        rings('ends 7d', '2026-03-28T12:00:00Z'),
        onWaking('ends 3d', '2026-03-29T08:00:00Z'),
        onWaking('ends 1d', '2026-03-31T08:00:00Z'),
        onWaking('ends 0', '2026-04-01T08:00:00Z'),
      ],
    );
  });

  it('wakes to several rentals: one summary', async () => {
    const four = ['a', 'b', 'c', 'd'].map((id) => endingIn(id, '2026-04-01T00:00:00Z'));
    await expectHistory(
      {
        from: '2026-03-26T00:00:00Z',
        to: '2026-03-31T12:00:00Z',
        provider: { '2026-03-26T00:00:00Z': four },
        asleep: [['2026-03-28T00:00:00Z', '2026-03-31T06:00:00Z']],
      },
      [rings('4 reminders', '2026-03-26T00:00:00Z'), onWaking('4 reminders', '2026-03-31T06:00:00Z')],
    );
  });

  it('on a journey rings at the same instants, whatever zone it takes for its own', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        provider: always,
        acts: {
          '2026-03-24T05:00:00Z': (user) => user.travelsTo('Pacific/Kiritimati'),
          '2026-03-28T05:00:00Z': (user) => user.travelsTo('Pacific/Pago_Pago'),
          '2026-03-31T05:00:00Z': (user) => user.travelsTo('Europe/Berlin'),
        },
      },
      marchRings,
    );
  });
});

describe('a clock that is wrong for a while', () => {
  it('days ahead for an hour: the point that rang too early rings again when its time has come', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        provider: always,
        clock: { '2026-03-26T00:00:00Z': 3.5 * day, '2026-03-26T01:00:00Z': 0 },
      },
      [marchRings[0], rings('ends 3d', '2026-03-26T00:00:00Z'), ...marchRings.slice(1)],
    );
  });

  it('a year ahead: what ends this month is history then, and is told all the same once the clock is right', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        provider: always,
        clock: { '2026-03-26T00:00:00Z': year, '2026-03-26T08:00:00Z': 0 },
      },
      marchRings,
    );
  });

  it('a year behind: nothing is told twice when it is right again', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        provider: always,
        clock: { '2026-03-29T12:00:00Z': -year, '2026-03-30T12:00:00Z': 0 },
      },
      marchRings,
    );
  });

  it('a year behind across a point: it is told when the clock is right again', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        provider: always,
        clock: { '2026-03-28T22:00:00Z': -year, '2026-03-29T02:00:00Z': 0 },
      },
      [marchRings[0], rings('ends 3d', '2026-03-29T02:00:00Z'), ...marchRings.slice(2)],
    );
  });

  it('some minutes to and fro: each point once', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        provider: always,
        clock: { '2026-03-31T00:02:00Z': -5 * minute, '2026-03-31T00:10:00Z': 0 },
      },
      marchRings,
    );
  });
});

describe('channels', () => {
  it('that fail for an hour and are healed show the reminder then, once', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        look: hour / 4,
        provider: always,
        mute: [['2026-03-28T23:00:00Z', '2026-03-29T01:00:00Z']],
      },
      [marchRings[0], rings('ends 3d', '2026-03-29T01:00:00Z', '2026-03-29T01:32:00Z'), ...marchRings.slice(2)],
    );
  });

  it('that fail over two points show the more urgent one alone', async () => {
    await expectHistory(
      {
        from: '2026-03-30T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        look: hour / 4,
        provider: { '2026-03-30T00:00:00Z': [march] },
        mute: [['2026-03-30T23:00:00Z', '2026-03-31T22:30:00Z']],
      },
      [
        rings('ends 3d', '2026-03-30T00:00:00Z'),
        rings('ends 2h', '2026-03-31T22:30:00Z', '2026-03-31T23:02:00Z'),
        marchRings[4],
      ],
    );
  });

  it('with notifications only of what is urgent: only what is within the hour, and the end', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        provider: always,
        settings: { notifications: { urgent: 'sound', usual: 'inbox', news: 'inbox' } },
      },
      [marchRings[4]],
    );
  });

  it('with notifications of all but what is urgent: no end, and what happened all the same', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        provider: { ...always, '2026-03-31T23:00:00Z': [comeTo(march, 'refunded')] },
        settings: { notifications: { urgent: 'inbox', usual: 'silent', news: 'sound' } },
      },
      [...marchRings.slice(0, 4), rings('refunded', '2026-03-31T23:00:00Z', '2026-04-01T00:00:01Z')],
    );
  });

  it('without any notification: nothing', async () => {
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-04-03T00:00:00Z',
        provider: always,
        settings: { notifications: { urgent: 'inbox', usual: 'inbox', news: 'inbox' } },
      },
      [],
    );
  });
});
