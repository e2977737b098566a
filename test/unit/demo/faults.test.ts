import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as faults from '../../fakes/faults.ts';
import type { Fault } from '../../../electron/demo/fault-script.ts';
import { startDemoServers, type DemoServers } from '../../../electron/demo/servers.ts';
import { demoWorld } from '../../../electron/demo/world/world.ts';
import { anchor, getQiniu, hourMs, postWolover, read, StoppedClock, unicloudUrl } from './clients.ts';

const refusalSchema = z.object({
  code: z.number().optional(),
  Code: z.string().optional(),
  error: z.object({ code: z.number() }).optional(),
});
const clock = new StoppedClock();
const history = { wolover: 5, unicloud: 5, qiniu: 5 };
let servers: DemoServers;

beforeAll(async () => {
  servers = await startDemoServers({ now: clock.now, world: demoWorld(anchor, history) });
});

afterEach(() => {
  servers.faults.clear();
  servers.reset();
});

afterAll(() => servers.stop());

const wolover = (): Promise<Response> => postWolover(servers, { pageNum: '1', pageSize: '5' });
const qiniu = (): Promise<Response> => getQiniu(servers, '/v1/order/unpaid_orders');
const unicloud = (parameters: Record<string, string> = { Action: 'QueryOrders', Page: '1', Size: '5' }) =>
  fetch(unicloudUrl(servers, parameters, clock.now()));

async function woloverWith(fault: Fault): Promise<Response> {
  servers.faults.add({ fault });
  return wolover();
}

