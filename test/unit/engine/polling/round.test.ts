import { describe, expect, it } from 'vitest';
import { changeSettings } from '../../../../electron/program/accounts/settings.ts';
import type { Account } from '../../../../electron/core/model/account.ts';
import type { Failure } from '../../../../electron/core/model/failure.ts';
import { accountIdOf } from '../../../../electron/core/model/ids.ts';
import { minute } from '../../../../electron/core/model/instant.ts';
import type { RoundProgress } from '../../../../electron/core/model/sync.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import {
  accountById,
  insertAccount,
  noteRoundFailed,
  removeAccount,
} from '../../../../electron/edges/store/accounts.ts';
import { ordersOfAccount } from '../../../../electron/edges/store/orders.ts';
import { rentalsOfAccount } from '../../../../electron/edges/store/rentals.ts';
import type { OneRound, RoundParts } from '../../../../electron/engine/polling/ports.ts';
import { syncAccount } from '../../../../electron/engine/polling/round.ts';
import type { RoundResult } from '../../../../electron/engine/polling/outcome.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { FakeNetwork, json, woloverPage, woloverRow } from '../../../fakes/http.ts';
import { at, ms } from '../../../fakes/instants.ts';
import { aStore } from '../../../fakes/store.ts';
import { keysFor } from '../../../fakes/vault.ts';

/** A Wolover account over a real store, with a network and a clock that the test sets. */
const desk = () => {
  const { database } = aStore();
  const { id } = anAccount();
  insertAccount(database, anAccount({ provider: 'wolover', settings: { durationUnit: 'month' }, lastSyncedAt: null }));
  const network = new FakeNetwork(() => woloverPage(woloverRow('1', 5), woloverRow('2', 5)));
  let nowMs = ms('2026-03-02T08:00:00Z');
  let vaultFailure: Failure | null = null;
  const memory = {};
  const progresses: RoundProgress[] = [];
  const parts: RoundParts = {
    database,
    vault: {
      read: (account) =>
        vaultFailure === null
          ? keysFor({ apiKey: 'sk-key' })(account)
          : Promise.resolve({ ok: false, failure: vaultFailure }),
    },
    providers,
    openHttp: network.open,
    now: () => nowMs,
    nonce: () => 'nonce',
    memoryOf: () => memory,
    budgetOf: () => 1_000,
    onProgress: (_account, progress) => progresses.push(progress),
    onApplied: () => {},
  };
  const current = (): Account => {
    const account = accountById(database, id);
    if (account === null) throw new Error('no account');
    return account;
  };
  return {
    database,
    network,
    parts,
    progresses,
    current,
    failVault: (failure: Failure) => (vaultFailure = failure),
    round: (time: string, changed: Partial<RoundParts> = {}, oneRound: OneRound = {}): Promise<RoundResult> => {
      nowMs = ms(time);
      return syncAccount(current(), { ...parts, ...changed }, new AbortController().signal, oneRound);
    },
  };
};
const kept = ({ database, current }: ReturnType<typeof desk>) => ({
  orders: ordersOfAccount(database, current().id),
  rentals: rentalsOfAccount(database, current().id),
});

it('rounds that are under way at once end each for itself', async () => {
  const [one, other] = [desk(), desk()];
  const time = '2026-03-02T08:00:00Z';
  const results = await Promise.all([one.round(time), other.round(time), desk().round(time)]);
  expect(results.map(({ outcome }) => [outcome.ok, outcome.failure])).toEqual(Array(3).fill([true, null]));
});

it('a round answers counts and the instant of its success', async () => {
  const here = desk();
  const { outcome } = await here.round('2026-03-02T08:00:00Z');
  expect(outcome).toEqual({
    label: '公司账号',
    provider: 'wolover',
    ok: true,
    failure: null,
    warnings: [],
    orders: 2,
    resources: 0,
    rentals: 2,
    changes: outcome.changes,
    requests: here.network.asked.length,
    lastSyncedAt: at('2026-03-02T08:00:00Z'),
  });
  expect(here.network.asked.length).toBeGreaterThan(0);
  expect(here.current()).toMatchObject({ lastSyncedAt: at('2026-03-02T08:00:00Z'), staleSince: null, failure: null });
});

