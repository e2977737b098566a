import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../electron/core/model/ids.ts';
import { parseInstant } from '../../../electron/core/model/instant.ts';
import type { ReadOrder } from '../../../electron/core/ports/provider.ts';
import { estimatedEnd } from '../../../electron/providers/wolover/estimate.ts';
import { wolover } from '../../../electron/providers/wolover/index.ts';
import { normaliseRow } from '../../../electron/providers/wolover/normalise.ts';
import { unitsOf, type DurationUnit } from '../../../electron/providers/wolover/units.ts';
import { reread } from '../../../electron/providers/wolover/reread.ts';
import { factMap, fixture, now, scripted, stored, unavailable, valueOf, type Reply } from './session.ts';

const secrets = { apiKey: 'wo-key-1234' };

/** What the document's sample says, written by hand, for an account whose durations count months. */
const sample: ReadOrder = {
  providerOrderId: '1902176615603838977' as ReadOrder['providerOrderId'],
  orderNumber: null,
  kind: 'new',
  status: 'cancelled',
  providerStatus: '4',
  title: '单节点服务器',
  placedAt: '2025-03-19T01:53:41.000Z' as Instant,
  paidAt: null,
  cancelledAt: null,
  payBy: null,
  listPrice: null,
  price: null,
  paid: null,
  items: [
    {
      id: '1902176615603838977',
      resourceId: null,
      resourceType: 'container',
      region: null,
      title: '单节点服务器',
      spec: '10×RTX 4090 2 GB · 16 vCPU 酷睿i5 · 8 GB RAM · 50 GB disk · centos 8.2.2004',
      status: 'cancelled',
      providerStatus: '4',
      startsAt: '2025-03-19T01:53:41.000Z' as Instant,
      end: {
        at: '2025-04-19T01:53:41.000Z' as Instant,
        basis: 'estimated',
        note: 'from-purchase-duration',
        earliestAt: null,
      },
      price: null,
      billing: 'period',
    },
  ],
  frozenForMs: null,
  facts: [
    { path: 'id', value: '1902176615603838977' },
    { path: 'productType', value: '2' },
    { path: 'status', value: '4' },
    { path: 'buyDuration', value: '1' },
    { path: 'reason', value: '************' },
    { path: 'createTime', value: '2025-03-19 09:53:41' },
    { path: 'orderProductVo.name', value: '单节点服务器' },
    { path: 'orderProductVo.graphicsCardNum', value: '10' },
    { path: 'orderProductVo.cpuModel', value: '酷睿i5' },
    { path: 'orderProductVo.intMemory', value: '8' },
    { path: 'orderProductVo.systemDisk', value: '50' },
    { path: 'orderProductVo.frameworkType', value: '1' },
    { path: 'orderProductVo.orderGraphicsCardVo.type', value: 'GPU' },
    { path: 'orderProductVo.orderGraphicsCardVo.model', value: 'RTX 4090' },
    { path: 'orderProductVo.orderGraphicsCardVo.memory', value: '2' },
    { path: 'orderProductVo.orderGraphicsCardVo.computingPower', value: '2' },
    { path: 'orderProductVo.orderMirrorImageVo.mirrorImageType', value: '1' },
    { path: 'orderProductVo.orderMirrorImageVo.name', value: 'centos' },
    { path: 'orderProductVo.orderMirrorImageVo.type', value: '1' },
    { path: 'orderProductVo.orderMirrorImageVo.version', value: '8.2.2004' },
    { path: 'orderProductVo.vcpu', value: '16' },
  ],
  incomplete: [],
  listFingerprint: 'wolover-3:month:wwgwv2UpyEYBeC9qUJJTGr',
  detailReadAt: null,
};

const row = (changed: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  id: '1902176615603838977',
  productType: '1',
  status: '5',
  buyDuration: '1',
  createTime: '2026-11-01 00:00:00',
  orderProductVo: { name: '训练机' },
  ...changed,
});

