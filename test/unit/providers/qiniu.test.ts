import { describe, expect, test } from 'vitest';
import type { Instant } from '../../../electron/core/model/ids.ts';
import { instantOf } from '../../../electron/core/model/instant.ts';
import { failed } from '../../../electron/core/model/failure.ts';
import { mergeOrder } from '../../../electron/core/rentals/merge-order.ts';
import { qiniu } from '../../../electron/providers/qiniu/index.ts';
import { normaliseOrder } from '../../../electron/providers/qiniu/normalise.ts';
import type { ReadOrder, RoundReading } from '../../../electron/core/ports/provider.ts';
import { anAccount } from '../../fakes/accounts.ts';
import {
  factMap,
  fixture,
  now,
  scripted,
  stored,
  unavailable,
  valueOf,
  type Reply,
  type ScriptedSession,
} from './session.ts';

const secrets = { accessKey: 'qnak-1234', secretKey: 'qnsk-5678' };
const hash = '602892b7b500000eed4190e932000000';
const upgrade = '7128a3c8c600000eed4190e932000001';
const unpaidHash = '8228b4d9d700000eed4190e932000002';
const empty = '{"request_id":"R","data":[]}';
const forbidden = { status: 403, text: '{"request_id":"R","code":403,"error_message":"forbidden"}' };
const missing = { status: 404, text: '{"request_id":"R","code":404,"error_message":"order not found"}' };

const serving =
  (given: { readonly pay?: Reply; readonly unpaid?: Reply; readonly detail?: (hash: string) => Reply }) =>
  ({ url }: { readonly url: string }): Reply => {
    const { pathname } = new URL(url);
    if (pathname === '/v1/order/pay_record') return given.pay ?? empty;
    if (pathname === '/v1/order/unpaid_orders') return given.unpaid ?? empty;
    return given.detail?.(pathname.replace('/v1/order/detail/', '')) ?? missing;
  };

const round = async (session: ScriptedSession): Promise<RoundReading> => valueOf(await qiniu.readRound(session));
const paths = (session: ScriptedSession) =>
  session.sent.map(({ url }) => new URL(url).pathname.replace('/v1/order/', ''));

const item = (changed: Partial<ReadOrder['items'][number]>): ReadOrder['items'][number] => ({
  id: `${hash}-instance-1`,
  resourceId: 'i-xxxx',
  resourceType: 'instance',
  region: 'cn-qingdao',
  title: 'instance i-xxxx',
  spec: null,
  status: 'active',
  providerStatus: 'success',
  startsAt: '2020-09-17T14:59:07.000Z' as Instant,
  end: {
    at: '2020-10-18T00:00:00.000Z' as Instant,
    basis: 'stated',
    note: 'may-be-00:00-beijing-time',
    earliestAt: '2020-10-17T16:00:00.000Z' as Instant,
  },
  price: { amount: '16.25', currency: 'CNY' },
  billing: 'period',
  ...changed,
});