it('a round that finds nothing new writes no order and no rental', async () => {
  const here = desk();
  await here.round('2026-03-02T08:00:00Z');
  const before = here.database.rowsWritten;
  const { outcome } = await here.round('2026-03-02T08:10:00Z');
  expect([outcome.ok, outcome.changes]).toEqual([true, 0]);
  // The instant of the round itself is the one row.
  expect(here.database.rowsWritten - before).toBe(1);
});

it('takes what was read by the settings that hold when it ends: a unit that is named meanwhile counts', async () => {
  const here = desk();
  await here.round('2026-03-02T08:00:00Z');
  const page = here.network.answer;
  here.network.answer = (request) => {
    changeSettings(
      here.current(),
      { durationUnit: 'week' },
      { database: here.database, providers },
      at('2026-03-02T08:10:00Z'),
    );
    return page(request);
  };
  expect((await here.round('2026-03-02T08:10:00Z')).outcome.ok).toBe(true);
  expect(kept(here).rentals.map(({ rental }) => rental.end.at)).toEqual([
    at('2026-03-08T00:00:00Z'),
    at('2026-03-08T00:00:00Z'),
  ]);
});

describe('a failed round', () => {
  it.each<[string, FakeNetwork['answer'], Failure['code']]>([
    ['no answer', () => ({ code: 'network.timeout', detail: 'headers' }), 'network.timeout'],
    ['5xx', () => ({ code: 'provider.unavailable', status: 502 }), 'provider.unavailable'],
    ['a rejected key under HTTP 200', () => json({ code: 401, msg: '认证失败' }), 'account.key-rejected'],
    ['a missing permission under HTTP 200', () => json({ code: 403, msg: '没有权限' }), 'account.key-lacks-permission'],
    ['a business error under HTTP 200', () => json({ code: 500, msg: '系统错误' }), 'provider.refused'],
    ['a web page', () => ({ status: 200, headers: {}, text: '<html>login</html>' }), 'provider.unexpected-answer'],
  ])('%s: clears nothing, makes the account stale and says why', async (_name, answer, code) => {
    const here = desk();
    await here.round('2026-03-02T08:00:00Z');
    const before = kept(here);
    here.network.answer = answer;
    const { outcome } = await here.round('2026-03-02T08:10:00Z');
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code },
      orders: 2,
      rentals: 2,
      changes: 0,
      lastSyncedAt: at('2026-03-02T08:00:00Z'),
    });
    expect(kept(here)).toEqual(before);
    expect(here.current()).toMatchObject({
      lastSyncedAt: at('2026-03-02T08:00:00Z'),
      staleSince: at('2026-03-02T08:10:00Z'),
      failure: { code },
    });
  });

  it('a page that fails in the middle changes no rental, whatever the pages before it said: that counts once all are read', async () => {
    const here = desk();
    const rows = Array.from({ length: 150 }, (_, index) => woloverRow(String(index + 1), 5));
    const page = (number: number) =>
      json({ total: 150, rows: rows.slice(number * 100, number * 100 + 100), code: 200, msg: '' });
    const pageOf = (body: string | null): number => Number(new URLSearchParams(body ?? '').get('pageNum'));
    here.network.answer = ({ body }) => page(pageOf(body));
    await here.round('2026-03-02T08:00:00Z');
    const before = kept(here);
    expect(before.orders).toHaveLength(150);
    here.network.answer = ({ body }) =>
      pageOf(body) === 0
        ? json({ total: 150, rows: rows.slice(0, 100).map((row) => ({ ...row, status: 9 })), code: 200 })
        : { code: 'network.timeout', detail: 'headers' };
    const { outcome } = await here.round('2026-03-02T08:10:00Z');
    expect(outcome.failure).toEqual({ code: 'network.timeout', detail: 'headers' });
    expect(kept(here).rentals).toEqual(before.rentals);
    here.network.answer = ({ body }) => page(pageOf(body));
    await here.round('2026-03-02T08:20:00Z');
    expect(kept(here).rentals).toEqual(before.rentals);
  });

  it('a keychain that is locked: nobody is asked', async () => {
    const here = desk();
    here.failVault({ code: 'vault.locked' });
    const { outcome } = await here.round('2026-03-02T08:00:00Z');
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'vault.locked' }, requests: 0 });
    expect(here.network.asked).toEqual([]);
  });
});

