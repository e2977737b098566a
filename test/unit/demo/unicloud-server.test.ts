import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startDemoServers, type DemoServers } from '../../../electron/demo/servers.ts';
import { fieldSet, fixture, minuteMs, read, StoppedClock, unicloudUrl } from './clients.ts';

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const listSchema = z.looseObject({
  OrderList: z.object({ Order: z.array(rowSchema) }),
  TotalCount: z.number(),
  PageNum: z.number(),
  PageSize: z.number(),
});
type Listed = z.output<typeof listSchema>;

const clock = new StoppedClock();
const list = { Action: 'QueryOrders', Page: '1', Size: '10' };
let servers: DemoServers;

beforeAll(async () => {
  servers = await startDemoServers({ now: clock.now });
});

afterAll(() => servers.stop());

const get = (parameters: Record<string, string>, change: Record<string, string> = {}, secret?: string) =>
  fetch(unicloudUrl(servers, parameters, clock.now(), change, secret));

async function listed(parameters: Record<string, string>): Promise<Listed> {
  const answer = await get({ ...list, ...parameters });
  expect(answer.status).toBe(200);
  return read(answer, listSchema);
}

async function refusedWith(answer: Response): Promise<[number, string]> {
  const body = await read(answer, z.looseObject({ Code: z.string() }));
  expect(fieldSet(body)).toEqual(fieldSet(fixture('unicloud/error.json')));
  return [answer.status, body.Code];
}

describe('the caller', () => {
  it('is refused with a wrong secret', async () => {
    expect(await refusedWith(await get(list, {}, 'other'))).toEqual([400, 'SignatureDoesNotMatch']);
  });

  it('is refused with an unknown access key', async () => {
    expect(await refusedWith(await get(list, { AccessKeyId: 'x' }))).toEqual([400, 'InvalidAccessKeyId.NotFound']);
  });

  it('is refused when a signed parameter was changed on the way', async () => {
    const url = unicloudUrl(servers, list, clock.now()).replace('Size=10', 'Size=11');
    expect(await refusedWith(await fetch(url))).toEqual([400, 'SignatureDoesNotMatch']);
  });

  it('may send spaces, stars and Chinese, percent-encoded', async () => {
    const body = await listed({ StartTime: '2020-01-01 00:00:00', Marker: "云 主机*!'()~" });
    expect(body.TotalCount).toBeGreaterThan(0);
  });

  it('is refused when the same nonce comes again', async () => {
    expect((await get(list, { SignatureNonce: 'once' })).status).toBe(200);
    expect(await refusedWith(await get(list, { SignatureNonce: 'once' }))).toEqual([400, 'SignatureNonceUsed']);
  });

  it.each([
    [-15 * minuteMs, 200],
    [15 * minuteMs, 200],
    [-15 * minuteMs - 1000, 400],
    [15 * minuteMs + 1000, 400],
  ])('may be %i ms off the clock: HTTP %i', async (offMs, status) => {
    const Timestamp = `${new Date(clock.now().getTime() + offMs).toISOString().slice(0, 19)}Z`;
    expect((await get(list, { Timestamp })).status).toBe(status);
  });

  it.each(['AccessKeyId', 'SignatureMethod', 'SignatureVersion', 'SignatureNonce', 'Timestamp', 'Action'])(
    'must send %s',
    async (name) => {
      expect(await refusedWith(await get(list, { [name]: '' }))).toEqual([400, 'MissingParameter']);
    },
  );

  it('may leave out Version and Format', async () => {
    expect((await get(list, { Version: '', Format: '' })).status).toBe(200);
  });

  it('may only GET', async () => {
    const answer = await fetch(unicloudUrl(servers, list, clock.now()), { method: 'POST' });
    expect(await refusedWith(answer)).toEqual([405, 'UnsupportedHTTPMethod']);
  });
});

