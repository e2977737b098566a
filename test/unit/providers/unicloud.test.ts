import { describe, expect, test } from 'vitest';
import { instantOf } from '../../../electron/core/model/instant.ts';
import { mergeOrder } from '../../../electron/core/rentals/merge-order.ts';
import type { Instant } from '../../../electron/core/model/ids.ts';
import { specText as lineOf } from '../../../electron/providers/unicloud/spec.ts';
import { unicloud } from '../../../electron/providers/unicloud/index.ts';
import { normaliseOrder } from '../../../electron/providers/unicloud/normalise.ts';
import { parseJson } from '../../../electron/providers/reading/json.ts';
import type { ReadOrder, RoundReading } from '../../../electron/core/ports/provider.ts';
import { failed } from '../../../electron/core/model/failure.ts';
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

const secrets = { accessKeyId: 'AKID-1234', accessKeySecret: 'AKSECRET-9' };
const user = '35d272a7-4c2b-4079-aa50-45e6f7fa31b6';

const queryOf = (url: string): URLSearchParams => new URL(url).searchParams;

const sampleList = fixture('unicloud/QueryOrders').replace('"TotalCount": 80', '"TotalCount": 2');

/** Serves the list, and for each order what `detail` says. */
const serving =
  (list: string, detail: (id: string) => Reply) =>
  ({ url }: { readonly url: string }): Reply => {
    const query = queryOf(url);
    return query.get('Action') === 'QueryOrders' ? list : detail(query.get('OrderId') ?? '');
  };

const listOf = (orders: readonly object[], total: number = orders.length): string =>
  JSON.stringify({ OrderList: { Order: orders }, TotalCount: total, PageNum: 1, PageSize: 200 });

const detailOf = (order: object): string => JSON.stringify({ Order: order });

const refused = {
  status: 400,
  text: '{"RequestId":"R-1","Code":"InvalidCaller","Message":"The specified caller doesn’t exists."}',
};

const round = async (session: ScriptedSession): Promise<RoundReading> => valueOf(await unicloud.readRound(session));

/** The paid order of both documents, its row and its detail merged by hand. */
const paidOrder: Omit<ReadOrder, 'listFingerprint'> = {
  providerOrderId: '1144119593783001088' as ReadOrder['providerOrderId'],
  orderNumber: 'P21784954245923',
  kind: 'new',
  status: 'paid',
  providerStatus: 'PAID',
  title: 'DATA_HARD_DISK · 高性能HDD云硬盘 50GB',
  placedAt: '2019-06-27T05:45:43.000Z' as Instant,
  paidAt: '2019-06-27T05:45:43.000Z' as Instant,
  cancelledAt: null,
  payBy: null,
  listPrice: { amount: '0', currency: 'CNY' },
  price: { amount: '0', currency: 'CNY' },
  paid: { amount: '0', currency: 'CNY' },
  items: [
    {
      id: '1144119593787195392',
      resourceId: null,
      resourceType: 'DATA_HARD_DISK',
      region: 'cloudos-tj',
      title: 'DATA_HARD_DISK · 高性能HDD云硬盘 50GB',
      spec: '天津 · 高性能HDD云硬盘 50GB · 按小时实时付费',
      status: 'paid',
      providerStatus: null,
      startsAt: '2019-06-27T05:45:42.000Z' as Instant,
      end: { at: null, basis: 'none', note: 'billed-by-use', earliestAt: null },
      price: { amount: '0', currency: 'CNY' },
      billing: 'use',
    },
  ],
  frozenForMs: null,
  facts: [
    { path: 'PromotionAmount', value: '0' },
    { path: 'Note', value: null },
    { path: 'InstanceId', value: user },
    { path: 'Id', value: '1144119593783001088' },
    { path: 'PromotionRule', value: null },
    { path: 'PaidAmount', value: null },
    { path: 'FinalPrice', value: '0' },
    { path: 'OrderCategory', value: 'NEW' },
    { path: 'OrderNo', value: 'P21784954245923' },
    { path: 'PayTime', value: '1561614343000' },
    { path: 'CreateTime', value: '1561614343000' },
    { path: 'UpdateTime', value: '1561614343000' },
    { path: 'ChargeType', value: 'postpaid' },
    { path: 'CouponAmount', value: '0' },
    { path: 'IsOffine', value: 'false' },
    { path: 'IsInvoice', value: 'false' },
    { path: 'PayType', value: 'CHARGING_HOURS' },
    { path: 'UserId', value: user },
    { path: 'ProductCategory', value: 'DATA_HARD_DISK' },
    { path: 'AccountId', value: null },
    { path: 'AccountName', value: null },
    { path: 'TotalPrice', value: '0' },
    { path: 'UserName', value: 'haha' },
    { path: 'ProductRegionId', value: '8b128f0c-e9ad-472c-9c20-451b9f310e94' },
    { path: 'ProductRegionName', value: 'cloudos-tj' },
    { path: 'OrderStatus', value: 'PAID' },
    { path: 'Order.Id', value: '1144119593783001088' },
    { path: 'Order.ItemCount', value: '1' },
    { path: 'Order.UserName', value: 'haha' },
    { path: 'Order.ProductCategory', value: 'DATA_HARD_DISK' },
    { path: 'Order.ProductRegionId', value: '8b128f0c-e9ad-472c-9c20-451b9f310e94' },
    { path: 'Order.ProductRegionName', value: 'cloudos-tj' },
    {
      path: 'Order.ProductDescription',
      value: '{"conf":{"地域":"天津","硬盘规格":"高性能HDD云硬盘 50GB","计费模式":"按小时实时付费"}}',
    },
    { path: 'Order.ProductRentCount', value: '0' },
    { path: 'Order.ProductRentUnit', value: 'HOURS' },
    { path: 'Order.Items[0].id', value: '1144119593787195392' },
    { path: 'Order.Items[0].orderId', value: '1144119593783001088' },
    { path: 'Order.Items[0].orderNo', value: 'P21784954245923' },
    { path: 'Order.Items[0].productId', value: '7489' },
    { path: 'Order.Items[0].productSku', value: 'UNIS_PC_TJ_A_DATADISK_NORMAL-50GB' },
    { path: 'Order.Items[0].productName', value: 'DATA_HARD_DISK' },
    { path: 'Order.Items[0].productCategory', value: 'DATA_HARD_DISK' },
    {
      path: 'Order.Items[0].productDescription',
      value: '{"conf":{"地域":"天津","硬盘规格":"高性能HDD云硬盘 50GB","计费模式":"按小时实时付费"}}',
    },
    { path: 'Order.Items[0].quantity', value: '1' },
    { path: 'Order.Items[0].totalPrice', value: '0' },
    { path: 'Order.Items[0].productStartTime', value: '1561614342000' },
    { path: 'Order.Items[0].productEndTime', value: '1561614342000' },
    { path: 'Order.Items[0].productRentUnit', value: 'HOURS' },
    { path: 'Order.Items[0].productRentCount', value: '0' },
    { path: 'Order.Items[0].isParent', value: 'true' },
    { path: 'Order.Items[0].instanceId', value: user },
    { path: 'Order.PayType', value: 'CHARGING_HOURS' },
    { path: 'Order.OrderStatus', value: 'PAID' },
    { path: 'Order.PayTypeName', value: '按小时实时付费' },
    { path: 'Order.TotalPrice', value: '0' },
    { path: 'Order.PaidAmount', value: '0' },
    { path: 'Order.FinalPrice', value: '0' },
    { path: 'Order.OrderCategory', value: 'NEW' },
    { path: 'Order.DueTime', value: '1561700743000' },
    { path: 'Order.CancelType', value: null },
    { path: 'Order.Note', value: null },
    { path: 'Order.OrderNo', value: 'P21784954245923' },
    { path: 'Order.PayTime', value: '1561614343000' },
    { path: 'Order.CreateTime', value: '1561614343000' },
    { path: 'Order.UpdateTime', value: '1561614343000' },
    { path: 'Order.Quantity', value: '1' },
    { path: 'Order.ChargeType', value: 'postpaid' },
    { path: 'Order.Payments', value: null },
  ],
  incomplete: [],
  detailReadAt: '2026-11-23T08:00:00.000Z' as Instant,
};