describe('rules', () => {
  it('apply to one provider, to chosen requests and so many times', async () => {
    servers.faults.add({ provider: 'qiniu', requests: [2, 3, 4], times: 2, fault: faults.statusWith(503) });
    const statuses: number[] = [];
    for (let request = 1; request <= 5; request += 1) {
      const answer = await qiniu();
      statuses.push(answer.status);
      await answer.text();
    }
    expect(statuses).toEqual([200, 503, 503, 200, 200]);
    expect((await wolover()).status).toBe(200);
  });

  it('apply to a path or a condition, can be removed, and come together', async () => {
    const action = /Action=OrderDetail/;
    servers.faults.add({ when: ({ query }) => action.test(query), fault: faults.statusWith(500) });
    const removeGzip = servers.faults.add({ path: 'unpaid', fault: faults.gzipped() });
    servers.faults.add({ path: /^\/v1\//, fault: faults.clockOff(hourMs) });
    const both = await qiniu();
    expect(both.headers.get('content-encoding')).toBe('gzip');
    expect(both.headers.get('date')).toBe('Tue, 16 Sep 2025 05:00:00 GMT');
    expect(await both.json()).toHaveProperty('data');
    removeGzip();
    expect((await qiniu()).headers.get('content-encoding')).toBeNull();
    expect((await unicloud()).status).toBe(200);
    expect((await unicloud({ Action: 'OrderDetail', OrderId: '1' })).status).toBe(500);
  });

  it('are counted in a log without queries', async () => {
    await (await unicloud()).text();
    await (await qiniu()).text();
    expect(servers.requests()).toEqual([
      { provider: 'unicloud', number: 1, method: 'GET', path: '/transaction', action: 'QueryOrders', status: 200 },
      { provider: 'qiniu', number: 1, method: 'GET', path: '/v1/order/unpaid_orders', action: null, status: 200 },
    ]);
    servers.reset();
    expect(servers.requests('qiniu')).toEqual([]);
  });
});

describe('answers instead', () => {
  it.each([
    ['HTML with 200', faults.htmlPage(), 200, /^<!doctype html>/],
    ['invalid JSON', faults.invalidJson(), 200, /^\{"rows": \[1, 2,, \}$/],
    ['any body', faults.body('[1'), 200, /^\[1$/],
    ['any bytes', faults.rawBody(Buffer.from('ok')), 200, /^ok$/],
    ['any JSON', faults.json({ total: 10n ** 19n }), 200, /^\{"total":10000000000000000000\}$/],
    ['any status', faults.statusWith(502, 'bad gateway'), 502, /^bad gateway$/],
    ['a Wolover refusal', faults.woloverRefusal(500, '系统异常'), 200, /^\{"code":500,"msg":"系统异常","data":null\}$/],
  ])('%s', async (_, fault, status, text) => {
    const answer = await woloverWith(fault);
    expect(answer.status).toBe(status);
    expect(await answer.text()).toMatch(text);
  });

  it('a redirect', async () => {
    servers.faults.add({ fault: faults.redirect('https://elsewhere.example/') });
    const answer = await fetch(`${servers.qiniu.baseUrl}/v1/order/unpaid_orders`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://elsewhere.example/']);
  });

  it.each([
    [faults.rateLimited(), null],
    [faults.rateLimited('0'), '0'],
    [faults.rateLimited('soon'), 'soon'],
    [faults.rateLimited('1000000000'), '1000000000'],
    [faults.rateLimitedUntil(90_000), 'Tue, 16 Sep 2025 04:01:30 GMT'],
  ])('429 with Retry-After', async (fault, retryAfter) => {
    const answer = await woloverWith(fault);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, retryAfter]);
  });

  it('a rejected key and a lacking permission in the words of each provider', async () => {
    const seen: unknown[] = [];
    for (const fault of [faults.keyRejected(), faults.permissionLacking()]) {
      const remove = servers.faults.add({ fault });
      for (const ask of [wolover, unicloud, qiniu]) {
        const answer = await ask();
        const said = await read(answer, refusalSchema);
        seen.push([answer.status, said.code ?? said.Code ?? said.error?.code]);
      }
      remove();
    }
    const rejected = [200, 401, 400, 'InvalidCaller', 401, 401];
    expect(seen.flat()).toEqual([...rejected, 200, 403, 403, 'Forbidden', 403, 403]);
  });

  it('a UniCloud error code with HTTP 200', async () => {
    servers.faults.add({ fault: faults.unicloudRefusal('SystemError', 'System Error', 200) });
    const answer = await unicloud();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ Code: 'SystemError', Message: 'System Error' });
  });
});

describe('the way of the bytes', () => {
  it.each([
    ['reset at once', faults.resetAtOnce()],
    ['closed at once', faults.closedAtOnce()],
  ])('%s', async (_, fault) => {
    await expect(woloverWith(fault)).rejects.toThrow();
  });

  it.each([
    ['reset mid-body', faults.resetMidBody()],
    ['closed early', faults.closedEarly()],
    ['broken gzip', faults.brokenGzip()],
  ])('%s: headers come, the body does not', async (_, fault) => {
    const answer = await woloverWith(fault);
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow();
  });

  it.each([
    ['silence', faults.silence()],
    ['delayed headers', faults.delayedHeaders(hourMs)],
  ])('%s: nothing comes until the client gives up', async (_, fault) => {
    servers.faults.add({ fault });
    await expect(fetch(servers.wolover.baseUrl, { signal: AbortSignal.timeout(50) })).rejects.toThrow('timeout');
  });

  it('stalled: the first bytes come and then nothing', async () => {
    const answer = await woloverWith(faults.stalledMidBody(10));
    const reader = answer.body?.getReader();
    expect((await reader?.read())?.value).toHaveLength(10);
    await reader?.cancel();
  });

  it('a slow drip comes whole, in small pieces', async () => {
    const plain = await (await wolover()).text();
    servers.faults.add({ fault: faults.slowDrip(400, 1) });
    const answer = await wolover();
    let pieces = 0;
    const bytes: Uint8Array[] = [];
    for await (const piece of answer.body ?? []) {
      pieces += 1;
      bytes.push(piece);
    }
    expect(Buffer.concat(bytes).toString()).toBe(plain);
    expect(pieces).toBeGreaterThan(2);
  });

  it('truncated, chunked, with a mark, compressed or very long', async () => {
    const plain = await (await wolover()).text();
    const textWith = async (fault: Fault): Promise<Buffer> => {
      const remove = servers.faults.add({ fault });
      const answer = await wolover();
      remove();
      return Buffer.from(await answer.arrayBuffer());
    };
    const bytes = Buffer.from(plain);
    expect((await textWith(faults.truncated(0.25))).equals(bytes.subarray(0, Math.floor(bytes.length / 4)))).toBe(true);
    expect((await textWith(faults.chunked())).equals(bytes)).toBe(true);
    expect((await textWith(faults.byteOrderMark())).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect((await textWith(faults.gzipped())).equals(bytes)).toBe(true);
    expect(await textWith(faults.oversized(3_000_000))).toHaveLength(3_000_000);
    expect(await textWith(faults.gzipBomb(3_000_000))).toHaveLength(3_000_000);
    expect(gzipSync(Buffer.alloc(3_000_000, ' ')).length).toBeLessThan(10_000);
  });

  it('the date is the present of the demo', async () => {
    expect((await wolover()).headers.get('date')).toBe(anchor.toUTCString());
  });
});
