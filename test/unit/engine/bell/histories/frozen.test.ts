import { describe, it } from 'vitest';
import { minute } from '../../../../../electron/core/model/instant.ts';
import { expectHistory, onWaking, rings } from '../../../../fakes/history.ts';
import { at } from '../../../../fakes/instants.ts';
import { aWoloverOrder, estimated } from '../../../../fakes/orders.ts';

/** Bought at noon on 1 March for two weeks, as far as the purchase says. */
const facts = { placedAt: at('2026-03-01T12:00:00Z'), end: estimated('2026-03-15T12:00:00Z') };
const running = [aWoloverOrder(5, facts)];
const frozen = [aWoloverOrder(6, facts)];
const destroyed = [aWoloverOrder(9, facts)];
/** Rounds every ten minutes from the last morning on: what was due before has been told. */
const morning = { from: '2026-03-15T10:05:00Z', to: '2026-03-16T12:00:00Z', every: 10 * minute };
const toldFirst = rings('ends 2h', '2026-03-15T10:05:00Z');
const ended = rings('ends 0', '2026-03-15T12:00:00Z');

describe('a frozen rental', () => {
  it('seen within minutes: at once, a quarter of an hour and five minutes before the data may go, and then', async () => {
    await expectHistory({ ...morning, provider: { '2026-03-15T10:05:00Z': running, '2026-03-15T12:00:00Z': frozen } }, [
      toldFirst,
      ended,
      rings('frozen', '2026-03-15T12:05:00Z'),
      // The last round that did not show it frozen was at 11:55: the data may go from 12:25 on.
      rings('releases 15m', '2026-03-15T12:10:00Z'),
      rings('releases 5m', '2026-03-15T12:20:00Z'),
      rings('releases 0', '2026-03-15T12:25:00Z'),
    ]);
  });

  it('seen late, twenty minutes after it may have begun: the change says it all for the point that has passed, the others follow', async () => {
    await expectHistory(
      {
        ...morning,
        every: 20 * minute,
        provider: { '2026-03-15T10:05:00Z': running, '2026-03-15T12:06:00Z': frozen },
      },
      [
        toldFirst,
        ended,
        rings('frozen', '2026-03-15T12:25:00Z'),
        rings('releases 5m', '2026-03-15T12:30:00Z'),
        rings('releases 0', '2026-03-15T12:35:00Z'),
      ],
    );
  });

  it('frozen already at the first poll of a new account: at once, and by the bound that is surely known', async () => {
    await expectHistory({ ...morning, newAccount: true, provider: { '2026-03-15T10:05:00Z': frozen } }, [
      rings('frozen', '2026-03-15T10:05:00Z'),
      rings('releases 15m', '2026-03-15T10:20:00Z'),
      rings('releases 5m', '2026-03-15T10:30:00Z'),
      rings('releases 0', '2026-03-15T10:35:00Z'),
    ]);
  });

  it('renewed in the window: nothing more rings for its data', async () => {
    const renewed = [aWoloverOrder(5, { ...facts, end: estimated('2026-06-01T12:00:00Z') })];
    await expectHistory(
      {
        ...morning,
        provider: {
          '2026-03-15T10:05:00Z': running,
          '2026-03-15T12:00:00Z': frozen,
          '2026-03-15T12:11:00Z': renewed,
        },
      },
      [toldFirst, ended, rings('frozen', '2026-03-15T12:05:00Z'), rings('releases 15m', '2026-03-15T12:10:00Z')],
    );
  });

  it('destroyed before its window is over: told at once, and then silence', async () => {
    await expectHistory(
      {
        ...morning,
        provider: {
          '2026-03-15T10:05:00Z': running,
          '2026-03-15T12:00:00Z': frozen,
          '2026-03-15T12:11:00Z': destroyed,
        },
      },
      [
        toldFirst,
        ended,
        rings('frozen', '2026-03-15T12:05:00Z'),
        rings('releases 15m', '2026-03-15T12:10:00Z'),
        rings('released', '2026-03-15T12:15:00Z'),
      ],
    );
  });

  it('destroyed while the laptop slept across the window: the end on waking, the destruction with the first round', async () => {
    await expectHistory(
      {
        ...morning,
        asleep: [['2026-03-15T11:30:00Z', '2026-03-15T20:00:00Z']],
        provider: { '2026-03-15T10:05:00Z': running, '2026-03-15T12:00:00Z': destroyed },
      },
      [toldFirst, onWaking('ends 0', '2026-03-15T20:00:00Z'), rings('released', '2026-03-15T20:00:05Z')],
    );
  });

  it('slept across its window and still shown frozen: that its data may be gone is told with the first round, once', async () => {
    await expectHistory(
      {
        ...morning,
        asleep: [['2026-03-15T11:30:00Z', '2026-03-15T20:00:00Z']],
        provider: {
          '2026-03-15T10:05:00Z': running,
          '2026-03-15T12:00:00Z': frozen,
          '2026-03-15T20:20:00Z': destroyed,
        },
      },
      [
        toldFirst,
        onWaking('ends 0', '2026-03-15T20:00:00Z'),
        rings('frozen', '2026-03-15T20:00:05Z'),
        rings('released', '2026-03-15T20:20:00Z', '2026-03-15T20:31:00Z'),
      ],
    );
  });
});

