import { describe, expect, test } from 'vitest';
import type { Provider } from '../../../electron/core/ports/provider.ts';
import { qiniu } from '../../../electron/providers/qiniu/index.ts';
import { providers } from '../../../electron/providers/registry.ts';
import { unicloud } from '../../../electron/providers/unicloud/index.ts';
import { wolover } from '../../../electron/providers/wolover/index.ts';
import type { ReasonOf } from '../../../electron/core/model/failure-words.ts';
import { failed } from '../../../electron/core/model/failure.ts';
import type { HttpRequest } from '../../../electron/core/ports/http.ts';
import { scripted, valueOf, type ScriptedSession } from './session.ts';

type Settings = Readonly<Record<string, string>>;
type Answer = (request: HttpRequest) => string;

const secrets = { apiKey: 'k', accessKeyId: 'i', accessKeySecret: 's', accessKey: 'a', secretKey: 'b' };

/** Serves lists with nothing in them, and as many pages as are asked for. */
const nothing = ({ url }: Pick<HttpRequest, 'url'>): string => {
  if (url.includes('SubscriptionType=')) return '{"Code":"Success","Data":{"TotalCount":0,"InstanceList":[]}}';
  if (url.includes('getOrderList')) return '{"code":200,"total":0,"rows":[]}';
  if (url.includes('/instances/')) return '{"total_instances":0,"instances":[]}';
  return url.includes('Action=') ? '{"OrderList":null,"TotalCount":0}' : '{"request_id":"R","data":[]}';
};

const asked = async (provider: Provider, settings: Settings, answer: Answer = nothing) => {
  // Without a unit a round of Wolover warns about it, which is not the subject here.
  const unit: Settings = provider === wolover ? { durationUnit: 'month' } : {};
  const session = scripted(answer, { secrets, settings: { ...unit, ...settings } });
  const reading = valueOf(await provider.readRound(session));
  return { reading, sent: session.sent };
};

const parametersOf = ({ url, body }: ScriptedSession['sent'][number]): URLSearchParams =>
  body === null ? new URL(url).searchParams : new URLSearchParams(body);

/** Every parameter that the request tables of the documents name, with the setting that fills it and a value as it is sent. */
const documented: readonly [Provider, setting: string, value: string, parameter: string, sent: string][] = [
  [wolover, 'status', '5', 'status', '5'],
  [wolover, 'pageSize', '5', 'pageSize', '5'],
  [wolover, 'pageNum', '0', 'pageNum', '0'],
  [wolover, 'pageNum', '3', 'pageNum', '3'],
  [unicloud, 'payType', 'DAY_MONTH', 'PayType', 'DAY_MONTH'],
  [unicloud, 'productCategory', 'DATA_HARD_DISK', 'ProductCategory', 'DATA_HARD_DISK'],
  [unicloud, 'orderCategory', '1', 'OrderCategory', '1'],
  [unicloud, 'orderStatus', '2', 'OrderStatus', '2'],
  [unicloud, 'startTime', '2019-06-03 00:00:00', 'StartTime', '2019-06-03 00:00:00'],
  [unicloud, 'endTime', '2019-06-03 00:00:00', 'EndTime', '2019-06-03 00:00:00'],
  [unicloud, 'size', '10', 'Size', '10'],
  [unicloud, 'page', '2', 'Page', '2'],
  [unicloud, 'regionId', 'cn-tj-1', 'RegionId', 'cn-tj-1'],
  [qiniu, 'resourceType', 'instance', 'resource_type', 'instance'],
  [qiniu, 'resourceId', 'i-xxxx', 'resource_id', 'i-xxxx'],
  [qiniu, 'orderType', 'auto_renew', 'order_type', 'auto_renew'],
  [qiniu, 'orderHash', '602892b7b500000eed4190e932000000', 'order_hash', '602892b7b500000eed4190e932000000'],
  [qiniu, 'status', 'success', 'status', 'success'],
  // 2020-09-16 00:00:00 in Beijing is 2020-09-15T16:00:00Z.
  [qiniu, 'createdFrom', '2020-09-16 00:00:00', 'create_st', '1600185600'],
  [qiniu, 'createdUntil', '2020-09-16 00:00:00', 'create_et', '1600185600'],
  [qiniu, 'size', '50', 'size', '50'],
  [qiniu, 'page', '2', 'page', '2'],
];

