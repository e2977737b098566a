import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startDemoServers, type DemoServers } from '../../../electron/demo/servers.ts';
import { demoWorld } from '../../../electron/demo/world/world.ts';
import * as faults from '../../fakes/faults.ts';
import { anchor, askAlibaba, dayMs, read, StoppedClock, type AlibabaChange } from './clients.ts';

const text = z.string();
const time = z.union([z.literal(''), z.iso.datetime({ precision: 0 })]);
/** Every field of the document, and the two that stand in responses all the same. */
const rowSchema = z.strictObject({
  OwnerId: z.number(),
  Seller: text,
  InstanceID: text,
  ProductCode: text,
  ProductType: text,
  Region: text,
  SubscriptionType: z.enum(['Subscription', 'PayAsYouGo']),
  Status: z.enum(['Creating', 'WaitForExpire', 'Normal', 'Expired']),
  SubStatus: z.enum(['Normal', 'WaitForLimit', 'BandwidthLimited']),
  CreateTime: time,
  EndTime: time,
  StopTime: time,
  ExpectedReleaseTime: time,
  ReleaseTime: time,
  RenewStatus: z.enum(['AutoRenewal', 'ManualRenewal', 'NotRenewal']),
  RenewalDuration: z.int(),
  RenewalDurationUnit: z.enum(['', 'M', 'Y']),
});
const listSchema = z.strictObject({
  Code: z.literal('Success'),
  Message: text,
  RequestId: text,
  Success: z.literal(true),
  Data: z.strictObject({
    PageNum: z.number(),
    PageSize: z.number(),
    TotalCount: z.number(),
    InstanceList: z.array(rowSchema),
  }),
});
type Listed = z.output<typeof listSchema>['Data'];

const clock = new StoppedClock();
let servers: DemoServers;

beforeAll(async () => {
  servers = await startDemoServers({ now: clock.now, world: demoWorld(anchor, { alibaba: 330 }) });
});

afterEach(() => {
  servers.faults.clear();
});

afterAll(() => servers.stop());

const get = (parameters: Record<string, string>, change: AlibabaChange = {}) =>
  askAlibaba(servers, parameters, clock.now(), change);

async function listed(parameters: Record<string, string> = {}): Promise<Listed> {
  const answer = await get(parameters);
  expect(answer.status).toBe(200);
  return (await read(answer, listSchema)).Data;
}

/** All rows that fit, over as many pages as it takes. */
async function everyRow(parameters: Record<string, string> = {}): Promise<Listed['InstanceList']> {
  const rows: Listed['InstanceList'] = [];
  for (let page = 1; ; page += 1) {
    const data = await listed({ ...parameters, PageNum: String(page), PageSize: '300' });
    rows.push(...data.InstanceList);
    if (page * 300 >= data.TotalCount) return rows;
  }
}

describe('pages', () => {
  it('are the first one with twenty rows where nothing is said', async () => {
    const data = await listed();
    expect([data.PageNum, data.PageSize, data.InstanceList.length]).toEqual([1, 20, 20]);
  });

  it('have no gaps or repetitions and end empty', async () => {
    const seen: string[] = [];
    const { TotalCount: total } = await listed();
    for (let page = 1; page <= Math.ceil(total / 100); page += 1) {
      const data = await listed({ PageNum: String(page), PageSize: '100' });
      expect([data.PageNum, data.PageSize, data.TotalCount]).toEqual([page, 100, total]);
      seen.push(...data.InstanceList.map((row) => row.InstanceID));
    }
    expect([seen.length, new Set(seen).size]).toEqual([total, total]);
    expect((await listed({ PageNum: '99' })).InstanceList).toEqual([]);
  });

  it('hold three hundred rows at most', async () => {
    expect((await listed({ PageSize: '300' })).InstanceList).toHaveLength(300);
  });
});

describe('filters', () => {
  it.each([
    [{ SubscriptionType: 'Subscription' }, 'SubscriptionType', 'Subscription'],
    [{ SubscriptionType: 'PayAsYouGo' }, 'SubscriptionType', 'PayAsYouGo'],
    [{ RenewStatus: 'AutoRenewal' }, 'RenewStatus', 'AutoRenewal'],
    [{ RenewStatus: 'NotRenewal' }, 'RenewStatus', 'NotRenewal'],
    [{ ProductCode: 'rds' }, 'ProductCode', 'rds'],
    [{ ProductCode: 'ecs', Region: 'cn-beijing' }, 'Region', 'cn-beijing'],
  ] as const)('%o', async (filter, field, value) => {
    const all = await everyRow();
    const rows = await everyRow(filter);
    expect([...new Set(rows.map((row) => row[field]))]).toEqual([value]);
    if (!('Region' in filter)) expect(rows).toHaveLength(all.filter((row) => row[field] === value).length);
  });

  it('compare ends, both bounds inclusive, and leave out what has none', async () => {
    const all = await everyRow();
    const bound = all.find((row) => row.Status === 'Normal')?.EndTime ?? '';
    const ended = all.filter((row) => row.EndTime !== '');
    const from = await everyRow({ EndTimeStart: bound });
    const until = await everyRow({ EndTimeEnd: bound });
    expect(from).toHaveLength(ended.filter((row) => row.EndTime >= bound).length);
    expect(until).toHaveLength(ended.filter((row) => row.EndTime <= bound).length);
    const exactly = await everyRow({ EndTimeStart: bound, EndTimeEnd: bound });
    expect([...new Set(exactly.map((row) => row.EndTime))]).toEqual([bound]);
  });

  it('name single instances', async () => {
    const [first, second] = (await listed()).InstanceList.map((row) => row.InstanceID);
    const data = await listed({ InstanceIDs: `${first ?? ''},${second ?? ''}` });
    expect(data.InstanceList.map((row) => row.InstanceID)).toEqual([first, second]);
  });
});

