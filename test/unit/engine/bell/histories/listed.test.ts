import { describe, it } from 'vitest';
import type { Release } from '../../../../../electron/core/model/deadline.ts';
import { minute } from '../../../../../electron/core/model/instant.ts';
import type { StoredResource } from '../../../../../electron/core/model/resource.ts';
import { expectHistory, onWaking, rings } from '../../../../fakes/history.ts';
import { at } from '../../../../fakes/instants.ts';
import { aListing, aMachine } from '../../../../fakes/listed.ts';
import { stated } from '../../../../fakes/orders.ts';

const span = { from: '2026-03-01T00:00:00Z', to: '2026-04-12T00:00:00Z' };
const march = aMachine();
const marchRings = [
  rings('ends 7d', '2026-03-25T00:00:00Z'),
  rings('ends 3d', '2026-03-29T00:00:00Z'),
  rings('ends 1d', '2026-03-31T00:00:00Z'),
  rings('ends 2h', '2026-03-31T22:00:00Z'),
  rings('ends 0', '2026-04-01T00:00:00Z'),
] as const;
const released = (releasesAt: string, facts: Partial<Release> = {}): Release => ({
  ...{ at: at(releasesAt), surelyAt: at(releasesAt), basis: 'stated', note: null },
  ...facts,
});

describe('a machine that renews itself, charged from nine days before its end', () => {
  const renewing = (end: string, chargesAt: string): StoredResource =>
    aMachine({ autoRenews: 'yes', end: stated(end), chargesAt: at(chargesAt) });
  const untilApril = renewing('2026-04-01T00:00:00Z', '2026-03-23T00:00:00Z');
  const untilMay = renewing('2026-05-01T00:00:00Z', '2026-04-22T00:00:00Z');

  it('rings once before the charge, and nothing at the old end once it was renewed', async () => {
    await expectHistory(
      {
        ...span,
        to: '2026-04-22T00:00:00Z',
        provider: {
          '2026-03-01T00:00:00Z': aListing([untilApril]),
          '2026-03-23T00:30:00Z': aListing([untilMay]),
        },
      },
      [rings('ends 10d', '2026-03-22T00:00:00Z'), rings('ends 10d', '2026-04-21T00:00:00Z')],
    );
  });

  it('renewed by the last of the daily attempts: that a second round is awaited rings nothing', async () => {
    await expectHistory(
      {
        ...span,
        provider: {
          '2026-03-01T00:00:00Z': aListing([untilApril]),
          '2026-03-31T00:30:00Z': aListing([untilMay]),
        },
      },
      [rings('ends 10d', '2026-03-22T00:00:00Z')],
    );
  });

  it('shown renewed by one reading alone: the old end rings', async () => {
    await expectHistory(
      {
        ...span,
        provider: {
          '2026-03-01T00:00:00Z': aListing([untilApril]),
          '2026-03-23T00:30:00Z': aListing([untilMay]),
          '2026-03-23T01:30:00Z': aListing([untilApril]),
        },
      },
      [rings('ends 10d', '2026-03-22T00:00:00Z'), rings('ends 0', '2026-04-01T00:00:00Z')],
    );
  });

  it('that is not renewed rings at its end, once', async () => {
    await expectHistory(
      {
        ...span,
        every: 10 * minute,
        provider: {
          '2026-03-01T00:00:00Z': aListing([untilApril]),
          '2026-04-01T00:05:00Z': aListing([{ ...untilApril, state: 'expired', providerState: 'Expired' }]),
        },
      },
      [rings('ends 10d', '2026-03-22T00:00:00Z'), rings('ends 0', '2026-04-01T00:00:00Z')],
    );
  });

  it('paid by the hour, and renewed each hour, rings nothing', async () => {
    const until = (end: string): StoredResource => aMachine({ autoRenews: 'yes', end: stated(end), paidPer: 'hour' });
    await expectHistory(
      {
        from: '2026-03-01T00:00:00Z',
        to: '2026-03-01T03:00:00Z',
        every: 5 * minute,
        provider: {
          '2026-03-01T00:00:00Z': aListing([until('2026-03-01T01:00:00Z')]),
          '2026-03-01T00:40:00Z': aListing([until('2026-03-01T02:00:00Z')]),
          '2026-03-01T01:40:00Z': aListing([until('2026-03-01T03:00:00Z')]),
          '2026-03-01T02:40:00Z': aListing([until('2026-03-01T04:00:00Z')]),
        },
      },
      [],
    );
  });
});

describe('a machine that somebody renews', () => {
  it('as was planned: told once two readings agree, and nothing at the old end', async () => {
    await expectHistory(
      {
        ...span,
        provider: {
          '2026-03-01T00:00:00Z': aListing([march]),
          '2026-03-30T12:00:00Z': aListing([aMachine({ end: stated('2026-05-01T00:00:00Z') })]),
        },
        acts: { '2026-03-26T00:00:00Z': (user) => user.decides('renew') },
      },
      [marchRings[0], rings('renewed', '2026-03-30T13:00:00Z')],
    );
  });
});

