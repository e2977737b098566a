import { expect, test } from 'vitest';
import { accountIdOf, rentalIdOf } from '../../../electron/core/model/ids.ts';
import { instantOf } from '../../../electron/core/model/instant.ts';
import { insertAccount, removeAccount } from '../../../electron/edges/store/accounts.ts';
import { programOver } from '../../../electron/program/program.ts';
import { anAccount } from '../../fakes/accounts.ts';
import { applyReading } from '../../fakes/apply-reading.ts';
import { anEngine } from '../../fakes/engine.ts';
import { ms } from '../../fakes/instants.ts';
import { anItem, anOrder, aReading } from '../../fakes/orders.ts';
import { aStore } from '../../fakes/store.ts';
import { valueOf } from '../providers/session.ts';

const nowMs = ms('2026-03-10T06:00:00Z');

const desk = () => {
  const store = aStore();
  const program = programOver(anEngine(store, () => nowMs));
  const takeBack = async () => {
    const last = valueOf(await program.undo.last());
    return last === null ? null : program.undo.apply(last);
  };
  return { database: store.database, program, takeBack };
};

test('taking back a setting leaves those alone that were set elsewhere meanwhile', async () => {
  const { program, takeBack } = desk();
  await program.settings.set({ theme: 'dark' });
  const quietHours = { from: '22:00', to: '08:00', timeZone: 'Asia/Shanghai', urgentPasses: true };
  await program.settings.setConfirmed({ quietHours, proxy: 'none' });
  expect(await takeBack()).toMatchObject({ ok: true });
  expect(valueOf(await program.settings.get())).toMatchObject({ theme: 'dark', quietHours: null, proxy: 'system' });
  await program.settings.setConfirmed({ quietHours, proxy: 'none' });
  await takeBack();
  await takeBack();
  expect(valueOf(await program.settings.get())).toMatchObject({ theme: 'system', quietHours: null, proxy: 'system' });
});

test('taking back a theme does not settle a proxy that lies damaged', async () => {
  const { database, program, takeBack } = desk();
  await program.settings.set({ theme: 'dark' });
  database.run(`INSERT OR REPLACE INTO setting (name, value) VALUES ('proxy', '"ftp://x"')`);
  await takeBack();
  expect(database.one(`SELECT value FROM setting WHERE name = 'proxy'`)).toEqual({ value: '"ftp://x"' });
});

test('what it was about is gone: the step before it is next', async () => {
  const { database, program, takeBack } = desk();
  const account = anAccount({ id: accountIdOf('acc1') });
  insertAccount(database, account);
  const order = anOrder({ id: 'march', items: [anItem({ title: 'march', name: 'march' })] });
  applyReading(database, account, aReading([order]), instantOf(nowMs));
  await program.settings.set({ theme: 'dark' });
  const change = { label: 'x' };
  expect(await program.rentals.change({ id: rentalIdOf('acc1:march/item-1'), change })).toMatchObject({ ok: true });
  removeAccount(database, account.id);
  expect(await takeBack()).toMatchObject({ ok: false, failure: { code: 'not-found' } });
  expect(await takeBack()).toMatchObject({ ok: true });
  expect(valueOf(await program.settings.get()).theme).toBe('system');
});