it.each([
  [{ PageNum: '0' }, 'InvalidParameter'],
  [{ PageNum: 'x' }, 'InvalidParameter'],
  [{ PageSize: '0' }, 'InvalidParameter'],
  [{ PageSize: '301' }, 'InvalidParameter'],
  [{ SubscriptionType: 'Prepaid' }, 'InvalidParameter'],
  [{ RenewStatus: 'auto' }, 'InvalidParameter'],
  [{ EndTimeStart: '2025-09-16 00:00:00' }, 'InvalidParameter'],
  [{ EndTimeEnd: '2025-02-30T00:00:00Z' }, 'InvalidParameter'],
  [{ Region: 'cn-beijing' }, 'MissingParameter'],
])('refuses %o with HTTP 200 and %s', async (parameters, Code) => {
  const answer = await get(parameters);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ Code, Success: false });
});

describe('what is no question', () => {
  it.each([
    [{ headers: { 'x-acs-action': 'QueryOrders' } }, 404, 'InvalidAction.NotFound'],
    [{ headers: { 'x-acs-version': '2014-05-26' } }, 404, 'InvalidAction.NotFound'],
    [{ method: 'PUT' }, 405, 'UnsupportedHTTPMethod'],
    [{ queryOnTheWay: 'PageNum=1&PageNum=2' }, 400, 'InvalidParameter'],
    [{ queryOnTheWay: 'PageNum=%' }, 400, 'InvalidParameter'],
  ])('%o is refused with %i %s', async (change, status, Code) => {
    const answer = await get({}, change);
    expect([answer.status, await answer.json()]).toEqual([status, expect.objectContaining({ Code })]);
  });

  it('has no other path', async () => {
    expect((await fetch(`${servers.alibaba.baseUrl}/billing`)).status).toBe(404);
  });
});

it('is logged with its action and without its query', async () => {
  servers.reset();
  await (await get({ PageNum: '1' })).text();
  expect(servers.requests('alibaba')).toEqual([
    { provider: 'alibaba', number: 1, method: 'GET', path: '/', action: 'QueryAvailableInstances', status: 200 },
  ]);
});

describe('faults', () => {
  it('refuse in the words of the provider', async () => {
    const seen: unknown[] = [];
    const chosen = [
      faults.keyRejected(),
      faults.permissionLacking(),
      faults.alibabaFailure('Throttling', 'Request was denied due to request throttling.'),
      faults.alibabaSays('InternalError', 'The request processing has failed.'),
    ];
    for (const fault of chosen) {
      const remove = servers.faults.add({ fault });
      const answer = await get({});
      seen.push([answer.status, (await read(answer, z.looseObject({ Code: text }))).Code]);
      remove();
    }
    expect(seen).toEqual([
      [404, 'InvalidAccessKeyId.NotFound'],
      [403, 'NoPermission'],
      [400, 'Throttling'],
      [200, 'InternalError'],
    ]);
  });

  it('leave the list out, make it null or a single object, and lie about the total', async () => {
    const dataWith = async (fault: ReturnType<typeof faults.totalSays>): Promise<Record<string, unknown>> => {
      const remove = servers.faults.add({ fault });
      const body = await read(await get({}), z.looseObject({ Data: z.record(z.string(), z.unknown()) }));
      remove();
      return body.Data;
    };
    expect(await dataWith(faults.instanceList('absent'))).not.toHaveProperty('InstanceList');
    expect(await dataWith(faults.instanceList('null'))).toHaveProperty('InstanceList', null);
    expect(await dataWith(faults.instanceList('single'))).toHaveProperty('InstanceList.InstanceID');
    expect(await dataWith(faults.totalSays(7))).toHaveProperty('TotalCount', 7);
  });

  it('change the rows before a page is cut', async () => {
    servers.faults.add({ fault: faults.rowsTwice() });
    const [first, second] = (await listed()).InstanceList;
    expect(second).toEqual(first);
  });
});

it('moves with the clock', async () => {
  const ended = { EndTimeEnd: new Date(anchor.getTime() + dayMs).toISOString().replace('.000', '') };
  const before = (await listed(ended)).TotalCount;
  clock.set(10 * 60_000);
  // One of them was renewed.
  expect((await listed(ended)).TotalCount).toBe(before - 1);
  clock.set(0);
});
