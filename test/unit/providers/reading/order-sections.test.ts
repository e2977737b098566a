import { describe, expect, test } from 'vitest';
import { providerOrderIdOf } from '../../../../electron/core/model/ids.ts';
import type { Fact } from '../../../../electron/core/model/order.ts';
import type { FieldLabel, FieldValue, OrderSection } from '../../../../electron/core/model/order-section.ts';
import { sentenceOf } from '../../../../electron/core/words/words.ts';
import { isObject, parseJson } from '../../../../electron/providers/reading/json.ts';
import { factsOf } from '../../../../electron/providers/reading/facts.ts';
import { sectionsOf } from '../../../../electron/providers/reading/order-sections.ts';
import { fieldGroups as qiniuFields } from '../../../../electron/providers/qiniu/field-groups.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import { fieldGroups as unicloudFields } from '../../../../electron/providers/unicloud/field-groups.ts';
import { calledIn } from '../../../../electron/providers/unicloud/spec.ts';
import { fieldGroups as woloverFields } from '../../../../electron/providers/wolover/field-groups.ts';
import { insertAccount } from '../../../../electron/edges/store/accounts.ts';
import { listOrders } from '../../../fakes/listed-orders.ts';
import { putOrder } from '../../../../electron/edges/store/put-order.ts';
import { anAccount } from '../../../fakes/accounts.ts';
import { anOrder } from '../../../fakes/orders.ts';
import { aStore } from '../../../fakes/store.ts';
import { fixture, valueOf } from '../session.ts';

const sample = (name: string, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, step) => (Array.isArray(inner) ? inner[Number(step)] : isObject(inner) ? inner[step] : undefined),
    valueOf(parseJson(fixture(name))),
  );

const woloverFacts = factsOf(sample('wolover/getOrderList', 'rows', 0));
const unicloudFacts = [
  ...factsOf(sample('unicloud/QueryOrders', 'OrderList', 'Order', 1)),
  ...factsOf(sample('unicloud/OrderDetail', 'Order'), 'Order'),
];
const qiniuFacts = [
  ...factsOf(sample('qiniu/pay-record', 'data', 0), 'pay_record[0]'),
  ...factsOf(sample('qiniu/order-detail', 'data')),
];

const nameOf = (label: FieldLabel): string => ('own' in label ? label.own : (sentenceOf(label.message, 'en') ?? ''));
const textOf = (value: FieldValue): string => {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'money':
      return `¥${value.money.amount}`;
    case 'instant':
      return value.at;
    case 'amount':
      return `${value.amount} ${value.unit}`;
    case 'word':
      return sentenceOf(value.word, 'en') ?? value.text;
    case 'flag':
      return value.isSet ? 'yes' : 'no';
  }
};
const read = (sections: readonly OrderSection[]) =>
  sections.map(({ heading, number, fields }) => [
    `${heading.replace('order_section_', '')}${number === null ? '' : ` ${number}`}`,
    Object.fromEntries(fields.map(({ label, value }) => [nameOf(label), textOf(value)])),
  ]);