describe("the documents' samples", () => {
  test('list and detail merge into the order one would write by hand', async () => {
    const session = scripted(
      serving(sampleList, (id) => (id === '1144119593783001088' ? fixture('unicloud/OrderDetail') : refused)),
      { secrets },
    );
    const reading = await round(session);
    const [unpaid, paid] = reading.orders;
    expect(paid).toEqual({ ...paidOrder, listFingerprint: expect.stringMatching(/^unicloud-5:/) });
    expect(unpaid).toMatchObject({
      providerOrderId: '1144155076852449280',
      status: 'unpaid',
      title: 'DATA_HARD_DISK',
      placedAt: '2019-06-27T08:06:42.000Z',
      paidAt: null,
      payBy: null,
      listPrice: { amount: '17.5', currency: 'CNY' },
      price: { amount: '17.5', currency: 'CNY' },
      paid: null,
      items: [],
      incomplete: ['Order.Items'],
      detailReadAt: null,
    });
    expect(unpaid?.facts).toHaveLength(26);
    expect(reading).toMatchObject({
      unchanged: [],
      settled: true,
      warnings: [{ code: 'order.incomplete', count: 1 }],
      interruptedBy: null,
    });
  });

  test('a detail that shows another order than asked for is not mixed in', async () => {
    const session = scripted(
      serving(sampleList, () => fixture('unicloud/OrderDetail')),
      { secrets },
    );
    const [unpaid] = (await round(session)).orders;
    expect(unpaid).toMatchObject({ providerOrderId: '1144155076852449280', items: [], incomplete: ['Order.Items'] });
  });
});

