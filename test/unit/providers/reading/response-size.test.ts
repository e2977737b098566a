import { describe, expect, test } from 'vitest';
import { pageBudget, parseResponse } from '../../../../electron/providers/reading/response-size.ts';
import { parseJson } from '../../../../electron/providers/reading/json.ts';
import { providers } from '../../../../electron/providers/registry.ts';
import { fixture, scripted, valueOf } from '../session.ts';

/** Flat floods and nested ones; none of them is JSON to its end, so whoever parses one first says so. */
const floods: readonly (readonly [string, string])[] = [
  ['objects', `[${'{},'.repeat(200_000)}`],
  ['lists', `[${'[],'.repeat(200_000)}`],
  ['nulls', `[${'null,'.repeat(200_000)}`],
  ['zeros', `{"code":200,"rows":[${'0,'.repeat(200_000)}`],
  ['empty texts', `[${'"",'.repeat(200_000)}`],
  ['texts of brackets', `[${'"[{,",'.repeat(200_000)}`],
  ['rows under another name', `{"rows":[],"list":[${'{"id":1},'.repeat(200_000)}`],
  ['members of one object', `{"rows":[{${Array.from({ length: 200_000 }, (_, i) => `"m${i}":0,`).join('')}`],
  ['equal names', `{${'"a":0,'.repeat(200_000)}`],
  ['a tree of few members each', `[${`[${`[${`[${'0,'.repeat(90)}0],`.repeat(90)}0],`.repeat(90)}`.repeat(2)}`],
  ['a tree at the deepest level', `${'['.repeat(60)}${'[0,0,0],'.repeat(200_000)}`],
];

test.each(floods)('a flood of %s is refused before it is parsed', (_, text) => {
  const read = parseJson(text, pageBudget(100));
  expect(read).toMatchObject({ ok: false, failure: { code: 'provider.unexpected-answer', path: '$' } });
  expect(read.ok ? '' : read.failure.detail).toMatch(/^too-many-(rows|values)$/);
});

test.each([
  ['fields', `{${Array.from({ length: 2_000 }, (_, i) => `"m${i}":0`).join(',')}}`],
  ['parts in a list', `{"id":"1","parts":[${Array.from({ length: 2_000 }, () => '0').join(',')}]}`],
])('one row with 2,000 %s is no list that is too long, and too many values are called that', (_, row) => {
  for (const text of [`{"code":200,"rows":[${row}]}`, `[${row}]`]) {
    expect(parseJson(text, pageBudget(1)).ok).toBe(true);
    expect(parseJson(text, { members: 1_000, values: 1_500 })).toMatchObject({
      ok: false,
      failure: { detail: 'too-many-values' },
    });
  }
  const rows = Array.from({ length: 2_000 }, () => '{}').join(',');
  for (const text of [`{"code":200,"rows":[${rows}]}`, `{"a":[{"b":[[0]]}],"data":{"list":[${rows}]}}`])
    expect(parseJson(text, pageBudget(1))).toMatchObject({ ok: false, failure: { detail: 'too-many-rows' } });
});

test('commas and brackets inside texts are no members', () => {
  const text = `["${',[{'.repeat(300_000)}"]`;
  expect(parseJson(text, pageBudget(100)).ok).toBe(true);
});

test('a long text, or a number of a million digits, is cut before anything is made of it, and never inside an escape', () => {
  const value = valueOf(
    parseJson(`{"a":"${'\\u957f'.repeat(100_000)}","b":${'7'.repeat(1_000_000)},"c":"${'\\\\'.repeat(50_000)}"}`),
  );
  const { a = '', b = '', c = '' } = value as Record<string, string>;
  expect(a).toMatch(/^长{2000,3000}\0$/);
  expect(b).toMatch(/^7{16384}\0$/);
  expect(c).toMatch(/^\\+\0$/);
  expect(c.length).toBeLessThan(16_400);
});

test('no answer can say by itself that a text was cut', () => {
  expect(valueOf(parseJson('{"a":"x\\u0000","b":"\\\\u0000"}'))).toEqual({ a: 'x\ufffd', b: '\\u0000' });
});

test('a number is no name', () => {
  expect(parseJson('{1:2}')).toMatchObject({ ok: false, failure: { detail: 'not-json' } });
  expect(parseJson('{1 : 2}')).toMatchObject({ ok: false, failure: { detail: 'not-json' } });
});

test.each(['[1-2]', '[1e]', '[1.]', '[.5]', '[+1]', '[--1]', '[1 2]', '[-Infinity]', '[0x10]', '["a"1]'])(
  '%s is no JSON',
  (text) => expect(parseJson(text)).toMatchObject({ ok: false, failure: { detail: 'not-json' } }),
);

test('pages without an end, each within its bounds, are too many values for one round', () => {
  const session = scripted(() => '');
  const page = `[${'[0],'.repeat(40_000)}0]`;
  const outcomes = Array.from({ length: 200 }, () =>
    parseResponse(session, page, { members: 50_000, values: 100_000 }),
  );
  expect(outcomes[0]?.ok).toBe(true);
  expect(outcomes.at(-1)).toMatchObject({ ok: false, failure: { detail: 'too-many-values' } });
  expect(
    parseResponse(
      scripted(() => ''),
      page,
      { members: 50_000, values: 100_000 },
    ).ok,
  ).toBe(true);
});

/** A list of so many orders, or of what is rented, in the words of each provider. */
const listOf: Readonly<Record<string, (count: number) => string>> = {
  wolover: (count) =>
    `{"code":200,"total":${count},"rows":[${rows(count, (id) => `{"id":"${id}","status":5,"buyDuration":1}`)}]}`,
  unicloud: (count) =>
    `{"TotalCount":${count},"OrderList":{"Order":[${rows(count, (id) => `{"Id":"${id}","OrderStatus":"PAID"}`)}]}}`,
  alibaba: (count) =>
    `{"Code":"Success","Data":{"TotalCount":${count},"InstanceList":[${rows(count, (id) => `{"InstanceID":"${id}","ProductCode":"ecs"}`)}]}}`,
  qiniu: (count) => `{"data":[${rows(count, (id) => `{"order_hash":"${id}","status":"success"}`)}]}`,
  vastai: (count) => `{"total_instances":${count},"instances":[${rows(count, (id) => `{"id":${id}}`)}]}`,
};
const rows = (count: number, row: (id: number) => string): string =>
  Array.from({ length: count }, (_, index) => row(index + 1)).join(',');

const isList = (url: string, body: string | null): boolean =>
  body !== null || /Action=QueryOrders|\/pay_record|SubscriptionType=|\/instances\//.test(url);

describe.each(providers.map((provider) => [provider.description.id, provider] as const))('%s', (id, provider) => {
  const secrets = Object.fromEntries(provider.description.credentials.map(({ name }, index) => [name, `k-${index}`]));
  const serving = (list: string) =>
    scripted(({ url, body }) => (isList(url, body) ? list : url.includes('unpaid') ? '{"data":[]}' : { status: 404 }), {
      secrets,
      settings: { durationUnit: 'month' },
    });
  const list = listOf[id] ?? (() => '');

  test.each([150, 500])('a service that knows no pages and sends its whole list of %d is read', async (count) => {
    const { orders, resources } = valueOf(await provider.readRound(serving(list(count))));
    expect([...orders, ...(resources?.resources ?? [])]).toHaveLength(count);
  });

  test('so it is when one order is asked for, to try the key', async () => {
    expect((await provider.test(serving(list(500)))).ok).toBe(true);
  });

  test('a page of 20,000 is refused, and says why', async () => {
    const outcome = await provider.readRound(serving(list(20_000)));
    expect(outcome).toEqual({
      ok: false,
      failure: { code: 'provider.unexpected-answer', path: '$', detail: 'too-many-rows' },
    });
  });

  test('a rejected key is one, however much is said with it', async () => {
    const session = scripted(() => ({ status: 401, text: `{"message":[${'{},'.repeat(200_000)}{}]}` }), { secrets });
    expect(await provider.readRound(session)).toMatchObject({ ok: false, failure: { code: 'account.key-rejected' } });
  });
});

test('UniCloud: the detail of an order with 100,000 items is refused', async () => {
  const unicloud = providers.find(({ description }) => description.id === 'unicloud');
  const items = Array.from({ length: 100_000 }, () => '{}').join(',');
  const session = scripted(
    ({ url }) => (url.includes('QueryOrders') ? fixture('unicloud/QueryOrders') : `{"Order":{"Items":[${items}]}}`),
    { secrets: { accessKeyId: 'a-1234', accessKeySecret: 'b-1234' } },
  );
  const reading = await unicloud?.readRound(session);
  expect(reading).toMatchObject({
    ok: true,
    value: { interruptedBy: { code: 'provider.unexpected-answer', detail: 'too-many-rows' } },
  });
});

test.each([390, 16_370])(
  'no part of a key is told where the text that repeats it is cut after %d characters',
  async (filling) => {
    const key = 'a-Key.of/some+40-characters.that-is-told';
    const wolover = providers.find(({ description }) => description.id === 'wolover');
    const message = `${key.repeat(Math.floor(filling / key.length))}${' '.repeat(filling % key.length)}${key}${key}`;
    const session = scripted(() => JSON.stringify({ code: 500, msg: message.padEnd(30_000, '.') }), {
      secrets: { apiKey: key },
    });
    expect(JSON.stringify(await wolover?.readRound(session))).not.toContain('a-Key');
  },
);
