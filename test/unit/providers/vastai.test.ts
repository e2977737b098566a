import { describe, expect, test } from 'vitest';
import { failed, type Result } from '../../../electron/core/model/failure.ts';
import type { Instant, ResourceKey } from '../../../electron/core/model/ids.ts';
import { day, hour, instantOf } from '../../../electron/core/model/instant.ts';
import type { HttpRequest } from '../../../electron/core/ports/http.ts';
import type { ReadResource, ResourcesReading, RoundReading } from '../../../electron/core/ports/provider.ts';
import { sentenceOf } from '../../../electron/core/words/words.ts';
import { createHttpPort } from '../../../electron/edges/http/send.ts';
import { vastai } from '../../../electron/providers/vastai/index.ts';
import { normaliseRow } from '../../../electron/providers/vastai/normalise.ts';
import { sectionsOf } from '../../../electron/providers/reading/order-sections.ts';
import { oneOf, seededRandom } from '../../fakes/random.ts';
import { answers, playing, VirtualTime } from '../edges/http/fakes.ts';
import { fixture, now, scripted, unavailable, valueOf, type Reply, type ScriptedSession } from './session.ts';

const secrets = { apiKey: 'vast-key-0123456789abcdef' };
const noUser = { status: 401, text: '{"success":false,"error":"auth_error","msg":"key lacks permission user_read"}' };

const isUser = ({ url }: HttpRequest): boolean => new URL(url).pathname === '/api/v0/users/current/';

/** A service whose list and whose account say what is given. */
const serving =
  (list: Reply | ((request: HttpRequest, number: number) => Reply), user: Reply = noUser) =>
  (request: HttpRequest, number: number): Reply => {
    if (isUser(request)) return user;
    return typeof list === 'function' ? list(request, number) : list;
  };

const answer = (rows: readonly unknown[], given: Readonly<Record<string, unknown>> = {}): string =>
  JSON.stringify({
    success: true,
    instances_found: rows.length,
    total_instances: rows.length,
    next_token: null,
    instances: rows,
    ...given,
  });

const round = async (session: ScriptedSession): Promise<RoundReading> => valueOf(await vastai.readRound(session));

const readingOf = ({ resources }: RoundReading): ResourcesReading => {
  if (resources === undefined) throw new Error('no resources');
  return resources;
};

const row = (changed: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  id: '2101',
  label: 'llm-ft',
  actual_status: 'running',
  intended_status: 'running',
  cur_state: 'running',
  start_date: '1793750400.1223178',
  end_date: '1796430000.0',
  gpu_name: 'RTX 4090',
  num_gpus: '2',
  dph_total: '0.71',
  is_bid: false,
  geolocation: 'SE',
  ...changed,
});

const read = (changed: Readonly<Record<string, unknown>> = {}, nowMs = now): ReadResource => {
  const machine = normaliseRow(row(changed), nowMs);
  if (machine === null) throw new Error('no machine');
  return machine.resource;
};

/** What the constructed sample says, written by hand. */
const running: ReadResource = {
  key: '2101' as ResourceKey,
  resourceId: '2101',
  name: 'llm-ft',
  title: 'llm-ft',
  kind: 'instance',
  spec: '2×RTX 4090',
  region: 'SE',
  state: 'active',
  providerState: 'running',
  startsAt: '2026-11-04T00:00:00.122Z' as Instant,
  end: { at: '2026-12-05T00:20:00.000Z' as Instant, basis: 'stated', note: null, earliestAt: null },
  autoRenews: 'no',
  chargesAt: null,
  paidPer: 'hour',
  price: { amount: '0.71', currency: 'USD', per: 'hour' },
  releases: null,
  afterwards: 'provider_vastai_afterwards',
  list: '',
  facts: [
    { path: 'id', value: '2101' },
    { path: 'label', value: 'llm-ft' },
    { path: 'actual_status', value: 'running' },
    { path: 'intended_status', value: 'running' },
    { path: 'cur_state', value: 'running' },
    { path: 'start_date', value: '1793750400.1223178' },
    { path: 'end_date', value: '1796430000.0' },
    { path: 'gpu_name', value: 'RTX 4090' },
    { path: 'num_gpus', value: '2' },
    { path: 'dph_total', value: '0.71' },
    { path: 'is_bid', value: 'false' },
    { path: 'geolocation', value: 'SE' },
  ],
  incomplete: [],
};