describe('every documented parameter of a request can be set', () => {
  test.each(documented.map(([provider, ...rest]) => [provider.description.id, ...rest, provider] as const))(
    '%s %s=%s is sent as %s=%s',
    async (_id, setting, value, parameter, sentAs, provider) => {
      expect(provider.checkSettings({ [setting]: value })).toEqual({ ok: true, value: null });
      const { sent } = await asked(provider, { [setting]: value });
      expect(parametersOf(sent[0] ?? { method: 'GET', url: '', headers: {}, body: '' }).get(parameter)).toBe(sentAs);
      const field = provider.description.settings.find(({ name }) => name === setting);
      expect(field?.parameter).toBe(setting === 'regionId' ? 'RegionId' : parameter);
    },
  );

  test('what nobody set is not sent', async () => {
    const names = async (provider: Provider) => [
      ...parametersOf((await asked(provider, {})).sent[0] ?? { method: 'GET', url: '', headers: {}, body: '' }).keys(),
    ];
    expect(await names(wolover)).toEqual(['pageNum', 'pageSize']);
    expect(await names(qiniu)).toEqual(['page', 'size']);
    for (const name of ['PayType', 'ProductCategory', 'OrderCategory', 'OrderStatus', 'StartTime', 'EndTime']) {
      expect(await names(unicloud)).not.toContain(name);
    }
  });

  test('unpaid orders of Qiniu know one filter only', async () => {
    const { sent } = await asked(qiniu, {
      resourceType: 'disk',
      orderType: 'create',
      createdFrom: '2020-09-16 00:00:00',
    });
    expect(sent.map(({ url }) => new URL(url).pathname + new URL(url).search)).toEqual([
      '/v1/order/pay_record?page=1&size=100&resource_type=disk&order_type=create&create_st=1600185600',
      '/v1/order/unpaid_orders?resource_type=disk',
    ]);
  });
});

describe('a value that the service would refuse is refused before it is sent', () => {
  const refusals: readonly (readonly [Provider, Settings, string, ReasonOf<'input.invalid'>, string?])[] = [
    [wolover, { status: '0' }, 'status', 'not-a-choice'],
    [wolover, { status: '11' }, 'status', 'not-a-choice'],
    [wolover, { pageSize: '0' }, 'pageSize', 'out-of-range', '1–1000'],
    [wolover, { pageNum: '-1' }, 'pageNum', 'out-of-range', '0–1000000'],
    [unicloud, { size: '0' }, 'size', 'out-of-range', '1–200'],
    [unicloud, { size: '201' }, 'size', 'out-of-range', '1–200'],
    [unicloud, { size: '12.5' }, 'size', 'not-a-number'],
    [unicloud, { page: '0' }, 'page', 'out-of-range', '1–1000000'],
    [unicloud, { orderStatus: 'UNPAID' }, 'orderStatus', 'not-a-number'],
    [unicloud, { orderCategory: 'NEW' }, 'orderCategory', 'not-a-number'],
    [unicloud, { startTime: '2019-06-03T00:00:00' }, 'startTime', 'not-a-time'],
    [unicloud, { endTime: '2019-02-29 00:00:00' }, 'endTime', 'not-a-time'],
    [unicloud, { endTime: '2019-02-28 24:00:00' }, 'endTime', 'not-a-time'],
    [qiniu, { size: '101' }, 'size', 'out-of-range', '1–100'],
    [qiniu, { page: 'two' }, 'page', 'not-a-number'],
    [qiniu, { status: 'shipped' }, 'status', 'not-a-choice'],
    [qiniu, { orderType: 'rent' }, 'orderType', 'not-a-choice'],
    [qiniu, { resourceId: 'i-xxxx&page=9' }, 'resourceId', 'characters'],
    [qiniu, { orderHash: '../detail' }, 'orderHash', 'characters'],
    [qiniu, { createdFrom: '1600185600' }, 'createdFrom', 'not-a-time'],
    [
      qiniu,
      { createdFrom: '2020-09-17 00:00:00', createdUntil: '2020-09-16 00:00:00' },
      'createdUntil',
      'before-start',
    ],
  ];
  test.each(
    refusals.map(([provider, settings, ...rest]) => ({ id: provider.description.id, provider, settings, rest })),
  )('$id $settings', ({ provider, settings, rest: [field, reason, detail] }) => {
    const facts = detail === undefined ? { field, reason } : { field, reason, detail };
    expect(provider.checkSettings(settings)).toEqual(failed('input.invalid', facts));
  });
});

