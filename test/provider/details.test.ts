import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as faults from '../../electron/demo/faults.ts';
import { demoWorld, emptyWorld } from '../../electron/demo/world.ts';
import type { ReadOrder, RoundReading } from '../../electron/providers/provider.ts';
import { valueOf } from '../unit/providers/session.ts';
import { anchor, remembered, sortedById, Stage, type Given } from './harness.ts';

const history = { wolover: 250, unicloud: 6, qiniu: 6 };
const world = demoWorld(anchor, history);
const detailed = ['unicloud', 'qiniu'] as const;

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open({ world });
});
afterEach(() => stage.reset());
afterAll(() => stage.close());

const isDetail = ({ path, query }: { readonly path: string; readonly query: string }): boolean =>
  path.includes('/detail/') || query.includes('Action=OrderDetail');

const round = async (name: 'wolover' | 'unicloud' | 'qiniu', given: Given = {}): Promise<RoundReading> =>
  valueOf(await stage.round(name, given));

const first = (orders: readonly ReadOrder[]): ReadOrder => {
  const [order] = orders;
  if (order === undefined) throw new Error('no order');
  return order;
};

describe.each(detailed)('%s: details', (name) => {
  test('unpaid orders first, then the newest', async () => {
    const plain = await round(name);
    const unpaid = plain.orders
      .filter(({ status }) => status === 'unpaid')
      .map(({ providerOrderId }) => providerOrderId);
    expect(unpaid.length).toBeGreaterThan(0);
    stage.reset();
    const asked: string[] = [];
    stage.servers.faults.add({
      provider: name,
      fault: { answer: (answer) => answer },
      when: (request) => {
        if (isDetail(request)) asked.push(`${request.path}?${request.query}`);
        return false;
      },
    });
    await round(name);
    for (const id of unpaid) expect(asked.slice(0, unpaid.length).some((url) => url.includes(id))).toBe(true);
  });

  test('one that is refused is incomplete, the others are whole', async () => {
    stage.servers.faults.add({ provider: name, fault: faults.statusWith(404, '{}'), when: isDetail, times: 1 });
    const reading = await round(name);
    // Which order it meets is chance, and an unpaid one of Qiniu is whole by its list already.
    expect(reading.orders.filter(({ incomplete }) => incomplete.length > 0).length).toBeLessThanOrEqual(1);
    expect(reading.orders.filter(({ detailReadAt }) => detailReadAt === null)).toHaveLength(1);
    expect(reading).toMatchObject({ settled: true, interruptedBy: null });
  });

  test('5xx on one ends the round, which keeps what it has', async () => {
    stage.servers.faults.add({
      provider: name,
      fault: faults.statusWith(502),
      when: (request) => isDetail(request) && request.number > 8,
    });
    const reading = await round(name);
    expect(reading).toMatchObject({ settled: false, interruptedBy: { code: 'provider.unavailable', status: 502 } });
    expect(reading.orders.filter(({ detailReadAt }) => detailReadAt !== null).length).toBeGreaterThan(0);
  });

  test('a long first sync goes on where it stopped', async () => {
    const whole = await round(name);
    stage.servers.faults.add({
      provider: name,
      fault: faults.statusWith(502),
      when: (request) => isDetail(request) && request.number > 8,
    });
    const begun = await round(name);
    stage.reset();
    const rest = await round(name, { known: remembered(begun.orders) });
    const read = begun.orders.filter(
      ({ detailReadAt, incomplete }) => detailReadAt !== null && incomplete.length === 0,
    );
    expect(rest.unchanged).toHaveLength(read.length);
    expect(sortedById([...read, ...rest.orders])).toEqual(sortedById(whole.orders));
  });

  test('a changed order is read again, and only that', async () => {
    const plain = await round(name);
    const changed = first(plain.orders.filter(({ status }) => status !== 'unpaid')).providerOrderId;
    stage.reset();
    stage.servers.faults.add({
      provider: name,
      fault: faults.rowsChanged((rows) =>
        rows.map((row) =>
          row['Id'] === changed || row['order_hash'] === changed ? { ...row, UpdateTime: 1_790_000_000_001 } : row,
        ),
      ),
    });
    const reading = await round(name, { known: remembered(plain.orders) });
    expect(reading.orders.map(({ providerOrderId }) => providerOrderId)).toEqual([changed]);
  });
});

