import { describe, expect, it } from 'vitest';
import { balanceIdOf } from '../../../../electron/core/rentals/balance.ts';
import { day, hour, instantOf } from '../../../../electron/core/model/instant.ts';
import { insertAccount, noteRoundDone } from '../../../../electron/edges/store/accounts.ts';
import { rentalById } from '../../../../electron/edges/store/rentals.ts';
import { Ringer } from '../../../../electron/engine/bell/ringer.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { accountJson } from '../../../../electron/faces/terminal/json/account.ts';
import { accountQuestions } from '../../../../electron/program/accounts/questions.ts';
import { exportQuestions } from '../../../../electron/program/exports.ts';
import { overviewQuestions } from '../../../../electron/program/overview.ts';
import { reminderQuestions } from '../../../../electron/program/reminders/questions.ts';
import { changeRental, decide, joinRentals, snooze } from '../../../../electron/program/rentals/intents.ts';
import { rentalQuestions } from '../../../../electron/program/rentals/questions.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { aBalance, aBalanceRound, usd } from '../../../fakes/balance.ts';
import { FakeNotifier, plainTexts, throwNoted, titlesTogether } from '../../../fakes/bell.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { ms } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';

const account = anAccount();
const id = balanceIdOf(account.id);
const nowMs = ms('2026-03-10T00:00:00Z');
const inMs = (aheadMs: number) => instantOf(nowMs + aheadMs);
const notFound = { ok: false, failure: { code: 'not-found' } };

/** An account whose credit lasts for sixty hours, of which the bell has told. */
const desk = async () => {
  const store = aStore();
  const { database } = store;
  insertAccount(database, account);
  noteRoundDone(database, account.id, inMs(-hour));
  const round = (credit: string) =>
    applyReading(
      database,
      account,
      aBalanceRound(aBalance(credit, '1', { afterwards: 'provider_vastai_balance_afterwards' })),
      inMs(0),
    );
  round('60');
  const engine = anEngine(store, () => nowMs, { timeZone: () => 'Asia/Shanghai' });
  const ringer = new Ringer({
    ...{ database, notifier: new FakeNotifier(), texts: plainTexts, summaryOf: titlesTogether, now: () => nowMs },
    ...{ noted: throwNoted, notTaken: () => undefined },
  });
  ringer.claimDue();
  await ringer.deliver();
  const valueOf = <Value>(result: { ok: true; value: Value } | { ok: false }): Value => {
    if (!result.ok) throw new Error('refused');
    return result.value;
  };
  const inbox = () => valueOf(reminderQuestions(engine).inbox());
  return { engine, database, round, inbox, valueOf };
};

describe('the credit of an account', () => {
  it('stands beside the account, and in what the terminal says of it', async () => {
    const { engine, valueOf } = await desk();
    const [view] = valueOf(accountQuestions(engine).list());
    expect(view).toMatchObject({ rentals: 0, balance: { credit: usd('60'), lastsUntil: inMs(60 * hour) } });
    expect(view && accountJson(view, []).balance).toStrictEqual({
      credit: usd('60'),
      perHour: usd('1'),
      lastsUntil: inMs(60 * hour),
    });
  });

  it('has a card, reminders to come, a row in the log and a line in the tray, and no rental behind them', async () => {
    const { engine, inbox, valueOf } = await desk();
    expect(inbox()).toMatchObject([{ rentalId: id, deadlineAt: inMs(60 * hour) }]);
    const reminders = reminderQuestions(engine);
    const planned = { rentalId: id, title: account.label, deadline: 'balance', rule: 'balance', basis: 'derived' };
    expect(valueOf(reminders.upcoming({ withinMs: 30 * day }))).toMatchObject([
      { ...planned, pointMs: day },
      { ...planned, pointMs: 2 * hour },
      { ...planned, pointMs: 0 },
    ]);
    expect(valueOf(reminders.log({ offset: 0, limit: 10 })).rows).toMatchObject([
      { ...planned, channels: ['native', 'inbox'] },
    ]);
    expect(valueOf(overviewQuestions(engine).glance()).deadlines).toMatchObject([{ kind: 'balance', rentalId: id }]);
    expect(rentalQuestions(engine).get({ id })).toMatchObject(notFound);
    expect(
      valueOf(rentalQuestions(engine).find({ query: '', state: null, accountId: null, dueWithinMs: null })),
    ).toEqual([]);
    expect(valueOf(exportQuestions(engine).findCalendar())).toEqual({ rentals: [], calledOff: [] });
  });

  it('can be put off, until it is taken back, and over rounds', async () => {
    const { engine, database, round, inbox } = await desk();
    expect(inbox()[0]?.later?.deadline).toBe('balance');
    expect(snooze(engine, id, { deadline: 'balance', choice: 'hour' })).toMatchObject({ ok: true });
    round('59.9');
    expect(rentalById(database, id)?.snooze).toMatchObject({ until: inMs(hour), kind: 'balance' });
    expect(inbox()).toEqual([]);
    expect(decide(engine, id, 'undecided')).toMatchObject({ ok: true });
    expect(inbox()).toHaveLength(1);
  });

  it('neither renews nor lapses, and has no name, end or order of its own', async () => {
    const { engine, database } = await desk();
    const before = rentalById(database, id);
    expect(decide(engine, id, 'renew')).toMatchObject(notFound);
    expect(decide(engine, id, 'let-lapse')).toMatchObject(notFound);
    expect(changeRental(engine, id, { label: 'mine', correctedEndAt: inMs(day) })).toMatchObject(notFound);
    expect(joinRentals(engine, id, id)).toMatchObject(notFound);
    expect(rentalById(database, id)).toEqual(before);
  });

  it('that nothing uses any more has no card', async () => {
    const { database, inbox } = await desk();
    applyReading(database, account, aBalanceRound(null), inMs(0));
    expect(inbox()).toEqual([]);
  });
});
