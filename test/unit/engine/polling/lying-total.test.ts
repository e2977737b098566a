import { describe, expect, it } from 'vitest';
import { minute } from '../../../../electron/core/model/instant.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import { accountById, insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { ordersOfAccount } from '../../../../electron/edges/store/orders.ts';
import { rentalsOfAccount } from '../../../../electron/edges/store/rentals.ts';
import { syncAccount } from '../../../../electron/engine/polling/round.ts';
import type { RoundResult } from '../../../../electron/engine/polling/outcome.ts';
import type { RoundParts } from '../../../../electron/engine/polling/ports.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNetwork, json, woloverRow } from '../../../fakes/http.ts';
import { ms } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';
import { keysFor } from '../../../fakes/vault.ts';

type Provider = 'wolover' | 'unicloud';

/** How many orders an answer claims, from how many there are and how many it shows. */
type Total = (truth: number, shown: number) => unknown;

/** What one server holds now; a test changes it between rounds. */
interface Server {
  ids: readonly string[];
  total: Total;
  /** Rows per page where the server gives fewer than asked for. */
  size: number | null;
  /** Rows of a page that the server drops after it has cut it. */
  drops: (index: number) => boolean;
}

const honest: Total = (truth) => truth;
const ofPage: Total = (_, shown) => shown;
const names = (count: number): string[] => Array.from({ length: count }, (_, index) => String(1000 - index));

const settings: Readonly<Record<Provider, Readonly<Record<string, string>>>> = {
  wolover: { durationUnit: 'month' },
  unicloud: {},
};

const detail = (id: string): unknown => ({
  Order: {
    Id: id,
    OrderStatus: 'PAID',
    OrderCategory: 'NEW',
    CreateTime: 1_790_000_000_000,
    Items: [
      { id: `${id}1`, productName: 'ECS', productStartTime: 1_790_000_000_000, productEndTime: 1_798_000_000_000 },
    ],
  },
});

const answerOf = (provider: Provider, server: Server, sent: string) => {
  const query = new URLSearchParams(sent);
  const asked = query.get('OrderId');
  if (asked !== null) return json(detail(asked));
  const size = server.size ?? Number(query.get('pageSize') ?? query.get('Size'));
  // Both count from 1; the RuoYi family takes 0 for the first page too, and repeats the last one.
  const last = Math.max(1, Math.ceil(server.ids.length / size));
  const page = Number(query.get('pageNum') ?? query.get('Page'));
  const number = provider === 'wolover' ? Math.min(Math.max(page, 1), last) : page;
  const ids = server.ids.slice((number - 1) * size, number * size).filter((_, index) => !server.drops(index));
  const total = server.total(server.ids.length, ids.length);
  if (provider === 'wolover') return json({ total, rows: ids.map((id) => woloverRow(id, 5)), code: 200, msg: '' });
  const rows = ids.map((Id) => ({ Id, OrderStatus: 'PAID', OrderCategory: 'NEW', CreateTime: 1_790_000_000_000 }));
  return json({ OrderList: { Order: rows }, TotalCount: total });
};

/** An account over a real store whose server pages, and counts, as a test says. */
const desk = (provider: Provider, given: Partial<Server>) => {
  const { database } = aStore();
  const { id } = anAccount();
  insertAccount(database, anAccount({ provider, settings: settings[provider], lastSyncedAt: null }));
  const server: Server = { ids: names(130), total: honest, size: null, drops: () => false, ...given };
  const network = new FakeNetwork(({ body, url }) => answerOf(provider, server, body ?? new URL(url).search));
  const memory = {};
  let nowMs = ms('2026-10-02T08:00:00Z');
  const parts: RoundParts = {
    database,
    vault: { read: keysFor({ apiKey: 'sk-key', accessKeyId: 'ak', accessKeySecret: 'sk' }) },
    providers,
    openHttp: network.open,
    now: () => nowMs,
    nonce: () => 'nonce',
    memoryOf: () => memory,
    budgetOf: () => 10_000,
    onProgress: () => undefined,
    onApplied: () => undefined,
  };
  const round = async (): Promise<RoundResult> => {
    nowMs += 10 * minute;
    const account = accountById(database, id);
    if (account === null) throw new Error('no account');
    return syncAccount(account, parts, new AbortController().signal);
  };
  const vanished = (): number =>
    rentalsOfAccount(database, id).filter(({ rental }) => rental.phase === 'vanished').length;
  return { server, round, vanished, stored: () => ordersOfAccount(database, id).length };
};

const unsettled = { code: 'round.unsettled' };