describe('unicloud: shapes of the list', () => {
  test.each(['null', 'empty'] as const)('OrderList %s beside a total proves nothing', async (shape) => {
    stage.servers.faults.add({ provider: 'unicloud', fault: faults.orderList(shape) });
    expect(await round('unicloud')).toMatchObject({
      orders: [],
      settled: false,
      warnings: [{ code: 'round.unsettled' }],
    });
  });

  test('one object instead of a list', async () => {
    stage.servers.faults.add({ provider: 'unicloud', fault: faults.orderList('single') });
    expect((await round('unicloud')).orders).toHaveLength(1);
  });

  test('an error code under HTTP 200', async () => {
    stage.servers.faults.add({
      provider: 'unicloud',
      fault: faults.unicloudRefusal('SystemError', 'System Error', 200),
    });
    expect(await stage.round('unicloud')).toMatchObject({
      ok: false,
      failure: { code: 'provider.refused', providerCode: 'SystemError', status: 200 },
    });
  });
});

describe('qiniu: shapes and refused lists', () => {
  const hash = world.qiniu(anchor).find(({ status }) => status === 'complete')?.order ?? '';
  const watching: Given = { settings: { orderHashes: hash } };

  test('data as a list', async () => {
    const plain = await round('qiniu');
    stage.servers.faults.add({ provider: 'qiniu', path: '/detail/', fault: faults.dataInList() });
    expect(sortedById((await round('qiniu')).orders)).toEqual(sortedById(plain.orders));
  });

  test('data: null is an empty list', async () => {
    stage.servers.faults.add({ provider: 'qiniu', fault: faults.dataNull() });
    expect(await round('qiniu')).toMatchObject({ orders: [], settled: true });
  });

  test('lists that the key may not see: the watched order is read, with a warning', async () => {
    for (const path of ['pay_record', 'unpaid_orders'])
      stage.servers.faults.add({ provider: 'qiniu', path, fault: faults.permissionLacking() });
    const reading = await round('qiniu', watching);
    expect(reading.orders.map(({ providerOrderId, incomplete }) => [providerOrderId, incomplete])).toEqual([
      [hash, []],
    ]);
    expect(reading).toMatchObject({ settled: false, warnings: [{ code: 'discovery.refused' }] });
    expect(await stage.test('qiniu', watching)).toMatchObject({ ok: true });
    expect(await stage.round('qiniu')).toMatchObject({ ok: false, failure: { code: 'account.key-lacks-permission' } });
  });

  test('a region is signed', async () => {
    expect((await round('qiniu', { settings: { regionId: 'cn-qingdao' } })).orders.length).toBeGreaterThan(0);
  });
});

describe('wolover: how pages are counted', () => {
  test.each(['clamped', 'zero-based'] as const)('%s: every order once', async (woloverPaging) => {
    const other = await Stage.open({ world, woloverPaging });
    const reading = valueOf(await other.round('wolover'));
    await other.close();
    expect(new Set(reading.orders.map(({ providerOrderId }) => providerOrderId)).size).toBe(
      world.wolover(anchor).length,
    );
    expect(reading.settled).toBe(true);
  });

  test('orders that come while the list is read', async () => {
    const rows = world.wolover(anchor);
    const [sample = {}] = rows;
    let placed = 0;
    const now = (): typeof rows => [
      ...Array.from({ length: placed }, (_, index) => ({ ...sample, id: `19999999999999999${10 + index}` })),
      ...rows,
    ];
    const other = await Stage.open({ world: { ...emptyWorld, wolover: now } });
    other.servers.faults.add({
      fault: faults.rowsChanged((current, { number }) => ((placed = number === 2 ? 3 : placed), current)),
    });
    const reading = valueOf(await other.round('wolover'));
    await other.close();
    expect(reading.orders).toHaveLength(rows.length + 3);
    expect(reading.settled).toBe(true);
  });

  test('an empty account', async () => {
    const other = await Stage.open({ world: emptyWorld });
    for (const name of ['wolover', 'unicloud', 'qiniu'] as const) {
      expect(await other.round(name)).toMatchObject({ ok: true, value: { orders: [], settled: true, warnings: [] } });
    }
    await other.close();
  });
});
