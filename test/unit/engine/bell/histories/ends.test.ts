import { describe, it } from 'vitest';
import { estimatedEnd } from '../../../../../electron/providers/wolover/estimate.ts';
import type { DurationUnit } from '../../../../../electron/providers/wolover/units.ts';
import type { StoredOrder } from '../../../../../electron/core/model/order.ts';
import { expectHistory, rings } from '../../../../fakes/history.ts';
import { at } from '../../../../fakes/instants.ts';
import { anItem, anOrder, aWoloverOrder, stated } from '../../../../fakes/orders.ts';

const ending = (end: string, facts = {}): StoredOrder =>
  anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1', end: stated(end), ...facts })] });
const march = ending('2026-04-01T00:00:00Z');
const span = { from: '2026-03-01T00:00:00Z', to: '2026-04-12T00:00:00Z' };
/** An order for one of a unit, with the end that its purchase suggests. */
const bought = (placed: string, unit: DurationUnit | null, word = 5): StoredOrder =>
  aWoloverOrder(word, { placedAt: at(placed), end: estimatedEnd(at(placed), '1', unit) });

describe('an estimated end', () => {
  it('that passes while the provider says that it runs: told as the end once, then nothing', async () => {
    await expectHistory({ ...span, provider: { '2026-03-01T00:00:00Z': [bought('2026-03-01T00:00:00Z', 'week')] } }, [
      rings('ends 3d', '2026-03-05T00:00:00Z'),
      rings('ends 1d', '2026-03-07T00:00:00Z'),
      rings('ends 2h', '2026-03-07T22:00:00Z'),
      rings('ends 0', '2026-03-08T00:00:00Z'),
    ]);
  });

  it('whose unit nobody knows rings nothing, and rings once the user has set it', async () => {
    await expectHistory(
      {
        ...span,
        provider: {
          '2026-03-01T00:00:00Z': [bought('2026-03-01T00:00:00Z', null)],
          '2026-03-10T00:00:00Z': [bought('2026-03-01T00:00:00Z', 'month')],
        },
      },
      [
        rings('ends 7d', '2026-03-25T00:00:00Z'),
        rings('ends 3d', '2026-03-29T00:00:00Z'),
        rings('ends 1d', '2026-03-31T00:00:00Z'),
        rings('ends 2h', '2026-03-31T22:00:00Z'),
        rings('ends 0', '2026-04-01T00:00:00Z'),
      ],
    );
  });

  it('whose unit is corrected from month to week moves earlier: counts at once', async () => {
    await expectHistory(
      {
        ...span,
        provider: {
          '2026-03-01T00:00:00Z': [bought('2026-03-01T00:00:00Z', 'month')],
          '2026-03-06T00:00:00Z': [bought('2026-03-01T00:00:00Z', 'week')],
        },
      },
      [
        rings('ends 3d', '2026-03-06T00:00:00Z'),
        rings('ends 1d', '2026-03-07T00:00:00Z'),
        rings('ends 2h', '2026-03-07T22:00:00Z'),
        rings('ends 0', '2026-03-08T00:00:00Z'),
      ],
    );
  });

  it('of a month from 31 January, by the calendar of Shanghai, is the last of February', async () => {
    // 31 January 09:53 in Shanghai; 28 February 09:53 there.
    await expectHistory(
      {
        from: '2026-01-31T02:00:00Z',
        to: '2026-03-10T00:00:00Z',
        provider: { '2026-01-31T02:00:00Z': [bought('2026-01-31T01:53:00Z', 'month')] },
      },
      [
        rings('ends 7d', '2026-02-21T01:53:00Z'),
        rings('ends 3d', '2026-02-25T01:53:00Z'),
        rings('ends 1d', '2026-02-27T01:53:00Z'),
        rings('ends 2h', '2026-02-27T23:53:00Z'),
        rings('ends 0', '2026-02-28T01:53:00Z'),
      ],
    );
  });

  it('of a month from 31 January of a leap year is 29 February', async () => {
    await expectHistory(
      {
        from: '2028-02-27T00:00:00Z',
        to: '2028-03-10T00:00:00Z',
        provider: { '2028-02-27T00:00:00Z': [bought('2028-01-31T01:53:00Z', 'month')] },
      },
      [
        rings('ends 3d', '2028-02-27T00:00:00Z'),
        rings('ends 1d', '2028-02-28T01:53:00Z'),
        rings('ends 2h', '2028-02-28T23:53:00Z'),
        rings('ends 0', '2028-02-29T01:53:00Z'),
      ],
    );
  });
});

