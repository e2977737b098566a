import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startDemoServers, type DemoServers } from '../../../electron/demo/servers.ts';
import { qiniuWorld } from '../../../electron/demo/world/qiniu.ts';
import { anchor, dayMs, fieldSet, fixture, getQiniu, hourMs, read, StoppedClock } from './clients.ts';

const listSchema = z.looseObject({ data: z.array(z.record(z.string(), z.unknown())) });
type Listed = z.output<typeof listSchema>;
const errorSchema = z.looseObject({ request_id: z.string() });

const clock = new StoppedClock();
let servers: DemoServers;

beforeAll(async () => {
  servers = await startDemoServers({ now: clock.now });
});

afterAll(() => servers.stop());

async function rows(pathAndQuery: string): Promise<Listed['data']> {
  const answer = await getQiniu(servers, pathAndQuery);
  expect(answer.status).toBe(200);
  const body = await read(answer, listSchema);
  return body.data;
}

describe('the signature', () => {
  it('is refused with a wrong secret key, in the nested error shape', async () => {
    const answer = await getQiniu(servers, '/v1/order/unpaid_orders', { secretKey: 'other' });
    expect(answer.status).toBe(401);
    const body = await read(answer, errorSchema);
    expect(fieldSet(body)).toEqual(fieldSet(fixture('qiniu/error-nested.json')));
    expect(answer.headers.get('X-Reqid')).toBe(body.request_id);
  });

  it.each([
    ['a content type that was sent', { 'Content-Type': 'application/json' }],
    ['an X-Qiniu header that was sent', { 'X-Qiniu-Regionid': 'cn-qingdao' }],
  ])('must cover %s', async (_, headers) => {
    const signed = await getQiniu(servers, '/v1/order/unpaid_orders', { headers });
    expect(signed.status).toBe(200);
    await signed.text();
    const unsigned = await getQiniu(servers, '/v1/order/unpaid_orders', { unsigned: headers });
    expect(unsigned.status).toBe(401);
    await unsigned.text();
  });

  it.each([
    ['20250916T041000Z', 200],
    ['20250916T042000Z', 403],
    ['yesterday', 403],
  ])('with X-Qiniu-Date %s answers %i', async (date, status) => {
    const answer = await getQiniu(servers, '/v1/order/unpaid_orders', { headers: { 'X-Qiniu-Date': date } });
    expect(answer.status).toBe(status);
    await answer.text();
  });
});

describe('order detail', () => {
  it('answers exactly the fields of the document for every order', async () => {
    const documented = fieldSet(fixture('qiniu/order-detail.json'));
    for (const order of qiniuWorld(anchor, 20)(anchor)) {
      const answer = await getQiniu(servers, `/v1/order/detail/${order.order}`);
      expect(fieldSet(await answer.json())).toEqual(documented);
    }
  });

  it.each([
    ['i-am-no-hash', 400],
    ['602892b7b500000eed4190e932000000', 404],
  ])('answers %s with %i in the flat error shape', async (hash, status) => {
    const answer = await getQiniu(servers, `/v1/order/detail/${hash}`);
    expect(answer.status).toBe(status);
    const body = await read(answer, errorSchema);
    expect(fieldSet(body)).toEqual(fieldSet(fixture('qiniu/error-flat.json')));
    expect(answer.headers.get('X-Reqid')).toBe(body.request_id);
  });
});

describe('pay_record', () => {
  it('answers exactly the documented fields, 20 to a page, without a total', async () => {
    const answer = await getQiniu(servers, '/v1/order/pay_record');
    const body = await read(answer, listSchema);
    expect(fieldSet(body)).toEqual(fieldSet(fixture('qiniu/pay-record.json')));
    expect(body.data).toHaveLength(20);
  });

  it('pages from 1 to a short page without gaps or repetitions', async () => {
    const ids: unknown[] = [];
    let page = 1;
    for (let data = await rows('/v1/order/pay_record?page=1&size=30'); ; page += 1) {
      ids.push(...data.map((row) => row['id']));
      if (data.length < 30) break;
      data = await rows(`/v1/order/pay_record?page=${page + 1}&size=30`);
    }
    expect(page).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(await rows('/v1/order/pay_record?page=99&size=30')).toEqual([]);
  });

  it.each(['page=0', 'size=0', 'size=101', 'page=x', 'create_st=yesterday'])('refuses %s', async (query) => {
    const answer = await getQiniu(servers, `/v1/order/pay_record?${query}`);
    expect(answer.status).toBe(400);
    expect(fieldSet(await answer.json())).toEqual(fieldSet(fixture('qiniu/error-flat.json')));
  });

  it.each([
    ['resource_type', 'disk'],
    ['order_type', 'renew'],
    ['status', 'refunded'],
  ])('filters by %s', async (name, value) => {
    const data = await rows(`/v1/order/pay_record?size=100&${name}=${value}`);
    expect([...new Set(data.map((row) => row[name]))]).toEqual([value]);
  });

  it('filters by creation in Unix seconds', async () => {
    const from = (anchor.getTime() - 6 * dayMs) / 1000;
    const data = await rows(`/v1/order/pay_record?size=100&create_st=${from}&create_et=${from + 5 * 86_400 - 3600}`);
    expect(data.length).toBeGreaterThan(0);
    for (const row of data) {
      const createdAt = Date.parse(String(row['create_time']));
      expect(createdAt).toBeGreaterThanOrEqual(from * 1000);
      expect(createdAt).toBeLessThan(anchor.getTime() - dayMs - hourMs);
    }
  });

  it('tells a renewal by the resource that the first order had', async () => {
    const [renewal] = await rows('/v1/order/pay_record?size=100&order_type=renew&create_et=1757000000');
    const history = await rows(`/v1/order/pay_record?size=100&resource_id=${String(renewal?.['resource_id'])}`);
    const created = history.find((row) => row['order_type'] === 'create');
    expect(created?.['life_end_time']).toBe(renewal?.['life_start_time']);
  });
});

describe('unpaid_orders', () => {
  it('answers exactly the documented fields and only what awaits payment', async () => {
    const answer = await getQiniu(servers, '/v1/order/unpaid_orders');
    const body = await read(answer, listSchema);
    expect(fieldSet(body)).toEqual(fieldSet(fixture('qiniu/unpaid-orders.json')));
    expect(body.data.map((row) => row['status'])).toEqual(['new', 'new']);
  });

  it('filters by resource type', async () => {
    expect(await rows('/v1/order/unpaid_orders?resource_type=instance')).toHaveLength(2);
    expect(await rows('/v1/order/unpaid_orders?resource_type=disk')).toEqual([]);
  });
});
