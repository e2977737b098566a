import { describe, expect, it } from 'vitest';
import { day, hour } from '../../../../electron/core/model/instant.ts';
import { logNews } from '../../../../electron/engine/bell/news.ts';
import type { RoundReading } from '../../../../electron/core/ports/provider.ts';
import { accountById, insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aBell, plainTexts } from '../../../fakes/bell.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, aWoloverOrder, stated } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

/** An account from its first round on, with the bell beside it. */
const watched = () => {
  const { database } = aStore();
  const { id } = anAccount();
  insertAccount(database, anAccount({ lastSyncedAt: null }));
  const bell = aBell(database, '2026-03-01T08:00:00Z');
  const round = async (time: string, reading: RoundReading): Promise<void> => {
    const account = accountById(database, id);
    if (account === null) throw new Error('no account');
    database.transaction(() => {
      logNews(account, applyReading(database, account, reading, at(time)), {
        database,
        texts: plainTexts,
        nowMs: ms(time),
      });
      noteRoundDone(database, id, at(time));
    });
    await bell.lookAt(time);
  };
  return { database, bell, round };
};
const endingAt = (id: string, end: string) =>
  anOrder({ id, items: [anItem({ title: id, startsAt: at('2026-02-01T00:00:00Z'), end: stated(end) })] });
const headings = (bell: ReturnType<typeof aBell>): readonly string[] => bell.notifier.rings.map((ring) => ring.heading);

describe('the first round of an account', () => {
  it('is silent about all that ends later than within a day, for good', async () => {
    const { database, bell, round } = watched();
    const reading = aReading([
      endingAt('in-two-days', '2026-03-03T08:00:00Z'),
      endingAt('over', '2026-02-27T00:00:00Z'),
      endingAt('far', '2026-04-10T00:00:00Z'),
    ]);
    await round('2026-03-01T08:00:00Z', reading);
    await bell.lookAt('2026-03-01T08:10:00Z');
    expect(headings(bell)).toEqual([]);
    expect(
      listReminderLog(database, { offset: 0, limit: 10 }).map((entry) => [entry.title, entry.state, entry.reason]),
    ).toEqual(
      expect.arrayContaining([
        ['in-two-days', 'suppressed', 'passed'],
        ['over', 'suppressed', 'passed'],
      ]),
    );
    await round('2026-03-02T07:55:00Z', reading);
    await bell.lookAt('2026-03-02T08:00:00Z');
    expect(headings(bell)).toEqual([`in-two-days ends ${String(day)}`]);
  });

  it('tells what ends within a day as one summary', async () => {
    const { bell, round } = watched();
    const soon = ['a', 'b', 'c'].map((id) => endingAt(id, '2026-03-02T07:00:00Z'));
    await round('2026-03-01T08:00:00Z', aReading([...soon, endingAt('far', '2026-03-05T07:00:00Z')]));
    expect(headings(bell)).toEqual(['3 reminders']);
  });

  it('rings no change: what was delivered, refunded or destroyed before is history', async () => {
    const { bell, round } = watched();
    await round(
      '2026-03-01T08:00:00Z',
      aReading([5, 7, 8, 9].map((word) => aWoloverOrder(word, { id: `18000000000000000${String(word)}` }))),
    );
    expect(headings(bell)).toEqual([]);
  });

  it('tells of frozen data at once: it goes within the half hour', async () => {
    const { bell, round } = watched();
    await round('2026-03-01T08:00:00Z', aReading([aWoloverOrder(6)]));
    expect(headings(bell)).toEqual(['4090×1 frozen']);
    await bell.lookAt('2026-03-01T08:15:00Z');
    expect(headings(bell)).toEqual(['4090×1 frozen', `4090×1 releases ${String(0.25 * hour)}`]);
  });
});