describe('a parked account', () => {
  it('is not asked before its instant, by hand neither, and answers the same instant', async () => {
    const here = desk();
    here.network.answer = () => ({ code: 'provider.rate-limited', retryAt: at('2026-03-02T10:00:00Z') });
    await here.round('2026-03-02T08:00:00Z');
    const asked = here.network.asked.length;
    const { outcome } = await here.round('2026-03-02T09:59:59Z');
    expect(outcome).toMatchObject({
      ok: false,
      failure: { code: 'provider.rate-limited', retryAt: at('2026-03-02T10:00:00Z') },
      requests: 0,
    });
    expect(here.network.asked).toHaveLength(asked);
    here.network.answer = () => woloverPage(woloverRow('1', 5));
    expect((await here.round('2026-03-02T10:00:00Z')).outcome).toMatchObject({ ok: true, orders: 1 });
  });
});

describe('a provider that asks for a pause without end', () => {
  const inYears = at('5138-11-16T09:46:39Z');

  it('is left alone for a day, whatever it says', async () => {
    const here = desk();
    here.network.answer = () => ({ code: 'provider.rate-limited', retryAt: inYears });
    const { outcome } = await here.round('2026-03-02T08:00:00Z');
    expect(outcome.failure).toEqual({ code: 'provider.rate-limited', retryAt: at('2026-03-03T08:00:00Z') });
    expect(here.current().parkedUntil).toBe(at('2026-03-03T08:00:00Z'));
    here.network.answer = () => woloverPage(woloverRow('1', 5));
    expect((await here.round('2026-03-03T08:00:00Z')).outcome).toMatchObject({ ok: true, orders: 1 });
  });

  it('does not count where a clock that ran ahead, or an earlier release, noted it', async () => {
    const here = desk();
    noteRoundFailed(here.database, here.current().id, at('2036-01-01T00:00:00Z'), {
      code: 'provider.rate-limited',
      retryAt: at('2036-01-01T00:10:00Z'),
    });
    expect((await here.round('2026-03-02T08:00:00Z')).outcome).toMatchObject({ ok: true });
  });

  it('nor that of an interrupted round', async () => {
    const here = desk();
    here.network.notBeforeMs = ms('2099-01-01T00:00:00Z');
    here.network.answer = () => ({ code: 'provider.unavailable', status: 500 });
    await here.round('2026-03-02T08:00:00Z');
    expect(here.current().parkedUntil).toBe(at('2026-03-03T08:00:00Z'));
  });
});

it('parks an account until the latest instant that any request of the round was told', async () => {
  const here = desk();
  here.network.notBeforeMs = ms('2026-03-02T10:00:00Z');
  here.network.answer = () => ({ code: 'provider.unavailable', status: 500, retryAt: at('2026-03-02T08:00:09Z') });
  const { outcome } = await here.round('2026-03-02T08:00:00Z');
  expect(outcome.failure).toEqual({ code: 'provider.unavailable', status: 500, retryAt: at('2026-03-02T10:00:00Z') });
  expect(here.current().parkedUntil).toBe(at('2026-03-02T10:00:00Z'));
});

it('a rejected key is tried again when a person asks', async () => {
  const here = desk();
  noteRoundFailed(here.database, here.current().id, at('2026-03-02T07:00:00Z'), { code: 'account.key-rejected' });
  expect((await here.round('2026-03-02T08:00:00Z')).outcome.ok).toBe(true);
  expect(here.current().failure).toBeNull();
});