const stopped: ReadResource = {
  ...running,
  key: '2102' as ResourceKey,
  resourceId: '2102',
  name: null,
  title: '8×H100 SXM · 2102',
  spec: '8×H100 SXM',
  region: 'California, US',
  providerState: 'exited',
  startsAt: '2026-11-04T00:00:00.500Z' as Instant,
  end: { at: null, basis: 'none', note: 'not-stated', earliestAt: null },
  autoRenews: 'unknown',
  price: { amount: '18.240000000000002', currency: 'USD', per: 'hour' },
  afterwards: 'provider_vastai_afterwards_bid',
  facts: Object.entries({
    id: '2102',
    label: null,
    actual_status: 'exited',
    intended_status: 'stopped',
    cur_state: 'stopped',
    start_date: '1793750400.5',
    end_date: null,
    gpu_name: 'H100 SXM',
    num_gpus: '8',
    dph_total: '18.240000000000002',
    is_bid: 'true',
    geolocation: 'California, US',
  }).map(([path, value]) => ({ path, value })),
};

describe('the sample', () => {
  test('reads as the machines one would write by hand', async () => {
    const session = scripted(serving(fixture('vastai/instances'), fixture('vastai/user')), { secrets });
    expect(await round(session)).toEqual({
      orders: [],
      unchanged: [],
      settled: true,
      resources: {
        resources: [running, stopped],
        lists: [{ list: '', outcome: 'settled' }],
        balance: {
          credit: { amount: '12.34', currency: 'USD' },
          perHour: { amount: '0.71', currency: 'USD' },
          afterwards: 'provider_vastai_balance_afterwards',
        },
      },
      warnings: [],
      interruptedBy: null,
    });
  });

  test('keeps nothing but the columns that were asked for, though the service sends all of them', async () => {
    const session = scripted(serving(fixture('vastai/instances-all-columns'), fixture('vastai/user')), { secrets });
    const reading = await round(session);
    expect(readingOf(reading).resources).toEqual([running]);
    expect(JSON.stringify(reading)).not.toMatch(/canary/i);
  });

  test('an object where one value is documented is dropped with all that is in it', async () => {
    const list = answer([row({ label: { jupyter_token: 'CANARY' }, geolocation: ['CANARY'] })]);
    const reading = await round(scripted(serving(list), { secrets }));
    expect(readingOf(reading).resources[0]).toMatchObject({ name: null, region: null, state: 'active' });
    expect(JSON.stringify(reading)).not.toContain('CANARY');
  });

  test("shows its columns by name, and each state in words beside the provider's own", () => {
    const [section] = sectionsOf(vastai.fieldGroups, running.facts);
    expect(section?.fields).toHaveLength(6);
    for (const { label } of section?.fields ?? [])
      expect('message' in label && sentenceOf(label.message, 'en')).toBeTruthy();
    for (const state of [
      'running',
      'loading',
      'stopped',
      'frozen',
      'exited',
      'rebooting',
      'unknown',
      'offline',
      'unloaded',
    ])
      expect(sentenceOf(`provider_vastai_state_${state}`, 'zh-CN')).not.toBeNull();
  });
});

