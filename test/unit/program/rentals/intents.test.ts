import { describe, expect, it } from 'vitest';
import { providerOrderIdOf, reminderIdOf, rentalIdOf, type RentalId } from '../../../../electron/core/model/ids.ts';
import { hour, instantOf, second } from '../../../../electron/core/model/instant.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import {
  changeRental,
  decide,
  joinRentals,
  setAccountRule,
  snooze,
  splitOrder,
} from '../../../../electron/program/rentals/intents.ts';
import { applyRingDecision } from '../../../../electron/program/rentals/ring-decision.ts';
import { inboxTwinOf } from '../../../../electron/core/reminders/claim-rows.ts';
import { Ringer } from '../../../../electron/engine/bell/ringer.ts';
import type { RingSubject } from '../../../../electron/core/reminders/ring.ts';
import { insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import type { StoredOrder } from '../../../../electron/core/model/order.ts';
import { listInbox } from '../../../../electron/edges/store/inbox.ts';
import { claimReminder, listReminderLog } from '../../../../electron/edges/store/reminder-log.ts';
import { rentalById } from '../../../../electron/edges/store/rentals.ts';
import { listRentals } from '../../../fakes/listed-rentals.ts';
import { wishOfRental } from '../../../../electron/edges/store/rental-wishes.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNotifier, plainTexts, throwNoted, titlesTogether } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, billedByUse, stated } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';

const march = anOrder({ id: 'march', items: [anItem({ title: 'march' })] });
const id = rentalIdOf('acc1:march/item-1');
const nowMs = ms('2026-03-30T06:00:00Z');
const anHour = { deadline: 'ends', choice: 'hour' } as const;

const desk = (...orders: readonly StoredOrder[]) => {
  const store = aStore();
  const { database } = store;
  const account = anAccount();
  insertAccount(database, account);
  const news: string[] = [];
  const round = (...read: readonly StoredOrder[]) => {
    applyReading(database, account, aReading(read), instantOf(nowMs));
    noteRoundDone(database, account.id, instantOf(nowMs));
  };
  round(...(orders.length === 0 ? [march] : orders));
  const rental = (which: RentalId = id): Rental => {
    const found = rentalById(database, which);
    if (found === null) throw new Error('no rental');
    return found;
  };
  const engine = anEngine(store, () => nowMs, {
    timeZone: () => 'Asia/Shanghai',
    news: (event) => news.push(event),
  });
  return { engine, database, account, news, round, rental };
};

describe('what the user says about a rental', () => {
  it('is kept as plain text, and refused where nothing of it can be seen', () => {
    const { engine, rental, database } = desk();
    changeRental(engine, id, { label: ' Cafe\u0301\u202e \u001b[31m', note: 'one\r\n\u200btwo\u0007' });
    expect(rental().title).toBe('Caf\u00e9 [31m');
    expect(wishOfRental(database, id)?.note).toBe('one\ntwo');
    for (const field of ['label', 'note'] as const)
      expect(changeRental(engine, id, { [field]: '\u200b\u202e' })).toMatchObject({
        ok: false,
        failure: { code: 'input.invalid', field, reason: 'empty' },
      });
    expect(rental().title).toBe('Caf\u00e9 [31m');
    changeRental(engine, id, { label: null });
    expect(rental().title).toBe('march');
  });

  it('is seen at once, and told to the window', () => {
    const { engine, rental, news } = desk();
    expect(changeRental(engine, id, { label: '训练机', pointsMs: [hour] }).ok).toBe(true);
    expect(rental()).toMatchObject({ title: '训练机', ownPoints: { of: 'rental', pointsMs: [hour] } });
    expect(news).toEqual(['rental.changed', 'reminder.changed', 'app.changed']);
  });

  it('about one that is not there is refused, and nothing is told', () => {
    const { engine, news } = desk();
    const unknown = rentalIdOf('acc1:other/item-1');
    const answers = [
      changeRental(engine, unknown, { label: 'x' }),
      decide(engine, unknown, 'renew'),
      snooze(engine, unknown, anHour),
      joinRentals(engine, unknown, id),
      splitOrder(engine, unknown, providerOrderIdOf('march')),
    ];
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.failure.code))).toEqual(Array(5).fill('not-found'));
    expect(news).toEqual([]);
  });

  it('a corrected end stands against what the provider says now', () => {
    const { engine, database, rental } = desk();
    changeRental(engine, id, { correctedEndAt: at('2026-04-05T00:00:00Z') });
    expect(rental().end).toMatchObject({ at: at('2026-04-05T00:00:00Z'), basis: 'corrected' });
    expect(wishOfRental(database, id)?.correctedAgainst).toBe(at('2026-04-01T00:00:00Z'));
    changeRental(engine, id, { label: 'x' });
    expect(wishOfRental(database, id)?.correctedAgainst).toBe(at('2026-04-01T00:00:00Z'));
    changeRental(engine, id, { correctedEndAt: null });
    expect(rental().end).toMatchObject({ at: at('2026-04-01T00:00:00Z'), basis: 'stated' });
  });
});

