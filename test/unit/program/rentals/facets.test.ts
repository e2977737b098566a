import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { everyRental, type RentalFilter } from '../../../../electron/contract/views.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import type { Rental } from '../../../../electron/core/model/rental.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { keepRental } from '../../../../electron/engine/polling/keep-rental.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { stated } from '../../../fakes/orders.ts';
import { aRental } from '../../../fakes/rentals.ts';
import { aFolder, aStore } from '../../../fakes/store.ts';
import { aTerminal } from '../../../fakes/terminal.ts';
import { valueOf } from '../../providers/session.ts';

const now = '2026-03-10T00:00:00Z';
const other = accountIdOf('acc2');
const none = { at: null, basis: 'none', note: 'not-stated', earliestAt: null } as const;
const price = { amount: '100.50', currency: 'CNY' };

const rentals: readonly Rental[] = [
  aRental({ id: 'acc1:soon', end: stated('2026-03-10T20:00:00Z'), lastPrice: price }),
  aRental({ id: 'acc1:week', end: stated('2026-03-15T00:00:00Z'), intention: 'renew', region: 'west' }),
  aRental({ id: 'acc1:month', end: stated('2026-04-01T00:00:00Z'), resourceType: 'disk', lastPrice: price }),
  aRental({ id: 'acc1:far', end: stated('2027-04-01T00:00:00Z'), spec: '8×RTX 4090 24 GB · 64 vCPU' }),
  aRental({ id: 'acc1:unknown', end: none, title: '推理机', words: '4090×2', spec: null }),
  aRental({ id: 'acc1:over', end: stated('2026-03-01T00:00:00Z'), lastPrice: price }),
  aRental({ id: 'acc1:gone', phase: 'released', end: stated('2026-02-01T00:00:00Z') }),
  aRental({
    id: 'acc2:frozen',
    accountId: other,
    provider: 'wolover',
    phase: 'frozen',
    end: none,
    releases: {
      at: at('2026-03-10T00:20:00Z'),
      surelyAt: at('2026-03-10T00:30:00Z'),
      basis: 'derived',
      note: 'frozen-window',
    },
  }),
];

const asked = () => {
  const storePath = join(aFolder(), 'store.sqlite');
  const { database } = aStore(storePath);
  insertAccount(database, anAccount());
  insertAccount(database, anAccount({ id: other, label: 'lab', provider: 'wolover' }));
  for (const rental of rentals) keepRental(database, { rental, heldEnd: null }, [rental.title], ms(now));
  const opened = aTerminal({ line: 'rentals', storePath, now: () => ms(now) }).openReader();
  if (!opened.ok || opened.value === null) throw new Error('the store did not open');
  const { questions, close } = opened.value;
  onTestFinished(close);
  const page = (filter: Partial<RentalFilter>, part = { offset: 0, limit: 100 }) =>
    questions.rentals.list({ ...everyRental, ...filter, ...part });
  return {
    page,
    ids: async (filter: Partial<RentalFilter>) => valueOf(await page(filter)).rows.map(({ id }) => String(id)),
    facets: async (filter: Partial<RentalFilter>) =>
      valueOf(await questions.rentals.facets({ ...everyRental, ...filter })),
  };
};