/** What the document's sample says, written by hand. */
const sample: Omit<ReadOrder, 'listFingerprint'> = {
  providerOrderId: hash as ReadOrder['providerOrderId'],
  orderNumber: null,
  kind: 'new',
  status: 'active',
  providerStatus: 'complete',
  title: 'instance i-xxxx + disk d-xxxx',
  placedAt: '2020-09-16T11:57:18.000Z' as Instant,
  paidAt: '2020-09-17T14:58:22.000Z' as Instant,
  cancelledAt: null,
  payBy: null,
  listPrice: { amount: '29.55', currency: 'CNY' },
  price: { amount: '29.55', currency: 'CNY' },
  paid: { amount: '29.55', currency: 'CNY' },
  items: [
    item({}),
    item({
      id: `${hash}-disk-1`,
      resourceId: 'd-xxxx',
      resourceType: 'disk',
      title: 'disk d-xxxx',
      price: { amount: '13.3', currency: 'CNY' },
    }),
  ],
  frozenForMs: null,
  facts: [
    { path: 'order', value: hash },
    { path: 'fee', value: '29.55' },
    { path: 'c_fee', value: '29.55' },
    { path: 'create_time', value: '2020-09-16T11:57:18Z' },
    { path: 'pay_time', value: '2020-09-17T14:58:22Z' },
    { path: 'cancel_time', value: '0001-01-01T00:00:00Z' },
    { path: 'expire_time', value: '2020-09-23T19:57:18+08:00' },
    { path: 'status', value: 'complete' },
    { path: 'items[0].order_type', value: 'create' },
    { path: 'items[0].resource_type', value: 'instance' },
    { path: 'items[0].resource_id', value: 'i-xxxx' },
    { path: 'items[0].region', value: 'cn-qingdao' },
    { path: 'items[0].price', value: '16.25' },
    { path: 'items[0].status', value: 'success' },
    { path: 'items[0].life_start_time', value: '2020-09-17T14:59:07Z' },
    { path: 'items[0].life_expire_time', value: '2020-10-18T00:00:00Z' },
    { path: 'items[1].order_type', value: 'create' },
    { path: 'items[1].resource_type', value: 'disk' },
    { path: 'items[1].resource_id', value: 'd-xxxx' },
    { path: 'items[1].region', value: 'cn-qingdao' },
    { path: 'items[1].price', value: '13.3' },
    { path: 'items[1].status', value: 'success' },
    { path: 'items[1].life_start_time', value: '2020-09-17T14:59:07Z' },
    { path: 'items[1].life_expire_time', value: '2020-10-18T00:00:00Z' },
  ],
  incomplete: [],
  detailReadAt: '2026-11-23T08:00:00.000Z' as Instant,
};

describe("the document's sample", () => {
  const watching = { secrets, settings: { orderHashes: hash } };

  test('reads as the order one would write by hand', async () => {
    const session = scripted(serving({ detail: () => fixture('qiniu/order-detail') }), watching);
    expect(await round(session)).toEqual({
      orders: [{ ...sample, listFingerprint: expect.stringMatching(/^qiniu-5:/) }],
      unchanged: [],
      settled: true,
      warnings: [],
      interruptedBy: null,
    });
  });

  test("data may be a list, as the document's table says, and items one object", async () => {
    const listed = fixture('qiniu/order-detail')
      .replace('"data": {', '"data": [{')
      .replace('},\n"request_id"', '}],\n"request_id"');
    const session = scripted(serving({ detail: () => listed }), watching);
    expect((await round(session)).orders[0]).toMatchObject(sample);
    const single = JSON.stringify({
      data: {
        order: hash,
        status: 'complete',
        create_time: '2020-09-16T11:57:18Z',
        items: { status: 'success', resource_type: 'disk' },
      },
    });
    expect((await round(scripted(serving({ detail: () => single }), watching))).orders[0]?.items).toHaveLength(1);
  });
});

describe('the request', () => {
  test('is signed, with the region among what is signed, and asks for no content type', async () => {
    const session = scripted(serving({}), {
      secrets: { accessKey: 'ak', secretKey: ' sk\n' },
      baseUrl: 'http://127.0.0.1:8080',
      settings: { regionId: 'cn-qingdao' },
    });
    await qiniu.readRound(session);
    expect(session.sent[0]).toEqual({
      method: 'GET',
      url: 'http://127.0.0.1:8080/v1/order/pay_record?page=1&size=100',
      headers: {
        'X-Qiniu-Regionid': 'cn-qingdao',
        authorization: expect.stringMatching(/^Qiniu ak:[\w-]{27}=$/),
        accept: 'application/json',
      },
      body: null,
    });
    expect(session.sent[1]?.url).toBe('http://127.0.0.1:8080/v1/order/unpaid_orders');
  });

  test('of the derived vector', async () => {
    const session = scripted(serving({}), {
      secrets: { accessKey: 'ak', secretKey: 'sk' },
      baseUrl: 'https://api-qvm.qiniu.com',
      settings: { orderHashes: hash },
    });
    await qiniu.readRound(session);
    expect(session.sent[2]?.headers['authorization']).toBe('Qiniu ak:uYH754PUgTnJhwFrcW9B71oBCX0=');
  });
});