describe('what goes wrong with the round’s own transaction', () => {
  it('takes back what follows from the orders, the instant of its success too, and the next round makes up for it', async () => {
    const here = desk();
    const onApplied = (): never => {
      throw new Error('a bug');
    };
    await expect(here.round('2026-03-02T08:00:00Z', { onApplied })).rejects.toThrow('a bug');
    expect([kept(here).rentals, here.current().lastSyncedAt]).toEqual([[], null]);
    await here.round('2026-03-02T08:10:00Z');
    expect(kept(here).rentals).toHaveLength(2);
  });

  it('a disk that is full: the answer says so and what was stored stays', async () => {
    const here = desk();
    await here.round('2026-03-02T08:00:00Z');
    const before = kept(here);
    here.database.execute(
      `PRAGMA max_page_count = ${String(Number(here.database.one('PRAGMA page_count')?.['page_count']))}`,
    );
    here.network.answer = () =>
      woloverPage(
        ...Array.from({ length: 90 }, (_, index) =>
          woloverRow(`new-${String(index)}`, 5, { reason: 'x'.repeat(4000) }),
        ),
      );
    const { outcome } = await here.round('2026-03-02T08:10:00Z');
    expect(outcome).toMatchObject({ ok: false, failure: { code: 'store.full' }, orders: 2 });
    here.database.execute('PRAGMA max_page_count = 1000000');
    expect(kept(here)).toEqual(before);
  });
});

it('a round whose time is up keeps what it read and says that it goes on', async () => {
  const here = desk();
  let nowMs = ms('2026-03-02T08:00:00Z');
  here.network.answer = () => {
    nowMs += 3 * minute;
    const page = here.network.asked.length;
    const rows = Array.from({ length: 100 }, (_, index) => woloverRow(String(page * 1_000 + index), 5));
    return json({ total: 900, rows, code: 200, msg: '' });
  };
  const { outcome } = await here.round('2026-03-02T08:00:00Z', { now: () => nowMs });
  expect(outcome).toMatchObject({ ok: true, orders: 200, requests: 2 });
  expect(outcome.warnings.map(({ code }) => code)).toContain('round.unfinished');
});

it('an account removed while its provider was asked leaves nothing behind', async () => {
  const here = desk();
  const account = here.current();
  here.network.answer = () => {
    removeAccount(here.database, account.id);
    return woloverPage(woloverRow('1', 5));
  };
  const { outcome } = await syncAccount(account, here.parts, new AbortController().signal);
  expect(outcome).toMatchObject({ ok: false, failure: { code: 'cancelled' } });
  expect(here.database.all('SELECT 1 FROM orders')).toEqual([]);
});

it('a clock that is far from the provider’s is worth a warning', async () => {
  const here = desk();
  here.network.skewMs = -7 * minute;
  expect((await here.round('2026-03-02T08:00:00Z')).outcome).toMatchObject({
    ok: true,
    warnings: [{ code: 'account.clock-skewed', skewMs: -7 * minute }],
  });
});

it('characters that could not be read are worth a warning, whatever comes of the round', async () => {
  const here = desk();
  here.network.damagedText = true;
  const warnings = [{ code: 'answer.damaged-text' }];
  expect((await here.round('2026-03-02T08:00:00Z')).outcome).toMatchObject({ ok: true, warnings });
  here.network.answer = () => ({ status: 401, headers: {}, text: '' });
  expect((await here.round('2026-03-02T08:10:00Z')).outcome).toMatchObject({
    failure: { code: 'account.key-rejected' },
    warnings,
  });
});