describe('an end that the user corrects', () => {
  it("to an earlier one: rings for what lies ahead of it, as its dates show, and no more for the provider's", async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': [march] },
        acts: { '2026-03-20T00:00:00Z': (user) => user.changes({ correctedEndAt: at('2026-03-22T12:00:00Z') }) },
      },
      [
        rings('ends 1d', '2026-03-21T12:00:00Z'),
        rings('ends 2h', '2026-03-22T10:00:00Z'),
        rings('ends 0', '2026-03-22T12:00:00Z'),
      ],
    );
  });

  it('to a later one, until the provider states something later still', async () => {
    await expectHistory(
      {
        ...span,
        to: '2026-04-25T00:00:00Z',
        provider: { '2026-03-01T00:00:00Z': [march], '2026-04-04T00:00:00Z': [ending('2026-04-20T00:00:00Z')] },
        acts: { '2026-03-20T00:00:00Z': (user) => user.changes({ correctedEndAt: at('2026-04-08T00:00:00Z') }) },
      },
      [
        rings('ends 7d', '2026-04-01T00:00:00Z'),
        rings('ends 7d', '2026-04-13T00:00:00Z'),
        rings('ends 3d', '2026-04-17T00:00:00Z'),
        rings('ends 1d', '2026-04-19T00:00:00Z'),
        rings('ends 2h', '2026-04-19T22:00:00Z'),
        rings('ends 0', '2026-04-20T00:00:00Z'),
      ],
    );
  });

  it('to a later one, until the provider states a nearer one than it did', async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': [march], '2026-03-22T00:00:00Z': [ending('2026-03-27T00:00:00Z')] },
        acts: { '2026-03-20T00:00:00Z': (user) => user.changes({ correctedEndAt: at('2026-04-10T00:00:00Z') }) },
      },
      [
        rings('ends 3d', '2026-03-24T00:00:00Z'),
        rings('ends 1d', '2026-03-26T00:00:00Z'),
        rings('ends 2h', '2026-03-26T22:00:00Z'),
        rings('ends 0', '2026-03-27T00:00:00Z'),
      ],
    );
  });

  it("and takes back: the provider's rings again", async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': [march] },
        acts: {
          '2026-03-20T00:00:00Z': (user) => user.changes({ correctedEndAt: at('2026-05-08T00:00:00Z') }),
          '2026-03-30T00:00:00Z': (user) => user.changes({ correctedEndAt: null }),
        },
      },
      [
        rings('ends 1d', '2026-03-31T00:00:00Z'),
        rings('ends 2h', '2026-03-31T22:00:00Z'),
        rings('ends 0', '2026-04-01T00:00:00Z'),
      ],
    );
  });
});