describe('discovery', () => {
  const detail = (asked: string): Reply => (asked === hash ? fixture('qiniu/order-detail') : missing);

  test('paid, unpaid and watched orders, unpaid ones first', async () => {
    const session = scripted(
      serving({ pay: fixture('qiniu/pay-record'), unpaid: fixture('qiniu/unpaid-orders'), detail }),
      { secrets, settings: { orderHashes: `${hash}, watched-1` } },
    );
    const reading = await round(session);
    expect(paths(session)).toEqual([
      'pay_record',
      'pay_record',
      'unpaid_orders',
      `detail/${unpaidHash}`,
      `detail/watched-1`,
      `detail/${upgrade}`,
      `detail/${hash}`,
    ]);
    expect(reading.settled).toBe(true);
    expect(
      reading.orders.map(({ providerOrderId, status, incomplete }) => [providerOrderId, status, incomplete]),
    ).toEqual([
      [unpaidHash, 'unpaid', []],
      ['watched-1', 'unknown', ['status', 'create_time', 'items']],
      [upgrade, 'unknown', ['status']],
      [hash, 'active', []],
    ]);
    expect(reading.warnings).toEqual([{ code: 'order.incomplete', count: 2 }]);
  });

  test('an unpaid order whose detail is refused is taken from the list of unpaid ones', async () => {
    const session = scripted(serving({ unpaid: fixture('qiniu/unpaid-orders') }), { secrets });
    const [order] = (await round(session)).orders;
    expect(order).toMatchObject({
      providerOrderId: unpaidHash,
      kind: 'new',
      status: 'unpaid',
      providerStatus: 'new',
      title: 'instance',
      placedAt: '2020-09-16T11:57:18.000Z',
      paidAt: null,
      payBy: { at: '2020-09-23T11:57:18.000Z', basis: 'stated' },
      listPrice: { amount: '29.55', currency: 'CNY' },
      paid: null,
      incomplete: [],
      items: [
        {
          resourceId: null,
          status: 'unpaid',
          providerStatus: 'non_executable',
          end: { at: null, note: 'not-stated' },
          startsAt: null,
        },
      ],
    });
    expect(factMap(order?.facts ?? [])).toMatchObject({ 'unpaid_orders.order.bo_order.id': '71234567' });
  });

  test.each([
    ['1', 'unpaid', 'new'],
    ['2', 'paid', 'paid'],
    ['3', 'cancelled', 'canceled'],
    ['4', 'unknown', '4'],
    ['5', 'unknown', '5'],
  ])('status %s of an unpaid entry, without a word beside it, is %s', async (number, status, providerStatus) => {
    const unpaid = fixture('qiniu/unpaid-orders')
      .replace('"status": "new", ', '')
      .replace('"status": 1', `"status": ${number}`);
    const [order] = (await round(scripted(serving({ unpaid }), { secrets }))).orders;
    expect(order).toMatchObject({ status, providerStatus });
  });

  test('an order known from its sub-orders only shows them, and says that its detail is missing', async () => {
    const session = scripted(serving({ pay: fixture('qiniu/pay-record') }), { secrets });
    const order = (await round(session)).orders.find(({ providerOrderId }) => providerOrderId === hash);
    expect(order).toMatchObject({
      status: 'unknown',
      listPrice: null,
      incomplete: ['status'],
      items: [
        { resourceId: 'i-xxxx', region: 'cn-qingdao', status: 'active', end: { at: '2020-10-18T00:00:00.000Z' } },
      ],
    });
    expect(factMap(order?.facts ?? [])).toMatchObject({ 'pay_record[0].atomic_item_infos[0].original_price': '16.25' });
  });

  test('sub-orders of one order are one order; the facts of the list come first', async () => {
    const records = JSON.parse(fixture('qiniu/pay-record')) as { data: object[] };
    const pay = JSON.stringify({
      data: [...records.data, { ...records.data[0], id: '9', resource_type: 'disk', resource_id: 'd-xxxx' }],
    });
    const session = scripted(serving({ pay, detail }), { secrets });
    const reading = await round(session);
    expect(paths(session).filter((path) => path === `detail/${hash}`)).toHaveLength(1);
    const order = reading.orders.find(({ providerOrderId }) => providerOrderId === hash);
    expect(order?.facts.filter(({ path }) => path.endsWith('.order_hash')).map(({ path }) => path)).toEqual([
      'pay_record[0].order_hash',
      'pay_record[1].order_hash',
    ]);
    expect(order?.facts.findIndex(({ path }) => path === 'order')).toBeGreaterThan(20);
  });

  test('reads pages until one is not full', async () => {
    const rows = Array.from({ length: 230 }, (_, index) => ({
      order_hash: `h${index}`,
      order_type: 'create',
      resource_type: 'instance',
      resource_id: `i-${index}`,
      create_time: '2026-01-01T00:00:00Z',
    }));
    const session = scripted(
      (request) => {
        const url = new URL(request.url);
        if (!url.pathname.endsWith('pay_record')) return serving({})(request);
        const page = Number(url.searchParams.get('page'));
        return JSON.stringify({ data: rows.slice((page - 1) * 100, page * 100) });
      },
      { secrets },
    );
    const reading = await round(session);
    expect(reading.orders).toHaveLength(230);
    expect(paths(session).filter((path) => path === 'pay_record')).toHaveLength(5);
  });

  test.each([
    ['403', forbidden],
    ['404', { status: 404, text: '404 page not found' }],
  ])('refused with %s: the watched orders are read, and the round says so', async (_, refusal) => {
    const session = scripted(serving({ pay: refusal, unpaid: refusal, detail }), {
      secrets,
      settings: { orderHashes: hash },
    });
    const reading = await round(session);
    expect(reading.orders).toHaveLength(1);
    expect(reading).toMatchObject({ settled: false, warnings: [{ code: 'discovery.refused' }], interruptedBy: null });
  });

  test('refused with nothing to watch: that is the failure', async () => {
    expect(await qiniu.readRound(scripted(serving({ pay: forbidden }), { secrets }))).toMatchObject({
      ok: false,
      failure: { code: 'account.key-lacks-permission' },
    });
    expect(await qiniu.readRound(scripted(serving({ pay: missing }), { secrets }))).toMatchObject({
      ok: false,
      failure: { code: 'provider.refused', status: 404 },
    });
  });

  test('any other failure of discovery fails the round', async () => {
    const settings = { orderHashes: hash };
    expect(await qiniu.readRound(scripted(serving({ pay: unavailable }), { secrets, settings }))).toEqual(unavailable);
    expect(await qiniu.readRound(scripted(serving({ unpaid: unavailable }), { secrets, settings }))).toEqual(
      unavailable,
    );
    expect(
      await qiniu.readRound(scripted(serving({ pay: { status: 401, text: '' } }), { secrets, settings })),
    ).toMatchObject({ failure: { code: 'account.key-rejected' } });
  });

  test('rows without a hash are counted', async () => {
    const session = scripted(
      serving({ pay: '{"data":[{"order_type":"create"}]}', unpaid: '{"data":[{"status":"new"}]}' }),
      { secrets },
    );
    expect(await round(session)).toMatchObject({
      orders: [],
      settled: false,
      warnings: [{ code: 'round.unsettled' }, { code: 'order.incomplete', count: 2 }],
    });
  });

  test('data: null is an empty list, no data is no answer', async () => {
    expect(
      await round(scripted(serving({ pay: '{"data":null}', unpaid: '{"data":null}' }), { secrets })),
    ).toMatchObject({ orders: [], settled: true });
    expect(await qiniu.readRound(scripted(() => '{"request_id":"R"}', { secrets }))).toEqual({
      ok: false,
      failure: { code: 'provider.unexpected-answer', path: 'data' },
    });
  });

  test('an unchanged, finished order costs no request; sub-orders in another order change nothing', async () => {
    const pay = fixture('qiniu/pay-record');
    const first = await round(
      scripted(serving({ pay, detail: (asked) => fixture('qiniu/order-detail').replaceAll(hash, asked) }), { secrets }),
    );
    const detailReadAt = new Date(now - 3_600_000).toISOString() as Instant;
    const known = Object.fromEntries(
      first.orders.map(({ providerOrderId, listFingerprint: listFingerprint }) => [
        providerOrderId,
        stored(listFingerprint, { detailReadAt }),
      ]),
    );
    const turned = JSON.parse(pay) as { data: object[] };
    const session = scripted(serving({ pay: JSON.stringify({ data: turned.data.toReversed() }) }), { secrets, known });
    const reading = await round(session);
    expect(paths(session)).toEqual(['pay_record', 'pay_record', 'unpaid_orders']);
    expect(reading.orders).toEqual([]);
    expect([...reading.unchanged].sort()).toEqual([hash, upgrade]);
  });
});