describe('the filters of the list', () => {
  it('leave what they say', async () => {
    const { ids } = asked();
    expect(await ids({ within: 'day' })).toEqual(['acc2:frozen', 'acc1:soon']);
    expect(await ids({ within: 'week' })).toEqual(['acc2:frozen', 'acc1:soon', 'acc1:week']);
    expect(await ids({ within: 'month' })).toEqual(['acc2:frozen', 'acc1:soon', 'acc1:week', 'acc1:month']);
    expect(await ids({ within: 'none' })).toEqual(['acc1:unknown']);
    expect(await ids({ plan: 'renew' })).toEqual(['acc1:week']);
    expect(await ids({ region: 'west' })).toEqual(['acc1:week']);
    expect(await ids({ kind: 'disk' })).toEqual(['acc1:month']);
    expect(await ids({ gpu: 'RTX 4090' })).toEqual(['acc1:far', 'acc1:unknown']);
    expect(await ids({ gpu: 'RTX 4080' })).toEqual([]);
    expect(await ids({ provider: 'wolover' })).toEqual(['acc2:frozen']);
    expect(await ids({ provider: 'wolover', within: 'none' })).toEqual([]);
  });

  it('hide what is over, and say how much of it they would leave', async () => {
    const { page, facets, ids } = asked();
    expect(await page({ ended: false })).toMatchObject({ value: { total: 6 } });
    expect(await page({ ended: true })).toMatchObject({ value: { total: 8 } });
    expect(await ids({ ended: false })).not.toContain('acc1:over');
    for (const ended of [true, false]) expect(await facets({ ended })).toMatchObject({ over: 2 });
    expect(await facets({ ended: false, query: '推理机' })).toMatchObject({ over: 0 });
    expect(await facets({ ended: false, state: 'released' })).toMatchObject({ over: 1 });
    expect(await page({ ended: false, state: 'released' })).toMatchObject({ value: { total: 0 } });
  });

  it('count of each value as many as the list then has', async () => {
    const { facets, ids } = asked();
    for (const base of [
      {},
      { ended: false },
      { plan: 'undecided' },
      { within: 'week' },
      { query: '推理机' },
    ] as const) {
      const found = await facets(base);
      expect(await ids({ ...base, noRing: 'any' })).toHaveLength(found.silent);
      for (const { value, count } of found.state) expect(await ids({ ...base, state: value })).toHaveLength(count);
      for (const { value, count } of found.within) expect(await ids({ ...base, within: value })).toHaveLength(count);
      for (const { value, count } of found.plan) expect(await ids({ ...base, plan: value })).toHaveLength(count);
      for (const { value, count } of found.accountId)
        expect(await ids({ ...base, accountId: value })).toHaveLength(count);
      for (const { value, count } of found.provider)
        expect(await ids({ ...base, provider: value })).toHaveLength(count);
      for (const { value, count } of found.region) expect(await ids({ ...base, region: value })).toHaveLength(count);
      for (const { value, count } of found.gpu) expect(await ids({ ...base, gpu: value })).toHaveLength(count);
      for (const { value, count } of found.kind) expect(await ids({ ...base, kind: value })).toHaveLength(count);
    }
    expect((await facets({})).gpu).toEqual([{ value: 'RTX 4090', count: 2 }]);
    expect((await facets({ query: 'nothing like it' })).state).toEqual([]);
  });

  it('sum what those that run cost', async () => {
    const { facets } = asked();
    expect(await facets({})).toMatchObject({ cost: [{ amount: '201.00', currency: 'CNY' }], unpriced: 4 });
    expect(await facets({ within: 'day' })).toMatchObject({ cost: [price], unpriced: 1 });
  });
});

describe('the sequence of the list', () => {
  it('is the one that is asked for, part by part', async () => {
    const { ids, page } = asked();
    const all = { ended: true } as const;
    const soonest = await ids(all);
    const by = (order: RentalFilter['order']) => ids({ ...all, order });
    const over = ['acc1:over', 'acc1:gone'];
    const priced = ['acc1:soon', 'acc1:month'];
    expect((await by({ by: 'deadline', descending: true })).slice(0, 3)).toEqual([
      'acc1:far',
      'acc1:month',
      'acc1:week',
    ]);
    expect((await by({ by: 'account', descending: false }))[0]).toBe('acc2:frozen');
    expect((await by({ by: 'price', descending: false })).slice(0, 2)).toEqual(priced);
    expect((await by({ by: 'plan', descending: true }))[0]).toBe('acc1:week');
    expect((await by({ by: 'name', descending: false }))[0]).toBe('acc1:unknown');
    for (const each of ['name', 'plan', 'account', 'price'] as const) {
      const order = { by: each, descending: false };
      const found = await by(order);
      expect([...found].sort()).toEqual([...soonest].sort());
      expect(found.slice(-2)).toEqual(over);
      const part = valueOf(await page({ ...all, order }, { offset: 2, limit: 3 }));
      expect(part.rows.map(({ id }) => String(id))).toEqual(found.slice(2, 5));
      expect(part.total).toBe(found.length);
      for (const offset of [5, 6, 7]) {
        const rows = valueOf(await page({ ...all, order }, { offset, limit: 2 })).rows.map(({ id }) => String(id));
        expect(rows).toEqual(found.slice(offset, offset + 2));
      }
    }
  });
});