describe('a later round', () => {
  it.each([
    [2, 5, 'delivered'],
    [5, 6, 'frozen'],
    [5, 8, 'expired'],
    [6, 9, 'released'],
    [5, 7, 'refunded'],
  ])('from %d to %d rings at once: %s', async (before, after, word) => {
    const { bell, round } = watched();
    await round('2026-02-28T08:00:00Z', aReading([]));
    await round('2026-03-01T08:00:00Z', aReading([aWoloverOrder(before)]));
    const told = headings(bell).length;
    await round('2026-03-01T08:10:00Z', aReading([aWoloverOrder(after)]));
    expect(headings(bell).slice(told)).toEqual([`4090×1 ${word}`]);
    await round('2026-03-01T08:20:00Z', aReading([aWoloverOrder(after)]));
    await bell.lookAt('2026-03-01T08:21:00Z');
    expect(
      headings(bell)
        .slice(told)
        .filter((heading) => heading.endsWith(word)),
    ).toHaveLength(1);
  });

  it('a delivery that failed rings', async () => {
    const { bell, round } = watched();
    const order = (word: string, status: 'paid' | 'failed') =>
      anOrder({ status: 'paid', items: [anItem({ status, providerStatus: word })] });
    await round('2026-03-01T08:00:00Z', aReading([order('processing', 'paid')]));
    await round('2026-03-01T08:10:00Z', aReading([order('failed', 'failed')]));
    expect(headings(bell)).toEqual(['训练机-02 failed']);
  });

  it('a new order, its payment and a renewal can wait', async () => {
    const { bell, round } = watched();
    const bought = anOrder({ id: 'create', items: [anItem({ resourceId: 'qvm-1' })] });
    const renewal = anOrder({
      id: 'renew',
      kind: 'renewal',
      placedAt: at('2026-03-01T08:05:00Z'),
      items: [anItem({ id: 'r', resourceId: 'qvm-1', end: stated('2026-05-01T00:00:00Z') })],
    });
    await round('2026-03-01T08:00:00Z', aReading([bought]));
    await round('2026-03-01T08:10:00Z', aReading([bought, renewal]));
    expect(headings(bell)).toEqual([]);
  });

  it('a renewal cancels what was planned for the old end and plans the new one', async () => {
    const { bell, round } = watched();
    const bought = anOrder({
      id: 'create',
      items: [anItem({ resourceId: 'qvm-1', end: stated('2026-03-31T00:00:00Z') })],
    });
    const renewal = anOrder({
      id: 'renew',
      kind: 'renewal',
      placedAt: at('2026-03-30T12:00:00Z'),
      items: [
        anItem({
          id: 'r',
          resourceId: 'qvm-1',
          startsAt: at('2026-03-31T00:00:00Z'),
          end: stated('2026-04-30T00:00:00Z'),
        }),
      ],
    });
    await round('2026-03-01T08:00:00Z', aReading([bought]));
    await round('2026-03-29T23:55:00Z', aReading([bought]));
    await bell.lookAt('2026-03-30T00:00:00Z');
    await round('2026-03-30T12:10:00Z', aReading([bought, renewal]));
    await bell.lookAt('2026-03-31T00:00:00Z');
    const toldBefore = [`训练机-02 ends ${String(3 * day)}`, `训练机-02 ends ${String(day)}`];
    expect(headings(bell)).toEqual(toldBefore);
    await round('2026-04-22T23:55:00Z', aReading([bought, renewal]));
    await bell.lookAt('2026-04-23T00:00:00Z');
    expect(headings(bell)).toEqual([...toldBefore, `训练机-02 ends ${String(7 * day)}`]);
  });
});

it('what a round means is stored with the round or not at all', () => {
  const { database } = watched();
  const account = accountById(database, anAccount().id);
  if (account === null) throw new Error('no account');
  const texts = {
    ...plainTexts,
    forChange: () => {
      throw new Error('killed');
    },
  };
  expect(() =>
    database.transaction(() => {
      const applied = applyReading(database, account, aReading([aWoloverOrder(6)]), at('2026-03-01T08:00:00Z'));
      logNews(account, applied, { database, texts, nowMs: ms('2026-03-01T08:00:00Z') });
    }),
  ).toThrow('killed');
  expect(database.all('SELECT 1 FROM orders')).toEqual([]);
});