describe('a detail that cannot be read', () => {
  const pay = fixture('qiniu/pay-record');
  const detail = (asked: string): Reply => fixture('qiniu/order-detail').replaceAll(hash, asked);
  const known = { [hash]: stored('old'), [upgrade]: stored('old') };
  const read = (reply: Reply): Promise<RoundReading> =>
    round(scripted(serving({ pay, detail: (asked) => (asked === hash ? reply : detail(asked)) }), { secrets, known }));

  test.each<[string, Reply]>([
    ['HTTP 404', missing],
    ['no such hash', { status: 400, text: fixture('qiniu/error-flat') }],
    ['no such order, nested', { status: 400, text: '{"error":{"code":400,"message":"order does not exist"}}' }],
  ])('%s: that one order is missing', async (_, reply) => {
    const reading = await read(reply);
    expect(reading).toMatchObject({ unchanged: [], settled: true, interruptedBy: null });
    expect(reading.orders.map(({ providerOrderId }) => providerOrderId)).toEqual([upgrade]);
  });

  test.each<[string, Reply, object]>([
    ['a web page', '<!doctype html>', { code: 'provider.unexpected-answer', path: '$' }],
    ['no data', '{"request_id":"R"}', { code: 'provider.unexpected-answer', path: 'data' }],
    ['data: null', '{"data":null}', { code: 'provider.unexpected-answer', path: 'data' }],
    ['another order', '{"data":{"order":"x"}}', { code: 'provider.unexpected-answer', path: 'data.order' }],
    ['HTTP 403', forbidden, { code: 'account.key-lacks-permission' }],
    ['HTTP 401', { status: 401, text: '' }, { code: 'account.key-rejected' }],
    [
      'throttling as HTTP 400',
      { status: 400, text: '{"code":573,"error_message":"too many requests"}' },
      { code: 'provider.refused', providerCode: '573' },
    ],
    ['another refusal', { status: 400, text: '<html>' }, { code: 'provider.refused', status: 400 }],
  ])('%s: the round is interrupted and nothing counts as missing', async (_, reply, failure) => {
    expect(await read(reply)).toMatchObject({ settled: false, interruptedBy: failure });
  });

  test('three refused and none read is a failure of the round', async () => {
    const settings = { orderHashes: 'w-1,w-2,w-3' };
    const reading = await round(scripted(serving({}), { secrets, settings }));
    expect(reading).toMatchObject({ settled: false, interruptedBy: { code: 'provider.refused', status: 404 } });
    expect(reading.orders).toHaveLength(3);
  });
});