describe('the request', () => {
  test('names its size, its order and its columns, and carries the key in a header only', async () => {
    const session = scripted(serving(answer([])), { secrets, baseUrl: 'https://console.vast.ai' });
    await round(session);
    const [sent] = session.sent;
    const url = new URL(sent?.url ?? '');
    expect(`${url.origin}${url.pathname}`).toBe('https://console.vast.ai/api/v1/instances/');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      limit: '25',
      order_by: '[{"col":"id","dir":"asc"}]',
      select_cols: JSON.stringify(running.facts.map(({ path }) => path)),
    });
    expect(sent).toMatchObject({ method: 'GET', body: null, headers: { authorization: `Bearer ${secrets.apiKey}` } });
    expect(sent?.url).not.toContain(secrets.apiKey);
    expect(session.sent).toHaveLength(1);
  });

  test('of a test is one, for one machine; it counts what the response says', async () => {
    const session = scripted(serving(answer([row()], { total_instances: 31 })), { secrets });
    expect(await vastai.test(session)).toEqual({ ok: true, value: { orders: 31 } });
    expect(session.sent.map(({ url }) => new URL(url).searchParams.get('limit'))).toEqual(['1']);
    const silent = scripted(serving(answer([row()], { total_instances: null })), { secrets });
    expect(await vastai.test(silent)).toEqual({ ok: true, value: { orders: null } });
  });

  test('is not sent without a key', async () => {
    const session = scripted(serving(answer([])), { secrets: { apiKey: ' ' } });
    expect(await vastai.readRound(session)).toEqual(failed('input.invalid', { field: 'apiKey', reason: 'required' }));
    expect(session.sent).toEqual([]);
  });

  test('no setting is known', () => {
    expect(vastai.checkSettings({})).toEqual({ ok: true, value: null });
    expect(vastai.checkSettings({ region: 'SE' }).ok).toBe(false);
  });
});

describe('what a machine is called', () => {
  test.each([
    [{ label: ' llm ' }, 'llm', '2×RTX 4090'],
    [{ label: null }, '2×RTX 4090 · 2101', '2×RTX 4090'],
    [{ label: '' }, '2×RTX 4090 · 2101', '2×RTX 4090'],
    [{ label: null, id: '45312101' }, '2×RTX 4090 · 2101', '2×RTX 4090'],
    [{ label: null, id: '7' }, '2×RTX 4090 · 7', '2×RTX 4090'],
    [{ label: null, num_gpus: '1' }, '1×RTX 4090 · 2101', '1×RTX 4090'],
    [{ label: null, num_gpus: '0' }, 'RTX 4090 · 2101', 'RTX 4090'],
    [{ label: null, num_gpus: '-3' }, 'RTX 4090 · 2101', 'RTX 4090'],
    [{ label: null, num_gpus: '1e300' }, 'RTX 4090 · 2101', 'RTX 4090'],
    [{ label: null, num_gpus: null }, 'RTX 4090 · 2101', 'RTX 4090'],
    [{ label: null, gpu_name: null }, 'instance · 2101', null],
  ])('%j: %s', (changed, title, spec) => expect(read(changed)).toMatchObject({ title, spec }));

  test('where it stands is shown and is no part of what it is', () => {
    expect(read({ geolocation: ', US' })).toMatchObject({ region: ', US', key: running.key });
    expect(read({ geolocation: null }).region).toBeNull();
  });

  test('a name of any length is cut, and its fact kept in part', () => {
    const { name, title, cut } = read({ label: '长'.repeat(12_000) });
    expect([name?.length, title.length, cut]).toEqual([200, 200, ['label']]);
  });
});

describe('its state', () => {
  const ahead = { end_date: String(now / 1000 + 3_600) };
  const past = { end_date: String(now / 1000 - 3_600) };
  const words = ['running', 'stopped', 'frozen', 'exited', 'rebooting', 'unknown', 'offline', 'paused-by-nobody'];

  test.each(words)('%s is there while its end lies ahead or is not known', (word) => {
    expect(read({ ...ahead, actual_status: word })).toMatchObject({ state: 'active', providerState: word });
    expect(read({ end_date: null, actual_status: word }).state).toBe('active');
  });

  test.each(words.slice(1))('%s has ended once its end is past: it cannot start again', (word) => {
    expect(read({ ...past, actual_status: word }).state).toBe('expired');
  });

  test('running behind its end has not ended', () => {
    expect(read({ ...past, actual_status: 'running' }).state).toBe('active');
  });

  test('its very end is its end', () => {
    expect(read({ end_date: String(now / 1000), actual_status: 'exited' }).state).toBe('expired');
  });

  test.each(['loading', 'unloaded'])(
    '%s is not delivered only while no start has passed: its end does not wait',
    (word) => {
      expect(read({ ...ahead, actual_status: word, start_date: null }).state).toBe('pending');
      expect(read({ ...ahead, actual_status: word, start_date: String(now / 1000 + 60) }).state).toBe('pending');
      expect(read({ ...ahead, actual_status: word }).state).toBe('active');
      expect(read({ ...past, actual_status: word }).state).toBe('expired');
    },
  );

  test('without its own word the contract’s stands, then what was asked for', () => {
    const silent = { ...ahead, actual_status: null };
    expect(read({ ...silent, cur_state: 'stopped' })).toMatchObject({ providerState: 'stopped', state: 'active' });
    expect(read({ ...silent, cur_state: null })).toMatchObject({ providerState: 'running', state: 'active' });
    expect(read({ ...silent, cur_state: null, intended_status: null })).toMatchObject({
      providerState: null,
      state: 'unknown',
      incomplete: ['actual_status'],
    });
  });
});