describe('the request', () => {
  test('is signed, carries the common parameters, and pages from 1 by 200', async () => {
    const session = scripted(() => listOf([]), {
      secrets,
      baseUrl: 'https://api.unicloud.com',
      settings: { version: '2020-07-30', regionId: 'r-1' },
    });
    await unicloud.readRound(session);
    expect(session.sent).toHaveLength(1);
    const [request] = session.sent;
    expect(request?.method).toBe('GET');
    expect(request?.url).toMatch(/^https:\/\/api\.unicloud\.com\/transaction\?AccessKeyId=AKID-1234&/);
    expect(Object.fromEntries(queryOf(request?.url ?? ''))).toMatchObject({
      Action: 'QueryOrders',
      Page: '1',
      Size: '200',
      Format: 'json',
      Version: '2020-07-30',
      RegionId: 'r-1',
      SignatureMethod: 'HMAC-SHA1',
      SignatureVersion: '1.0',
      Timestamp: '2026-11-23T08:00:00Z',
    });
    expect(request?.url).not.toContain('AKSECRET');
  });

  test.each(['https://api.unicloud.com', 'https://api.unicloud.com/transaction', 'http://127.0.0.1:8080/gateway'])(
    'the base address %s may be the origin or the address as the document gives it',
    async (baseUrl) => {
      const session = scripted(() => listOf([]), { secrets, baseUrl });
      await unicloud.readRound(session);
      expect(session.sent[0]?.url.split('?')[0]).toBe(`${baseUrl.replace('/transaction', '')}/transaction`);
    },
  );

  test('each attempt has a nonce of its own', async () => {
    let nonces = 0;
    const session = scripted(() => listOf([]), { secrets });
    const urls = new Set<string>();
    await unicloud.test({
      ...session,
      nonce: () => `nonce-${(nonces += 1)}`,
      http: {
        send: (build) => {
          for (let attempt = 0; attempt < 3; attempt++) urls.add(build().url);
          return Promise.resolve(unavailable);
        },
      },
    });
    expect([...urls].map((url) => queryOf(url).get('SignatureNonce'))).toEqual(['nonce-1', 'nonce-2', 'nonce-3']);
    expect(new Set([...urls].map((url) => queryOf(url).get('Signature'))).size).toBe(3);
  });

  test('empty settings are left out; filters are sent', async () => {
    const session = scripted(() => listOf([]), {
      secrets,
      settings: { version: '', regionId: '', payType: 'DAY_MONTH', orderStatus: '2', startTime: '2019-06-03 00:00:00' },
    });
    const reading = await round(session);
    const query = queryOf(session.sent[0]?.url ?? '');
    expect(query.has('Version')).toBe(false);
    const unsaid = scripted(() => listOf([]), { secrets });
    await unicloud.readRound(unsaid);
    expect(queryOf(unsaid.sent[0]?.url ?? '').get('Version')).toBe('2020-07-30');
    expect(query.has('RegionId')).toBe(false);
    expect([query.get('PayType'), query.get('OrderStatus'), query.get('StartTime')]).toEqual([
      'DAY_MONTH',
      '2',
      '2019-06-03 00:00:00',
    ]);
    expect(session.sent[0]?.url).toContain('StartTime=2019-06-03%2000%3A00%3A00');
    expect(reading.settled).toBe(false);
  });

  test('one filter after another hides what was read before, so a filtered round proves no vanishing', async () => {
    const session = scripted(() => listOf([]), {
      secrets,
      settings: { productCategory: 'ECS', endTime: '2026-01-01 00:00:00' },
    });
    expect((await round(session)).settled).toBe(false);
  });

  test('the test request asks for one row and tells the total', async () => {
    const session = scripted(() => fixture('unicloud/QueryOrders'), { secrets });
    expect(await unicloud.test(session)).toEqual({ ok: true, value: { orders: 80 } });
    expect(queryOf(session.sent[0]?.url ?? '').get('Size')).toBe('1');
  });
});

