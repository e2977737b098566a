import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as faults from '../../electron/demo/faults.ts';
import type { Fault } from '../../electron/demo/fault-script.ts';
import { demoWorld } from '../../electron/demo/world.ts';
import { qiniuRecords, qiniuUnpaid } from '../../electron/demo/world/qiniu-order.ts';
import type { RoundReading } from '../../electron/providers/provider.ts';
import { valueOf } from '../unit/providers/session.ts';
import { anchor, played, remembered, sortedById, Stage } from './harness.ts';

const history = { wolover: 130, unicloud: 12, qiniu: 8 };

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open({ world: demoWorld(anchor, history) });
});
afterEach(() => stage.reset());
afterAll(() => stage.close());

const world = demoWorld(anchor, history);
const truth: Readonly<Record<string, readonly unknown[]>> = {
  wolover: world.wolover(anchor).map((row) => row['id']),
  unicloud: world.unicloud(anchor).map(({ list }) => list['Id']),
  // Orders that were never paid and have lapsed are in neither of Qiniu's lists.
  qiniu: world
    .qiniu(anchor)
    .filter((order) => qiniuUnpaid(order) !== null || qiniuRecords(order).length > 0)
    .map(({ order }) => order),
};

describe.each(played)('$name', ({ name, provider }) => {
  const round = async (given = {}): Promise<RoundReading> => valueOf(await stage.round(name, given));
  const withFault = (fault: Fault, rule = {}) => stage.servers.faults.add({ provider: name, fault, ...rule });

  test('the test request proves the key', async () => {
    expect(await stage.test(name)).toMatchObject({ ok: true });
    expect(stage.servers.requests(name)).toHaveLength(1);
  });

  test('a round reads what the provider lists, each order once, whole', async () => {
    const reading = await round();
    const ids = reading.orders.map(({ providerOrderId }) => providerOrderId);
    expect(ids.length).toBeGreaterThan(15);
    expect([...ids].sort()).toEqual([...(truth[name] ?? [])].sort());
    expect(reading).toMatchObject({ settled: true, interruptedBy: null, unchanged: [], warnings: [] });
    for (const order of reading.orders) {
      expect(order.incomplete).toEqual([]);
      expect(order.facts.length).toBeGreaterThan(8);
      expect(order.items.length).toBeGreaterThan(0);
      expect(order.title).not.toBe('');
      expect(order.placedAt).not.toBeNull();
    }
    expect(stage.requests).toBe(stage.servers.requests(name).length);
  });

  test('the next round costs the list only, or says the same', async () => {
    const first = await round();
    const firstRequests = stage.requests;
    const second = await round({ known: remembered(first.orders) });
    const listed = [...second.orders.map(({ providerOrderId }) => providerOrderId), ...second.unchanged];
    expect(listed.sort()).toEqual(first.orders.map(({ providerOrderId }) => providerOrderId).sort());
    if (first.orders[0]?.listMark === null) expect(second.orders).toEqual(first.orders);
    else {
      expect(second.orders).toEqual([]);
      expect(stage.requests).toBeLessThan(firstRequests / 3);
    }
  });

  test.each(Object.keys(provider.description.credentials.map(({ name: field }) => field)))(
    'a wrong key is rejected (%s)',
    async (index) => {
      const field = provider.description.credentials[Number(index)]?.name ?? '';
      const outcome = await stage.test(name, { secrets: { [field]: 'not-the-key' } });
      expect(outcome).toMatchObject({ ok: false, failure: { code: 'account.key-rejected' } });
      expect(JSON.stringify(outcome)).not.toContain('not-the-key');
    },
  );

  test('a key with stray white space is the key', async () => {
    const spaced = Object.fromEntries(
      Object.entries(stage.servers[name].secrets).map(([field, text]) => [field, ` ${text}\n`]),
    );
    expect(await stage.test(name, { secrets: spaced })).toMatchObject({ ok: true });
  });

  test.each<[string, Fault, object, number]>([
    ['the key is rejected', faults.keyRejected(), { code: 'account.key-rejected' }, 1],
    ['the key lacks a permission', faults.permissionLacking(), { code: 'account.key-lacks-permission' }, 1],
    ['a login page with status 200', faults.htmlPage(), { code: 'provider.unexpected-answer', path: '$' }, 1],
    ['no JSON', faults.invalidJson(), { code: 'provider.unexpected-answer', path: '$' }, 1],
    ['nothing', faults.body(''), { code: 'provider.unexpected-answer', path: '$' }, 1],
    ['null', faults.body('null'), { code: 'provider.unexpected-answer' }, 1],
    ['{}', faults.body('{}'), { code: 'provider.unexpected-answer' }, 1],
    ['[]', faults.body('[]'), { code: 'provider.unexpected-answer' }, 1],
    [
      'JSON that nests 100,000 deep',
      faults.body('['.repeat(100_000)),
      { code: 'provider.unexpected-answer', path: '$', detail: 'too-deep' },
      1,
    ],
    ['JSON cut short', faults.truncated(), { code: 'provider.unexpected-answer', path: '$' }, 1],
    ['gzip that is none', faults.brokenGzip(), { code: 'provider.unexpected-answer' }, 1],
    ['a gzip bomb', faults.gzipBomb(), { code: 'provider.unexpected-answer', detail: 'too-large' }, 1],
    ['50 MB', faults.oversized(50_000_000), { code: 'provider.unexpected-answer', detail: 'too-large' }, 1],
    [
      'a redirect',
      faults.redirect('https://login.example/?next=1'),
      { code: 'provider.unexpected-answer', redirectedTo: 'login.example' },
      1,
    ],
    ['404', faults.statusWith(404, 'not here'), { code: 'provider.refused', status: 404 }, 1],
    ['500', faults.statusWith(500, '<html>'), { code: 'provider.unavailable', status: 500 }, 3],
    ['503', faults.statusWith(503), { code: 'provider.unavailable', status: 503 }, 3],
    ['a reset', faults.resetAtOnce(), { code: 'provider.unavailable' }, 3],
    ['a close', faults.closedAtOnce(), { code: 'provider.unavailable' }, 3],
    ['a reset in the body', faults.resetMidBody(), { code: 'provider.unavailable' }, 3],
    ['a close in the body', faults.closedEarly(), { code: 'provider.unavailable' }, 3],
    ['silence', faults.silence(), { code: 'network.timeout', detail: 'headers' }, 3],
    ['silence in the body', faults.stalledMidBody(), { code: 'network.timeout', detail: 'between-chunks' }, 3],
    [
      '429 for an hour',
      faults.rateLimited('3600'),
      { code: 'provider.rate-limited', retryAt: '2026-11-23T05:00:00.000Z' },
      1,
    ],
    [
      '429 until a date',
      faults.rateLimitedUntil(1_800_000),
      { code: 'provider.rate-limited', retryAt: '2026-11-23T04:30:00.000Z' },
      1,
    ],
    ['429 without a word', faults.rateLimited(), { code: 'provider.rate-limited' }, 3],
    ['429 with nonsense', faults.rateLimited('later'), { code: 'provider.rate-limited' }, 3],
  ])('%s', async (_, fault, failure, requests) => {
    withFault(fault);
    const outcome = await stage.round(name);
    expect(outcome).toMatchObject({ ok: false, failure });
    expect(stage.servers.requests(name)).toHaveLength(requests);
    for (const secret of Object.values(stage.servers[name].secrets))
      expect(JSON.stringify(outcome)).not.toContain(secret);
  });

  test.each<[string, Fault, object]>([
    ['gzip', faults.gzipped(), {}],
    ['a byte-order mark', faults.byteOrderMark(), {}],
    ['no announced length', faults.chunked(), {}],
    ['a slow drip', faults.slowDrip(50_000, 5), {}],
    ['one 502', faults.statusWith(502), { times: 1 }],
    ['two resets', faults.resetAtOnce(), { times: 2 }],
    ['one short 429', faults.rateLimited('2'), { times: 1 }],
    ['every row twice', faults.rowsTwice(), {}],
  ])('%s changes nothing in what is read', async (_, fault, rule) => {
    const plain = await round();
    withFault(fault, rule);
    const reading = await round();
    expect(sortedById(reading.orders)).toEqual(sortedById(plain.orders));
  });

  test('nobody there', async () => {
    expect(await stage.round(name, { baseUrl: 'http://127.0.0.1:1' })).toEqual({
      ok: false,
      failure: { code: 'provider.unavailable', detail: 'ECONNREFUSED' },
    });
  });

  test('a clock that is off is noticed', async () => {
    withFault(faults.clockOff(-600_000));
    await round();
    expect(new Set(stage.skews)).toEqual(new Set([600_000]));
  });

  test('a cancelled round ends', async () => {
    withFault(faults.silence());
    const cancel = new AbortController();
    const outcome = stage.round(name, { signal: cancel.signal });
    setImmediate(() => cancel.abort());
    expect(await outcome).toEqual({ ok: false, failure: { code: 'cancelled' } });
  });

  test('the same page for ever does not hold the round for ever, and settles nothing that it cannot know', async () => {
    const plain = await round();
    withFault(faults.samePage(), {
      path: name === 'qiniu' ? 'pay_record' : undefined,
      when: ({ query }: { query: string }) => !query.includes('OrderDetail'),
    });
    const reading = await round();
    expect(stage.servers.requests(name).length).toBeLessThan(200);
    if (plain.orders.length > reading.orders.length) expect(reading.settled).toBe(false);
  });
});