describe('its times', () => {
  test.each([[null], ['0'], ['0.0'], ['']])('no end is stated by %j, and nothing is wrong', (end_date) => {
    expect(read({ end_date })).toMatchObject({
      end: { at: null, note: 'not-stated' },
      autoRenews: 'unknown',
      incomplete: [],
    });
  });

  test('nor by an absent one', () => {
    const { end_date: _, ...rest } = row();
    expect(normaliseRow(rest, now)?.resource).toMatchObject({ end: { note: 'not-stated' }, incomplete: [] });
  });

  test.each([
    ['4102444799', '31 December 2099'],
    ['4080000000', 'in 2099'],
    ['253402300799', 'in 9999'],
    ['2147483647', 'the last second of 32 bits'],
  ])('%s is a placeholder for none: %s', (end_date) => {
    expect(read({ end_date })).toMatchObject({ end: { at: null, note: 'no-fixed-end' }, autoRenews: 'unknown' });
    expect(read({ end_date })).not.toHaveProperty('implausible');
  });

  test.each([
    '-1796430000',
    '1e400',
    '1796430000000000',
    '17964',
    'soon',
    'NaN',
    '3800000000',
    '99999999999999999999',
    'true',
  ])('%s is no end: it counts as unknown and is named', (end_date) => {
    expect(read({ end_date })).toMatchObject({
      end: { at: null, basis: 'none', note: 'implausible' },
      incomplete: ['end_date'],
      implausible: ['end_date'],
      autoRenews: 'unknown',
    });
  });

  test('an end before its own start is none', () => {
    expect(read({ end_date: '1793750000' })).toMatchObject({ end: { note: 'implausible' }, implausible: ['end_date'] });
  });

  test.each(['-5', '1e400', 'yesterday'])('a start of %s is unknown and named, and its end stands', (start_date) => {
    expect(read({ start_date })).toMatchObject({ startsAt: null, implausible: ['start_date'], end: running.end });
  });

  test('are exact to the millisecond, whatever digits follow', () => {
    expect(read({ end_date: '1796430000.9999999' }).end.at).toBe('2026-12-05T00:20:00.999Z');
    expect(read({ end_date: '1.79643e9' }).end.at).toBe(running.end.at);
  });
});

describe('its price', () => {
  test.each([
    ['0.7100000000000001', '0.7100000000000001'],
    ['7.1e-1', '0.71'],
    ['0.80', '0.80'],
    ['0', '0'],
  ])('%s an hour is %s as it was sent', (dph_total, amount) =>
    expect(read({ dph_total })).toMatchObject({ price: { amount, currency: 'USD', per: 'hour' }, incomplete: [] }),
  );

  test.each(['-0.71', '1e308', '1e400', '1e-300', 'free', 'NaN', '123456789012'])(
    '%s is none, and is named',
    (dph_total) => expect(read({ dph_total })).toMatchObject({ price: null, incomplete: ['dph_total'] }),
  );

  test('an absent one is none', () => expect(read({ dph_total: null })).toMatchObject({ price: null, incomplete: [] }));

  test.each([
    ['true', 'provider_vastai_afterwards_bid'],
    [true, 'provider_vastai_afterwards_bid'],
    [false, 'provider_vastai_afterwards'],
    [null, 'provider_vastai_afterwards'],
    ['perhaps', 'provider_vastai_afterwards'],
  ])('rented at a bid %j: what comes afterwards is %s', (is_bid, afterwards) => {
    expect(read({ is_bid }).afterwards).toBe(afterwards);
    for (const locale of ['en', 'zh-CN'] as const) expect(sentenceOf(afterwards, locale)).toContain('48');
  });
});