it('a key that an order repeats is nowhere in the store', async () => {
  const here = desk();
  const key = 'sk-4mPq7Lw2Rt9Yb6Nc3Vd';
  const vault = { read: keysFor({ apiKey: key }) };
  const echoes = [key, Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex')];
  const rows = echoes.map((echo, index) =>
    woloverRow(`${echo}-${index}`, 5, {
      [`note ${echo}`]: { [echo]: [echo] },
      reason: `the key ${echo} is unknown`,
      orderProductVo: { name: `4090 ${echo}`, vcpu: echo },
    }),
  );
  here.network.answer = () => woloverPage(...rows);
  expect((await here.round('2026-03-02T08:00:00Z', { vault })).outcome).toMatchObject({ ok: true, orders: 3 });
  // The same order is met again, and not taken for another one.
  expect((await here.round('2026-03-02T08:10:00Z', { vault })).outcome).toMatchObject({ orders: 3, changes: 0 });
  const { orders, rentals } = kept(here);
  expect(orders.map(({ providerOrderId }) => providerOrderId).sort()).toEqual([0, 1, 2].map((n) => `[redacted]-${n}`));
  expect(orders[0]?.facts).toContainEqual({ path: 'note [redacted].[redacted][0]', value: '[redacted]' });
  expect(rentals.map(({ rental }) => rental.title)).toEqual(Array.from({ length: 3 }, () => '4090 [redacted]'));
  const tables = here.database.all("SELECT name FROM sqlite_master WHERE type = 'table'");
  const stored = tables.map(({ name }) => JSON.stringify(here.database.all(`SELECT * FROM "${String(name)}"`))).join();
  for (const echo of echoes) expect(stored.toLowerCase()).not.toContain(echo.toLowerCase());
});

it('one account’s failure never touches another’s', async () => {
  const here = desk();
  await here.round('2026-03-02T08:00:00Z');
  const other = anAccount({
    id: accountIdOf('acc2'),
    label: '第二个',
    provider: 'wolover',
    settings: { durationUnit: 'month' },
    lastSyncedAt: null,
  });
  insertAccount(here.database, other);
  here.network.answer = () => ({ code: 'provider.unavailable' });
  await syncAccount(other, here.parts, new AbortController().signal);
  expect(here.current()).toMatchObject({ staleSince: null, failure: null });
  expect(accountById(here.database, other.id)?.failure).toEqual({ code: 'provider.unavailable' });
});

it('an account of a provider that this release does not know fails as data', async () => {
  const here = desk();
  const strange = { ...here.current(), provider: 'gone' };
  expect((await syncAccount(strange, here.parts, new AbortController().signal)).outcome).toMatchObject({
    ok: false,
    failure: { code: 'input.invalid' },
  });
});

describe('a round limited to some orders', () => {
  const filtered = (here: ReturnType<typeof desk>, time: string, settings: OneRound = { status: '5' }) =>
    here.round(time, {}, settings);

  it('keeps what it reads, proves nothing gone however often it is repeated, and says what it was', async () => {
    const here = desk();
    await here.round('2026-03-02T08:00:00Z');
    here.network.answer = () => woloverPage(woloverRow('3', 5));
    for (const time of ['2026-03-02T08:10:00Z', '2026-03-02T08:20:00Z', '2026-03-02T08:30:00Z']) {
      expect((await filtered(here, time)).outcome.warnings).toEqual([{ code: 'round.narrowed' }]);
    }
    const { orders } = kept(here);
    expect(orders.map(({ providerOrderId, missingRounds }) => [providerOrderId, missingRounds])).toEqual([
      ['1', 0],
      ['2', 0],
      ['3', 0],
    ]);
    expect(here.network.asked.at(-1)?.body).toContain('status=5');
    expect(here.current().settings).toEqual({ durationUnit: 'month' });
  });

  it('does not count as the round of its account', async () => {
    const here = desk();
    await here.round('2026-03-02T08:00:00Z');
    const { outcome } = await filtered(here, '2026-03-02T09:00:00Z');
    expect(outcome).toMatchObject({ ok: true, lastSyncedAt: '2026-03-02T08:00:00.000Z' });
    expect(here.current().lastSyncedAt).toBe('2026-03-02T08:00:00.000Z');
  });

  it('that the provider refuses leaves the account as it was; a rejected key does not', async () => {
    const here = desk();
    await here.round('2026-03-02T08:00:00Z');
    here.network.answer = () => json({ code: 500, msg: 'bad status' });
    expect((await filtered(here, '2026-03-02T08:10:00Z')).outcome.failure).toMatchObject({ code: 'provider.refused' });
    expect(here.current()).toMatchObject({ failure: null, staleSince: null });
    here.network.answer = () => json({ code: 401, msg: 'no' });
    await filtered(here, '2026-03-02T08:20:00Z');
    expect(here.current().failure).toMatchObject({ code: 'account.key-rejected' });
  });

  it('a page size limits nothing: that round is an ordinary one', async () => {
    const here = desk();
    await here.round('2026-03-02T08:00:00Z');
    here.network.answer = () => woloverPage(woloverRow('1', 5));
    const { outcome } = await filtered(here, '2026-03-02T08:10:00Z', { pageSize: '50' });
    expect(outcome).toMatchObject({ warnings: [], lastSyncedAt: '2026-03-02T08:10:00.000Z' });
    expect(kept(here).orders.map(({ missingRounds }) => missingRounds)).toEqual([0, 1]);
  });
});