describe('normalise', () => {
  const listed = {
    Id: '1',
    OrderNo: 'P1',
    UserId: user,
    OrderStatus: 'PAID',
    OrderCategory: 'NEW',
    PayType: 'YEAR_MONTH',
    CreateTime: '1790000000000',
  };
  const item = {
    id: '11',
    productName: 'ECS',
    productStartTime: '1790000000000',
    productEndTime: '1792592000000',
    instanceId: user,
  };
  const read = (row: object, detail: object | null) => {
    const order = normaliseOrder({ listed: { ...listed, ...row }, detail, nowMs: now });
    if (order === null) throw new Error('no order');
    return order;
  };

  test('the end is stated', () => {
    expect(read({}, { Items: [item] }).items[0]).toMatchObject({
      startsAt: '2026-09-21T14:13:20.000Z',
      end: { at: '2026-10-21T14:13:20.000Z', basis: 'stated', note: null, earliestAt: null },
      billing: 'period',
    });
  });

  test('placed after now it is not believed, and a stated end stands', () => {
    const order = read({ CreateTime: String(now + 365 * 86_400_000) }, { Items: [item] });
    expect(order).toMatchObject({ placedAt: null, incomplete: ['CreateTime'], implausible: ['CreateTime'] });
    expect(order.items[0]?.end).toMatchObject({ at: '2026-10-21T14:13:20.000Z', basis: 'stated' });
    expect(read({ CreateTime: String(now + 86_400_000) }, { Items: [item] }).placedAt).not.toBeNull();
  });

  test('start equal to end is billed by use, whatever the pay type says', () => {
    expect(read({}, { Items: [{ ...item, productEndTime: item.productStartTime }] }).items[0]).toMatchObject({
      billing: 'use',
      end: { at: null, note: 'billed-by-use' },
    });
  });

  test('an hourly pay type with nothing rented is billed by use, with a rent count it is not', () => {
    const hourly = { PayType: 'CHARGING_HOURS' };
    expect(read(hourly, { Items: [{ ...item, productRentCount: '0' }] }).items[0]?.billing).toBe('use');
    expect(read(hourly, { ProductRentCount: '0', Items: [item] }).items[0]?.billing).toBe('use');
    expect(read(hourly, { Items: [{ ...item, productRentCount: '12' }] }).items[0]?.billing).toBe('period');
    expect(read({}, { Items: [{ ...item, productRentCount: '0' }] }).items[0]?.billing).toBe('period');
  });

  test('no end, no guess', () => {
    expect(read({}, { Items: [{ ...item, productEndTime: null }] }).items[0]).toMatchObject({
      billing: 'unknown',
      end: { at: null, basis: 'none', note: 'not-stated' },
    });
  });

  test('the payment deadline is stated while unpaid, and null afterwards', () => {
    const due = { DueTime: '1790086400000' };
    expect(read({ OrderStatus: 'UNPAID' }, { ...due, Items: [item] }).payBy).toEqual({
      at: '2026-09-22T14:13:20.000Z',
      basis: 'stated',
    });
    expect(read({}, { ...due, Items: [item] }).payBy).toBeNull();
  });

  test('an instance is a resource only when it differs from the user', () => {
    expect(read({}, { Items: [{ ...item, instanceId: 'i-1' }] }).items[0]?.resourceId).toBe('i-1');
    expect(read({}, { Items: [item] }).items[0]?.resourceId).toBeNull();
    expect(read({ UserId: null }, { Items: [{ ...item, instanceId: 'i-1' }] }).items[0]?.resourceId).toBeNull();
    for (const instanceId of [0, '0', '-', 'null', 'N/A', '00000000-0000-0000-0000-000000000000'])
      expect(read({}, { Items: [{ ...item, instanceId }] }).items[0]?.resourceId).toBeNull();
  });

  test('an item that is said without its id, or in an order without its user, is the one that it was', () => {
    const said = { ...item, id: '77', instanceId: 'i-1' };
    const asRead = (order: ReturnType<typeof read>) => ({ ...order, listFingerprint: null, detailReadAt: null });
    const { id: _id, ...without } = said;
    const known = mergeOrder(anAccount(), null, asRead(read({}, { Items: [said] })), instantOf(now));
    for (const again of [read({ UserId: null }, { Items: [said] }), read({}, { Items: [without] })])
      expect(mergeOrder(anAccount(), known, asRead(again), instantOf(now))?.items).toMatchObject([
        { id: '77', resourceId: 'i-1' },
      ]);
  });

  test('a renewal belongs to the instance that its order names', () => {
    const renewal = read({ OrderCategory: 'RENEW', InstanceId: 'i-7' }, { Items: [item] });
    expect(renewal).toMatchObject({ kind: 'renewal', items: [{ resourceId: 'i-7' }] });
    expect(read({ OrderCategory: 'RENEW_AUTO', InstanceId: 'i-7' }, { Items: [item] }).kind).toBe('renewal');
    expect(read({ OrderCategory: 'NEW', InstanceId: 'i-7' }, { Items: [item] }).items[0]?.resourceId).toBeNull();
  });

  test('unknown words are kept and shown', () => {
    expect(read({ OrderStatus: 'PROCESSING', OrderCategory: 'UPGRADE' }, { Items: [item] })).toMatchObject({
      status: 'unknown',
      providerStatus: 'PROCESSING',
      kind: 'unknown',
    });
  });

  test('what only the list has stays, what the detail says later wins', () => {
    const order = read(
      { PaidAmount: null, TotalPrice: '20', CouponAmount: '3.5' },
      { PaidAmount: '16.50', OrderStatus: 'PAID', Items: [item] },
    );
    expect(order).toMatchObject({ paid: { amount: '16.50' }, listPrice: { amount: '20' } });
    expect(factMap(order.facts)).toMatchObject({ CouponAmount: '3.5', PaidAmount: null, 'Order.PaidAmount': '16.50' });
  });

  test('several items, one of them alone, or none', () => {
    expect(read({}, { Items: [item, { ...item, id: null, productName: 'DISK' }] })).toMatchObject({
      title: 'ECS + DISK',
      items: [{ id: '11' }, { id: '1-2' }],
    });
    expect(read({}, { Items: [item, item] }).items.map(({ id }) => id)).toEqual(['1-1', '1-2']);
    expect(read({}, { Items: item }).items).toHaveLength(1);
    expect(read({}, { Items: null }).incomplete).toEqual(['Order.Items']);
  });

  test('an unpaid order whose detail states no payment deadline is incomplete', () => {
    const unpaid = { OrderStatus: 'UNPAID' };
    expect(read(unpaid, { Items: [item] }).incomplete).toEqual(['Order.DueTime']);
    expect(read(unpaid, { DueTime: '0', Items: [item] }).incomplete).toEqual(['Order.DueTime']);
    expect(read(unpaid, { DueTime: '1790086400000', Items: [item] }).incomplete).toEqual([]);
    expect(read(unpaid, null).incomplete).toEqual(['Order.Items']);
  });

  test('an item paid for a period that states no end is incomplete', () => {
    const endless = { ...item, productEndTime: null };
    expect(read({}, { Items: [item, endless] }).incomplete).toEqual(['Order.Items[1].productEndTime']);
    expect(read({ OrderCategory: 'RENEW' }, { Items: [endless] }).incomplete).toEqual([
      'Order.Items[0].productEndTime',
    ]);
    expect(read({ OrderCategory: null }, { Items: [endless] }).incomplete).toEqual(['Order.Items[0].productEndTime']);
    // Billed by use, not bought yet, or a change that need not move the end.
    expect(read({ PayType: 'CHARGING_HOURS', ProductRentCount: '0' }, { Items: [endless] }).incomplete).toEqual([]);
    expect(read({ OrderStatus: 'CANCELED' }, { Items: [endless] }).incomplete).toEqual([]);
    expect(read({ OrderCategory: 'UPGRADE' }, { Items: [endless] }).incomplete).toEqual([]);
  });

  describe('times that no order can have', () => {
    const asSent = (changed: object) => read({}, { Items: [{ ...item, ...changed }] });
    const endless = { at: null, basis: 'none', earliestAt: null };

    test.each([
      ['in microseconds', '1792592000000000'],
      ['before its start', '1789999999999'],
      ['decades ahead', '2890000000000'],
      ['text', 'soon'],
      ['negative', '-1792592000000'],
    ])('an end %s is unknown, incomplete and warned of', (_, productEndTime) => {
      const order = asSent({ productEndTime });
      expect(order.items[0]).toMatchObject({ end: { ...endless, note: 'implausible' }, billing: 'unknown' });
      expect(order.incomplete).toEqual(['Order.Items[0].productEndTime']);
      expect(order.implausible).toEqual(['Order.Items[0].productEndTime']);
    });

    test('a placeholder for "no end" is no end, and nothing is missing', () => {
      const order = asSent({ productEndTime: '4102415999000' });
      expect(order.items[0]).toMatchObject({ end: { ...endless, note: 'no-fixed-end' } });
      expect([order.incomplete, order.implausible]).toEqual([[], undefined]);
    });

    test('an end before its order by more than a day is not believed where no start is said', () => {
      const order = asSent({ productStartTime: null, productEndTime: '1780000000000' });
      expect(order.incomplete).toEqual(['Order.Items[0].productEndTime']);
    });

    test('times in seconds are what they are, beside others in milliseconds', () => {
      const start = { productStartTime: '1790000000', productEndTime: '1792592000000' };
      const order = asSent(start);
      expect(order).toEqual({
        ...asSent({ productStartTime: '1790000000000', productEndTime: '1792592000' }),
        facts: order.facts,
      });
      expect(order.items[0]).toMatchObject({
        startsAt: '2026-09-21T14:13:20.000Z',
        end: { at: '2026-10-21T14:13:20.000Z', basis: 'stated' },
      });
      expect([order.incomplete, order.implausible]).toEqual([[], undefined]);
    });

    test('start and end long ago that are equal are billed by use all the same, and the start is not believed', () => {
      const order = asSent({ productStartTime: '900000000000', productEndTime: '900000000000' });
      expect(order.items[0]).toMatchObject({ billing: 'use', startsAt: null, end: { note: 'billed-by-use' } });
      expect(order.incomplete).toEqual(['Order.Items[0].productStartTime']);
    });

    test('a payment deadline before its order, in microseconds or for ever, is none', () => {
      for (const DueTime of ['1789999999000', '1790086400000000', '4102415999000']) {
        const order = read({ OrderStatus: 'UNPAID' }, { DueTime, Items: [item] });
        expect(order.payBy).toBeNull();
        expect(order.incomplete).toEqual(['Order.DueTime']);
        expect(order.implausible).toEqual(['Order.DueTime']);
      }
      // Once paid nobody counts to it.
      expect(read({}, { DueTime: '1', Items: [item] }).incomplete).toEqual([]);
    });

    test('the time of the order and of its payment are judged too', () => {
      const order = read({ CreateTime: '1790000000000000', PayTime: '1790000001000000' }, { Items: [item] });
      expect(order).toMatchObject({ placedAt: null, paidAt: null, incomplete: ['CreateTime', 'PayTime'] });
      expect(read({ PayTime: '1700000000000' }, { Items: [item] }).incomplete).toEqual(['PayTime']);
    });

    test('a round says how many', async () => {
      const row = { ...listed, Id: '1' };
      const detail = (id: string): Reply =>
        detailOf({ ...row, Id: id, Items: [{ ...item, productEndTime: 1792592000000000 }] });
      const reading = await round(scripted(serving(listOf([row]), detail), { secrets }));
      expect(reading.warnings).toEqual([{ code: 'order.implausible', count: 1 }]);
    });

    test('several of one kind are counted in what they are', () => {
      const productDescription = '云硬盘 50GB';
      expect(asSent({ productDescription, quantity: '3' }).items[0]?.spec).toBe('3×云硬盘 50GB');
      for (const quantity of ['1', '0', '-2', 'x', null])
        expect(asSent({ productDescription, quantity }).items[0]?.spec).toBe('云硬盘 50GB');
    });
  });

  test('a row without status and time is incomplete; without an id it is no order', () => {
    expect(read({ OrderStatus: null, CreateTime: 'soon' }, null).incomplete).toEqual([
      'OrderStatus',
      'CreateTime',
      'Order.Items',
    ]);
    expect(normaliseOrder({ listed: { OrderNo: 'x' }, detail: null, nowMs: now })).toBeNull();
    expect(normaliseOrder({ listed: 'x', detail: null, nowMs: now })).toBeNull();
  });

  test.each([
    ['{"conf":{"地域":"天津","规格":"2核4G"}}', '天津 · 2核4G'],
    ['{"conf":{"数量":1,"空":"","列":["a","b"]}}', '1 · a · b'],
    ['云硬盘 50GB', '云硬盘 50GB'],
    ['{"conf":{"地域":', null],
    ['{}', null],
    [null, null],
  ])('the description %j is %j', (description, line) => expect(lineOf(description)).toBe(line));

  test('64-bit ids that come as JSON numbers keep their last digits', () => {
    const raw = valueOf(parseJson('{"Id":1144119593783001088,"OrderStatus":"PAID"}'));
    expect(normaliseOrder({ listed: raw, detail: null, nowMs: now })?.providerOrderId).toBe('1144119593783001088');
  });
});