describe('paging', () => {
  const machines = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...row(), id: from + index, dph_total: 0.1, num_gpus: 1 }));

  const paged =
    (all: readonly unknown[]) =>
    ({ url }: HttpRequest): Reply => {
      const { searchParams } = new URL(url);
      const from = Number((searchParams.get('after_token') ?? 'p=0').slice(2));
      const next = from + 25 < all.length ? `p=${from + 25}` : null;
      return answer(all.slice(from, from + 25), { total_instances: all.length, next_token: next });
    };

  test('goes on by its token, which is written for an address, and looks at the first page again', async () => {
    const session = scripted(serving(paged(machines(100, 60))), { secrets });
    const reading = await round(session);
    expect(readingOf(reading).resources).toHaveLength(60);
    expect(reading).toMatchObject({ settled: true, warnings: [] });
    const lists = session.sent.filter((request) => !isUser(request));
    expect(lists.map(({ url }) => /after_token=[^&]*/.exec(url)?.[0])).toEqual([
      undefined,
      'after_token=p%3D25',
      'after_token=p%3D50',
      undefined,
    ]);
    for (const { url } of lists) expect(url).toContain('select_cols=');
    expect(session.progresses.at(-1)).toEqual({ step: 'list', read: 60, of: 60 });
  });

  test('a token that comes again, a total that is wrong: unsettled, and no balance is told', async () => {
    for (const given of [{ next_token: 'again' }, { total_instances: 9 }]) {
      const session = scripted(serving(answer([row()], given), fixture('vastai/user')), { secrets });
      const reading = await round(session);
      expect(reading).toMatchObject({ settled: false, warnings: [{ code: 'round.unsettled' }] });
      expect(readingOf(reading).lists).toEqual([{ list: '', outcome: 'unsettled' }]);
      expect(readingOf(reading)).not.toHaveProperty('balance');
    }
  });

  test('time is up: what was read is kept, unfinished', async () => {
    const session: ScriptedSession = scripted(serving(paged(machines(100, 60))), {
      secrets,
      shouldStop: () => session.sent.length >= 2,
    });
    const reading = await round(session);
    expect(readingOf(reading).resources).toHaveLength(50);
    expect(reading).toMatchObject({ settled: false, warnings: [{ code: 'round.unfinished' }] });
  });

  test.each([[{}], [7.5], ['x'.repeat(2_001)]])(
    'a token that is none (%#) is no end of the list',
    async (next_token) => {
      const session = scripted(serving(answer([row()], { next_token })), { secrets });
      const result = await vastai.readRound(session);
      if (typeof next_token === 'number') expect(session.sent[1]?.url).toContain('after_token=7.5');
      else expect(result).toEqual(failed('provider.unexpected-answer', { path: 'next_token' }));
    },
  );

  test.each([[null], ['abc'], ['2101.0'], ['1e3'], [{}], [-7], ['x'.repeat(300)]])(
    'a row whose id is %j is counted, and nothing that is missing has gone',
    async (id) => {
      const session = scripted(serving(answer([row(), row({ id })], {})), { secrets });
      expect(await round(session)).toMatchObject({
        settled: false,
        warnings: [{ code: 'round.unsettled' }, { code: 'resource.incomplete', count: 1 }],
      });
    },
  );

  test('rows that are no objects are counted too', async () => {
    const session = scripted(serving(answer([row(), null, 'x', []])), { secrets });
    expect((await round(session)).warnings).toContainEqual({ code: 'resource.incomplete', count: 3 });
  });

  test('an absurd time is warned of', async () => {
    const session = scripted(serving(answer([row({ end_date: -1 })])), { secrets });
    expect((await round(session)).warnings).toEqual([{ code: 'resource.implausible', count: 1 }]);
  });
});