describe('a machine that is no longer listed', () => {
  const gone = aListing([]);

  it('by two settled readings: told once as released, and its reminders are called off', async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': aListing([march]), '2026-03-26T06:00:00Z': gone },
      },
      [marchRings[0], rings('released', '2026-03-26T07:00:00Z')],
    );
  });

  it('by one settled reading: nothing happened', async () => {
    await expectHistory(
      {
        ...span,
        provider: {
          '2026-03-01T00:00:00Z': aListing([march]),
          '2026-03-26T06:00:00Z': gone,
          '2026-03-26T07:00:00Z': aListing([march]),
        },
      },
      marchRings,
    );
  });

  it('by readings that were not surely whole: nothing vanishes', async () => {
    await expectHistory(
      {
        ...span,
        provider: { '2026-03-01T00:00:00Z': aListing([march]), '2026-03-26T06:00:00Z': aListing([], 'unsettled') },
      },
      marchRings,
    );
  });

  it('since its list is refused: nothing vanishes, and that nobody can confirm it is told by when that list was read', async () => {
    const other = aMachine({ resourceId: 'i-2', list: 'cn-beijing', end: stated('2026-06-01T00:00:00Z') });
    const here = aMachine({ list: 'cn-hangzhou' });
    const list = (resources: readonly StoredResource[], outcome: 'settled' | 'refused') => ({
      resources,
      lists: [{ list: 'cn-beijing', outcome: 'settled' } as const, { list: 'cn-hangzhou', outcome }],
    });
    await expectHistory(
      {
        ...span,
        from: '2026-03-29T06:00:00Z',
        look: minute,
        provider: {
          '2026-03-29T06:00:00Z': list([here, other], 'settled'),
          '2026-03-30T00:00:00Z': list([other], 'refused'),
        },
      },
      [
        rings('ends 3d', '2026-03-29T06:00:00Z'),
        rings('cannot confirm', '2026-03-30T03:00:00Z', '2026-03-31T00:00:00Z'),
        ...marchRings.slice(2),
      ],
    );
  });
});

describe('a machine whose provider states when it is released after its end', () => {
  const kept = { releases: released('2026-04-16T00:00:00Z') };
  const expired = { ...kept, state: 'expired', providerState: 'Expired' } as const;
  const thenReleased = [
    rings('releases 3d', '2026-04-13T00:00:00Z'),
    rings('releases 1d', '2026-04-15T00:00:00Z'),
    rings('releases 2h', '2026-04-15T22:00:00Z'),
    rings('releases 0', '2026-04-16T00:00:00Z'),
  ];
  const provider = {
    '2026-03-01T00:00:00Z': aListing([aMachine(kept)]),
    '2026-04-01T00:10:00Z': aListing([aMachine(expired)]),
  };

  it('rings at its end once, before the data goes, and tells that it is gone', async () => {
    await expectHistory(
      { ...span, to: '2026-04-20T00:00:00Z', provider: { ...provider, '2026-04-16T00:30:00Z': aListing([]) } },
      [...marchRings, ...thenReleased, rings('released', '2026-04-16T02:00:00Z')],
    );
  });

  it('renewed late rings no more for the data, and before the new end', async () => {
    const renewed = aMachine({ end: stated('2026-05-01T00:00:00Z'), releases: released('2026-05-16T00:00:00Z') });
    await expectHistory(
      { ...span, to: '2026-04-25T00:00:00Z', provider: { ...provider, '2026-04-14T06:00:00Z': aListing([renewed]) } },
      [...marchRings, ...thenReleased.slice(0, 1), rings('ends 7d', '2026-04-24T00:00:00Z')],
    );
  });

  it('that ended while the computer was off: its end is told, and what of the data is still to come', async () => {
    await expectHistory(
      {
        ...span,
        to: '2026-04-17T00:00:00Z',
        provider,
        asleep: [['2026-03-31T23:00:00Z', '2026-04-02T06:00:00Z']],
        restarts: true,
      },
      [...marchRings.slice(0, 4), onWaking('ends 0', '2026-04-02T06:00:00Z'), ...thenReleased],
    );
  });

  it('that may lapse rings for its data alone', async () => {
    await expectHistory(
      {
        ...span,
        to: '2026-04-20T00:00:00Z',
        provider,
        acts: { '2026-03-20T00:00:00Z': (user) => user.decides('let-lapse') },
      },
      thenReleased,
    );
  });
});

describe('a machine that its provider deletes at its end', () => {
  const releases = released('2026-04-01T00:00:00Z', { basis: 'derived', note: 'deleted-at-end' });
  const provider = { '2026-03-01T00:00:00Z': aListing([aMachine({ releases })]) };
  const asOne = ['7d', '3d', '1d', '2h', '0'].map((point, index) =>
    rings(`releases ${point}`, marchRings[index]?.from ?? ''),
  );

  it('rings for both deadlines at once, in one notification', async () => {
    await expectHistory({ ...span, provider }, asOne);
  });

  it('that may lapse rings all the same: its data goes', async () => {
    await expectHistory(
      { ...span, provider, acts: { '2026-03-20T00:00:00Z': (user) => user.decides('let-lapse') } },
      asOne,
    );
  });

  it('put off until tomorrow stays quiet for both', async () => {
    await expectHistory({ ...span, provider, acts: { '2026-03-31T01:00:00Z': (user) => user.later('hour') } }, [
      ...asOne.slice(0, 3),
      rings('releases 22h', '2026-03-31T02:00:00Z'),
      ...asOne.slice(3),
    ]);
  });

  it('is gone two readings after its end', async () => {
    await expectHistory({ ...span, provider: { ...provider, '2026-04-01T00:30:00Z': aListing([]) } }, [
      ...asOne,
      rings('released', '2026-04-01T02:00:00Z'),
    ]);
  });
});