describe('which details are read', () => {
  const orders = [
    { Id: '1', OrderStatus: 'PAID', CreateTime: '1790000000000', UpdateTime: '1' },
    { Id: '2', OrderStatus: 'PAID', CreateTime: '1790000002000', UpdateTime: '1' },
    { Id: '3', OrderStatus: 'UNPAID', CreateTime: '1780000000000', UpdateTime: '1' },
  ];
  const detail = (id: string): Reply =>
    detailOf({
      Id: id,
      DueTime: '1790086400000',
      Items: [{ id: `${id}1`, productName: 'ECS', productEndTime: '1792592000000' }],
    });
  const asked = (session: ScriptedSession) =>
    session.sent.map(({ url }) => queryOf(url).get('OrderId')).filter((id) => id !== null);
  const first = listOf(orders.slice(0, 1));
  const fingerprintOfFirst = async (): Promise<string | null> =>
    (await round(scripted(serving(first, detail), { secrets }))).orders[0]?.listFingerprint ?? null;
  const hourAgo = new Date(now - 3_600_000).toISOString() as Instant;
  const twoDaysAgo = new Date(now - 2 * 86_400_000).toISOString() as Instant;

  test('at first all, unpaid ones first, then the newest', async () => {
    const session = scripted(serving(listOf(orders), detail), { secrets });
    expect((await round(session)).orders).toHaveLength(3);
    expect(asked(session)).toEqual(['3', '2', '1']);
  });

  test('a finished, unchanged one read an hour ago costs nothing and is reported as unchanged', async () => {
    const known = { 1: stored(await fingerprintOfFirst(), { detailReadAt: hourAgo }) };
    const session = scripted(serving(first, detail), { secrets, known });
    expect(await round(session)).toMatchObject({ orders: [], unchanged: ['1'], settled: true, warnings: [] });
    expect(asked(session)).toEqual([]);
  });

  test.each([
    ['it is not finished', { finished: false, detailReadAt: hourAgo }],
    ['it is incomplete', { incomplete: true, detailReadAt: hourAgo }],
    ['its detail was never read', { detailReadAt: null }],
    ['its detail is older than a day', { detailReadAt: twoDaysAgo }],
    ['the list says something new', { listFingerprint: 'unicloud-1:other', detailReadAt: hourAgo }],
  ])('a known one is read again when %s', async (_, changed) => {
    const known = { 1: stored(await fingerprintOfFirst(), changed) };
    const session = scripted(serving(first, detail), { secrets, known });
    await round(session);
    expect(asked(session)).toEqual(['1']);
  });

  test('any change in the row changes the mark', async () => {
    const other = await round(scripted(serving(listOf([{ ...orders[0], Note: 'x' }]), detail), { secrets }));
    expect(other.orders[0]?.listFingerprint).not.toBe(await fingerprintOfFirst());
    expect(await fingerprintOfFirst()).toBe(await fingerprintOfFirst());
  });

  const wholeStored = Object.fromEntries(orders.map(({ Id }) => [Id, stored('old', { detailReadAt: hourAgo })]));
  const notFound = { status: 404, text: '' };
  const invalidParameter = (name: string): Reply => ({
    status: 400,
    text: JSON.stringify({ Code: 'InvalidParameter', Message: `The specified ${name} is not valid.` }),
  });

  test.each([
    ['InvalidCaller', refused],
    ['InvalidParameter', invalidParameter('OrderId')],
    ['HTTP 404', notFound],
  ])(
    'a detail that refuses its order (%s) leaves a whole stored one alone, and counts as missing',
    async (_, reply) => {
      const known = { 1: stored('old', { detailReadAt: hourAgo }), 2: stored('old', { incomplete: true }) };
      const session = scripted(
        serving(listOf(orders), (id) => (id === '3' ? detail(id) : reply)),
        { secrets, known },
      );
      const reading = await round(session);
      expect(reading.orders.map(({ providerOrderId }) => providerOrderId)).toEqual(['3', '2']);
      expect(reading).toMatchObject({ unchanged: [], settled: true, interruptedBy: null });
      expect(reading.warnings).toEqual([{ code: 'order.incomplete', count: 2 }]);
    },
  );

  test.each<[string, Reply, object]>([
    ['a web page', '<!doctype html>', { code: 'provider.unexpected-answer', path: '$' }],
    ['no order', '{"RequestId":"R-1"}', { code: 'provider.unexpected-answer', path: 'Order' }],
    ['another order', detailOf({ Id: '9', Items: [] }), { code: 'provider.unexpected-answer', path: 'Order.Id' }],
    ['HTTP 403', { status: 403, text: '{}' }, { code: 'account.key-lacks-permission' }],
    ['Forbidden', '{"Code":"Forbidden.RAM"}', { code: 'account.key-lacks-permission' }],
    [
      'throttling as HTTP 400',
      { status: 400, text: '{"Code":"Throttling.User","Message":"Request was denied due to user flow control."}' },
      { code: 'provider.refused', providerCode: 'Throttling.User' },
    ],
    ['another parameter', invalidParameter('Version'), { code: 'provider.refused', providerCode: 'InvalidParameter' }],
    ['SystemError under HTTP 200', '{"Code":"SystemError"}', { code: 'provider.refused' }],
    [
      'an action that is gone',
      { status: 404, text: '{"Code":"InvalidAction.NotFound"}' },
      { code: 'provider.refused', status: 404 },
    ],
  ])('%s instead of one detail interrupts the round: nothing counts as missing', async (_, reply, failure) => {
    const session = scripted(
      serving(listOf(orders), (id) => (id === '1' ? reply : detail(id))),
      { secrets, known: wholeStored },
    );
    const reading = await round(session);
    expect(reading).toMatchObject({ settled: false, interruptedBy: failure });
    expect(reading.orders.map(({ providerOrderId }) => providerOrderId)).toEqual(['3', '2']);
  });

  test('an answer nobody expected costs the others nothing, until three of them say that it is no accident', async () => {
    const many = Array.from({ length: 20 }, (_, index) => ({ ...orders[0], Id: String(index + 1) }));
    const oneOdd = scripted(
      serving(listOf(many), (id) => (id === '1' ? '<html>' : detail(id))),
      { secrets },
    );
    const reading = await round(oneOdd);
    expect(reading.orders.filter(({ incomplete }) => incomplete.length === 0)).toHaveLength(19);
    expect(reading).toMatchObject({ settled: false, interruptedBy: { code: 'provider.unexpected-answer' } });
    const allOdd = scripted(
      serving(listOf(many), () => '<html>'),
      { secrets },
    );
    await round(allOdd);
    expect(asked(allOdd).length).toBeLessThan(8);
  });

  test('a key that is rejected counts for more than an odd answer before it', async () => {
    const session = scripted(
      serving(listOf(orders), (id) => (id === '3' ? '<html>' : { status: 401, text: '' })),
      { secrets },
    );
    expect((await round(session)).interruptedBy).toMatchObject({ code: 'account.key-rejected' });
  });

  test('three orders refused and none read is a failure of the round, not of the orders', async () => {
    const session = scripted(
      serving(listOf(orders), () => refused),
      { secrets, known: wholeStored },
    );
    expect(await round(session)).toMatchObject({
      orders: [],
      settled: false,
      interruptedBy: { code: 'provider.refused', providerCode: 'InvalidCaller' },
    });
  });

  test.each<[string, Reply, boolean]>([
    ['is refused', refused, true],
    ['is a web page', '<html>', false],
  ])(
    'a detail that %s takes nothing from a stored order that an earlier detail filled in part',
    async (_, reply, settled) => {
      const known = { 1: stored('old', { detailReadAt: hourAgo, incomplete: true }) };
      const session = scripted(
        serving(first, () => reply),
        { secrets, known },
      );
      expect(await round(session)).toMatchObject({ orders: [], unchanged: [], settled });
    },
  );

  test('a detail that was read but lacks something leaves a whole stored order as it is, and the order is not missing', async () => {
    const session = scripted(
      serving(listOf(orders), (id) => (id === '1' ? detailOf({ Id: id }) : detail(id))),
      { secrets, known: wholeStored },
    );
    const reading = await round(session);
    expect(reading).toMatchObject({ unchanged: ['1'], settled: true, interruptedBy: null });
    expect(reading.orders.map(({ providerOrderId }) => providerOrderId)).toEqual(['3', '2']);
    expect(reading.warnings).toEqual([{ code: 'order.incomplete', count: 1 }]);
  });

  test('5xx on a detail ends the round, which keeps what it read and proves no vanishing', async () => {
    const session = scripted(
      serving(listOf(orders), (id) => (id === '1' ? unavailable : detail(id))),
      { secrets },
    );
    const reading = await round(session);
    expect(reading.interruptedBy).toEqual({ code: 'provider.unavailable', status: 503 });
    expect(reading.settled).toBe(false);
    expect(reading.orders.map(({ providerOrderId, incomplete }) => [providerOrderId, incomplete])).toEqual([
      ['3', []],
      ['2', []],
      ['1', ['Order.Items']],
    ]);
  });

  test('a key that is rejected meanwhile ends the round', async () => {
    const session = scripted(
      serving(listOf(orders), () => ({ status: 401, text: '{}' })),
      { secrets },
    );
    expect((await round(session)).interruptedBy).toMatchObject({ code: 'account.key-rejected' });
  });

  test('when the time is up, what was read is kept and the round is unfinished', async () => {
    const session = scripted(serving(listOf(orders), detail), { secrets, shouldStop: () => session.sent.length >= 2 });
    const reading = await round(session);
    expect(asked(session).length).toBeLessThan(3);
    expect(reading).toMatchObject({ settled: false, interruptedBy: null });
    expect(reading.warnings).toContainEqual({ code: 'round.unfinished' });
    expect(reading.orders).toHaveLength(3);
  });
});