describe('normalise', () => {
  const one = (order: object, changed: object = {}) =>
    normaliseOrder(
      {
        hash: 'h',
        payRecords: [],
        unpaid: null,
        detail: {
          order: 'h',
          status: 'complete',
          create_time: '2026-01-01T00:00:00Z',
          items: [
            { status: 'success', order_type: 'create', life_expire_time: '2027-01-01T00:00:00+08:00', ...changed },
          ],
          ...order,
        },
      },
      now,
    );

  test('placed after now it is not believed, and a stated end stands', () => {
    const order = one({ create_time: '2027-11-23T08:00:00Z' });
    expect(order).toMatchObject({ placedAt: null, incomplete: ['create_time'], implausible: ['create_time'] });
    expect(order.items[0]?.end).toMatchObject({ at: '2026-12-31T16:00:00.000Z', basis: 'stated' });
  });

  test.each([
    ['new', 'unpaid'],
    ['paid', 'paid'],
    ['canceled', 'cancelled'],
    ['complete', 'active'],
    ['refund', 'refunded'],
    ['else', 'unknown'],
    ['toString', 'unknown'],
  ])('order %s is %s', (word, status) => expect(one({ status: word })).toMatchObject({ status, providerStatus: word }));

  test.each([
    ['success', 'active'],
    ['non_executable', 'paid'],
    ['executable', 'paid'],
    ['processing', 'paid'],
    ['failed', 'failed'],
    ['fail_over', 'failed'],
    ['cancelled', 'cancelled'],
    ['refunded', 'refunded'],
    ['else', 'unknown'],
  ])('item %s is %s', (word, status) =>
    expect(one({}, { status: word }).items[0]).toMatchObject({ status, providerStatus: word }),
  );

  test.each([
    ['create', 'new'],
    ['renew', 'renewal'],
    ['auto_renew', 'renewal'],
    ['renew_with_spec', 'renewal'],
    ['upgrade', 'change'],
    ['to_prepaid', 'change'],
    ['replace_system_disk', 'change'],
    ['to_prepaid_disk', 'change'],
    [null, 'unknown'],
  ])('order type %s is kind %s', (order_type, kind) => expect(one({}, { order_type }).kind).toBe(kind));

  test.each([
    ['2026-10-18T00:00:00Z', '2026-10-18T00:00:00.000Z', '2026-10-17T16:00:00.000Z'],
    ['2026-10-18T00:00:00.000Z', '2026-10-18T00:00:00.000Z', '2026-10-17T16:00:00.000Z'],
    ['2026-10-18T00:00:00+08:00', '2026-10-17T16:00:00.000Z', null],
    ['2026-10-18T00:00:01Z', '2026-10-18T00:00:01.000Z', null],
    ['2026-10-18T08:00:00+08:00', '2026-10-18T00:00:00.000Z', null],
  ])('the end %s', (life_expire_time, at, earliestAt) => {
    expect(one({}, { life_expire_time }).items[0]?.end).toEqual({
      at,
      basis: 'stated',
      note: earliestAt === null ? null : 'may-be-00:00-beijing-time',
      earliestAt,
    });
  });

  test('a zero time says that no end is set, which what is bought for a period lacks once it is delivered, as it does an absent one', () => {
    const zero = '0001-01-01T00:00:00Z';
    const unset = one({}, { life_expire_time: zero });
    expect(unset.items[0]).toMatchObject({ end: { at: null, note: 'not-stated' }, billing: 'unknown' });
    expect(unset.implausible).toBeUndefined();
    for (const life_expire_time of [zero, '0001-01-01T08:05:43+08:05', '', null, undefined]) {
      for (const order_type of ['create', 'renew', 'auto_renew', 'renew_with_spec'])
        expect(one({}, { life_expire_time, order_type }).incomplete).toEqual(['items[0].life_expire_time']);
      // A change of what is there moves no end; what is not delivered has none yet.
      expect(one({}, { life_expire_time, order_type: 'upgrade' }).incomplete).toEqual([]);
      for (const status of ['processing', 'executable', 'non_executable', 'failed'])
        expect(one({ status: 'paid' }, { life_expire_time, status }).incomplete).toEqual([]);
    }
  });

  test.each([
    ['seconds read as milliseconds', '1970-01-21T11:22:12Z'],
    ['before its order', '2020-01-01T00:00:00+08:00'],
    ['decades ahead', '2070-01-01T00:00:00+08:00'],
    ['a day that is none', '2026-02-30T00:00:00+08:00'],
    ['an offset that is none', '2026-12-01T00:00:00+99:00'],
  ])('an end that is absurd (%s) is unknown, incomplete and warned of', (_, life_expire_time) => {
    const order = one({}, { life_expire_time });
    expect(order.items[0]).toMatchObject({
      end: { at: null, note: 'implausible', earliestAt: null },
      billing: 'unknown',
    });
    expect(order.incomplete).toEqual(['items[0].life_expire_time']);
    expect(order.implausible).toEqual(['items[0].life_expire_time']);
  });

  test('an end before its own start is not believed; a placeholder for "no end" is none, and nothing is missing', () => {
    const times = { life_start_time: '2026-03-01T00:00:00Z', life_expire_time: '2026-02-28T23:59:59Z' };
    expect(one({}, times).incomplete).toEqual(['items[0].life_expire_time']);
    const endless = one({}, { life_expire_time: '2099-12-31T15:59:00Z' });
    expect(endless.items[0]?.end).toMatchObject({ at: null, note: 'no-fixed-end' });
    expect([endless.incomplete, endless.implausible]).toEqual([[], undefined]);
  });

  test('the other times of an order are judged too; zero time is "not set" and no warning', () => {
    const zero = '0001-01-01T00:00:00Z';
    expect(one({ pay_time: zero, cancel_time: zero }, { life_start_time: zero }).implausible).toBeUndefined();
    const order = one(
      { status: 'new', pay_time: '1970-01-21T11:22:12Z', cancel_time: 'x', expire_time: '2025-12-31T23:59:59Z' },
      { life_start_time: '3000-05-05T00:00:00Z' },
    );
    expect(order).toMatchObject({ paidAt: null, cancelledAt: null, payBy: null });
    expect([...order.incomplete].sort()).toEqual([
      'cancel_time',
      'expire_time',
      'items[0].life_start_time',
      'pay_time',
    ]);
  });

  test.each([
    ['new', 'non_executable', 'unpaid'],
    ['new', 'executable', 'unpaid'],
    ['new', 'processing', 'unpaid'],
    ['new', 'success', 'active'],
    ['new', 'else', 'unpaid'],
    ['new', 'failed', 'failed'],
    ['new', 'cancelled', 'cancelled'],
    ['canceled', 'non_executable', 'cancelled'],
    ['canceled', 'success', 'active'],
    ['canceled', 'refunded', 'refunded'],
    ['refund', 'success', 'active'],
    ['refund', 'processing', 'refunded'],
    ['refund', 'fail_over', 'failed'],
    ['paid', 'success', 'active'],
    ['paid', 'non_executable', 'paid'],
    ['complete', 'processing', 'paid'],
    ['complete', 'refunded', 'refunded'],
    ['else', 'success', 'active'],
  ])('of an order that is %s, an item that says %s is %s', (order, word, status) => {
    expect(one({ status: order }, { status: word }).items[0]).toMatchObject({ status, providerStatus: word });
  });

  test('the payment deadline counts while unpaid only; paid is what was paid', () => {
    const unpaid = one({
      status: 'new',
      fee: '10',
      c_fee: '8.50',
      pay_time: '0001-01-01T00:00:00Z',
      expire_time: '2026-01-08T00:00:00+08:00',
    });
    expect(unpaid).toMatchObject({
      payBy: { at: '2026-01-07T16:00:00.000Z', basis: 'stated' },
      listPrice: { amount: '10' },
      price: { amount: '8.50' },
      paid: null,
    });
    expect(one({ expire_time: '2026-01-08T00:00:00+08:00' }).payBy).toBeNull();
    expect(one({ status: 'new' }).incomplete).toEqual(['expire_time']);
    expect(one({ status: 'canceled', cancel_time: '2026-01-03T00:00:00Z' }).cancelledAt).toBe(
      '2026-01-03T00:00:00.000Z',
    );
  });

  test('items of one type get their own ids', () => {
    const disk = { resource_type: 'disk', status: 'success', order_type: 'upgrade' };
    expect(
      one({ items: [disk, { resource_type: 'instance', status: 'success' }, disk] }).items.map(({ id }) => id),
    ).toEqual(['h-disk-1', 'h-instance-1', 'h-disk-2']);
  });

  test('an item that is said without its type or its resource is the one that it was', () => {
    const said = one({}, { resource_type: 'instance', resource_id: 'i-1' });
    const known = mergeOrder(anAccount(), null, { ...said, listFingerprint: null, detailReadAt: null }, instantOf(now));
    for (const changed of [{}, { resource_type: 'instance' }, { resource_id: 'i-1' }]) {
      const again = { ...one({}, changed), listFingerprint: null, detailReadAt: null };
      const after = mergeOrder(anAccount(), known, again, instantOf(now)) ?? known;
      expect(after?.items).toMatchObject([{ id: 'h-instance-1', resourceId: 'i-1' }]);
    }
  });

  test('what is missing is named', () => {
    expect(one({ status: null, create_time: 'x', items: null }).incomplete).toEqual(['status', 'create_time', 'items']);
    expect(one({}, { status: null }).incomplete).toEqual(['items[0].status']);
  });
});