describe('a refusal', () => {
  const said = (error: string, msg: string) => JSON.stringify({ success: false, error, msg });
  const roundOf = (reply: Reply) => vastai.readRound(scripted(serving(reply), { secrets }));
  const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.failure.code);

  test.each([
    [401, said('auth_error', 'Invalid user key'), 'account.key-rejected'],
    [401, '', 'account.key-rejected'],
    [401, said('auth_error', 'This key lacks permission instance_read'), 'account.key-lacks-permission'],
    [403, said('auth_error', 'Insufficient permissions'), 'account.key-lacks-permission'],
    [403, said('auth_error', 'Invalid API key'), 'account.key-rejected'],
    [403, '<html>forbidden</html>', 'account.key-lacks-permission'],
    [404, said('auth_error', 'no_such_user'), 'account.key-rejected'],
    [404, said('auth_error', 'key lacks permission'), 'account.key-rejected'],
    [404, said('not_found', 'no such path'), 'provider.refused'],
    [404, 'page not found', 'provider.refused'],
    [410, said('deprecated_endpoint', 'use /api/v1'), 'provider.refused'],
    [400, said('invalid_args', 'invalid after_token'), 'provider.refused'],
    [200, said('auth_error', 'Invalid user key'), 'account.key-rejected'],
    [200, said('invalid_args', 'bad column'), 'provider.refused'],
    [200, '{"success":false}', 'provider.refused'],
    [200, '{"error":"server_busy","instances":[]}', 'provider.refused'],
  ])('HTTP %i %s is %s, for a round and for a test', async (status, text, code) => {
    expect(codeOf(await roundOf({ status, text }))).toBe(code);
    expect(codeOf(await vastai.test(scripted(serving({ status, text }), { secrets })))).toBe(code);
  });

  test('keeps the provider’s own words, without the key', async () => {
    const text = said('auth_error', `Invalid user key ${secrets.apiKey}`);
    expect(await roundOf({ status: 401, text })).toEqual(
      failed('account.key-rejected', {
        status: 401,
        providerCode: 'auth_error',
        providerMessage: 'Invalid user key [redacted]',
      }),
    );
    const other = { status: 400, text: '{"message":"no way"}' };
    expect(await roundOf(other)).toEqual(failed('provider.refused', { status: 400, providerMessage: 'no way' }));
  });

  test.each([
    ['{"success":true,"instances_found":0,"next_token":null}', 'instances'],
    ['{"success":true,"instances":null}', 'instances'],
    ['{"success":true,"instances":{}}', 'instances'],
    ['{"success":true,"instances":"[]"}', 'instances'],
    ['[]', '$'],
    ['null', '$'],
  ])('%s is no empty list', async (text, path) => {
    expect(await roundOf(text)).toEqual(failed('provider.unexpected-answer', { path }));
  });

  test('what is no JSON is told as such', async () => {
    expect(codeOf(await roundOf('<html>'))).toBe('provider.unexpected-answer');
  });

  test('a failure of the network is the round’s', async () => expect(await roundOf(unavailable)).toEqual(unavailable));

  test.each([
    [429, 'API requests too frequent: endpoint threshold=1.0', 'provider.rate-limited'],
    [502, '<html>Bad gateway</html>', 'provider.unavailable'],
    [503, said('server_error', 'later'), 'provider.unavailable'],
  ])('HTTP %i, in plain text too, is tried again and then %s', async (status, text, code) => {
    const time = new VirtualTime();
    const transport = playing(answers(status, text));
    const { signal } = new AbortController();
    const http = createHttpPort({ transport, now: () => time.now, wait: time.wait, random: () => 0.5, signal });
    expect(codeOf(await vastai.readRound({ ...scripted(() => '', { secrets }), http }))).toBe(code);
    expect(transport.requests).toHaveLength(3);
  });
});