describe('a midnight of Qiniu that may be the one of Beijing', () => {
  const uncertain = { ...stated('2026-04-01T00:00:00Z'), earliestAt: at('2026-03-31T16:00:00Z') };
  const shown = [anOrder({ items: [anItem({ end: uncertain })] })];

  it('rings eight hours earlier, by the earlier reading', async () => {
    await expectHistory({ ...span, provider: { '2026-03-01T00:00:00Z': shown } }, [
      rings('ends 7d', '2026-03-24T16:00:00Z'),
      rings('ends 3d', '2026-03-28T16:00:00Z'),
      rings('ends 1d', '2026-03-30T16:00:00Z'),
      rings('ends 2h', '2026-03-31T14:00:00Z'),
      rings('ends 0', '2026-03-31T16:00:00Z'),
    ]);
  });

  it('that is first seen between the two rings at once, and once', async () => {
    await expectHistory(
      {
        from: '2026-03-31T20:30:00Z',
        to: '2026-04-02T00:00:00Z',
        newAccount: true,
        provider: { '2026-03-31T20:30:00Z': shown },
      },
      [rings('ends 0', '2026-03-31T20:30:00Z')],
    );
  });

  it('that is first seen before both rings again by the earlier reading, as any end', async () => {
    await expectHistory(
      {
        from: '2026-03-31T15:30:00Z',
        to: '2026-04-02T00:00:00Z',
        newAccount: true,
        provider: { '2026-03-31T15:30:00Z': shown },
      },
      [rings('ends 2h', '2026-03-31T15:30:00Z'), rings('ends 0', '2026-03-31T16:00:00Z')],
    );
  });

  it('that is first seen after both is history', async () => {
    await expectHistory(
      {
        from: '2026-04-01T00:30:00Z',
        to: '2026-04-02T00:00:00Z',
        newAccount: true,
        provider: { '2026-04-01T00:30:00Z': shown },
      },
      [],
    );
  });

  it('that holds again between the two, since a correction is taken back, rings: nobody was told of it', async () => {
    await expectHistory(
      {
        from: '2026-03-30T20:00:00Z',
        to: '2026-04-02T00:00:00Z',
        newAccount: true,
        provider: { '2026-03-30T20:00:00Z': shown },
        acts: {
          '2026-03-30T21:00:00Z': (user) => user.changes({ correctedEndAt: at('2026-05-20T00:00:00Z') }),
          '2026-03-31T20:00:00Z': (user) => user.changes({ correctedEndAt: null }),
        },
      },
      [rings('ends 1d', '2026-03-30T20:00:00Z'), rings('ends 0', '2026-03-31T20:00:00Z')],
    );
  });
});

describe('payment', () => {
  const unpaid = anOrder({
    status: 'unpaid',
    payBy: { at: at('2026-03-02T00:00:00Z'), basis: 'stated' },
    items: [anItem({ status: 'unpaid', providerStatus: 'non_executable', startsAt: null })],
  });
  const paid = anOrder({ items: [anItem({ startsAt: at('2026-03-01T23:50:00Z') })] });

  it('that nobody makes: half the time, 15 and 5 minutes, then once that the order is void', async () => {
    const lapsed = anOrder({ status: 'cancelled', items: [anItem({ status: 'cancelled' })] });
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': [unpaid], '2026-03-02T00:00:00Z': [lapsed] },
      },
      [
        rings('pay-by 12h', '2026-03-01T12:00:00Z'),
        rings('pay-by 15m', '2026-03-01T23:45:00Z'),
        rings('pay-by 5m', '2026-03-01T23:55:00Z'),
        rings('lapsed', '2026-03-02T00:00:00Z'),
      ],
    );
  });

  it('that is made after the first call: no second one', async () => {
    await expectHistory(
      {
        ...span,
        to: '2026-03-12T00:00:00Z',
        provider: { '2026-03-01T00:00:00Z': [unpaid], '2026-03-01T20:00:00Z': [paid] },
      },
      [rings('pay-by 12h', '2026-03-01T12:00:00Z'), rings('delivered', '2026-03-01T20:00:00Z')],
    );
  });
});

describe('a new account', () => {
  const endingIn = (id: string, end: string) => anOrder({ id, items: [anItem({ title: id, end: stated(end) })] });

  it('tells what ends within a day as one summary, and nothing else of what was before it', async () => {
    await expectHistory(
      {
        from: '2026-03-31T06:00:00Z',
        to: '2026-04-01T12:00:00Z',
        newAccount: true,
        provider: {
          '2026-03-31T06:00:00Z': [
            ...['a', 'b', 'c'].map((id) => endingIn(id, '2026-04-01T04:00:00Z')),
            endingIn('in three days', '2026-04-03T06:00:00Z'),
            endingIn('over', '2026-03-30T06:00:00Z'),
            aWoloverOrder(9),
          ],
        },
      },
      [
        rings('3 reminders', '2026-03-31T06:00:00Z'),
        rings('3 reminders', '2026-04-01T02:00:00Z'),
        rings('3 reminders', '2026-04-01T04:00:00Z'),
      ],
    );
  });
});