describe('frozen data and quiet hours', () => {
  const night = { from: '18:00', to: '08:00', timeZone: 'Asia/Shanghai' };

  it('passes them', async () => {
    await expectHistory(
      {
        ...morning,
        settings: { quietHours: { ...night, urgentPasses: true } },
        provider: { '2026-03-15T10:05:00Z': running, '2026-03-15T12:06:00Z': frozen },
      },
      [
        toldFirst,
        ended,
        rings('frozen', '2026-03-15T12:15:00Z'),
        rings('releases 15m', '2026-03-15T12:20:00Z'),
        rings('releases 5m', '2026-03-15T12:30:00Z'),
        rings('releases 0', '2026-03-15T12:35:00Z'),
      ],
    );
  });

  it('waits for their end when the user forbids it: then once, that it froze and its data may be gone', async () => {
    await expectHistory(
      {
        ...morning,
        settings: { quietHours: { ...night, urgentPasses: false } },
        provider: { '2026-03-15T10:05:00Z': running, '2026-03-15T12:06:00Z': frozen },
      },
      [rings('frozen', '2026-03-16T00:00:00Z')],
    );
  });

  it('renewed while it waits: there is nothing to tell in the morning', async () => {
    const renewed = [aWoloverOrder(5, { ...facts, end: estimated('2026-06-01T12:00:00Z') })];
    await expectHistory(
      {
        ...morning,
        settings: { quietHours: { ...night, urgentPasses: false } },
        provider: {
          '2026-03-15T10:05:00Z': running,
          '2026-03-15T12:06:00Z': frozen,
          '2026-03-15T12:16:00Z': renewed,
        },
      },
      [],
    );
  });
});

describe('a channel that fails as it froze', () => {
  it('is tried again until the data is surely gone, though it may be gone before', async () => {
    await expectHistory(
      {
        ...morning,
        every: 30 * minute,
        look: minute,
        mute: [['2026-03-15T12:05:00Z', '2026-03-15T12:36:00Z']],
        provider: { '2026-03-15T10:05:00Z': running, '2026-03-15T12:06:00Z': frozen },
      },
      // Seen running at 12:05 and frozen at 12:35: the data may be gone at that very moment, and surely is at 13:05.
      [toldFirst, ended, rings('frozen', '2026-03-15T12:36:00Z', '2026-03-15T12:38:00Z')],
    );
  });
});

describe('a status that flaps', () => {
  const often = { ...morning, every: 2 * minute, to: '2026-03-15T14:00:00Z' };
  const frozenFirst = rings('frozen', '2026-03-15T11:57:00Z');

  it('frozen for some minutes and running again, as its estimated end passes: it runs, so no end rings', async () => {
    await expectHistory(
      {
        ...often,
        provider: {
          '2026-03-15T10:05:00Z': running,
          '2026-03-15T11:56:00Z': frozen,
          '2026-03-15T12:04:00Z': running,
        },
      },
      [toldFirst, frozenFirst],
    );
  });

  it.each([
    ['ended', aWoloverOrder(8, facts), 'expired'],
    ['destroyed', aWoloverOrder(9, facts), 'released'],
    ['refunded', aWoloverOrder(7, facts), 'refunded'],
  ])('%s for some minutes and running again: the same', async (_name, order, word) => {
    await expectHistory(
      {
        ...often,
        provider: {
          '2026-03-15T10:05:00Z': running,
          '2026-03-15T11:56:00Z': [order],
          '2026-03-15T12:04:00Z': running,
        },
      },
      [
        toldFirst,
        rings(word, '2026-03-15T11:57:00Z'),
        ...(word === 'expired' ? [] : [rings('delivered', '2026-03-15T12:05:00Z')]),
      ],
    );
  });

  it('again and again: each freeze is told, and no end', async () => {
    await expectHistory(
      {
        ...often,
        provider: {
          '2026-03-15T10:05:00Z': running,
          '2026-03-15T11:52:00Z': frozen,
          '2026-03-15T11:54:00Z': running,
          '2026-03-15T11:56:00Z': frozen,
          '2026-03-15T12:04:00Z': running,
        },
      },
      [toldFirst, rings('frozen', '2026-03-15T11:53:00Z'), frozenFirst],
    );
  });

  it('back before its estimated end: that rings when it comes', async () => {
    await expectHistory(
      {
        ...often,
        provider: {
          '2026-03-15T10:05:00Z': running,
          '2026-03-15T11:56:00Z': frozen,
          '2026-03-15T11:58:00Z': running,
        },
      },
      [toldFirst, frozenFirst, ended],
    );
  });

  it('frozen at the first poll of a new account, and running again: no end rings', async () => {
    await expectHistory(
      {
        ...often,
        from: '2026-03-15T12:01:00Z',
        newAccount: true,
        provider: { '2026-03-15T12:01:00Z': frozen, '2026-03-15T12:04:00Z': running },
      },
      [rings('frozen', '2026-03-15T12:01:00Z')],
    );
  });

  it('delivered only after the end that its purchase suggests: that it is there is told, and no end', async () => {
    await expectHistory(
      {
        ...often,
        provider: {
          '2026-03-15T10:05:00Z': [aWoloverOrder(1, { ...facts, payBy: null })],
          '2026-03-15T12:04:00Z': running,
        },
      },
      [rings('delivered', '2026-03-15T12:05:00Z')],
    );
  });
});