describe('answers that are failures', () => {
  const codes: readonly [string, Reply, object][] = [
    [
      'a documented error',
      { status: 400, text: fixture('unicloud/error') },
      {
        code: 'provider.refused',
        providerCode: 'OverMaxPageSize',
        requestId: '0E9B6D5C-7C3F-4C9B-9C5E-2B9E6D1F0A11',
        status: 400,
      },
    ],
    [
      'an error under HTTP 200',
      fixture('unicloud/error'),
      { code: 'provider.refused', providerCode: 'OverMaxPageSize', status: 200 },
    ],
    [
      'SystemError under HTTP 200',
      '{"Code":"SystemError","Msg":"System Error"}',
      { code: 'provider.refused', providerMessage: 'System Error' },
    ],
    ['InvalidCaller', refused, { code: 'account.key-rejected', providerCode: 'InvalidCaller', requestId: 'R-1' }],
    ['HTTP 401', { status: 401, text: '' }, { code: 'account.key-rejected', status: 401 }],
    ['a code that speaks of the key', '{"Code":"InvalidAccessKeyId.NotFound"}', { code: 'account.key-rejected' }],
    [
      'a code that speaks of the signature',
      { status: 400, text: '{"Code":"SignatureDoesNotMatch"}' },
      { code: 'account.key-rejected' },
    ],
    ['a nonce seen twice', { status: 400, text: '{"Code":"SignatureNonceUsed"}' }, { code: 'provider.refused' }],
    ['HTTP 403', { status: 403, text: '<html>' }, { code: 'account.key-lacks-permission', status: 403 }],
    ['Forbidden', '{"Code":"Forbidden.RAM"}', { code: 'account.key-lacks-permission' }],
    ['HTML', '<!doctype html>', { code: 'provider.unexpected-answer', path: '$' }],
    ['no list', '{"TotalCount":3}', { code: 'provider.unexpected-answer', path: 'OrderList' }],
    ['the network', failed('network.timeout', { detail: 'headers' }), { code: 'network.timeout', detail: 'headers' }],
  ];
  test.each(codes)('%s', async (_, reply, failure) => {
    const outcome = await unicloud.readRound(scripted(() => reply, { secrets }));
    expect(outcome).toMatchObject({ ok: false, failure });
  });

  test('a message that repeats key, signature or signed text does not carry them on', async () => {
    const Message =
      'server string to sign is:GET&%2F&AccessKeyId%3DAKID-1234 Signature=OLeaidS1JvxuMvnyHOwuJ+uX5qY= secret AKSECRET-9';
    const outcome = await unicloud.test(
      scripted(() => JSON.stringify({ Code: 'SignatureDoesNotMatch', Message }), { secrets }),
    );
    const text = JSON.stringify(outcome);
    for (const hidden of ['AKID-1234', 'AKSECRET-9', 'OLeaidS1JvxuMvnyHOwuJ']) expect(text).not.toContain(hidden);
    expect(text).toContain('[redacted]');
  });

  test.each([
    ['null', '{"OrderList":null,"TotalCount":0}', 0],
    ['{}', '{"OrderList":{},"TotalCount":0}', 0],
    ['a null list inside', '{"OrderList":{"Order":null},"TotalCount":0}', 0],
    ['one object', '{"OrderList":{"Order":{"Id":"1"}},"TotalCount":1}', 1],
    ['the list itself', '{"OrderList":[{"Id":"1"}],"TotalCount":1}', 1],
  ])('OrderList may be %s', async (_, list, count) => {
    const reading = await round(
      scripted(
        serving(list, () => refused),
        { secrets },
      ),
    );
    expect(reading.orders).toHaveLength(count);
    expect(reading.settled).toBe(true);
  });
});