describe('answers that are failures', () => {
  test.each<[string, Reply, object]>([
    [
      'the flat form',
      { status: 400, text: fixture('qiniu/error-flat') },
      {
        code: 'provider.refused',
        providerCode: '400',
        providerMessage: 'invalid order_hash',
        requestId: 'ERRFLATaQEWg18W',
        status: 400,
      },
    ],
    [
      'the nested form',
      { status: 401, text: fixture('qiniu/error-nested') },
      {
        code: 'account.key-rejected',
        providerCode: 'Unauthorized',
        providerMessage: 'bad token',
        requestId: 'ERRNESTEDEWg18W',
        status: 401,
      },
    ],
    ['an error under HTTP 200', fixture('qiniu/error-nested'), { code: 'account.key-rejected', status: 200 }],
    ['another error under HTTP 200', fixture('qiniu/error-flat'), { code: 'provider.refused', status: 200 }],
    [
      'HTTP 401 without a body',
      { status: 401, headers: { 'x-reqid': 'REQ-9' } },
      { code: 'account.key-rejected', requestId: 'REQ-9', status: 401 },
    ],
    ['HTML', '<!doctype html>', { code: 'provider.unexpected-answer', path: '$' }],
    ['JSON of another kind', '"text"', { code: 'provider.unexpected-answer', path: '$' }],
    ['the network', failed('provider.rate-limited', { status: 429 }), { code: 'provider.rate-limited' }],
  ])('%s', async (_, reply, failure) => {
    expect(await qiniu.test(scripted(() => reply, { secrets }))).toMatchObject({ ok: false, failure });
  });

  test('code 0 or 200 beside data is no error', async () => {
    expect(await qiniu.test(scripted(() => '{"code":0,"data":[]}', { secrets }))).toEqual({
      ok: true,
      value: { orders: null },
    });
    expect(await qiniu.test(scripted(() => '{"code":200,"error_message":"","data":[]}', { secrets }))).toEqual({
      ok: true,
      value: { orders: null },
    });
  });

  test('the test request falls back to a watched order when the list is refused', async () => {
    const session = scripted(serving({ pay: forbidden, detail: () => fixture('qiniu/order-detail') }), {
      secrets,
      settings: { orderHashes: hash },
    });
    expect(await qiniu.test(session)).toEqual({ ok: true, value: { orders: null } });
    expect(paths(session)).toEqual(['pay_record', `detail/${hash}`]);
  });
});

describe('settings', () => {
  test.each<Readonly<Record<string, string>>>([
    {},
    { regionId: 'cn-qingdao', orderHashes: '' },
    { orderHashes: ` ${hash},${upgrade}，${unpaidHash}\n` },
  ])('%j is fine', (settings) => {
    expect(qiniu.checkSettings(settings)).toEqual({ ok: true, value: null });
  });

  test.each([
    [{ orderHashes: `${hash},../../x` }, 'orderHashes', 'not-a-hash'],
    [{ regionId: 'cn\nqingdao' }, 'regionId', 'characters'],
    [{ region: 'x' }, 'region', 'unknown-setting'],
  ])('%j is refused', (settings, field, reason) => {
    expect(qiniu.checkSettings(settings)).toEqual({ ok: false, failure: { code: 'input.invalid', field, reason } });
  });
});
