import { describe, expect, it } from 'vitest';
import { failed, success } from '../../../../../electron/core/model/failure.ts';
import { reminderIdOf, rentalIdOf } from '../../../../../electron/core/model/ids.ts';
import { day } from '../../../../../electron/core/model/instant.ts';
import type { Rental } from '../../../../../electron/core/model/rental.ts';
import { reminderHandlers } from '../../../../../electron/faces/ipc/handlers/reminder.ts';
import { insertAccount } from '../../../../../electron/edges/store/accounts.ts';
import { listReminderLog } from '../../../../../electron/edges/store/reminder-log.ts';
import { keepRental } from '../../../../../electron/engine/polling/keep-rental.ts';
import { writeSettings } from '../../../../../electron/edges/store/settings.ts';
import { anAccount } from '../../../../fakes/accounts.ts';
import { FakeNotifier } from '../../../../fakes/bell.ts';
import { aDesktop } from '../../../../fakes/desktop.ts';
import { anEngine } from '../../../../fakes/engine.ts';
import { at, ms } from '../../../../fakes/instants.ts';
import { stated } from '../../../../fakes/orders.ts';
import { aRental } from '../../../../fakes/rentals.ts';
import { aStore } from '../../../../fakes/store.ts';

const month = aRental({ end: stated('2026-04-01T00:00:00Z') });

/** The requests about reminders over a real store, ten minutes after a point rang. */
const asked = (rental: Rental = month) => {
  const store = aStore();
  const { database } = store;
  insertAccount(database, anAccount());
  keepRental(database, { rental, heldEnd: null }, [], ms('2026-03-01T08:00:00Z'));
  let nowMs = ms('2026-03-31T00:00:00Z');
  const notifier = new FakeNotifier();
  const engine = anEngine(store, () => nowMs, { notifier });
  const desktop = aDesktop(engine, [
    { channel: 'native', state: 'degraded', why: 'channel_refused' },
    { channel: 'node-notifier', state: 'unavailable', why: 'channel_not_installed' },
    { channel: 'inbox', state: 'ok', why: null },
  ]);
  const handlers = reminderHandlers(desktop);
  const takeBack = async () => {
    const last = await desktop.shown.undo.last();
    return last.ok && last.value !== null ? desktop.shown.undo.apply(last.value) : null;
  };
  const pass = (passedMs: number) => (nowMs += passedMs);
  const inbox = async () => {
    const answer = await handlers['reminder.inbox'](null);
    if (!answer.ok) throw new Error(answer.failure.code);
    return answer.value;
  };
  return { takeBack, database, engine, notifier, handlers, inbox, pass };
};

describe('ringing with a rental now', () => {
  it('tells which channel took it', async () => {
    const { handlers, notifier } = asked();
    expect(await handlers['reminder.ringNow']({ rentalId: month.id })).toEqual(
      success({ channel: 'native', why: null }),
    );
    expect(notifier.rings.at(-1)).toMatchObject({ rentalId: month.id, silent: false });
    expect(notifier.rings.filter(({ heading }) => heading.startsWith('Test: '))).toHaveLength(1);
  });

  it('tells that only the inbox has it, and why; it is not tried again behind the user’s back', async () => {
    const { handlers, notifier, engine, inbox, pass } = asked();
    await engine.ringDue();
    notifier.works = false;
    expect(await handlers['reminder.ringNow']({ rentalId: month.id })).toEqual(
      success({ channel: 'inbox', why: 'channel_refused' }),
    );
    expect(await inbox()).toHaveLength(1);
    notifier.works = true;
    const before = notifier.rings.length;
    pass(20 * 60_000);
    await engine.ringDue();
    expect(notifier.rings.slice(before)).toEqual([]);
  });

  it('rings even with what the desktop does not show otherwise', async () => {
    const { database, handlers, engine, notifier } = asked();
    writeSettings(database, { notifications: { urgent: 'inbox', usual: 'inbox', news: 'inbox' } });
    await engine.ringDue();
    expect(notifier.rings).toEqual([]);
    expect(await handlers['reminder.ringNow']({ rentalId: month.id })).toEqual(
      success({ channel: 'native', why: null }),
    );
  });

  it('needs a rental with a deadline', async () => {
    const { handlers } = asked(aRental({ phase: 'released' }));
    expect(await handlers['reminder.ringNow']({ rentalId: month.id })).toEqual(failed('not-found'));
    expect(await handlers['reminder.ringNow']({ rentalId: rentalIdOf('other') })).toEqual(failed('not-found'));
  });
});

describe('the inbox', () => {
  it('says how each of its reminders can be put off', async () => {
    const { engine, inbox, pass } = asked();
    await engine.ringDue();
    expect(await inbox()).toMatchObject([
      {
        later: {
          deadline: 'ends',
          choices: expect.arrayContaining([
            { value: 'next-point', pointMs: 2 * 3_600_000, ringsAt: at('2026-03-31T22:00:00Z'), heldBy: null },
          ]),
        },
      },
    ]);
    pass(2 * day);
    expect(await inbox()).toMatchObject([{ later: null }]);
  });

  it('has one card for a rental, of what holds now, however often it rang', async () => {
    const { database, engine, inbox, pass } = asked();
    for (let rung = 0; rung < 3; rung += 1) {
      await engine.ringDue();
      pass(12 * 3_600_000);
    }
    const waiting = await inbox();
    expect(waiting).toHaveLength(1);
    keepRental(database, { rental: { ...month, phase: 'released' }, heldEnd: null }, [], ms('2026-04-01T12:00:00Z'));
    expect(await inbox()).toMatchObject([{ rentalId: month.id, heading: '训练机-02 released', later: null }]);
    keepRental(
      database,
      { rental: { ...month, end: stated('2026-06-01T00:00:00Z') }, heldEnd: null },
      [],
      ms('2026-04-01T12:00:00Z'),
    );
    expect(await inbox()).toEqual([]);
  });

  it('loses what is acknowledged, once, and takes it back, once', async () => {
    const { database, engine, handlers, inbox, takeBack } = asked();
    await engine.ringDue();
    const [entry] = await inbox();
    if (entry === undefined) throw new Error('nothing waits');
    const { id } = entry;
    const ids = [id];
    expect(await handlers['reminder.acknowledge']({ ids })).toEqual(success(null));
    expect(await handlers['reminder.acknowledge']({ ids })).toEqual(failed('not-found'));
    expect(await inbox()).toEqual([]);
    expect(await takeBack()).toEqual(success(null));
    expect(await inbox()).toEqual([entry]);
    expect(await takeBack()).toBeNull();
    expect(await handlers['reminder.acknowledge']({ ids: [reminderIdOf('other')] })).toEqual(failed('not-found'));
    const rows = listReminderLog(database, { offset: 0, limit: 9 });
    await engine.ringDue();
    expect(listReminderLog(database, { offset: 0, limit: 9 })).toEqual(rows);
  });
});

it('what will ring tells its channels by the choice for its severity', async () => {
  const { database, handlers } = asked();
  writeSettings(database, { notifications: { urgent: 'silent', usual: 'inbox', news: 'sound' } });
  const answer = await handlers['reminder.upcoming']({ days: 2 });
  if (!answer.ok) throw new Error(answer.failure.code);
  expect(answer.value.map(({ pointMs, channels }) => [pointMs, channels])).toEqual([
    [2 * 3_600_000, ['inbox']],
    [0, ['native', 'inbox']],
  ]);
});