describe.each<Provider>(['wolover', 'unicloud'])('%s', (provider) => {
  const size = provider === 'wolover' ? 100 : 200;
  const count = size + 30;

  it.each<[string, Partial<Server>]>([
    ['counts the page', { total: ofPage }],
    ['counts the page, of a server that cuts pages to 20', { total: ofPage, size: 20 }],
    ...[6, 7, 12, 18, 24, 36, 48].map((size): [string, Partial<Server>] => [
      `counts the page, of a server that cuts pages to ${size}`,
      { total: ofPage, size },
    ]),
    ['counts the page, from which some rows were dropped', { total: ofPage, drops: (index) => index % 50 === 7 }],
    ['is capped', { total: (truth) => Math.min(truth, size) }],
    ['is text that counts the page', { total: (_, shown) => String(shown) }],
  ])('a total that %s loses no order and is told', async (_, given) => {
    const here = desk(provider, { ids: names(count), ...given });
    const { outcome } = await here.round();
    expect(outcome).toMatchObject({ ok: true, warnings: [unsettled] });
    expect(here.stored()).toBe(names(count).filter((__, index) => given.drops?.(index % size) !== true).length);
  });

  it.each([
    ['a whole page', null],
    ['a page of 7', 7],
  ])('a server that begins to count %s makes no known rental vanish', async (_, cut) => {
    const here = desk(provider, { ids: names(count) });
    expect((await here.round()).outcome.warnings).toEqual([]);
    Object.assign(here.server, { total: ofPage, size: cut });
    for (const _round of [1, 2, 3]) expect((await here.round()).outcome.warnings).toEqual([unsettled]);
    expect(here.vanished()).toBe(0);
  });

  it('a list that is suddenly empty proves nothing gone, and is told', async () => {
    const here = desk(provider, { ids: names(30) });
    expect((await here.round()).outcome.warnings).toEqual([]);
    here.server.ids = [];
    for (const _round of [1, 2, 3]) expect((await here.round()).outcome.warnings).toEqual([unsettled]);
    expect(here.vanished()).toBe(0);
  });

  it.each([
    ['more than half of it', 13, 5],
    ['all but the newest three', 30, 3],
    ['three of five', 5, 2],
  ])('a list that suddenly lacks %s proves nothing gone, and is told', async (_, before, after) => {
    const here = desk(provider, { ids: names(before) });
    expect((await here.round()).outcome.warnings).toEqual([]);
    here.server.ids = names(after);
    for (const _round of [1, 2, 3]) expect((await here.round()).outcome.warnings).toEqual([unsettled]);
    expect(here.vanished()).toBe(0);
    // Whoever is back ends the doubt.
    here.server.ids = names(before);
    expect((await here.round()).outcome.warnings).toEqual([]);
  });

  it('two that go, or less than half, are gone', async () => {
    const here = desk(provider, { ids: names(3) });
    await here.round();
    here.server.ids = names(1);
    for (const _round of [1, 2]) expect((await here.round()).outcome.warnings).toEqual([]);
    expect(here.vanished()).toBe(2);
    // What has vanished before is no longer counted as known.
    here.server.ids = names(40);
    await here.round();
    here.server.ids = names(20);
    for (const _round of [1, 2]) expect((await here.round()).outcome.warnings).toEqual([]);
    expect(here.vanished()).toBe(20);
    here.server.ids = names(9);
    expect((await here.round()).outcome.warnings).toEqual([unsettled]);
  });

  it('what is really gone still vanishes, at the cost of a request or two until it has', async () => {
    const here = desk(provider, { ids: names(30) });
    const first = (await here.round()).outcome.requests;
    here.server.ids = names(27);
    const listOf = provider === 'wolover' ? first : 1;
    const costs = [];
    for (const _round of [1, 2, 3]) costs.push((await here.round()).outcome.requests);
    expect(here.vanished()).toBe(3);
    expect(costs[2]).toBe(1);
    expect(Math.max(...costs)).toBeLessThanOrEqual(listOf + 2);
  });

  it('a round that says the very same asks as much as the first: what is remembered of pages answers no doubt', async () => {
    const here = desk(provider, { ids: names(size), total: ofPage });
    await here.round();
    const lists = [];
    for (const _round of [1, 2]) lists.push((await here.round()).outcome.requests);
    expect(lists).toEqual(provider === 'wolover' ? [3, 3] : [2, 2]);
  });

  it('an honest total and a page that is not full cost one request', async () => {
    const here = desk(provider, { ids: names(37) });
    await here.round();
    expect((await here.round()).outcome).toMatchObject({ requests: 1, warnings: [] });
  });
});