const read = (changed: Readonly<Record<string, unknown>>, unit: DurationUnit | null = 'month'): ReadOrder => {
  const order = normaliseRow(row(changed), { ofAccount: unit, ofProducts: new Map() }, now);
  if (order === null) throw new Error('no order');
  return order;
};

const answer = (rows: readonly unknown[], total: unknown = rows.length): string =>
  JSON.stringify({ total, rows, code: 200, msg: '查询成功' });

/** A server that counts from 1 and clamps, as the RuoYi family does. */
const serving =
  (rows: readonly unknown[]) =>
  (request: { readonly body: string | null }): Reply => {
    const form = new URLSearchParams(request.body ?? '');
    const size = Number(form.get('pageSize'));
    const page = Math.min(Math.max(Number(form.get('pageNum')), 1), Math.max(1, Math.ceil(rows.length / size)));
    return answer(rows.slice((page - 1) * size, page * size), rows.length);
  };

describe("the document's sample", () => {
  test('reads as the order one would write by hand', async () => {
    const session = scripted(() => fixture('wolover/getOrderList').replace('"total": 37', '"total": 1'), {
      secrets,
      settings: { durationUnit: 'month' },
    });
    expect(valueOf(await wolover.readRound(session))).toEqual({
      orders: [sample],
      unchanged: [],
      settled: true,
      warnings: [],
      interruptedBy: null,
    });
  });

  test('as it stands, with 36 orders of its 37 missing, is unsettled', async () => {
    const session = scripted(() => fixture('wolover/getOrderList'), { secrets, settings: { durationUnit: 'month' } });
    expect(valueOf(await wolover.readRound(session))).toMatchObject({
      orders: [sample],
      settled: false,
      warnings: [{ code: 'round.unsettled' }],
    });
  });
});

