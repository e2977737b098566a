import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startDemoServers, type DemoServers } from '../../../electron/demo/servers.ts';
import { demoWorld } from '../../../electron/demo/world/world.ts';
import { anchor, fieldSet, fixture, postWolover, read, StoppedClock } from './clients.ts';

const clock = new StoppedClock();
const listed = z.object({ total: z.number(), rows: z.array(z.object({ id: z.string(), status: z.number() })) });
let servers: DemoServers;
let zeroBased: DemoServers;

beforeAll(async () => {
  const fewRows = demoWorld(anchor).wolover(anchor).slice(0, 7);
  const world = { wolover: () => fewRows };
  servers = await startDemoServers({ now: clock.now, world });
  zeroBased = await startDemoServers({ now: clock.now, world, woloverPaging: 'zero-based' });
});

afterAll(async () => {
  await servers.stop();
  await zeroBased.stop();
});

async function ids(from: DemoServers, pageNum: number): Promise<readonly string[]> {
  const answer = await postWolover(from, { pageNum: String(pageNum), pageSize: '3' });
  const { rows } = await read(answer, listed);
  return rows.map((row) => row.id);
}

describe('refusals: HTTP 200, the code in the body', () => {
  it('answers a wrong key with 401 in the body', async () => {
    const answer = await postWolover(servers, { pageNum: '1', pageSize: '5' }, { key: 'wrong' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(fixture('wolover/error.json'));
  });

  it.each([
    ['GET', { method: 'GET' }, {}],
    ['a JSON body', { headers: { 'Content-Type': 'application/json' }, body: '{"pageNum":1,"pageSize":5}' }, {}],
    ['a missing page size', {}, { pageNum: '1' }],
    ['a missing page number', {}, { pageSize: '1' }],
    ['a status that is no number', {}, { pageNum: '1', pageSize: '5', status: 'paid' }],
    ['a broken escape', { body: 'pageNum=%zz' }, {}],
  ])('answers %s with 500 in the body', async (_, change, form) => {
    const answer = await postWolover(servers, form, change);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ code: 500, data: null });
  });

  it('answers an unknown path with HTTP 404', async () => {
    const answer = await fetch(`${servers.wolover.baseUrl}/order/list`, { method: 'POST' });
    expect(answer.status).toBe(404);
    await answer.text();
  });
});

describe('paging', () => {
  it('clamps pages 0 and below to the first and repeats the last one past the end', async () => {
    const first = await ids(servers, 1);
    expect(first).toHaveLength(3);
    expect(await ids(servers, 0)).toEqual(first);
    expect(await ids(servers, -4)).toEqual(first);
    const last = await ids(servers, 3);
    expect(last).toHaveLength(1);
    expect(await ids(servers, 4)).toEqual(last);
    expect(await ids(servers, 99)).toEqual(last);
  });

  it('counts from 0 and ends with empty pages in the variant that the document describes', async () => {
    expect(await ids(zeroBased, 0)).toEqual(await ids(servers, 1));
    expect(await ids(zeroBased, 2)).toEqual(await ids(servers, 3));
    expect(await ids(zeroBased, 3)).toEqual([]);
  });

  it('filters by status and counts only what fits', async () => {
    const answer = await postWolover(servers, { pageNum: '1', pageSize: '50', status: '1' });
    const body = await read(answer, listed);
    expect(body.rows.map((row) => row.status)).toEqual([1]);
    expect(body.total).toBe(1);
  });
});

it('answers exactly the fields of the document', async () => {
  const whole = await startDemoServers({ now: clock.now });
  const answer = await postWolover(whole, { pageNum: '1', pageSize: '1000' });
  const body = await read(answer, z.looseObject({ rows: z.array(z.record(z.string(), z.unknown())) }));
  await whole.stop();
  const documented = fieldSet(fixture('wolover/getOrderList.json'));
  // Nested objects can be null; then their path ends there.
  const nulls = ['.rows[].orderProductVo.orderGraphicsCardVo', '.rows[].orderProductVo.orderMirrorImageVo'];
  expect(fieldSet(body)).toEqual(new Set([...documented, ...nulls]));
  for (const row of body.rows) {
    expect(Object.keys({ reason: null, ...row }).sort()).toEqual(
      ['id', 'productType', 'status', 'buyDuration', 'reason', 'createTime', 'orderProductVo'].sort(),
    );
  }
});