describe("what the documents' samples say, for reading", () => {
  test('wolover', () => {
    expect(read(sectionsOf(woloverFields, woloverFacts))).toEqual([
      [
        'order',
        {
          Status: '4 · Void',
          'Product type': 'Container',
          'Duration bought (no unit given)': '1',
          'Reason for cancelling': '************',
        },
      ],
      [
        'machine',
        {
          Product: '单节点服务器',
          Architecture: 'x86',
          Processor: '酷睿i5',
          CPU: '16 core',
          Memory: '8 gigabyte',
          'System disk': '50 gigabyte',
        },
      ],
      [
        'card',
        {
          Type: 'GPU',
          Model: 'RTX 4090',
          Count: '10 card',
          'Memory per card': '2 gigabyte',
          'Computing power': '2 teraflops',
        },
      ],
      ['image', { System: 'CentOS', Name: 'centos', Version: '8.2.2004', Kind: 'Public' }],
    ]);
  });

  test('unicloud', () => {
    const user = '35d272a7-4c2b-4079-aa50-45e6f7fa31b6';
    expect(read(sectionsOf(unicloudFields, unicloudFacts))).toEqual([
      [
        'order',
        {
          'Order category': 'New purchase',
          'Billing mode': '按小时实时付费',
          'Billing code': 'CHARGING_HOURS',
          Charged: 'Afterwards',
          'Unpaid until': '2019-06-28T05:45:43.000Z',
          Changed: '2019-06-27T05:45:43.000Z',
          'Offline order': 'no',
          Invoiced: 'no',
          'Resource of a renewal': user,
        },
      ],
      ['amounts', { Coupons: '¥0', Promotion: '¥0' }],
      ['owner', { User: 'haha', 'User id': user }],
      [
        'product',
        {
          Category: 'Data disk',
          Region: 'cloudos-tj',
          'Region id': '8b128f0c-e9ad-472c-9c20-451b9f310e94',
          地域: '天津',
          硬盘规格: '高性能HDD云硬盘 50GB',
          计费模式: '按小时实时付费',
          Items: '1',
          Quantity: '1',
          'Rental period': '0',
          'Unit of the period': 'Hours',
        },
      ],
      [
        'item',
        {
          Product: 'DATA_HARD_DISK',
          Category: 'Data disk',
          SKU: 'UNIS_PC_TJ_A_DATADISK_NORMAL-50GB',
          'Product id': '7489',
          Quantity: '1',
          Price: '¥0',
          From: '2019-06-27T05:45:42.000Z',
          Until: '2019-06-27T05:45:42.000Z',
          'Rental period': '0',
          'Unit of the period': 'Hours',
          'Main item': 'yes',
          'Instance id': user,
          'Item id': '1144119593787195392',
        },
      ],
    ]);
  });

  test('qiniu', () => {
    const life = { From: '2020-09-17T14:59:07.000Z', Until: '2020-10-18T00:00:00.000Z' };
    const item = { Kind: 'New purchase', Region: 'cn-qingdao', Delivery: 'Delivered', ...life };
    expect(read(sectionsOf(qiniuFields, qiniuFacts))).toEqual([
      ['order', { Status: 'Everything delivered', 'Payment lapses': '2020-09-23T11:57:18.000Z' }],
      ['item 1', { ...item, Resource: 'Instance', 'Resource id': 'i-xxxx', Amount: '¥16.25' }],
      ['item 2', { ...item, Resource: 'Disk', 'Resource id': 'd-xxxx', Amount: '¥13.3' }],
      [
        'sub_order',
        {
          'Resource id': 'i-xxxx',
          Billing: 'Prepaid',
          'Original price': '¥16.25',
          Paid: '¥16.25',
          Completed: '2020-09-17T14:59:07.000Z',
          'User id': '1380000000',
          'Sub-order id': '90000000000000001',
        },
      ],
    ]);
  });
});

test('every label, heading and unit has its words in both languages', () => {
  for (const { fieldGroups: fields } of providers) {
    for (const { heading, fields: members } of fields) {
      for (const key of [heading, ...members.map(({ label }) => label)]) {
        for (const locale of ['en', 'zh-CN'] as const) expect(sentenceOf(key, locale), key).not.toBeNull();
      }
    }
  }
});