describe('the request', () => {
  test('is a form with page, size and the Bearer key', async () => {
    const session = scripted(serving([row()]), {
      secrets: { apiKey: '  wo-key-1234\n' },
      baseUrl: 'http://10.0.0.1:8080',
    });
    await wolover.readRound(session);
    expect(session.sent[0]).toEqual({
      method: 'POST',
      url: 'http://10.0.0.1:8080/order/openapi/getOrderList',
      headers: {
        authorization: 'Bearer wo-key-1234',
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'pageNum=0&pageSize=100',
    });
  });

  test('goes to the same place when the whole address of the document was given', async () => {
    const baseUrl = 'http://127.0.0.1:8080/order/openapi/getOrderList';
    const session = scripted(() => answer([]), { secrets, baseUrl });
    await wolover.readRound(session);
    expect(session.sent[0]?.url).toBe(baseUrl);
  });

  test('carries the status filter, and a filtered round proves no vanishing', async () => {
    const session = scripted(serving([row()]), { secrets, settings: { durationUnit: 'month', status: '5' } });
    expect(valueOf(await wolover.readRound(session))).toMatchObject({ settled: false, warnings: [] });
    expect(session.sent[0]?.body).toBe('pageNum=0&pageSize=100&status=5');
  });

  test('the test request asks for one row and tells the total', async () => {
    const session = scripted(() => answer([row()], '37'), { secrets });
    expect(await wolover.test(session)).toEqual({ ok: true, value: { orders: 37 } });
    expect(session.sent.map(({ body }) => body)).toEqual(['pageNum=0&pageSize=1']);
  });

  test.each([
    ['absent', undefined, 'required'],
    ['blank', '  ', 'required'],
    ['split over lines', 'abc\ndef', 'characters'],
    ['with letters that no header can carry', '密钥', 'characters'],
  ])('a key that is %s is not sent', async (_, apiKey, reason) => {
    const session = scripted(() => '', { secrets: apiKey === undefined ? {} : { apiKey } });
    expect(await wolover.test(session)).toEqual({
      ok: false,
      failure: { code: 'input.invalid', field: 'apiKey', reason },
    });
    expect(session.sent).toEqual([]);
  });
});

describe('status', () => {
  test.each([
    ['1', 'unpaid', 'new'],
    ['2', 'paid', 'new'],
    ['3', 'cancelled', 'new'],
    ['4', 'cancelled', 'new'],
    ['5', 'active', 'new'],
    ['6', 'expired', 'new'],
    ['7', 'refunded', 'new'],
    ['8', 'completed', 'new'],
    ['9', 'released', 'new'],
    ['10', 'active', 'renewal'],
    ['11', 'unknown', 'new'],
    ['constructor', 'unknown', 'new'],
  ])('%s is %s, kind %s, and stays in providerStatus', (word, status, kind) => {
    expect(read({ status: word })).toMatchObject({ status, kind, providerStatus: word });
  });

  test('unpaid: half an hour to pay, derived', () => {
    expect(read({ status: '1', createTime: '2026-11-23 09:53:41' }).payBy).toEqual({
      at: '2026-11-23T02:23:41.000Z',
      basis: 'derived',
    });
  });

  test('only 6 is a freeze, of 30 minutes', () => {
    expect(read({ status: '6' }).frozenForMs).toBe(1_800_000);
    expect(read({ status: '8' }).frozenForMs).toBeNull();
  });
});

describe('the estimated end', () => {
  const at = (text: string): Instant => {
    const instant = parseInstant(text);
    if (instant === null) throw new Error(text);
    return instant;
  };

  test.each([
    ['hour', '36', '2026-11-01T00:00:00+08:00', '2026-11-02T04:00:00.000Z'],
    ['day', '3', '2026-11-01T00:00:00+08:00', '2026-11-03T16:00:00.000Z'],
    ['week', '2', '2026-11-01T00:00:00+08:00', '2026-11-14T16:00:00.000Z'],
    ['month', '1', '2026-01-31T12:00:00+08:00', '2026-02-28T04:00:00.000Z'],
    ['month', '1', '2028-01-31T12:00:00+08:00', '2028-02-29T04:00:00.000Z'],
    // In Beijing it is already the first of the month, in UTC still the last of the one before.
    ['month', '1', '2026-03-01T00:30:00+08:00', '2026-03-31T16:30:00.000Z'],
    ['month', '13', '2026-01-31T12:00:00+08:00', '2027-02-28T04:00:00.000Z'],
    ['year', '1', '2028-02-29T12:00:00+08:00', '2029-02-28T04:00:00.000Z'],
  ] as const)('%s × %s from %s', (unit, duration, from, end) => {
    expect(estimatedEnd(at(from), duration, unit)).toEqual({
      at: end,
      basis: 'estimated',
      note: 'from-purchase-duration',
      earliestAt: null,
    });
  });

  test('without a unit there is none, and the round says what to set', async () => {
    const session = scripted(serving([row()]), { secrets, settings: { durationUnit: 'unknown' } });
    const round = valueOf(await wolover.readRound(session));
    expect(round.orders[0]?.items[0]?.end).toEqual({ at: null, basis: 'none', note: 'unit-unknown', earliestAt: null });
    expect(round.warnings).toEqual([{ code: 'setting.unit-unknown' }]);
  });

  test('a product with a unit of its own takes that, however its name is spaced', () => {
    const units = unitsOf({ durationUnit: 'month', productUnits: '训练机 02=day' });
    const endOf = (name: string | null) =>
      normaliseRow(row({ orderProductVo: { name } }), units, now)?.items[0]?.end.at;
    expect([endOf('训练机  02'), endOf('训练机 03'), endOf(null)]).toEqual([
      '2026-11-01T16:00:00.000Z',
      '2026-11-30T16:00:00.000Z',
      '2026-11-30T16:00:00.000Z',
    ]);
  });

  test.each([
    ['is still said while a product lacks one', '推理机=day', [{ code: 'setting.unit-unknown' }]],
    ['is not said once every product has one', '训练机=day', []],
  ])('that the unit is unknown %s', async (_, productUnits, warnings) => {
    const session = scripted(serving([row()]), { secrets, settings: { durationUnit: 'unknown', productUnits } });
    expect(valueOf(await wolover.readRound(session)).warnings).toEqual(warnings);
  });

  test.each(['0', '-1', '1.5', 'x', '1e308', '999999999999999', null])('a duration of %j gives none', (buyDuration) => {
    const note = buyDuration === null ? 'not-stated' : 'implausible';
    expect(read({ buyDuration }).items[0]?.end).toMatchObject({ at: null, note });
  });
});

describe('what the machine is', () => {
  const specOf = (product: object) => read({ orderProductVo: { name: 'x', ...product } }).items[0]?.spec;

  test('with its disk, and without what it has none of', () => {
    expect(specOf({ vcpu: '8', intMemory: '16', systemDisk: '100' })).toBe('8 vCPU · 16 GB RAM · 100 GB disk');
    expect(specOf({ systemDisk: '50' })).toBe('50 GB disk');
    for (const nothing of ['0', '0.0', '-1', null, undefined, ''])
      expect(specOf({ vcpu: nothing, intMemory: nothing, systemDisk: nothing, graphicsCardNum: nothing })).toBeNull();
    expect(specOf({ graphicsCardNum: '0', orderGraphicsCardVo: { model: 'A100' }, vcpu: '4' })).toBe('4 vCPU');
  });

  test('a size that names its unit keeps it; a card named after its memory says it once', () => {
    expect(specOf({ intMemory: '8GB', systemDisk: '1 TB' })).toBe('8GB RAM · 1 TB disk');
    const card = (model: string, memory: unknown) =>
      specOf({ graphicsCardNum: '2', orderGraphicsCardVo: { model, memory } });
    expect([card('A100', '80'), card('A100 80G', '80'), card('A100', '0'), card('H20', null)]).toEqual([
      '2×A100 80 GB',
      '2×A100 80G',
      '2×A100',
      '2×H20',
    ]);
    // How many there are is not made up.
    expect(specOf({ orderGraphicsCardVo: { model: 'A100' } })).toBe('A100');
  });
});

describe('times and durations that no order can have', () => {
  test('an order is placed no more than two days after now', () => {
    expect(read({ createTime: '2026-11-25 15:59:00' }).placedAt).toBe('2026-11-25T07:59:00.000Z');
    for (const createTime of ['2026-11-25 16:01:00', '2027-11-23 16:00:00']) {
      const order = read({ createTime });
      expect(order).toMatchObject({ placedAt: null, implausible: ['createTime'] });
      expect(order.items[0]?.end).toMatchObject({ at: null, note: 'implausible' });
      // A unit that is named later makes nothing of it either.
      expect(reread(order, { durationUnit: 'week' }).items[0]?.end).toEqual(order.items[0]?.end);
    }
    const unset = read({ createTime: '0000-00-00 00:00:00' });
    expect(unset.items[0]?.end.note).toBe('not-stated');
    expect(reread(unset, { durationUnit: 'week' }).items[0]?.end.note).toBe('not-stated');
  });

  test.each(['2026-02-30 10:00:00', '1970-01-21 19:22:12', '9999-12-31 23:59:59', '1764554400', 'soon'])(
    'createTime %j is unknown, incomplete and warned of',
    (createTime) => {
      const order = read({ createTime, status: '1' });
      expect(order).toMatchObject({
        placedAt: null,
        payBy: null,
        incomplete: ['createTime'],
        implausible: ['createTime'],
      });
      expect(order.items[0]).toMatchObject({ startsAt: null, end: { at: null, basis: 'none', note: 'implausible' } });
    },
  );

  test.each(['0', '-1', '1.5', 'x', '1e308', '1000000000', '999999999999999'])(
    'a duration of %j gives no end, is incomplete and warned of, whatever the unit',
    (buyDuration) => {
      for (const unit of ['month', null] as const) {
        const order = read({ buyDuration }, unit);
        expect(order).toMatchObject({ incomplete: ['buyDuration'], implausible: ['buyDuration'] });
        expect(order.items[0]?.end.at).toBeNull();
      }
    },
  );

  test('a duration that only its unit makes absurd', () => {
    expect(read({ buyDuration: '720' }, 'hour').incomplete).toEqual([]);
    expect(read({ buyDuration: '720' }, 'month').incomplete).toEqual(['buyDuration']);
    expect(read({ buyDuration: '720' }, null).incomplete).toEqual([]);
  });

  test('a round says how many', async () => {
    const session = scripted(serving([row({ buyDuration: '0' }), row({ id: '2' })]), {
      secrets,
      settings: { durationUnit: 'month' },
    });
    expect(valueOf(await wolover.readRound(session)).warnings).toEqual([{ code: 'order.implausible', count: 1 }]);
  });
});

describe('rows that surprise', () => {
  test('nested objects may be null; the row stays, and says what it lacks', () => {
    const order = read({ orderProductVo: null, reason: null });
    expect(order).toMatchObject({ title: '1902176615603838977', incomplete: ['orderProductVo.name'] });
    expect(factMap(order.facts)).toMatchObject({ orderProductVo: null, reason: null });
    expect(
      read({ orderProductVo: { name: 'x', orderGraphicsCardVo: null, orderMirrorImageVo: null, vcpu: '4' } }).items[0]
        ?.spec,
    ).toBe('4 vCPU');
  });

  test('missing fields make the order incomplete, not invisible', () => {
    expect(normaliseRow({ id: '7' }, unitsOf({ durationUnit: 'month' }), now)).toMatchObject({
      providerOrderId: '7',
      status: 'unknown',
      placedAt: null,
      incomplete: ['status', 'createTime', 'buyDuration', 'orderProductVo.name'],
    });
  });

  test('fields of another kind cost themselves only', () => {
    const order = read({ status: { a: '1' }, createTime: ['x'], orderProductVo: 'text' });
    expect(order.incomplete).toEqual(['status', 'createTime', 'orderProductVo.name']);
  });

  test('an implausible value is kept', () => {
    expect(
      read({ orderProductVo: { name: 'x', graphicsCardNum: '-3', orderGraphicsCardVo: { model: '' } } }).incomplete,
    ).toEqual([]);
  });

  test('rows without an id, or that are none, are counted and keep the round from being settled', async () => {
    const session = scripted(serving([row(), null, 7, { status: 5 }]), { secrets, settings: { durationUnit: 'day' } });
    const round = valueOf(await wolover.readRound(session));
    expect(round.orders).toHaveLength(1);
    expect(round.settled).toBe(false);
    expect(round.warnings).toEqual([{ code: 'round.unsettled' }, { code: 'order.incomplete', count: 3 }]);
  });

  test('1,000 orders are read once each', async () => {
    const rows = Array.from({ length: 1_000 }, (_, index) => row({ id: String(1902176615603838977n + BigInt(index)) }));
    const session = scripted(serving(rows), { secrets, settings: { durationUnit: 'month' } });
    const round = valueOf(await wolover.readRound(session));
    expect(new Set(round.orders.map(({ providerOrderId }) => providerOrderId))).toEqual(
      new Set(rows.map(({ id }) => id)),
    );
    expect(round.settled).toBe(true);
    // Ten full pages, the first of them twice by two numbers, one behind the last, and the first once more.
    expect(session.sent).toHaveLength(13);
  });
});

describe('a round after one that was stored', () => {
  const settings = { durationUnit: 'month' };
  const row = (id: string, facts = {}) => ({
    id,
    status: 5,
    createTime: '2026-11-01 08:00:00',
    buyDuration: 1,
    orderProductVo: { name: '4090×1' },
    ...facts,
  });
  const page = (...rows: readonly object[]) => JSON.stringify({ total: rows.length, rows, code: 200, msg: '' });
  const knownFrom = async (answer: string, unit = 'month') => {
    const session = scripted(() => answer, { secrets, settings: { durationUnit: unit } });
    const { orders } = valueOf(await wolover.readRound(session));
    return Object.fromEntries(
      orders.map(({ providerOrderId, listFingerprint: listFingerprint }) => [providerOrderId, stored(listFingerprint)]),
    );
  };

  test('gives the ids alone of what is as it was stored, and what changed whole', async () => {
    const known = await knownFrom(page(row('1'), row('2')));
    const session = scripted(() => page(row('1'), row('2', { status: 6 })), { secrets, settings, known });
    const { orders, unchanged, settled } = valueOf(await wolover.readRound(session));
    expect(unchanged).toEqual(['1']);
    expect(orders.map(({ providerOrderId, status }) => [providerOrderId, status])).toEqual([['2', 'expired']]);
    expect(settled).toBe(true);
  });

  test('another unit reads every order anew', async () => {
    const known = await knownFrom(page(row('1')), 'day');
    const { orders } = valueOf(await wolover.readRound(scripted(() => page(row('1')), { secrets, settings, known })));
    expect(orders.map((order) => order.items[0]?.end.at)).toEqual(['2026-12-01T00:00:00.000Z']);
  });

  test('one whose end waits for a second reading is read anew', async () => {
    const known = await knownFrom(page(row('1')));
    const doubtful = { '1': { ...stored(known['1']?.listFingerprint ?? null), doubtful: true } };
    const session = scripted(() => page(row('1')), { secrets, settings, known: doubtful });
    expect(valueOf(await wolover.readRound(session)).orders).toHaveLength(1);
  });

  test('an incomplete one is counted each time', async () => {
    const answer = page(row('1', { buyDuration: null }));
    const known = { '1': { ...stored((await knownFrom(answer))['1']?.listFingerprint ?? null), incomplete: true } };
    const { warnings } = valueOf(await wolover.readRound(scripted(() => answer, { secrets, settings, known })));
    expect(warnings).toEqual([{ code: 'order.incomplete', count: 1 }]);
  });

  test('a page that says the same is known again, and what the store lost since is read from it all the same', async () => {
    const answer = page(row('1'), row('2'));
    const memory = {};
    const read = async (known: Awaited<ReturnType<typeof knownFrom>>) =>
      valueOf(await wolover.readRound(scripted(() => answer, { secrets, settings, known, memory })));
    const known = await knownFrom(answer);
    await read({});
    expect(await read(known)).toMatchObject({ orders: [], unchanged: ['1', '2'], settled: true });
    const { '1': one } = known;
    const { orders, unchanged } = await read(one === undefined ? {} : { '1': one });
    expect([orders.map(({ providerOrderId }) => providerOrderId), unchanged]).toEqual([['2'], ['1']]);
  });

  test('tells how far it is', async () => {
    const rows = Array.from({ length: 250 }, (_, index) => row(String(index + 1)));
    const session = scripted(
      ({ body }) => {
        const from = Number(new URLSearchParams(body ?? '').get('pageNum')) * 100;
        return JSON.stringify({ total: 250, rows: rows.slice(from, from + 100), code: 200, msg: '' });
      },
      { secrets, settings },
    );
    await wolover.readRound(session);
    expect(session.progresses).toEqual([
      { step: 'list', read: 100, of: 250 },
      { step: 'list', read: 200, of: 250 },
      { step: 'list', read: 250, of: 250 },
      { step: 'list', read: 250, of: 250 },
    ]);
  });
});

describe('answers that are failures', () => {
  test.each<[string, Reply, object]>([
    [
      'a rejected key in a 200 body',
      fixture('wolover/error'),
      { code: 'account.key-rejected', providerCode: '401', providerMessage: '认证失败，无法访问系统资源' },
    ],
    [
      'no permission',
      '{"code":403,"msg":"没有权限"}',
      { code: 'account.key-lacks-permission', providerCode: '403', providerMessage: '没有权限' },
    ],
    [
      'a business error',
      '{"code":500,"msg":"系统错误"}',
      { code: 'provider.refused', providerCode: '500', providerMessage: '系统错误' },
    ],
    ['HTTP 401', { status: 401, text: '<html>' }, { code: 'account.key-rejected', status: 401 }],
    ['HTTP 401 without a body', { status: 401 }, { code: 'account.key-rejected', status: 401 }],
    [
      'HTTP 401 with a code of its own',
      { status: 401, text: '{"code":500,"msg":"x"}' },
      { code: 'account.key-rejected', providerCode: '500', providerMessage: 'x' },
    ],
    ['HTTP 403', { status: 403 }, { code: 'account.key-lacks-permission', status: 403 }],
    ['HTTP 404', { status: 404, text: 'not here' }, { code: 'provider.refused', status: 404 }],
    ['HTML', '<!doctype html>', { code: 'provider.unexpected-answer', path: '$', detail: 'not-json' }],
    ['JSON of another kind', '[]', { code: 'provider.unexpected-answer', path: '$' }],
    ['no code', '{"rows":[]}', { code: 'provider.unexpected-answer', path: 'code' }],
    ['no rows', '{"code":200,"total":3}', { code: 'provider.unexpected-answer', path: 'rows' }],
    ['the network', unavailable, { code: 'provider.unavailable', status: 503 }],
  ])('%s', async (_, reply, failure) => {
    expect(await wolover.readRound(scripted(() => reply, { secrets }))).toEqual({ ok: false, failure });
  });

  test.each([
    ['null', '{"code":200,"total":0,"rows":null}'],
    ['{}', '{"code":200,"total":0,"rows":{}}'],
    ['empty', '{"code":"200","total":"0","rows":[]}'],
  ])('rows may be %s', async (_, text) => {
    expect(valueOf(await wolover.readRound(scripted(() => text, { secrets })))).toMatchObject({
      orders: [],
      settled: true,
    });
  });

  test('one row instead of a list', async () => {
    const text = JSON.stringify({ code: 200, total: 1, rows: row() });
    expect(valueOf(await wolover.readRound(scripted(() => text, { secrets }))).orders).toHaveLength(1);
  });

  test('a message that repeats the key or the header does not carry it on', async () => {
    const text = JSON.stringify({
      code: 401,
      msg: `bad key wo-key-1234 (${encodeURIComponent('wo-key-1234')})\n${'长'.repeat(400)}`,
    });
    const outcome = await wolover.test(scripted(() => text, { secrets }));
    const message = outcome.ok ? '' : (outcome.failure.providerMessage ?? '');
    expect(message).toMatch(/^bad key \[redacted\] \(\[redacted\]\) 长+$/);
    expect(Array.from(message)).toHaveLength(200);
  });
});

describe('settings', () => {
  test.each<Readonly<Record<string, string>>>([
    {},
    { durationUnit: 'month' },
    { durationUnit: 'unknown', status: '' },
    { status: '10' },
    { productUnits: '' },
    { durationUnit: 'month', productUnits: '训练机=hour, 推理机 = year' },
    { productUnits: 'a=b=day' },
  ])('%j is fine', (settings) => {
    expect(wolover.checkSettings(settings)).toEqual({ ok: true, value: null });
  });

  test.each([
    [{ durationUnit: 'fortnight' }, 'durationUnit', 'not-a-choice'],
    [{ status: '11' }, 'status', 'not-a-choice'],
    [{ durationunit: 'day' }, 'durationunit', 'unknown-setting'],
    [{ productUnits: '训练机' }, 'productUnits', 'not-a-product-choice'],
    [{ productUnits: '训练机=fortnight' }, 'productUnits', 'not-a-product-choice'],
    [{ productUnits: '训练机=unknown' }, 'productUnits', 'not-a-product-choice'],
    [{ productUnits: '=day' }, 'productUnits', 'not-a-product-choice'],
    [{ productUnits: '训练机=day,训练机=month' }, 'productUnits', 'not-a-product-choice'],
  ])('%j is refused', (settings, field, reason) => {
    expect(wolover.checkSettings(settings)).toEqual({ ok: false, failure: { code: 'input.invalid', field, reason } });
  });
});
