import { describe, it } from 'vitest';
import { day, hour } from '../../../../../electron/core/model/instant.ts';
import { expectHistory, rings, type History } from '../../../../fakes/history.ts';
import { at } from '../../../../fakes/instants.ts';
import { anItem, anOrder, stated } from '../../../../fakes/orders.ts';

/** A month that ends at an instant; titles are the ids. */
const machine = (id: string, end: string) =>
  anOrder({ id, title: id, items: [anItem({ title: id, end: stated(end) })] });
const [north, south] = [machine('north', '2026-03-31T19:00:00Z'), machine('south', '2026-03-31T20:00:00Z')];

/** Quiet from 22:00 to 08:00 in Shanghai, which is 14:00Z to midnight: the points one day before wait since 19:00Z and 20:00Z. */
const quiet: History['settings'] = {
  quietHours: { from: '22:00', to: '08:00', timeZone: 'Asia/Shanghai', urgentPasses: false },
};
const asked = '2026-03-30T21:00:00Z';
const morning = '2026-03-31T00:00:00Z';
const night = (facts: Partial<History> = {}): History => ({
  from: '2026-03-30T12:00:00Z',
  to: '2026-03-31T13:00:00Z',
  provider: { '2026-03-30T12:00:00Z': [north] },
  settings: quiet,
  ...facts,
});
const both = { '2026-03-30T12:00:00Z': [north, south] };
/** Met only now, each is told the point that passed last. */
const met = (...titles: readonly string[]) => titles.map((title) => rings(`${title} ends 3d`, '2026-03-30T12:00:00Z'));

describe('a point that waits for the morning still rings after the user', () => {
  it('joined the rental to one that ends later', async () => {
    await expectHistory(night({ provider: both, acts: { [asked]: (user) => user.joins('south', 'north') } }), [
      ...met('north', 'south'),
      rings('north ends 1d', morning),
    ]);
  });

  it('joined to it a rental that told its own point before, and that it is called after', async () => {
    const told = machine('early', '2026-03-31T13:30:00Z');
    await expectHistory(
      night({
        provider: { '2026-03-30T12:00:00Z': [told, south] },
        acts: { [asked]: (user) => user.joins('south', 'early') },
      }),
      [...met('early', 'south'), rings('early ends 1d', '2026-03-30T13:30:00Z'), rings('early ends 1d', morning)],
    );
  });

  it('took an order out of the rental', async () => {
    await expectHistory(
      night({
        provider: both,
        acts: {
          '2026-03-30T13:00:00Z': (user) => user.joins('south', 'north'),
          [asked]: (user) => user.splits('north', 'south'),
        },
      }),
      [...met('north', 'south'), rings('north ends 1d', morning), rings('south ends 1d', morning)],
    );
  });

  it.each(['2026-03-31T18:30:00Z', '2026-03-31T20:30:00Z'])('moved the end to %s', async (end) => {
    await expectHistory(night({ acts: { [asked]: (user) => user.changes({ correctedEndAt: at(end) }) } }), [
      ...met('north'),
      rings('north ends 1d', morning),
    ]);
  });

  it('moved the end so near that a later point has passed too', async () => {
    const acts: History['acts'] = {
      [asked]: (user) => user.changes({ correctedEndAt: at('2026-03-30T22:30:00Z') }),
    };
    await expectHistory(night({ acts, settings: {}, rule: { mutedUntil: at('2026-03-30T22:00:00Z') } }), [
      rings('north ends 2h', '2026-03-30T22:00:00Z'),
      rings('north ends 0', '2026-03-30T22:30:00Z'),
    ]);
  });

  it('gave the rental, or its account, other points besides', async () => {
    const pointsMs = [3 * day, day, 23 * hour];
    for (const act of [
      { [asked]: (user) => user.changes({ pointsMs }) },
      { [asked]: (user) => user.setsAccount({ pointsMs }) },
    ] satisfies History['acts'][])
      await expectHistory(night({ acts: act }), [...met('north'), rings('north ends 23h', morning)]);
  });

  it('moved the end while the account is mute', async () => {
    const acts: History['acts'] = {
      '2026-03-30T13:00:00Z': (user) => user.setsAccount({ mutedUntil: at(morning) }),
      [asked]: (user) => user.changes({ correctedEndAt: at('2026-03-31T20:30:00Z') }),
    };
    await expectHistory(night({ settings: {}, acts }), [...met('north'), rings('north ends 1d', morning)]);
  });
});

describe('nothing rings that did not wait', () => {
  it('after rentals are joined that told their points', async () => {
    await expectHistory(
      night({ provider: both, settings: {}, acts: { [asked]: (user) => user.joins('south', 'north') } }),
      [
        ...met('north', 'south'),
        rings('north ends 1d', '2026-03-30T19:00:00Z'),
        rings('south ends 1d', '2026-03-30T20:00:00Z'),
      ],
    );
  });

  it('after an order is taken out of a rental that told its point', async () => {
    await expectHistory(
      night({
        provider: both,
        settings: {},
        acts: {
          '2026-03-30T13:00:00Z': (user) => user.joins('south', 'north'),
          [asked]: (user) => user.splits('north', 'south'),
        },
      }),
      [...met('north', 'south'), rings('north ends 1d', '2026-03-30T20:00:00Z')],
    );
  });

  it('for another machine of the same order, which waits', async () => {
    const pair = anOrder({
      id: 'pair',
      items: ['one', 'two'].map((id) => anItem({ id, title: id, end: stated('2026-03-31T19:00:00Z') })),
    });
    await expectHistory(
      night({
        provider: { '2026-03-30T12:00:00Z': [pair] },
        settings: {},
        acts: {
          '2026-03-30T13:00:00Z': (user) => user.changes({ mutedUntil: at(morning) }, 'one'),
          [asked]: (user) => user.changes({ correctedEndAt: at('2026-03-31T20:30:00Z') }, 'two'),
        },
      }),
      [...met('one', 'two'), rings('two ends 1d', '2026-03-30T19:00:00Z'), rings('one ends 1d', morning)],
    );
  });

  it('for an end that the user says is over', async () => {
    await expectHistory(
      night({ acts: { [asked]: (user) => user.changes({ correctedEndAt: at('2026-03-30T20:00:00Z') }) } }),
      [...met('north')],
    );
  });

  it('for points that the user took off the list, and one that passed', async () => {
    await expectHistory(night({ acts: { [asked]: (user) => user.changes({ pointsMs: [23 * hour, hour] }) } }), [
      ...met('north'),
    ]);
  });
});