describe('what cannot be read is shown as it was sent', () => {
  const only = (path: string, value: string | null) => sectionsOf(unicloudFields, [{ path, value }])[0]?.fields ?? [];
  test.each([
    ['CouponAmount', 'none', 'none'],
    ['UpdateTime', 'yesterday', 'yesterday'],
    ['IsInvoice', 'maybe', 'maybe'],
    ['OrderCategory', 'GIFT', 'GIFT'],
    ['Order.ProductDescription', '云硬盘 50GB', '云硬盘 50GB'],
    ['Order.ProductDescription', '{"conf":{broken', '{"conf":{broken'],
    ['Order.ProductDescription', '{"conf":{"自动续费":true,"编号":1144119593787195392}}', 'true'],
  ])('%s %s', (path, value, text) => {
    expect(only(path, value).map((field) => textOf(field.value))[0]).toBe(text);
  });

  test('a number of 64 bits inside a description keeps its digits', () => {
    const fields = only('Order.ProductDescription', '{"conf":{"编号":1144119593787195392}}');
    expect(fields).toEqual([
      { label: { own: '编号' }, value: { kind: 'text', text: '1144119593787195392', exact: false } },
    ]);
  });

  test.each([null, '', '   '])('nothing is left out: %j', (value) => expect(only('Note', value)).toEqual([]));

  test('a time that is not set is left out', () => {
    expect(sectionsOf(qiniuFields, [{ path: 'expire_time', value: '0001-01-01T00:00:00Z' }])).toEqual([]);
  });

  test('one object where the document has a list', () => {
    const sections = sectionsOf(unicloudFields, [{ path: 'Order.Items.productSku', value: 'SKU' }]);
    expect(read(sections)).toEqual([['item', { SKU: 'SKU' }]]);
  });

  test('an order whose detail was refused shows what its sub-orders say', () => {
    const sections = sectionsOf(qiniuFields, factsOf(sample('qiniu/pay-record', 'data', 0), 'pay_record[0]'));
    expect(read(sections)[0]).toMatchObject(['item', { Kind: 'New purchase', Delivery: 'Delivered' }]);
  });
});

test.each([
  ['{"conf":{"地域":"天津","硬盘规格":"高性能HDD云硬盘 50GB"}}', { title: 'ECS · 高性能HDD云硬盘 50GB' }],
  ['{"conf":{"云主机规格":"8核 32GB","实例名称":"训练机-01"}}', { title: 'ECS · 训练机-01', name: '训练机-01' }],
  ['{"conf":{"镜像名称":"CentOS","用户名":"root","地域名称":"天津"}}', { title: 'ECS' }],
  ['{"conf":{"flavorName":"c8","instanceName":"train-01"}}', { title: 'ECS · train-01', name: 'train-01' }],
  ['{"conf":{"地域":"天津"}}', { title: 'ECS' }],
  ['云硬盘', { title: 'ECS' }],
  ['{broken', { title: 'ECS' }],
  [null, { title: 'ECS' }],
])('what a product is called by %s is %j', (description, called) => {
  expect(calledIn('ECS', description)).toEqual(called);
});

describe('every value of the samples is found', () => {
  const samples: readonly [string, readonly Fact[]][] = [
    ['wolover', woloverFacts],
    ['unicloud', unicloudFacts],
    ['qiniu', qiniuFacts],
  ];
  const search = () => {
    const { database } = aStore();
    insertAccount(database, anAccount());
    for (const [id, facts] of samples) {
      putOrder(database, { ...anOrder({ id }), providerOrderId: providerOrderIdOf(id), facts });
    }
    return (query: string) =>
      listOrders(database, { query, status: null, accountId: null }).map(({ providerOrderId }) => providerOrderId);
  };

  test('by a part of it, in Chinese too', () => {
    const found = search();
    for (const query of ['单节点', '酷睿', 'rtx 4090', '8.2.2004']) expect(found(query), query).toEqual(['wolover']);
    for (const query of ['天津', '硬盘规格', '实时付费', 'DATADISK_NORMAL-50GB', 'haha', 'P21784954245923'])
      expect(found(query), query).toEqual(['unicloud']);
    for (const query of ['cn-qingdao', 'd-xxxx', '29.55']) expect(found(query), query).toEqual(['qiniu']);
  });

  test('and none of them is hidden', () => {
    const found = search();
    for (const [id, facts] of samples) {
      for (const { path, value } of facts) {
        if (value !== null && value.trim() !== '') expect(found(value), path).toContain(id);
      }
    }
  });
});
