import { expect, it } from 'vitest';
import { z } from 'zod';
import { demoAccounts } from '../../../electron/demo/accounts.ts';
import { startDemoServers } from '../../../electron/demo/servers.ts';
import { emptyWorld } from '../../fakes/empty-world.ts';
import { qiniuWorld } from '../../../electron/demo/world/qiniu.ts';
import { anchor, getQiniu, postWolover, read, StoppedClock, unicloudUrl } from './clients.ts';

const clock = new StoppedClock();

it('offers an account for each provider whose secrets and address work', async () => {
  const servers = await startDemoServers({ now: clock.now, secrets: { wolover: { apiKey: 'another' } } });
  const accounts = demoAccounts(servers);
  expect(accounts.map(({ provider, settings }) => [provider, settings])).toEqual([
    ['wolover', { durationUnit: 'month' }],
    ['unicloud', {}],
    ['qiniu', {}],
    ['alibaba', { site: 'china' }],
    ['vastai', {}],
  ]);
  expect(accounts[0]?.secrets).toEqual({ apiKey: 'another' });
  for (const account of accounts) expect(account.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  await servers.stop();
});

it('answers from a world that a test changes while it runs', async () => {
  const orders = qiniuWorld(anchor, 0)(anchor).slice(-2);
  const servers = await startDemoServers({ now: clock.now, world: { ...emptyWorld, qiniu: () => orders } });
  const count = async (): Promise<number> => {
    const answer = await getQiniu(servers, '/v1/order/pay_record');
    return (await read(answer, z.object({ data: z.array(z.unknown()) }))).data.length;
  };
  const before = await count();
  const [first] = orders;
  if (first === undefined) throw new Error('the world has scenes');
  orders.push({ ...first, order: '7128a3c8c600000eed4190e932000001' });
  expect(await count()).toBe(before + first.items.length);
  await servers.stop();
});

it('answers empty lists from an empty world', async () => {
  const servers = await startDemoServers({ now: clock.now, world: emptyWorld });
  const wolover = await postWolover(servers, { pageNum: '0', pageSize: '5' });
  expect(await wolover.json()).toMatchObject({ total: 0, rows: [] });
  const url = unicloudUrl(servers, { Action: 'QueryOrders', Page: '1', Size: '5' }, clock.now());
  expect(await (await fetch(url)).json()).toMatchObject({ TotalCount: 0, OrderList: { Order: [] } });
  expect(await (await getQiniu(servers, '/v1/order/pay_record')).json()).toMatchObject({ data: [] });
  await servers.stop();
});

it('stops and comes back on the same port', async () => {
  const first = await startDemoServers({ now: clock.now });
  const port = Number(new URL(first.wolover.baseUrl).port);
  await expect(startDemoServers({ now: clock.now, ports: { wolover: port } })).rejects.toThrow('EADDRINUSE');
  await first.stop();
  await expect(postWolover(first, {})).rejects.toThrow();
  const second = await startDemoServers({ now: clock.now, ports: { wolover: port } });
  expect(second.wolover.baseUrl).toBe(first.wolover.baseUrl);
  expect((await postWolover(second, { pageNum: '1', pageSize: '1' })).status).toBe(200);
  await second.stop();
});