it.each(['1970-01-01T00:00:00Z', '2026-02-28T23:59:59Z', '2056-04-01T00:00:00Z', '9999-12-31T00:00:00Z'])(
  'a rental that began in March 2026 cannot end at %s',
  (end) => {
    const { engine, database, rental } = desk(
      anOrder({ id: 'march', items: [anItem({ title: 'march', startsAt: at('2026-03-01T00:00:00Z') })] }),
    );
    expect(changeRental(engine, id, { label: 'x', correctedEndAt: at(end) })).toEqual({
      ok: false,
      failure: { code: 'input.invalid', field: 'correctedEndAt', reason: 'end-impossible' },
    });
    expect([rental().title, wishOfRental(database, id)]).toEqual(['march', null]);
    expect(changeRental(engine, id, { correctedEndAt: at('2055-01-01T00:00:00Z') })).toMatchObject({ ok: true });
  },
);

describe('an intention', () => {
  it('holds for the end that is known now, and ends a "later"', () => {
    const { engine, database, rental } = desk();
    snooze(engine, id, anHour);
    expect(rental().snooze).toEqual({
      until: instantOf(nowMs + hour),
      kind: 'ends',
      against: at('2026-04-01T00:00:00Z'),
    });
    decide(engine, id, 'let-lapse');
    expect(rental()).toMatchObject({ intention: 'let-lapse', snooze: null });
    expect(wishOfRental(database, id)?.intendedFor).toBe(at('2026-04-01T00:00:00Z'));
  });

  it('is void when the end moves, and stands while a later end is not yet confirmed', () => {
    const { engine, round, rental } = desk();
    decide(engine, id, 'let-lapse');
    const later = anOrder({ id: 'march', items: [anItem({ title: 'march', end: stated('2026-04-09T00:00:00Z') })] });
    round(later);
    expect(rental()).toMatchObject({ intention: 'let-lapse', end: { at: at('2026-04-01T00:00:00Z') } });
    round(later);
    expect(rental()).toMatchObject({ intention: 'undecided', end: { at: at('2026-04-09T00:00:00Z') } });
  });
});

it('"later" needs a deadline ahead', () => {
  const { engine } = desk(anOrder({ id: 'march', items: [anItem(billedByUse)] }));
  expect(snooze(engine, id, anHour)).toEqual({
    ok: false,
    failure: { code: 'not-found', field: 'deadline' },
  });
});

describe('"later" until the next point', () => {
  const untilNext = { deadline: 'ends', choice: 'next-point' } as const;

  it('ends at the planned instant of that point', () => {
    const { engine, rental } = desk();
    expect(snooze(engine, id, untilNext).ok).toBe(true);
    expect(rental().snooze).toEqual({
      until: at('2026-03-31T00:00:00Z'),
      kind: 'ends',
      against: at('2026-04-01T00:00:00Z'),
    });
  });

  it('is refused where none of the points is left', () => {
    // Seen a second before it is due: half of that is no whole second.
    const payBy = { at: instantOf(nowMs + second), basis: 'stated' } as const;
    const unpaid = anOrder({ id: 'march', status: 'unpaid', payBy });
    const { engine, rental } = desk(unpaid);
    expect(snooze(engine, id, { deadline: 'pay-by', choice: 'next-point' })).toEqual({
      ok: false,
      failure: { code: 'not-found', field: 'choice' },
    });
    expect(rental().snooze).toBeNull();
  });
});

