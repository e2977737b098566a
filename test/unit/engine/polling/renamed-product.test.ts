import { describe, expect, it } from 'vitest';
import { instantOf, minute } from '../../../../electron/core/model/instant.ts';
import { accountById, insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { ordersOfAccount } from '../../../../electron/edges/store/orders.ts';
import { rentalsOfAccount } from '../../../../electron/edges/store/rentals.ts';
import { rereadOrders } from '../../../../electron/engine/polling/reassemble.ts';
import { syncAccount } from '../../../../electron/engine/polling/round.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import { wolover } from '../../../../electron/providers/wolover/index.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNetwork, json, woloverRow } from '../../../fakes/http.ts';
import { ms } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';
import { keysFor } from '../../../fakes/vault.ts';

/** An account with one order, bought on 1 March for one unit; a test renames its product between rounds. */
const desk = (settings: Readonly<Record<string, string>>) => {
  const { database } = aStore();
  const { id } = anAccount();
  insertAccount(database, anAccount({ provider: 'wolover', settings, lastSyncedAt: null }));
  let product: unknown = { name: '训练机' };
  const network = new FakeNetwork(() =>
    json({ total: 1, rows: [woloverRow('1', 5, { orderProductVo: product })], code: 200, msg: '' }),
  );
  const memory = {};
  let nowMs = ms('2026-03-02T08:00:00Z');
  const parts = {
    ...{ database, providers, openHttp: network.open, nonce: () => 'nonce', memoryOf: () => memory },
    ...{ now: () => nowMs, budgetOf: () => 10_000, onProgress: () => undefined, onApplied: () => undefined },
    vault: { read: keysFor({ apiKey: 'sk-key' }) },
  };
  const current = () => accountById(database, id) ?? anAccount();
  return {
    /** Two rounds that show the product under a name: a later end is believed by then. */
    shows: async (next: unknown) => {
      product = next;
      for (const _round of [1, 2]) {
        nowMs += 10 * minute;
        await syncAccount(current(), parts, new AbortController().signal);
      }
    },
    /** What an account's form does with settings. */
    sets: (next: Readonly<Record<string, string>>) =>
      rereadOrders(database, current(), (order) => wolover.reread?.(order, next) ?? order, instantOf(nowMs)),
    end: () => rentalsOfAccount(database, id)[0]?.rental.end.at?.slice(0, 10),
    order: () => ordersOfAccount(database, id)[0],
  };
};
const weekly = { durationUnit: 'month', productUnits: '训练机=week' };
const [week, month] = ['2026-03-08', '2026-04-01'];

describe('a product that is renamed', () => {
  it.each<[string, unknown]>([
    ['to another name', { name: '训练机（新）' }],
    ['to one that differs in its letters only', { name: '訓練機' }],
    ['and not named any more', null],
    ['and named nothing', { name: '' }],
  ])('%s: its orders keep the unit that they were sold by', async (_name, next) => {
    const here = desk(weekly);
    await here.shows({ name: '训练机' });
    expect(here.end()).toBe(week);
    await here.shows(next);
    expect(here.end()).toBe(week);
  });

  it('and renamed again, and back', async () => {
    const here = desk(weekly);
    await here.shows({ name: '训练机' });
    for (const name of ['二号', '三号']) {
      await here.shows({ name });
      expect([here.end(), here.order()?.soldAs]).toEqual([week, '训练机']);
    }
    await here.shows({ name: '训练机' });
    expect(here.end()).toBe(week);
    expect(here.order()).not.toHaveProperty('soldAs');
  });

  it('to one that has a unit of its own: what was known of the order counts', async () => {
    const here = desk({ ...weekly, productUnits: '训练机=week,二号=month' });
    await here.shows({ name: '训练机' });
    await here.shows({ name: '二号' });
    expect(here.end()).toBe(week);
  });

  it('from one that had none to one that has: the earlier end counts', async () => {
    const later = desk({ durationUnit: 'week', productUnits: '二号=month' });
    const earlier = desk({ durationUnit: 'month', productUnits: '二号=week' });
    for (const here of [later, earlier]) {
      await here.shows({ name: '训练机' });
      await here.shows({ name: '二号' });
      expect(here.end()).toBe(week);
    }
  });

  it('and whose units the user sets anew: by what it was sold as', async () => {
    const here = desk(weekly);
    await here.shows({ name: '训练机' });
    await here.shows({ name: '二号' });
    here.sets({ ...weekly, productUnits: '训练机=week,三号=day' });
    expect(here.end()).toBe(week);
    here.sets({ durationUnit: 'month' });
    expect(here.end()).toBe(month);
  });

  it('where nothing has a unit of its own, says nothing else than before', async () => {
    const here = desk({ durationUnit: 'month' });
    await here.shows({ name: '训练机' });
    await here.shows({ name: '二号' });
    expect(here.end()).toBe(month);
  });
});