describe('QueryOrders', () => {
  it.each([
    [{ Size: '' }, 'MissingParameter'],
    [{ Page: '' }, 'MissingParameter'],
    [{ Size: '201' }, 'OverMaxPageSize'],
    [{ Size: '0' }, 'OverMinPageSize'],
    [{ Page: '0' }, 'OverMinPageSize'],
    [{ Page: 'x' }, 'InvalidParameter'],
    [{ OrderStatus: 'PAID' }, 'InvalidParameter'],
    [{ StartTime: '2025-02-30 00:00:00' }, 'InvalidParameter'],
    [{ EndTime: '2025-09-16' }, 'InvalidParameter'],
    [{ Action: 'DeleteOrders' }, 'InvalidParameter'],
  ])('refuses %o with %s', async (change, code) => {
    expect(await refusedWith(await get({ ...list, ...change }))).toEqual([400, code]);
  });

  it('says the words of the document', async () => {
    const body = await read(await get({ ...list, Size: '' }), z.object({ Message: z.string() }));
    expect(body.Message).toBe('The specified parameter Size is necessary for this request.');
  });

  it('pages from 1 without gaps or repetitions and ends empty', async () => {
    const whole = await listed({ Size: '200' });
    const seen: unknown[] = [];
    const pages = Math.ceil(whole.TotalCount / 17);
    for (let page = 1; page <= pages; page += 1) {
      const body = await listed({ Size: '17', Page: String(page) });
      expect([body.PageNum, body.PageSize, body.TotalCount]).toEqual([page, 17, whole.TotalCount]);
      seen.push(...body.OrderList.Order.map((order) => order['Id']));
    }
    expect(seen).toEqual(whole.OrderList.Order.map((order) => order['Id']));
    expect(new Set(seen).size).toBe(whole.TotalCount);
    expect((await listed({ Page: String(pages + 1), Size: '17' })).OrderList.Order).toEqual([]);
  });

  it.each([
    [{ PayType: 'CHARGING_HOURS' }, 'PayType', ['CHARGING_HOURS']],
    [{ ProductCategory: 'EIP' }, 'ProductCategory', ['EIP']],
    [{ OrderCategory: '2' }, 'OrderCategory', ['RENEW']],
    [{ OrderStatus: '1' }, 'OrderStatus', ['UNPAID']],
  ])('filters by %o', async (filter, field, values) => {
    const orders = (await listed({ ...filter, Size: '200' })).OrderList.Order;
    expect([...new Set(orders.map((order) => order[field]))]).toEqual(values);
  });

  it('filters by creation in Beijing time, the start inclusive, the end exclusive', async () => {
    const all = (await listed({ Size: '200' })).OrderList.Order;
    const createdAt = Number(all[5]?.['CreateTime']);
    const text = new Date(createdAt + 8 * 60 * minuteMs).toISOString().slice(0, 19).replace('T', ' ');
    const second = Math.floor(createdAt / 1000) * 1000;
    const from = await listed({ Size: '200', StartTime: text });
    expect(from.TotalCount).toBe(all.filter((order) => Number(order['CreateTime']) >= second).length);
    const until = await listed({ Size: '200', EndTime: text });
    expect(until.TotalCount).toBe(all.length - from.TotalCount);
  });

  it('answers exactly the fields of the document in every row', async () => {
    const body = await listed({ Size: '200' });
    expect(fieldSet(body)).toEqual(fieldSet(fixture('unicloud/QueryOrders.json')));
    const fields = fieldSet(body.OrderList.Order[0]);
    for (const order of body.OrderList.Order) expect(fieldSet(order)).toEqual(fields);
  });
});

describe('OrderDetail', () => {
  it('answers exactly the fields of the document for every order, ids with all their digits', async () => {
    const orders = (await listed({ Size: '200' })).OrderList.Order;
    const documented = fieldSet(fixture('unicloud/OrderDetail.json'));
    for (const order of orders.slice(0, 30)) {
      const text = await (await get({ Action: 'OrderDetail', OrderId: String(order['Id']) })).text();
      expect(fieldSet(JSON.parse(text))).toEqual(documented);
      expect(text).toContain(`"orderId":${order['Id']},`);
      expect(text).toContain(`"Id":"${order['Id']}"`);
    }
  });

  it('writes item ids that a double cannot hold', async () => {
    const order = (await listed({})).OrderList.Order[0];
    const text = await (await get({ Action: 'OrderDetail', OrderId: String(order?.['Id']) })).text();
    const digits = /"id":(\d+)/.exec(text)?.[1] ?? '';
    expect(digits).toHaveLength(19);
    expect(BigInt(Number(digits))).not.toBe(BigInt(digits));
  });

  it.each([
    [{}, 'MissingParameter'],
    [{ OrderId: 'P1' }, 'InvalidParameter'],
    [{ OrderId: '1119146845965123584' }, 'InvalidCaller'],
  ])('refuses %o with %s', async (change, code) => {
    expect(await refusedWith(await get({ Action: 'OrderDetail', ...change }))).toEqual([400, code]);
  });
});
