import { describe, it } from 'vitest';
import { day, hour } from '../../../../../electron/core/model/instant.ts';
import { expectHistory, rings, type History, type Promised } from '../../../../fakes/history.ts';
import { at } from '../../../../fakes/instants.ts';
import { anItem, anOrder, aWoloverOrder, estimated, stated } from '../../../../fakes/orders.ts';

const march = anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1' })] });
const april = anOrder({
  id: 'april',
  kind: 'renewal',
  placedAt: at('2026-03-31T12:00:00Z'),
  items: [
    anItem({ id: 'a', resourceId: 'qvm-1', startsAt: at('2026-04-01T00:00:00Z'), end: stated('2026-05-01T00:00:00Z') }),
  ],
});
const ending = (end: string) => anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1', end: stated(end) })] });
const span = (facts: Partial<History> = {}): History => ({
  from: '2026-03-01T00:00:00Z',
  to: '2026-04-12T00:00:00Z',
  provider: { '2026-03-01T00:00:00Z': [march] },
  ...facts,
});
const marchRings: readonly [Promised, Promised, Promised, Promised, Promised] = [
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

describe('let it lapse', () => {
  const lapse: History['acts'] = { '2026-03-26T09:00:00Z': (user) => user.decides('let-lapse') };

  it('nothing rings for the end any more', async () => {
    await expectHistory(span({ acts: lapse }), [marchRings[0]]);
  });

  it('the data deadline still rings, where the user knows how long data is kept', async () => {
    await expectHistory(span({ acts: lapse, rule: { daysKept: 7 } }), [
      marchRings[0],
      rings('releases 3d', '2026-04-05T00:00:00Z'),
      rings('releases 1d', '2026-04-07T00:00:00Z'),
      rings('releases 2h', '2026-04-07T22:00:00Z'),
      rings('releases 0', '2026-04-08T00:00:00Z'),
    ]);
  });

  it('the frozen window still rings; that it ended and was destroyed is what the user wanted', async () => {
    const facts = { placedAt: at('2026-03-01T12:00:00Z'), end: estimated('2026-03-15T12:00:00Z') };
    await expectHistory(
      {
        from: '2026-03-15T05:05:00Z',
        to: '2026-03-16T12:00:00Z',
        every: hour / 6,
        provider: {
          '2026-03-15T05:05:00Z': [aWoloverOrder(5, facts)],
          '2026-03-15T12:00:00Z': [aWoloverOrder(6, facts)],
          '2026-03-15T12:31:00Z': [aWoloverOrder(9, facts)],
        },
        acts: { '2026-03-15T06:00:00Z': (user) => user.decides('let-lapse') },
      },
      [
        rings('ends 1d', '2026-03-15T05:05:00Z'),
        rings('frozen', '2026-03-15T12:05:00Z'),
        rings('releases 15m', '2026-03-15T12:10:00Z'),
        rings('releases 5m', '2026-03-15T12:20:00Z'),
        rings('releases 0', '2026-03-15T12:25:00Z'),
      ],
    );
  });

  it('and somebody renews it all the same: the intention was about the old end', async () => {
    await expectHistory(
      span({
        to: '2026-05-10T00:00:00Z',
        acts: lapse,
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-31T12:00:00Z': [march, april] },
      }),
      [marchRings[0], ...aprilRings],
    );
  });

  it('and the provider states a later end for one round: still nothing', async () => {
    await expectHistory(
      span({
        acts: lapse,
        provider: {
          '2026-03-01T00:00:00Z': [march],
          '2026-03-30T23:00:00Z': [ending('2026-04-03T00:00:00Z')],
          '2026-03-31T00:00:00Z': [march],
        },
      }),
      [marchRings[0]],
    );
  });

  it('and thinks again: the points ahead ring', async () => {
    await expectHistory(span({ acts: { ...lapse, '2026-03-30T09:00:00Z': (user) => user.decides('undecided') } }), [
      marchRings[0],
      ...marchRings.slice(2),
    ]);
  });
});

describe('renew it', () => {
  const renew: History['acts'] = { '2026-03-26T09:00:00Z': (user) => user.decides('renew') };

  it('quiet until the last point before the end, and rings then, since it did not happen', async () => {
    await expectHistory(span({ acts: renew }), [marchRings[0], ...marchRings.slice(3)]);
  });

  it('quiet once the provider shows it, but for the news of it', async () => {
    await expectHistory(
      span({
        to: '2026-05-10T00:00:00Z',
        acts: renew,
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-31T12:00:00Z': [march, april] },
      }),
      [marchRings[0], rings('renewed', '2026-03-31T12:00:00Z'), ...aprilRings],
    );
  });

  it('is told once, although the provider shows a second renewal later', async () => {
    const may = anOrder({
      id: 'may',
      kind: 'renewal',
      placedAt: at('2026-04-10T12:00:00Z'),
      items: [
        anItem({
          id: 'm',
          resourceId: 'qvm-1',
          startsAt: at('2026-05-01T00:00:00Z'),
          end: stated('2026-06-01T00:00:00Z'),
        }),
      ],
    });
    await expectHistory(
      span({
        to: '2026-04-20T00:00:00Z',
        acts: renew,
        provider: {
          '2026-03-01T00:00:00Z': [march],
          '2026-03-31T12:00:00Z': [march, april],
          '2026-04-10T12:00:00Z': [march, april, may],
        },
      }),
      [marchRings[0], rings('renewed', '2026-03-31T12:00:00Z')],
    );
  });
});

describe('later', () => {
  it('an hour: rings again then', async () => {
    await expectHistory(span({ acts: { '2026-03-29T00:10:00Z': (user) => user.later('hour') } }), [
      ...marchRings.slice(0, 2),
      rings('训练机-02 ends 4250m', '2026-03-29T01:10:00Z'),
      ...marchRings.slice(2),
    ]);
  });

  it('tonight: at eight by the clock of the user', async () => {
    await expectHistory(span({ acts: { '2026-03-29T00:10:00Z': (user) => user.later('tonight') } }), [
      ...marchRings.slice(0, 2),
      rings('ends 60h', '2026-03-29T12:00:00Z'),
      ...marchRings.slice(2),
    ]);
  });

  it('tomorrow: at nine, and the point that came meanwhile is not told twice', async () => {
    await expectHistory(span({ acts: { '2026-03-30T06:00:00Z': (user) => user.later('tomorrow') } }), [
      ...marchRings.slice(0, 2),
      rings('ends 23h', '2026-03-31T01:00:00Z'),
      ...marchRings.slice(3),
    ]);
  });

  it('until the next point: that point as itself, once', async () => {
    await expectHistory(span({ acts: { '2026-03-29T00:10:00Z': (user) => user.later('next-point') } }), marchRings);
  });

  it('until the next point, said before anything rang: the first point is that one', async () => {
    await expectHistory(span({ acts: { '2026-03-20T00:00:00Z': (user) => user.later('next-point') } }), marchRings);
  });

  it('until the next point, when only the end is left: the end', async () => {
    await expectHistory(span({ acts: { '2026-03-31T22:10:00Z': (user) => user.later('next-point') } }), marchRings);
  });

  it('until the next point instead of until tomorrow: the last word counts', async () => {
    await expectHistory(
      span({
        acts: {
          '2026-03-29T00:10:00Z': (user) => user.later('tomorrow'),
          '2026-03-29T00:20:00Z': (user) => user.later('next-point'),
        },
      }),
      marchRings,
    );
  });

  it('until the next point, of a point that waits for the end of the quiet hours: that one is put off too', async () => {
    const quietHours = { from: '06:00', to: '12:00', timeZone: 'Asia/Shanghai', urgentPasses: true };
    await expectHistory(
      span({ settings: { quietHours }, acts: { '2026-03-29T00:10:00Z': (user) => user.later('next-point') } }),
      [
        rings('ends 7d', '2026-03-25T04:00:00Z'),
        rings('ends 1d', '2026-03-31T04:00:00Z'),
        // The end falls into the quiet hours, so what is over before them passes.
        ...marchRings.slice(3),
      ],
    );
  });

  it('until the next point breaks when the deadline comes nearer', async () => {
    await expectHistory(
      span({
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-29T06:00:00Z': [ending('2026-03-29T20:00:00Z')] },
        acts: { '2026-03-29T00:10:00Z': (user) => user.later('next-point') },
      }),
      [
        ...marchRings.slice(0, 2),
        rings('ends 1d', '2026-03-29T06:00:00Z'),
        rings('ends 2h', '2026-03-29T18:00:00Z'),
        rings('ends 0', '2026-03-29T20:00:00Z'),
      ],
    );
  });

  it('breaks when the deadline comes nearer', async () => {
    await expectHistory(
      span({
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-29T06:00:00Z': [ending('2026-03-29T20:00:00Z')] },
        acts: { '2026-03-29T00:10:00Z': (user) => user.later('tomorrow') },
      }),
      [
        ...marchRings.slice(0, 2),
        rings('ends 1d', '2026-03-29T06:00:00Z'),
        rings('ends 2h', '2026-03-29T18:00:00Z'),
        rings('ends 0', '2026-03-29T20:00:00Z'),
      ],
    );
  });

  it('breaks when the data freezes', async () => {
    const facts = { placedAt: at('2026-03-01T12:00:00Z'), end: estimated('2026-03-15T12:00:00Z') };
    await expectHistory(
      {
        from: '2026-03-15T05:05:00Z',
        to: '2026-03-15T20:00:00Z',
        every: hour / 6,
        provider: {
          '2026-03-15T05:05:00Z': [aWoloverOrder(5, facts)],
          '2026-03-15T08:00:00Z': [aWoloverOrder(6, facts)],
        },
        acts: { '2026-03-15T06:00:00Z': (user) => user.later('tomorrow') },
      },
      [
        rings('ends 1d', '2026-03-15T05:05:00Z'),
        rings('frozen', '2026-03-15T08:05:00Z'),
        rings('releases 15m', '2026-03-15T08:10:00Z'),
        rings('releases 5m', '2026-03-15T08:20:00Z'),
        rings('releases 0', '2026-03-15T08:25:00Z'),
      ],
    );
  });

  it('is over with the end that it was about: renewed meanwhile, nothing rings tomorrow', async () => {
    await expectHistory(
      span({
        to: '2026-05-10T00:00:00Z',
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-31T12:00:00Z': [march, april] },
        acts: { '2026-03-31T06:00:00Z': (user) => user.later('tomorrow') },
      }),
      [...marchRings.slice(0, 3), ...aprilRings],
    );
  });
});

describe('later, together with another word', () => {
  it('said after "renew": rings then, and after it only what "renew" leaves', async () => {
    await expectHistory(
      span({
        acts: {
          '2026-03-29T00:10:00Z': (user) => user.decides('renew'),
          '2026-03-29T00:20:00Z': (user) => user.later('hour'),
        },
      }),
      [...marchRings.slice(0, 2), rings('ends 4240m', '2026-03-29T01:20:00Z'), ...marchRings.slice(3)],
    );
  });

  it('until tomorrow, and renewed for an hour meanwhile: the new end rings as any', async () => {
    const hourMore = anOrder({
      id: 'hour',
      kind: 'renewal',
      placedAt: at('2026-03-31T20:00:00Z'),
      items: [
        anItem({
          id: 'h',
          resourceId: 'qvm-1',
          startsAt: at('2026-04-01T00:00:00Z'),
          end: stated('2026-04-01T01:00:00Z'),
        }),
      ],
    });
    await expectHistory(
      span({
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-31T20:00:00Z': [march, hourMore] },
        acts: { '2026-03-31T15:00:00Z': (user) => user.later('tomorrow') },
      }),
      [...marchRings.slice(0, 3), rings('ends 15m', '2026-04-01T00:45:00Z'), rings('ends 0', '2026-04-01T01:00:00Z')],
    );
  });
});

describe('renewed in the same order, as the user said', () => {
  it('tells until when, once two rounds have shown it', async () => {
    const facts = { placedAt: at('2026-03-01T12:00:00Z'), end: estimated('2026-03-15T12:00:00Z') };
    await expectHistory(
      {
        from: '2026-03-15T05:05:00Z',
        to: '2026-03-16T00:00:00Z',
        every: hour / 6,
        provider: {
          '2026-03-15T05:05:00Z': [aWoloverOrder(5, facts)],
          '2026-03-15T08:00:00Z': [aWoloverOrder(10, { ...facts, end: estimated('2026-06-15T12:00:00Z') })],
        },
        acts: { '2026-03-15T06:00:00Z': (user) => user.decides('renew') },
      },
      [rings('ends 1d', '2026-03-15T05:05:00Z'), rings('renewed', '2026-03-15T08:15:00Z')],
    );
  });
});

describe('own points', () => {
  it('that lie before a period began say nothing about it', async () => {
    const short = anOrder({
      id: 'short',
      placedAt: at('2026-03-10T00:55:00Z'),
      items: [anItem({ startsAt: at('2026-03-10T00:55:00Z'), end: stated('2026-03-10T02:55:00Z') })],
    });
    await expectHistory(
      {
        from: '2026-03-10T00:00:00Z',
        to: '2026-03-10T06:00:00Z',
        every: hour / 6,
        rule: { pointsMs: [7 * day, day, hour / 4] },
        provider: { '2026-03-10T00:00:00Z': [], '2026-03-10T01:00:00Z': [short] },
      },
      [rings('ends 15m', '2026-03-10T02:40:00Z'), rings('ends 0', '2026-03-10T02:55:00Z')],
    );
  });

  it('of the account instead of those by length, and the end itself', async () => {
    await expectHistory(span({ rule: { pointsMs: [10 * day, 6 * hour] } }), [
      rings('ends 10d', '2026-03-22T00:00:00Z'),
      rings('ends 6h', '2026-03-31T18:00:00Z'),
      marchRings[4],
    ]);
  });

  it('of the rental win over those of its account', async () => {
    await expectHistory(
      span({
        rule: { pointsMs: [10 * day, 6 * hour] },
        acts: { '2026-03-02T00:00:00Z': (user) => user.changes({ pointsMs: [2 * day] }) },
      }),
      [rings('ends 2d', '2026-03-30T00:00:00Z'), marchRings[4]],
    );
  });
});

describe('days kept, as the user knows them', () => {
  it('ring after an end that nobody renewed', async () => {
    await expectHistory(
      span({ rule: { daysKept: 3 }, from: '2026-03-30T00:00:00Z', provider: { '2026-03-30T00:00:00Z': [march] } }),
      [
        rings('ends 3d', '2026-03-30T00:00:00Z'),
        ...marchRings.slice(2),
        rings('releases 12h', '2026-04-03T12:00:00Z'),
        rings('releases 2h', '2026-04-03T22:00:00Z'),
        rings('releases 30m', '2026-04-03T23:30:00Z'),
        rings('releases 0', '2026-04-04T00:00:00Z'),
      ],
    );
  });

  it('count from the earlier reading of an end that is uncertain', async () => {
    const end = { ...stated('2026-04-01T00:00:00Z'), earliestAt: at('2026-03-31T16:00:00Z') };
    const uncertain = anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1', end })] });
    await expectHistory(
      span({
        rule: { daysKept: 3 },
        from: '2026-03-31T14:30:00Z',
        provider: { '2026-03-31T14:30:00Z': [uncertain] },
      }),
      [
        rings('ends 2h', '2026-03-31T14:30:00Z'),
        rings('ends 0', '2026-03-31T16:00:00Z'),
        rings('releases 12h', '2026-04-03T04:00:00Z'),
        rings('releases 2h', '2026-04-03T14:00:00Z'),
        rings('releases 30m', '2026-04-03T15:30:00Z'),
        rings('releases 0', '2026-04-03T16:00:00Z'),
      ],
    );
  });
});