describe('what a filter hides has not vanished', () => {
  const filters: readonly [string, Provider, Settings][] = providers.flatMap((provider) =>
    provider.description.settings
      .filter(({ role }) => role === 'filter' || role === 'round')
      .map((field): [string, Provider, Settings] => {
        const example = documented.find(([of, name]) => of === provider && name === field.name);
        return [`${provider.description.id} ${field.name}`, provider, { [field.name]: example?.[2] ?? '' }];
      }),
  );

  test.each(filters)('%s', async (_name, provider, settings) => {
    expect((await asked(provider, {})).reading).toMatchObject({ settled: true });
    expect((await asked(provider, settings)).reading).toMatchObject({ settled: false, warnings: [] });
  });

  test.each<readonly [string, Provider, Settings]>([
    ['wolover', wolover, { pageSize: '7' }],
    ['unicloud', unicloud, { size: '7' }],
    ['qiniu', qiniu, { size: '7' }],
  ])('%s: another page size hides nothing', async (_name, provider, settings) => {
    expect((await asked(provider, settings)).reading).toMatchObject({ settled: true, warnings: [] });
  });
});

describe('one page', () => {
  const rows = Array.from({ length: 5 }, (_, index) => ({ id: String(index + 1), status: 5, buyDuration: 1 }));
  const paged: Answer = ({ body }) => {
    const [page = 0, size = 0] = ['pageNum', 'pageSize'].map((name) =>
      Number(new URLSearchParams(body ?? '').get(name)),
    );
    return JSON.stringify({ code: 200, total: rows.length, rows: rows.slice(page * size, (page + 1) * size) });
  };

  test('is the only one that is asked for', async () => {
    const { reading, sent } = await asked(wolover, { pageNum: '1', pageSize: '2' }, paged);
    expect(sent.map(({ body }) => body)).toEqual(['pageNum=1&pageSize=2']);
    expect(reading.orders.map(({ providerOrderId }) => providerOrderId)).toEqual(['3', '4']);
    expect(reading.settled).toBe(false);
  });

  test('without it a page size reads them all', async () => {
    const { reading } = await asked(wolover, { pageSize: '2' }, paged);
    expect(reading.orders).toHaveLength(5);
    expect(reading.settled).toBe(true);
  });
});

test('no other call is made than those declared', async () => {
  const row = { Id: '1', OrderStatus: 'UNPAID' };
  const answers: Answer = ({ url }) => {
    if (url.includes('QueryOrders')) return JSON.stringify({ OrderList: { Order: [row] }, TotalCount: 1 });
    if (url.includes('OrderDetail')) return JSON.stringify({ Order: row });
    // What runs has a price, beside which the credit is asked for.
    if (url.includes('/instances/')) {
      return '{"total_instances":1,"instances":[{"id":1,"actual_status":"running","dph_total":0.5}]}';
    }
    return url.includes('detail') ? '{"data":{"order":"ab"}}' : nothing({ url });
  };
  for (const provider of providers) {
    const { sent } = await asked(provider, provider === qiniu ? { orderHashes: 'ab' } : {}, answers);
    const calls = sent.map(({ method, url, headers }) => {
      // Where a header names the call, its address is the same for all.
      const named = headers['x-acs-action'];
      if (named !== undefined) return named;
      const { pathname, searchParams } = new URL(url);
      const action = searchParams.get('Action');
      const path = pathname.replace(/detail\/\w+$/, 'detail/<order_hash>');
      return `${method} ${path}${action === null ? '' : `?Action=${action}`}`;
    });
    expect([...new Set(calls)].sort()).toEqual([...provider.description.calls].sort());
  }
});
