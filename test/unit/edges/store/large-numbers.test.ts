import { describe, expect, it } from 'vitest';
import { accountIdOf, reminderIdOf, rentalIdOf } from '../../../../electron/core/model/ids.ts';
import { listAccounts } from '../../../../electron/edges/store/accounts.ts';
import { claimReminder, watermarkOf } from '../../../../electron/edges/store/reminder-log.ts';
import { noAccountRule } from '../../../../electron/core/model/account.ts';
import { putAccountRule } from '../../../../electron/edges/store/rental-wishes.ts';
import { applyReading } from '../../../fakes/apply-reading.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNotifier } from '../../../fakes/bell.ts';
import { aDamagedStore, bad, readingCommands, roundAt, runOver, start } from '../../../fakes/damaged-store.ts';
import { anEngine } from '../../../fakes/engine.ts';
import { at } from '../../../fakes/instants.ts';
import { anItem, anOrder, aReading, stated } from '../../../fakes/orders.ts';

/** Every column that holds a whole number, and which row of it. */
const columns = [
  ['account', 'interval_ms', `id = 'acc1'`],
  ['account', 'requests_per_hour', `id = 'acc1'`],
  ['account', 'allow_http', `id = 'acc1'`],
  ['account', 'paused', `id = 'acc1'`],
  ['orders', 'finished', `account_id = 'acc1'`],
  ['orders', 'incomplete', `account_id = 'acc1'`],
  ['orders', 'missing_rounds', `account_id = 'acc1'`],
  ['orders', 'key', `account_id = 'acc1'`],
  ['account_rule', 'days_kept', `account_id = 'acc1'`],
  ['deadline_move', 'moves', `account_id = 'acc1'`],
  ['rental', 'key', `account_id = 'acc1'`],
  ['rental', 'state_until', `account_id = 'acc1'`],
  ['rental', 'sort_at', `account_id = 'acc1'`],
  ['change', 'key', `account_id = 'acc1'`],
  ['reminder_log', 'point_ms', `account_id = 'acc1'`],
  ['reminder_log', 'attempts', `account_id = 'acc1'`],
] as const;
const beyond = ['9223372036854775807', '-9223372036854775808', '9007199254740993'];
const damages = columns.flatMap(([table, column, where]) =>
  beyond.map((number) => [table, column, number, where] as const),
);

/** The damaged store with a reminder that each rental was told two days before its end, and the change of an order. */
const aStoreWith = (table: string, column: string, number: string, where: string) => {
  const made = aDamagedStore('account', 'label', '', 'FALSE');
  const { database } = made.store;
  for (const accountId of [bad, accountIdOf('acc2')]) {
    claimReminder(database, {
      id: reminderIdOf(`${accountId}:order-1/item-1/ends/told`),
      rentalId: rentalIdOf(`${accountId}:order-1/item-1`),
      accountId,
      ...{ account: 'label', title: 'title', deadline: 'ends', basis: 'stated', rule: 'under-24h', channel: 'inbox' },
      ...{ deadlineAt: at('2026-04-01T00:00:00Z'), pointMs: 172_800_000, fireAt: at('2026-03-30T00:00:00Z') },
      ...{ state: 'shown', reason: null, attempts: 1, heading: 'heading', body: 'body', retryAt: null },
      ...{ claimedAt: at('2026-03-30T00:00:00Z'), shownAt: at('2026-03-30T00:00:00Z') },
    });
  }
  database.run(
    `INSERT INTO change (account_id, rental_id, kind, at) VALUES ('acc1', 'acc1:order-1/item-1', 'endMoved', ?)`,
    roundAt,
  );
  expect(database.run(`UPDATE ${table} SET ${column} = ? WHERE ${where}`, number)).toBe(1);
  return made;
};

describe('a whole number that is too large to be read', () => {
  it.each(damages)('%s.%s = %s: both rentals ring, and the engine stops in order', async (...damage) => {
    const { store } = aStoreWith(...damage);
    putAccountRule(store.database, bad, noAccountRule);
    const notifier = new FakeNotifier();
    const engine = anEngine(store, () => start, { notifier });
    engine.start();
    for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
    const rung = notifier.rings.map(({ heading }) => heading).join();
    expect(rung).toContain('healthy');
    expect(rung).toContain('damaged');
    await engine.stop();
  });

  it.each(damages)('%s.%s = %s: every reading command answers, and tells what it leaves out', async (...damage) => {
    const { path } = aStoreWith(...damage);
    for (const command of [...readingCommands, 'doctor']) {
      const { answer, said } = await runOver(path, command);
      if (command !== 'doctor')
        expect(answer.exit, command).toBe(/cannot be read|found by is damaged/.test(said) ? 1 : 0);
      if (!/reminders|doctor/.test(command)) expect(answer.text, command).toMatch(/healthy|two/);
    }
  });

  it.each(damages)('%s.%s = %s: a round stores what it reads', (...damage) => {
    const { store } = aStoreWith(...damage);
    const again = anOrder({
      accountId: bad,
      title: 'damaged',
      items: [anItem({ title: 'damaged', end: stated('2026-05-01T00:00:00Z') })],
    });
    applyReading(store.database, anAccount({ id: bad, label: 'one' }), aReading([again]), roundAt);
    expect(store.database.one(`SELECT body FROM orders WHERE account_id = 'acc1'`)?.['body']).toContain('2026-05-01');
    // What a provider can say anew is whole again.
    expect(store.database.damaged.all.filter(({ table: name }) => name === 'orders')).toEqual([]);
  });

  it('costs an account that value alone, which counts as usual, and is told', () => {
    const { store } = aStoreWith('account', 'interval_ms', '9223372036854775807', `id = 'acc1'`);
    expect(listAccounts(store.database).map(({ intervalMs }) => intervalMs)).toEqual([600_000, 600_000]);
    expect(store.database.damaged.all).toMatchObject([{ table: 'account', column: 'interval_ms', accountId: 'acc1' }]);
  });

  it.each(['0', '-5'])('and an interval or a budget of %s, are the usual ones', (number) => {
    const { store } = aStoreWith('account', 'interval_ms', number, `id = 'acc1'`);
    store.database.run('UPDATE account SET requests_per_hour = ?', number);
    expect(listAccounts(store.database)[0]).toMatchObject({ intervalMs: 600_000, requestsPerHour: 6000 });
  });

  it('costs a deadline the reminders that were told of it no more than that one', () => {
    const { store } = aStoreWith('reminder_log', 'point_ms', '-9223372036854775808', `account_id = 'acc1'`);
    const rental = rentalIdOf('acc1:order-1/item-1');
    expect(watermarkOf(store.database, rental, 'ends', at('2026-04-01T00:00:00Z'), roundAt)).toBe(null);
  });
});
