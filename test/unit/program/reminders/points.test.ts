import { describe, expect, it } from 'vitest';
import { accountIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { day, hour, instantOf, minute } from '../../../../electron/core/model/instant.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { programOver } from '../../../../electron/program/program.ts';
import { noAccountRule } from '../../../../electron/core/model/account.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, estimated, stated } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';
import { valueOf } from '../../providers/session.ts';

const nowMs = ms('2026-03-28T06:00:00Z');
const account = anAccount({ id: accountIdOf('acc1') });
const bought = (name: string, startsAt: string, end: ReturnType<typeof stated>) =>
  anOrder({ id: name, items: [anItem({ resourceId: name, title: name, name, startsAt: at(startsAt), end })] });
const march = bought('march', '2026-03-01T00:00:00Z', stated('2026-04-01T00:00:00Z'));
const week = bought('week', '2026-03-25T00:00:00Z', stated('2026-04-01T12:00:00Z'));
const marchId = rentalIdOf('acc1:march/item-1');

const desk = (orders = [march, week]) => {
  const store = aStore();
  insertAccount(store.database, account);
  const program = programOver(anEngine(store, () => nowMs));
  applyReading(store.database, account, aReading(orders), instantOf(nowMs));
  const planned = async () =>
    valueOf(await program.reminders.upcoming({ withinMs: 30 * day })).map(({ title, fireAt }) => `${title} ${fireAt}`);
  const preview = async (of: '28d' | '7d' | 'balance', pointsMs: readonly number[] | null) =>
    valueOf(await program.reminders.previewPoints({ of, pointsMs })).map(({ title, reminders }) => [
      title,
      ...reminders.map(({ fireAt }) => fireAt),
    ]);
  const takeBack = async () => {
    const last = valueOf(await program.undo.last());
    return last === null ? null : program.undo.apply(last);
  };
  return { program, planned, preview, takeBack };
};

const own = { '28d': [5 * day, 2 * day, 0] };

describe('points of a length that the user chose', () => {
  it('hold in what rings next, in the pane of a rental and in a calendar alike, until they are taken back', async () => {
    const { program, planned, takeBack } = desk();
    const before = await planned();
    await program.settings.set({ points: own });
    expect(await planned()).toEqual([
      'week 2026-03-29T12:00:00.000Z',
      'march 2026-03-30T00:00:00.000Z',
      'week 2026-03-31T12:00:00.000Z',
      'march 2026-04-01T00:00:00.000Z',
      'week 2026-04-01T10:00:00.000Z',
      'week 2026-04-01T12:00:00.000Z',
    ]);
    const detail = valueOf(await program.rentals.get({ id: marchId }));
    const ahead = detail.reminders.filter(({ state }) => state === 'planned').map(({ pointMs }) => pointMs);
    expect(ahead).toEqual([2 * day, 0]);
    expect(detail.rental.nextReminderAt).toBe('2026-03-30T00:00:00.000Z');
    const [calendar] = valueOf(await program.exports.readCalendarRentals([marchId]));
    expect(calendar?.deadlines.map(({ points }) => points)).toEqual([{ rule: '28d', pointsMs: own['28d'] }]);
    await takeBack();
    expect(await planned()).toEqual(before);
    expect(valueOf(await program.settings.get()).points).toEqual({});
  });

  it('are previewed with rentals of which most is still to come: of one that ends within the hour all is over', async () => {
    const ending = (name: string, endsAt: string) => bought(name, '2026-02-20T00:00:00Z', stated(endsAt));
    const { preview } = desk([
      ending('one', '2026-03-28T06:30:00Z'),
      ending('two', '2026-03-28T07:00:00Z'),
      ending('three', '2026-03-28T08:00:00Z'),
      ending('far', '2026-04-20T00:00:00Z'),
    ]);
    expect((await preview('28d', [5 * day, 0])).map(([title, ...times]) => [title, times.length])).toEqual([
      ['far', 2],
      ['one', 1],
      ['two', 1],
    ]);
  });

  it('replace those of other lengths only where that is said', async () => {
    const { program } = desk();
    await program.settings.set({ points: own });
    await program.settings.set({ theme: 'dark' });
    expect(valueOf(await program.settings.get()).points).toEqual(own);
  });

  it('leave one row behind for what has passed by them, with the reason', async () => {
    const { program, takeBack } = desk();
    await program.settings.set({ points: own });
    const log = async () =>
      valueOf(await program.reminders.log({ offset: 0, limit: 50 })).rows.filter(({ rule }) => rule === '28d');
    expect(await log()).toMatchObject([{ state: 'suppressed', reason: 'passed' }]);
    await takeBack();
    expect(await log()).toEqual([]);
  });
});

describe('the preview of points', () => {
  it('shows what would ring, of the rentals of that length alone, and stores nothing', async () => {
    const { program, planned, preview } = desk();
    const before = await planned();
    expect(await preview('28d', own['28d'])).toEqual([
      ['march', '2026-03-30T00:00:00.000Z', '2026-04-01T00:00:00.000Z'],
    ]);
    expect(await preview('7d', [30 * minute])).toEqual([
      ['week', '2026-04-01T11:30:00.000Z', '2026-04-01T12:00:00.000Z'],
    ]);
    expect(await preview('balance', [0])).toEqual([]);
    expect(await planned()).toEqual(before);
    expect(valueOf(await program.settings.get()).points).toEqual({});
  });

  it('is what rings once the points are stored', async () => {
    const { program, planned, preview } = desk();
    const [[, ...dates] = []] = await preview('28d', own['28d']);
    await program.settings.set({ points: own });
    expect((await planned()).filter((each) => each.startsWith('march'))).toEqual(dates.map((each) => `march ${each}`));
    // The usual ones again: three days before has passed, and counts as told.
    expect(await preview('28d', null)).toEqual([
      [
        'march',
        '2026-03-29T00:00:00.000Z',
        '2026-03-31T00:00:00.000Z',
        '2026-03-31T22:00:00.000Z',
        '2026-04-01T00:00:00.000Z',
      ],
    ]);
  });

  it('shows three rentals at most, those that end first, and none that is let end or has points of its own', async () => {
    const names = ['e', 'd', 'c', 'b', 'a'];
    const orders = names.map((name, index) =>
      bought(name, '2026-03-01T00:00:00Z', stated(`2026-04-0${String(9 - index)}T00:00:00Z`)),
    );
    const { program, preview } = desk(orders);
    await program.rentals.decide({ id: rentalIdOf('acc1:a/item-1'), intention: 'let-lapse' });
    await program.rentals.change({ id: rentalIdOf('acc1:b/item-1'), change: { pointsMs: [hour] } });
    expect((await preview('28d', [0])).map(([title]) => title)).toEqual(['c', 'd', 'e']);
  });

  it('names an estimate where it takes the list', async () => {
    const { program } = desk([bought('fortnight', '2026-03-20T00:00:00Z', estimated('2026-04-04T00:00:00Z'))]);
    const [example] = valueOf(await program.reminders.previewPoints({ of: '28d', pointsMs: [10 * day, day] }));
    expect(example).toMatchObject({ title: 'fortnight', basis: 'estimated', countsFrom: '2026-04-04T00:00:00.000Z' });
    expect(example?.reminders.map(({ pointMs }) => pointMs)).toEqual([day, 0]);
  });

  it('shows no data: its points stay the usual ones', async () => {
    const { program, preview } = desk([march]);
    await program.accounts.setRule({ id: account.id, rule: { ...noAccountRule, daysKept: 10 } });
    expect(await preview('7d', [day])).toEqual([]);
    await program.settings.set({ points: { '7d': [0] } });
    const rings = valueOf(await program.reminders.upcoming({ withinMs: 30 * day }));
    expect(rings.filter(({ deadline }) => deadline === 'releases').map(({ pointMs }) => pointMs)).toEqual([
      3 * day,
      day,
      2 * hour,
      0,
    ]);
  });
});
