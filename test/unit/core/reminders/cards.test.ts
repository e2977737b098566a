import { describe, expect, it } from 'vitest';
import { countCards, inboxEntries } from '../../../../electron/program/reminders/inbox.ts';
import { accountIdOf, providerOrderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { day, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import type { RentalChange } from '../../../../electron/core/model/rental.ts';
import { speakIn } from '../../../../electron/core/words/words.ts';
import { reminderTexts } from '../../../../electron/core/words/reminder-facts.ts';
import { summaryText } from '../../../../electron/core/words/summary-text.ts';
import { logNews } from '../../../../electron/engine/bell/news.ts';
import { Ringer } from '../../../../electron/engine/bell/ringer.ts';
import type { Ring } from '../../../../electron/core/reminders/ring.ts';
import {
  changeRental,
  decide,
  joinRentals,
  setAccountRule,
  snooze,
  splitOrder,
} from '../../../../electron/program/rentals/intents.ts';
import { success } from '../../../../electron/core/model/failure.ts';
import { accountById, insertAccount, noteRoundDone, removeAccount } from '../../../../electron/edges/store/accounts.ts';
import { acknowledgeReminder, listInbox } from '../../../../electron/edges/store/inbox.ts';
import { logMark, returnToLogMark, type LogMark } from '../../../../electron/edges/store/log-mark.ts';
import type { End } from '../../../../electron/core/model/deadline.ts';
import type { StoredOrder } from '../../../../electron/core/model/order.ts';
import type { StoredResource } from '../../../../electron/core/model/resource.ts';
import { deleteRental, rentalById } from '../../../../electron/edges/store/rentals.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { throwNoted } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, aWoloverOrder, comeTo, estimated, stated } from '../../../fakes/orders.ts';
import { aListing, aMachine } from '../../../fakes/listed.ts';
import { oneOf, seededRandom, wholeBetween } from '../../../fakes/random.ts';
import { aStore } from '../../../fakes/store.ts';

const localeSetting = { locale: 'en', timeZone: 'Asia/Shanghai' } as const;
const texts = reminderTexts(() => localeSetting, null);
speakIn(() => 'en');

/** The real bell, inbox and intents over a real store, with a clock that the test moves. */
const aBox = (start: string) => {
  const store = aStore();
  const { database } = store;
  database.execute('PRAGMA synchronous = OFF');
  let nowMs = ms(start);
  const account = anAccount({ lastSyncedAt: null });
  insertAccount(database, account);
  noteRoundDone(database, account.id, instantOf(nowMs - hour));
  const rung: Ring[] = [];
  const ringer = new Ringer({
    database,
    texts,
    notifier: { show: (ring) => Promise.resolve(success((rung.push(ring), 'native' as const))) },
    summaryOf: (told) =>
      summaryText(
        told.map(({ heading }) => heading),
        { ...localeSetting, maxBytes: null },
      ),
    now: () => nowMs,
    noted: throwNoted,
    // Whether a channel works is the test's choice, and what came of it stands in the log.
    notTaken: () => undefined,
  });
  const engine = anEngine(store, () => nowMs, { texts, timeZone: () => localeSetting.timeZone });
  const look = async () => {
    ringer.claimDue();
    await ringer.deliver();
  };
  return {
    ...{ database, account, engine, rung, look },
    now: () => nowMs,
    pass: async (time: string | number) => {
      nowMs = typeof time === 'number' ? nowMs + time : ms(time);
      await look();
    },
    round: async (...orders: readonly StoredOrder[]) => {
      const current = accountById(database, account.id) ?? account;
      database.transaction(() => {
        const applied = applyReading(database, current, aReading(orders), instantOf(nowMs));
        logNews(current, applied, { database, texts, nowMs });
        noteRoundDone(database, account.id, instantOf(nowMs));
      });
      await look();
    },
    list: async (...resources: readonly StoredResource[]) => {
      const current = accountById(database, account.id) ?? account;
      database.transaction(() => {
        const reading = aReading([], { resources: aListing(resources) });
        logNews(current, applyReading(database, current, reading, instantOf(nowMs)), { database, texts, nowMs });
        noteRoundDone(database, account.id, instantOf(nowMs));
      });
      await look();
    },
    cards: () => inboxEntries(engine),
    headings: () => inboxEntries(engine).map(({ heading }) => heading),
  };
};
const id = rentalIdOf('acc1:1800000000000000001/1800000000000000001');
const bought = { placedAt: at('2026-03-01T12:00:00Z'), end: estimated('2026-03-15T12:00:00Z') };
const wolover = (word: number): StoredOrder => aWoloverOrder(word, bought);
const march = anOrder({ id: 'march', items: [anItem({ resourceId: 'qvm-1' })] });
const marchId = rentalIdOf('acc1:march/item-1');
const april = (status: 'active' | 'failed' | 'refunded' = 'active') =>
  anOrder({
    id: 'april',
    kind: 'renewal',
    placedAt: at('2026-03-31T06:00:00Z'),
    items: [
      anItem({
        id: 'a',
        resourceId: 'qvm-1',
        status,
        startsAt: at('2026-04-01T00:00:00Z'),
        end: stated('2026-05-01T00:00:00Z'),
      }),
    ],
  });

/** A month's rental, a day before its end: its last point has just rung. */
const aDayBefore = async () => {
  const box = aBox('2026-03-31T00:00:00Z');
  await box.round(march);
  expect(box.headings()).toEqual(['训练机-02: 1 day left']);
  return box;
};

describe('a rental has one card, of what holds now', () => {
  it('frozen, then released: that it was released, and nothing to answer', async () => {
    const box = aBox('2026-03-15T11:50:00Z');
    await box.round(wolover(5));
    await box.pass('2026-03-15T12:00:00Z');
    await box.round(wolover(6));
    await box.pass('2026-03-15T12:08:00Z');
    expect(box.headings()).toEqual(['4090×1 is frozen: at most 22 minutes left']);
    expect(listInbox(box.database).length).toBeGreaterThan(2);
    await box.pass('2026-03-15T12:12:00Z');
    await box.round(wolover(9));
    await box.pass('2026-03-15T12:30:00Z');
    expect(box.cards()).toMatchObject([
      {
        heading: '4090×1 was released',
        body: expect.stringMatching(/^Released Mar 15, 20:12, its data is gone · /),
        deadlineAt: at('2026-03-15T12:12:00Z'),
        later: null,
      },
    ]);
    expect(box.rung.filter(({ heading }) => heading === '4090×1 was released')).toHaveLength(1);
  });

  it.each([6, 8, 9, 7])(
    'an estimated end, then word %d, then running again: it runs, and no card says more',
    async (word) => {
      const box = aBox('2026-03-15T11:50:00Z');
      await box.round(wolover(5));
      await box.pass('2026-03-15T12:00:00Z');
      expect(box.headings()).toEqual(['4090×1 has probably ended']);
      // A round that sees it run as before says nothing new.
      await box.round(wolover(5));
      expect(box.headings()).toEqual(['4090×1 has probably ended']);
      await box.pass('2026-03-15T12:06:00Z');
      await box.round(wolover(word));
      await box.pass('2026-03-15T12:17:00Z');
      await box.round(wolover(5));
      expect(box.headings().join()).not.toContain('probably ended');
      await box.pass('2026-03-15T12:30:00Z');
      expect(box.headings().join()).not.toContain('probably ended');
      const rung = box.rung.filter(({ heading }) => heading.includes('probably ended'));
      expect(rung).toHaveLength(1);
    },
  );

  it.each<[string, End]>([
    ['stated', stated('2026-03-15T12:00:00Z')],
    ['corrected', { at: at('2026-03-15T12:00:00Z'), basis: 'corrected', note: 'corrected-by-user', earliestAt: null }],
  ])('an end that is no estimate (%s) stays, though it runs again', async (_, end) => {
    const box = aBox('2026-03-15T11:50:00Z');
    const order = (word: number) => aWoloverOrder(word, { ...bought, end });
    await box.round(order(5));
    await box.pass('2026-03-15T12:00:00Z');
    expect(box.headings()).toHaveLength(1);
    await box.pass('2026-03-15T12:06:00Z');
    await box.round(order(6));
    await box.pass('2026-03-15T12:17:00Z');
    await box.round(order(5));
    expect(box.headings()).toEqual([expect.stringContaining('4090×1 ended')]);
  });

  it('counts down while nobody rings, and says when it is over', async () => {
    const box = await aDayBefore();
    await box.pass('2026-03-31T10:00:00Z');
    expect(box.headings()).toEqual(['训练机-02: 14 hours left']);
    await box.pass('2026-04-01T03:00:00Z');
    expect(box.cards()).toMatchObject([{ heading: '训练机-02 ended 3 hours ago', later: null }]);
  });

  it('a payment that nobody made: the time is over but nobody confirmed it, then that the order is void', async () => {
    const box = aBox('2026-03-15T12:00:00Z');
    const unpaid = aWoloverOrder(1, { ...bought, placedAt: at('2026-03-15T12:00:00Z') });
    await box.round(unpaid);
    await box.pass('2026-03-15T12:25:00Z');
    expect(box.headings()).toEqual(['4090×1: 5 minutes left to pay']);
    await box.pass('2026-03-15T12:40:00Z');
    expect(box.cards()).toMatchObject([
      {
        heading: '4090×1: the time to pay is over',
        body: expect.stringContaining('has probably lapsed; the provider has not confirmed it'),
        later: null,
      },
    ]);
    await box.round(aWoloverOrder(3, { ...bought, placedAt: at('2026-03-15T12:00:00Z') }));
    expect(box.headings()).toEqual(['4090×1: never paid, the order is void']);
    expect(box.rung.at(-1)?.heading).toBe('4090×1: never paid, the order is void');
  });

  it('an unpaid renewal that lapses: told beside the end, which comes all the same', async () => {
    const box = await aDayBefore();
    const renewal = (status: 'unpaid' | 'cancelled') => ({
      ...april(),
      status,
      payBy: status === 'unpaid' ? ({ at: at('2026-04-06T00:00:00Z'), basis: 'stated' } as const) : null,
      items: [anItem({ id: 'a', resourceId: 'qvm-1', status, startsAt: null, end: stated('2026-05-01T00:00:00Z') })],
    });
    await box.round(march, renewal('unpaid'));
    await box.pass('2026-03-31T06:00:00Z');
    await box.round(march, renewal('cancelled'));
    expect(box.cards()).toMatchObject([
      {
        heading: '训练机-02: 18 hours left',
        body: expect.stringMatching(/· 训练机-02: never paid, the order is void$/),
      },
    ]);
    expect(box.rung.at(-1)).toMatchObject({
      heading: '训练机-02: never paid, the order is void',
      body: expect.stringContaining('Ends Apr 1'),
    });
  });

  it.each<[string, readonly StoredOrder[], readonly string[]]>([
    ['renewed', [march, april()], []],
    ['refunded', [comeTo(march, 'refunded')], ['训练机-02 was refunded']],
    ['cancelled', [comeTo(march, 'cancelled')], ['训练机-02 was cancelled']],
    ['a renewal that failed', [march, april('failed')], ['训练机-02: 1 day left']],
    [
      'expired by the word of the provider',
      [{ ...march, status: 'expired', items: [anItem({ resourceId: 'qvm-1', status: 'expired' })] }],
      ['训练机-02 has ended'],
    ],
  ])('%s', async (_name, orders, expected) => {
    const box = await aDayBefore();
    await box.pass(minute);
    await box.round(...orders);
    expect(box.headings().map((heading) => heading.replace('23 hours', '1 day'))).toEqual(expected);
    expect(countCards(box.engine)).toBe(expected.length);
  });

  it('no longer listed: says so, and loses its card when it is listed again with nothing due', async () => {
    const box = await aDayBefore();
    for (const hours of [1, 2]) {
      await box.pass(hours * minute);
      await box.round();
    }
    expect(box.headings()).toEqual(['训练机-02 is no longer listed by the provider']);
    await box.round(march, april());
    expect(box.headings()).toEqual([]);
  });

  it('a delivery that failed and was made after all', async () => {
    const box = aBox('2026-03-02T00:00:00Z');
    const order = (status: 'paid' | 'failed' | 'active') => anOrder({ status: 'paid', items: [anItem({ status })] });
    await box.round(order('paid'));
    await box.round(order('failed'));
    expect(box.headings()).toEqual(['训练机-02: delivery failed']);
    await box.pass(minute);
    await box.round(order('active'));
    expect(box.headings()).toEqual(['训练机-02 was delivered']);
  });

  it('an old order that expires while a joined one runs on is told by nobody', async () => {
    const box = aBox('2026-03-15T00:00:00Z');
    const renewal = aWoloverOrder(5, { id: '18000000000000000091', placedAt: at('2026-03-14T12:00:00Z') });
    await box.round(wolover(5), renewal);
    joinRentals(box.engine, rentalIdOf('acc1:18000000000000000091/18000000000000000091'), id);
    await box.pass(minute);
    const before = box.rung.length;
    await box.round(wolover(8), renewal);
    await box.round(wolover(9), renewal);
    expect(box.rung.slice(before)).toEqual([]);
    expect(box.headings().join()).not.toMatch(/ended|released/);
  });

  it('that cannot be confirmed, once it is', async () => {
    const box = aBox('2026-03-31T22:30:00Z');
    await box.round(march);
    for (const card of box.cards()) acknowledgeReminder(box.database, card.id, instantOf(box.now()));
    for (let passed = 0; passed < 12; passed += 1) await box.pass(5 * minute);
    expect(box.headings()).toEqual(['训练机-02: the deadline cannot be confirmed']);
    await box.pass(minute);
    await box.round(march);
    expect(box.headings()).toEqual([]);
  });

  it('follows its name and its account, and goes with them', async () => {
    const box = await aDayBefore();
    changeRental(box.engine, marchId, { label: '新名字' });
    expect(box.headings()).toEqual(['新名字: 1 day left']);
    removeAccount(box.database, accountIdOf('acc1'));
    expect(box.headings()).toEqual([]);
    expect(countCards(box.engine)).toBe(0);
  });

  it('that was put off or decided elsewhere waits no more', async () => {
    const box = await aDayBefore();
    snooze(box.engine, marchId, { deadline: 'ends', choice: 'hour' });
    expect(box.headings()).toEqual([]);
    decide(box.engine, marchId, 'undecided');
    expect(box.headings()).toEqual(['训练机-02: 1 day left']);
    decide(box.engine, marchId, 'let-lapse');
    expect(box.headings()).toEqual([]);
  });

  it('waits in the words of the log until its account was read anew, when the store was begun anew', async () => {
    const box = await aDayBefore();
    deleteRental(box.database, marchId, 0);
    box.database.execute('UPDATE round SET completed_at = NULL');
    await box.pass(3 * hour);
    expect(box.headings()).toEqual(['训练机-02: 21 hours left']);
  });

  it('is taken out and put back as a whole, and not what came after it was seen', async () => {
    const box = aBox('2026-03-28T23:59:00Z');
    await box.round(march);
    for (const time of ['2026-03-29T00:00:00Z', '2026-03-31T00:00:00Z']) await box.pass(time);
    const [seen] = box.cards();
    if (seen === undefined) throw new Error('nothing waits');
    expect(listInbox(box.database).length).toBeGreaterThan(1);
    await box.pass('2026-03-31T22:00:00Z');
    expect(acknowledgeReminder(box.database, seen.id, instantOf(box.now()))).toBeGreaterThan(1);
    expect(box.headings()).toEqual(['训练机-02: 2 hours left']);
    const [newer] = box.cards();
    if (newer === undefined) throw new Error('nothing waits');
    const mark = logMark(box.database, { rentals: [newer.rentalId] });
    acknowledgeReminder(box.database, newer.id, instantOf(box.now() + 1));
    expect(box.cards()).toEqual([]);
    returnToLogMark(box.database, mark);
    expect(box.cards()).toEqual([newer]);
  });
});

describe('a correction of the end', () => {
  const corrected = async (change: RentalChange) => {
    const box = await aDayBefore();
    decide(box.engine, marchId, 'renew');
    decide(box.engine, marchId, 'undecided');
    const before = box.rung.length;
    changeRental(box.engine, marchId, change);
    await box.look();
    await box.pass(minute);
    return { ...box, rangAtOnce: box.rung.slice(before).map(({ heading }) => heading) };
  };

  it.each<[string, RentalChange, readonly string[]]>([
    ['to two days ahead', { correctedEndAt: at('2026-04-02T00:00:00Z') }, ['训练机-02: 1 day 23 hours left']],
    ['to half an hour ahead', { correctedEndAt: at('2026-03-31T00:30:00Z') }, ['训练机-02: 29 minutes left']],
    ['to the past', { correctedEndAt: at('2026-03-30T22:01:00Z') }, ['训练机-02 ended 2 hours ago']],
    ['to far ahead', { correctedEndAt: at('2026-09-01T00:00:00Z') }, []],
    [
      'points of its own, one of which has passed',
      { pointsMs: [2 * day, 23.9 * hour, hour] },
      ['训练机-02: 23 hours left'],
    ],
    [
      'points of its own, one of which has passed and was not told',
      { pointsMs: [5 * day, 1.5 * day] },
      ['训练机-02: 23 hours left'],
    ],
  ])('%s: the card follows, and nothing rings that its dates did not show', async (_name, change, expected) => {
    const box = await corrected(change);
    expect(box.rangAtOnce).toEqual([]);
    expect(box.headings()).toEqual(expected);
  });

  it('that is taken back, points that are, an account’s points and days kept, a join and a split ring nothing at once', async () => {
    const box = aBox('2026-03-01T12:00:00Z');
    const other = anOrder({ id: 'other', items: [anItem({ title: 'other', end: stated('2026-03-03T11:00:00Z') })] });
    const more = anOrder({ id: 'more', items: [anItem({ title: 'more', end: stated('2026-03-31T11:00:00Z') })] });
    await box.round(other, more);
    const [otherId, moreId] = [rentalIdOf('acc1:other/item-1'), rentalIdOf('acc1:more/item-1')];
    await box.pass('2026-03-02T12:00:00Z');
    const before = box.rung.length;
    const acts = [
      () => changeRental(box.engine, otherId, { correctedEndAt: at('2026-06-01T00:00:00Z') }),
      () => changeRental(box.engine, otherId, { correctedEndAt: null }),
      () => changeRental(box.engine, otherId, { pointsMs: [hour] }),
      () => changeRental(box.engine, otherId, { pointsMs: null }),
      () =>
        setAccountRule(box.engine, box.account, { pointsMs: [40 * day, 23.5 * hour], mutedUntil: null, daysKept: 1 }),
      () => setAccountRule(box.engine, box.account, { pointsMs: null, mutedUntil: null, daysKept: null }),
      () => joinRentals(box.engine, otherId, moreId),
      () => splitOrder(box.engine, moreId, providerOrderIdOf('other')),
    ];
    for (const act of acts) {
      act();
      await box.pass(1);
    }
    expect(box.rung.slice(before).map(({ heading }) => heading)).toEqual([]);
  });

  it('keeps what is meant to happen, and so does taking it back; a renewal is told as awaited', async () => {
    const box = await aDayBefore();
    const plan = () => rentalById(box.database, marchId)?.intention;
    decide(box.engine, marchId, 'renew');
    changeRental(box.engine, marchId, { correctedEndAt: at('2026-04-03T00:00:00Z') });
    expect(plan()).toBe('renew');
    changeRental(box.engine, marchId, { correctedEndAt: null });
    expect(plan()).toBe('renew');
    changeRental(box.engine, marchId, { correctedEndAt: at('2026-04-02T00:00:00Z') });
    await box.round(march);
    expect(plan()).toBe('renew');
    decide(box.engine, marchId, 'let-lapse');
    expect(plan()).toBe('let-lapse');
    decide(box.engine, marchId, 'renew');
    await box.round(march, april());
    expect(plan()).toBe('undecided');
    expect(box.headings()).toEqual(['训练机-02 is renewed until May 1, 08:00']);
  });

  it('does not swallow what waits for the quiet hours to end', async () => {
    const box = aBox('2026-03-30T23:00:00Z');
    await box.round(march);
    const muted = at('2026-03-31T03:00:00Z');
    setAccountRule(box.engine, box.account, { pointsMs: null, mutedUntil: muted, daysKept: null });
    await box.pass('2026-03-31T01:00:00Z');
    changeRental(box.engine, marchId, { note: 'x', label: 'y' });
    const before = box.rung.length;
    await box.pass('2026-03-31T03:00:00Z');
    expect(box.rung.slice(before).map(({ heading }) => heading)).toEqual(['y: 21 hours left']);
  });
});

/** What a card may say of a Wolover order whose word is this one, whatever came before. */
const truths: Readonly<Record<number, RegExp>> = {
  1: /: (under a minute|\d+ minutes?) left to pay$|: the time to pay is over$/,
  2: /^$/,
  3: /: never paid, the order is void$/,
  5: /should end|has probably ended|was delivered$|left$| ended .* ago$|has ended$|cannot be confirmed$/,
  6: /is frozen: at most|the frozen data is gone$/,
  7: /was refunded$/,
  8: /has ended$/,
  9: /was released$/,
};
const nextWords: Readonly<Record<number, readonly [number, ...number[]]>> = {
  1: [2, 3, 1],
  2: [5, 7, 2],
  3: [3],
  5: [6, 8, 7, 5, 5, 5],
  6: [9, 5, 6],
  7: [7],
  8: [8, 9],
  9: [9],
};

describe('after any history', () => {
  it('each card agrees with what the provider shows, one for a rental at most, and what is over has no answers', async () => {
    let seenCards = 0;
    for (let seed = 1; seed <= 40; seed += 1) {
      const random = seededRandom(seed);
      const box = aBox('2026-03-15T10:00:00Z');
      let words = [oneOf(random, [1, 2, 5]), oneOf(random, [5, 6])];
      const placed = [at('2026-03-15T10:00:00Z'), at('2026-03-13T10:00:00Z')];
      const ids = words.map((_, index) => `180000000000000000${String(index)}`);
      const rentalIds = ids.map((each) => rentalIdOf(`acc1:${each}/${each}`));
      const orders = () =>
        words.map((word, index) =>
          aWoloverOrder(word, {
            id: ids[index] ?? '',
            placedAt: placed[index] ?? null,
            end: estimated('2026-03-15T13:00:00Z'),
          }),
        );
      let given: LogMark | null = null;
      for (let step = 0; step < 25; step += 1) {
        await box.pass(wholeBetween(random, 1, 20) * minute);
        const rentalId = oneOf(random, [rentalIds[0] ?? id, rentalIds[1] ?? id]);
        const card = box.cards()[0];
        if (random() < 0.15 && card) {
          given = logMark(box.database, { rentals: [card.rentalId] });
          acknowledgeReminder(box.database, card.id, instantOf(box.now()));
        } else if (random() < 0.1 && given !== null) {
          returnToLogMark(box.database, given);
        } else if (random() < 0.15) {
          const correctedEndAt = random() < 0.3 ? null : instantOf(box.now() + wholeBetween(random, -60, 300) * minute);
          changeRental(box.engine, rentalId, { correctedEndAt });
        } else if (random() < 0.1) decide(box.engine, rentalId, oneOf(random, ['renew', 'undecided', 'let-lapse']));
        if (random() < 0.5) {
          words = words.map((word) => oneOf(random, nextWords[word] ?? [word]));
          await box.round(...orders());
        } else await box.round(...orders());
        const cards = box.cards();
        expect(new Set(cards.map((each) => each.rentalId)).size).toBe(cards.length);
        expect(countCards(box.engine)).toBe(cards.length);
        for (const { rentalId: about, heading, deadlineAt } of cards) {
          const word = words[rentalIds.indexOf(about)] ?? 0;
          expect(heading, `seed ${String(seed)} word ${String(word)}`).toMatch(truths[word] ?? /^$/);
          if ([3, 7, 8, 9].includes(word)) expect(ms(deadlineAt)).toBeLessThanOrEqual(box.now());
          seenCards += 1;
        }
      }
    }
    expect(seenCards).toBeGreaterThan(300);
  }, 120_000);
});

it('cards are counted and told without the facts of any order, which make up most of a store', async () => {
  const box = aBox('2026-03-10T12:00:00Z');
  await box.round(wolover(5));
  await box.pass('2026-03-15T12:00:00Z');
  await box.round(wolover(6));
  const cards = box.cards();
  expect(cards).toHaveLength(1);
  box.database.run(`UPDATE orders SET facts = 'not to be read'`);
  expect(box.cards()).toEqual(cards);
  expect(countCards(box.engine)).toBe(1);
});

describe('the card of a machine that its provider lists', () => {
  const kept = {
    at: at('2026-04-16T00:00:00Z'),
    surelyAt: at('2026-04-16T00:00:00Z'),
    basis: 'stated',
    note: null,
  } as const;
  const expired = aMachine({ state: 'expired', providerState: 'Expired', releases: kept });
  const machineId = rentalIdOf(`acc1:resource/${expired.key}`);

  it('that renews itself says so, and at its end that no renewal was seen', async () => {
    const machine = aMachine({ autoRenews: 'yes', chargesAt: at('2026-03-23T00:00:00Z') });
    const box = aBox('2026-03-21T23:00:00Z');
    await box.list(machine);
    await box.pass('2026-03-22T00:00:00Z');
    expect(box.headings()).toEqual(['训练机-02 is charged for its renewal in 1 day']);
    await box.pass('2026-04-01T00:00:00Z');
    expect(box.headings()).toEqual(['训练机-02: end reached, no renewal seen']);
  });

  it('that renewed itself is gone', async () => {
    const machine = aMachine({ autoRenews: 'yes', chargesAt: at('2026-03-23T00:00:00Z') });
    const renewed = { ...machine, end: stated('2026-05-01T00:00:00Z'), chargesAt: at('2026-04-22T00:00:00Z') };
    const box = aBox('2026-03-21T23:00:00Z');
    await box.list(machine);
    await box.pass('2026-03-22T00:00:00Z');
    await box.pass('2026-03-23T01:00:00Z');
    await box.list(renewed);
    expect(box.headings()).toEqual(['训练机-02 renews itself in 8 days']);
    await box.list(renewed);
    expect(box.headings()).toEqual([]);
  });

  it('that has ended can be put off until its data goes', async () => {
    const box = aBox('2026-03-31T23:00:00Z');
    await box.list(aMachine({ releases: kept }));
    await box.pass('2026-04-01T00:10:00Z');
    await box.list(expired);
    expect(box.cards()).toMatchObject([
      {
        heading: '训练机-02 has ended',
        body: expect.stringContaining('data may be destroyed from Apr 16, 08:00 on'),
        deadlineAt: kept.at,
        later: { deadline: 'releases' },
      },
    ]);
    await box.pass('2026-04-13T00:00:00Z');
    expect(box.headings()).toEqual(['训练机-02: data kept for 3 days more']);
  });

  it('that is deleted at its end says so once, and is put off as one', async () => {
    const end = at('2026-04-01T00:00:00Z');
    const releases = { at: end, surelyAt: end, basis: 'derived', note: 'deleted-at-end' } as const;
    const box = aBox('2026-03-30T23:00:00Z');
    await box.list(aMachine({ releases }));
    await box.pass('2026-03-31T00:00:00Z');
    expect(box.rung.at(-1)).toMatchObject({ heading: '训练机-02: its data is deleted in 1 day', urgent: true });
    const [card, ...others] = box.cards();
    expect(others).toEqual([]);
    expect(card).toMatchObject({ heading: '训练机-02: its data is deleted in 1 day', later: { deadline: 'releases' } });
    expect(card?.body).toMatch(/^Ends Apr 1, 08:00; the provider then deletes it and its data: back up first · [^·]*$/);
    snooze(box.engine, machineId, {
      deadline: 'releases',
      choice: 'hour',
    });
    expect(box.headings()).toEqual([]);
  });
});