describe('the balance', () => {
  const runningAt = (...prices: readonly unknown[]) =>
    answer(prices.map((dph_total, index) => row({ id: 100 + index, dph_total })));
  const user = fixture('vastai/user');
  const balanceOf = async (list: string, reply: Reply = user) =>
    readingOf(await round(scripted(serving(list, reply), { secrets })));

  test('sums what runs, exactly', async () => {
    const { balance } = await balanceOf(runningAt(0.1, 0.2, 0.30000000000000004));
    expect(balance).toEqual({
      credit: { amount: '12.34', currency: 'USD' },
      perHour: { amount: '0.60000000000000004', currency: 'USD' },
      afterwards: 'provider_vastai_balance_afterwards',
    });
  });

  test('counts no machine that does not run, by the word that is shown of it', async () => {
    const rows = ['running', 'stopped', 'loading', 'exited', 'offline', null].map((actual_status, index) =>
      row({ id: 100 + index, actual_status, dph_total: '0.5' }),
    );
    expect(await balanceOf(answer(rows))).toMatchObject({ balance: { perHour: { amount: '1.0' } } });
  });

  test.each([
    ['{"credit":-0.55}', '-0.55'],
    ['{"credit":1.25e1}', '12.5'],
    ['{"credit":"7.00"}', '7.00'],
    ['{"credit":0}', '0'],
  ])('%s is a credit of %s', async (text, amount) => {
    expect(await balanceOf(runningAt(0.5), text)).toMatchObject({ balance: { credit: { amount } } });
  });

  test('nothing runs: there is none, and nobody is asked', async () => {
    for (const list of [answer([]), answer([row({ actual_status: 'exited' })]), runningAt('0.00')]) {
      const session = scripted(serving(list, user), { secrets });
      expect(readingOf(await round(session)).balance).toBeNull();
      expect(session.sent).toHaveLength(1);
    }
  });

  test('the price of something that runs is not known: it would last too long, so nothing is said', async () => {
    expect(await balanceOf(runningAt(0.5, null))).not.toHaveProperty('balance');
    expect(await balanceOf(runningAt(0.5, -1))).not.toHaveProperty('balance');
  });

  test.each([
    ['a credit that is none', '{"credit":null,"balance":5}'],
    ['an infinite one', '{"credit":1e999999}'],
    ['one that nobody has', '{"credit":1e300}'],
    ['no JSON', 'hello'],
    ['a service that is out of order', unavailable],
    ['an answer without the field', '{"success":true,"id":1}'],
    ['a path that is gone', { status: 410, text: '{"success":false,"error":"deprecated_endpoint"}' }],
    ['a path that is not found', { status: 404, text: '<html>not found</html>' }],
  ])('%s changes nothing and leaves the balance out', async (_name, reply) => {
    const session = scripted(serving(runningAt(0.5), reply), { secrets });
    const reading = await round(session);
    expect(reading).toMatchObject({ settled: true, warnings: [], interruptedBy: null });
    expect(readingOf(reading)).not.toHaveProperty('balance');
  });

  test.each([
    ['401', noUser],
    ['403', { status: 403, text: 'forbidden' }],
    ['404 with auth_error', { status: 404, text: '{"success":false,"error":"auth_error","msg":"no"}' }],
  ])(
    'a key that may not read it (%s) is no failure, takes nothing away, and is asked again after an hour, and then daily',
    async (_n, reply) => {
      const memory = {};
      const ask = async (atMs: number, apiKey = secrets.apiKey) => {
        const session = {
          ...scripted(serving(runningAt(0.5), reply), { secrets: { apiKey }, memory }),
          now: () => atMs,
        };
        const reading = await round(session);
        expect(reading).toMatchObject({ settled: true, warnings: [], interruptedBy: null });
        return [session.sent.filter(isUser).length, readingOf(reading).balance];
      };
      expect(await ask(now)).toEqual([1, 'refused']);
      expect(await ask(now + hour - 1)).toEqual([0, 'refused']);
      expect(await ask(now + hour)).toEqual([1, 'refused']);
      expect(await ask(now + 24 * hour)).toEqual([0, 'refused']);
      expect(await ask(now + day + hour)).toEqual([1, 'refused']);
      expect(await ask(now + day + 2 * hour)).toEqual([0, 'refused']);
      expect(await ask(now + day + 2 * hour, 'vast-key-of-another-kind')).toEqual([1, 'refused']);
    },
  );

  test('that the key may not read does not outlast what it was read beside: where nothing runs there is none', async () => {
    const memory = {};
    const ask = async (list: string, atMs: number) =>
      readingOf(await round({ ...scripted(serving(list, noUser), { secrets, memory }), now: () => atMs })).balance;
    expect(await ask(runningAt(0.5), now)).toBe('refused');
    expect(await ask(runningAt(0.5), now + hour)).toBe('refused');
    expect(await ask(answer([]), now + hour)).toBeNull();
  });

  test.each(['provider.rate-limited', 'provider.unavailable'] as const)(
    'a service that says when to come back (%s) is not asked for it before; the list is, and the round fails of nothing',
    async (code) => {
      const memory = {};
      const ask = async (atMs: number, retryAfterMs: number) => {
        const later = failed(code, { retryAt: instantOf(atMs + retryAfterMs) });
        const session = { ...scripted(serving(runningAt(0.5), later), { secrets, memory }), now: () => atMs };
        const reading = await round(session);
        expect(reading).toMatchObject({ settled: true, warnings: [], interruptedBy: null });
        // What is known of earlier still holds.
        expect(readingOf(reading)).not.toHaveProperty('balance');
        return session.sent.filter(isUser).length;
      };
      expect(await ask(now, 2 * hour)).toBe(1);
      expect(await ask(now + hour, hour)).toBe(0);
      expect(await ask(now + 2 * hour, 400 * day)).toBe(1);
      expect(await ask(now + 25 * hour, hour)).toBe(0);
      expect(await ask(now + 26 * hour, hour)).toBe(1);
    },
  );

  test('is not asked when time or budget is up', async () => {
    for (const given of [{ shouldStop: () => true }, { isBudgetSpent: () => true }]) {
      const session = scripted(serving(runningAt(0.5), user), { secrets, ...given });
      const reading = await round(session);
      expect(reading.settled).toBe(true);
      expect(readingOf(reading)).not.toHaveProperty('balance');
      expect(session.sent).toHaveLength(1);
    }
  });
});

