import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as faults from '../../fakes/faults.ts';
import type { Fault } from '../../../electron/demo/fault-script.ts';
import { startDemoServers, type DemoServers } from '../../../electron/demo/servers.ts';
import { demoWorld } from '../../../electron/demo/world/world.ts';
import { anchor, getQiniu, postWolover, read, StoppedClock, unicloudUrl } from './clients.ts';

const clock = new StoppedClock();
const history = { wolover: 5, unicloud: 5, qiniu: 5 };
let servers: DemoServers;

beforeAll(async () => {
  servers = await startDemoServers({ now: clock.now, world: demoWorld(anchor, history) });
});

afterEach(() => {
  servers.faults.clear();
});

afterAll(() => servers.stop());

const wolover = (): Promise<Response> => postWolover(servers, { pageNum: '1', pageSize: '5' });
const qiniu = (): Promise<Response> => getQiniu(servers, '/v1/order/unpaid_orders');
const unicloud = (): Promise<Response> =>
  fetch(unicloudUrl(servers, { Action: 'QueryOrders', Page: '1', Size: '5' }, clock.now()));

describe('what the body says', () => {
  it('data null or in a list (Qiniu)', async () => {
    const removeNull = servers.faults.add({ fault: faults.dataNull() });
    expect(await (await qiniu()).json()).toMatchObject({ data: null });
    removeNull();
    const hash = demoWorld(anchor, history).qiniu(anchor)[0]?.order ?? '';
    servers.faults.add({ fault: faults.dataInList() });
    const detail = await getQiniu(servers, `/v1/order/detail/${hash}`);
    expect(await detail.json()).toMatchObject({ data: [{ order: hash }] });
  });

  it('OrderList null, empty or with a single object (UniCloud)', async () => {
    const shapes: unknown[] = [];
    for (const shape of ['null', 'empty', 'single'] as const) {
      const remove = servers.faults.add({ fault: faults.orderList(shape) });
      shapes.push((await read(await unicloud(), z.object({ OrderList: z.unknown() }))).OrderList);
      remove();
    }
    expect(shapes.slice(0, 2)).toEqual([null, {}]);
    expect(shapes[2]).toHaveProperty('Order.OrderStatus', 'UNPAID');
  });

  it('a total that lies', async () => {
    servers.faults.add({ fault: faults.totalSays(7) });
    expect(await (await wolover()).json()).toMatchObject({ total: 7 });
    expect(await (await unicloud()).json()).toMatchObject({ TotalCount: 7 });
  });

  it('the same page again and again', async () => {
    servers.faults.add({ provider: 'wolover', fault: faults.samePage() });
    const first = await (await postWolover(servers, { pageNum: '1', pageSize: '2' })).text();
    expect(await (await postWolover(servers, { pageNum: '2', pageSize: '2' })).text()).toBe(first);
  });
});

describe('rows that move between pages', () => {
  const ids = async (): Promise<string[]> => {
    const body = await read(await wolover(), z.object({ rows: z.array(z.object({ id: z.string() })) }));
    return body.rows.map((row) => row.id);
  };

  it('twice, inserted, removed, rotated, or in any other way', async () => {
    const all = demoWorld(anchor, history)
      .wolover(anchor)
      .map((row) => row['id']);
    const expected: [Fault, unknown[]][] = [
      [faults.rowsTwice(), [all[0], all[0], all[1], all[1], all[2]]],
      [faults.rowsInserted({ id: 'new' }), ['new', ...all.slice(0, 4)]],
      [faults.rowsRemoved(2), all.slice(2, 7)],
      [faults.rowsRotated(3), all.slice(3, 8)],
      [faults.rowsChanged((rows) => rows.toReversed()), all.toReversed().slice(0, 5)],
    ];
    for (const [fault, rows] of expected) {
      const remove = servers.faults.add({ fault });
      expect(await ids()).toEqual(rows);
      remove();
    }
  });
});