describe('settings', () => {
  test.each<Readonly<Record<string, string>>>([
    {},
    { version: '', regionId: 'cn-tj-1' },
    { orderCategory: '1', orderStatus: '2', payType: 'YEAR_MONTH', productCategory: 'ECS' },
    { startTime: '2019-06-03 00:00:00', endTime: '2019-06-03 00:00:00' },
  ])('%j is fine', (settings) => expect(unicloud.checkSettings(settings)).toEqual({ ok: true, value: null }));

  test.each([
    [{ orderStatus: 'PAID' }, 'orderStatus', 'not-a-number'],
    [{ orderCategory: '1.5' }, 'orderCategory', 'not-a-number'],
    [{ startTime: '2019-06-03' }, 'startTime', 'not-a-time'],
    [{ endTime: '2019-02-30 00:00:00' }, 'endTime', 'not-a-time'],
    [{ startTime: '2019-06-04 00:00:00', endTime: '2019-06-03 00:00:00' }, 'endTime', 'before-start'],
    [{ regionId: 'a b' }, 'regionId', 'characters'],
    [{ pageSize: '5' }, 'pageSize', 'unknown-setting'],
  ])('%j is refused', (settings, field, reason) => {
    expect(unicloud.checkSettings(settings)).toEqual({ ok: false, failure: { code: 'input.invalid', field, reason } });
  });
});