describe('an answer to a notification', () => {
  const told = () => {
    const rung = desk();
    const { engine, database } = rung;
    new Ringer({
      database,
      notifier: new FakeNotifier(),
      texts: plainTexts,
      summaryOf: titlesTogether,
      now: () => nowMs,
      noted: throwNoted,
      // Whether a channel works is the test's choice, and what came of it stands in the log.
      notTaken: () => undefined,
    }).claimDue();
    const [row] = listReminderLog(database, { offset: 0, limit: 9 }).filter((entry) => entry.channel !== 'inbox');
    if (row === undefined) throw new Error('nothing rang');
    const subject = { ...row, ids: [row.id], countsTo: row.deadlineAt };
    return {
      ...rung,
      subject,
      answer: (said: 'later' | 'let-lapse', about: RingSubject = subject) => applyRingDecision(engine, about, said),
    };
  };

  it('that was about an end which has moved since says nothing about the new one', () => {
    const { answer, subject, rental } = told();
    answer('let-lapse', { ...subject, deadlineAt: at('2026-03-01T00:00:00Z') });
    answer('later', { ...subject, deadlineAt: at('2026-03-01T00:00:00Z') });
    expect(rental()).toMatchObject({ intention: 'undecided', snooze: null });
  });

  it('"later" is an hour, and the inbox no longer waits', () => {
    const { answer, rental, database } = told();
    expect(listInbox(database)).toHaveLength(1);
    answer('later');
    expect(rental().snooze?.until).toBe(instantOf(nowMs + hour));
    expect(listInbox(database)).toEqual([]);
  });

  it('to one that told several takes them all out of the inbox', () => {
    const { answer, subject, database } = told();
    const other = reminderIdOf(subject.id.replace(/\/\d+\/system$/, '/1/system'));
    for (const id of [other, inboxTwinOf(other)])
      claimReminder(database, { ...subject, id, channel: id === other ? 'native' : 'inbox', state: 'shown' });
    expect(listInbox(database)).toHaveLength(2);
    answer('later', { ...subject, ids: [subject.id, other] });
    expect(listInbox(database)).toEqual([]);
  });

  it('that it may lapse is noted, and told to the window', () => {
    const { answer, rental, database, news } = told();
    answer('let-lapse');
    expect(rental().intention).toBe('let-lapse');
    expect(listInbox(database)).toEqual([]);
    expect(news.at(-1)).toBe('reminder.changed');
  });
});

describe('joins', () => {
  const april = anOrder({
    id: 'april',
    placedAt: at('2026-03-29T00:00:00Z'),
    items: [anItem({ title: 'april', startsAt: at('2026-04-01T00:00:00Z'), end: stated('2026-05-01T00:00:00Z') })],
  });
  const aprilId = rentalIdOf('acc1:april/item-1');

  it('make one rental with the later end, and a split makes two again', () => {
    const { engine, database, rental } = desk(march, april);
    expect(joinRentals(engine, aprilId, id).ok).toBe(true);
    const all = () => listRentals(database, { query: '', state: null, accountId: null }, { offset: 0, limit: 9 });
    expect(all()).toHaveLength(1);
    expect(rental().end.at).toBe(at('2026-05-01T00:00:00Z'));
    expect(splitOrder(engine, id, providerOrderIdOf('april')).ok).toBe(true);
    expect(all()).toHaveLength(2);
    expect(rental().end.at).toBe(at('2026-04-01T00:00:00Z'));
  });

  it('with itself or with one that is not there are refused', () => {
    const { engine } = desk(march, april);
    expect(joinRentals(engine, id, id).ok).toBe(false);
    expect(joinRentals(engine, id, rentalIdOf('acc1:other/item-1')).ok).toBe(false);
  });
});

it('what holds for an account bears on its rentals at once', () => {
  const { engine, account, rental } = desk();
  setAccountRule(engine, account, { pointsMs: [2 * hour], mutedUntil: null, daysKept: 7 });
  expect(rental()).toMatchObject({
    ownPoints: { of: 'account', pointsMs: [2 * hour] },
    releases: { at: at('2026-04-08T00:00:00Z'), note: 'from-user-setting' },
  });
});