describe('hostile values', () => {
  const values = [
    null,
    {},
    [],
    '',
    0,
    -1,
    true,
    '__proto__',
    'constructor',
    '\u0000',
    '\ud800',
    [[[]]],
    '长'.repeat(5_000),
  ] as const;
  const numbers = ['1e308', '1e400', '-1e400', '1e999999', '99999999999999999999', '8640000000000001', '-0'] as const;

  test('1,500 spoiled rows: always a machine or none, never an exception, never a broken one', async () => {
    let text = '';
    const session = scripted(
      serving(() => text),
      { secrets },
    );
    for (let seed = 1; seed <= 1_500; seed++) {
      const random = seededRandom(seed);
      const spoiled = Object.keys(row()).map((name): [string, unknown] => {
        if (random() < 0.6) return [name, row()[name]];
        return [name, random() < 0.5 ? oneOf(random, values) : `#${oneOf(random, numbers)}#`];
      });
      text = answer([Object.fromEntries(spoiled)]).replace(/"#([^"#]*)#"/g, '$1');
      const reading = await round(session);
      for (const { title, price, end, startsAt, key } of readingOf(reading).resources) {
        expect(title.length, `seed ${seed}`).toBeGreaterThan(0);
        expect(title.length).toBeLessThanOrEqual(220);
        expect(key).toMatch(/^\d+$/);
        if (price !== null) expect(price.amount).toMatch(/^\d+(\.\d+)?$/);
        for (const at of [end.at, startsAt]) if (at !== null) expect(new Date(at).toISOString()).toBe(at);
      }
    }
  });
});
