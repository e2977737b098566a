import { describe, expect, test } from 'vitest';
import type { ReadResource, RoundReading } from '../../../electron/core/ports/provider.ts';
import { alibaba } from '../../../electron/providers/alibaba/index.ts';
import { factMap, fixture, scripted, unavailable, valueOf, type Reply, type ScriptedSession } from './session.ts';

const secrets = { accessKeyId: 'LTAI-constructed-01', accessKeySecret: 'constructed-secret-02' };
const china = 'https://business.aliyuncs.com';

type Row = Readonly<Record<string, unknown>>;

const sample = fixture('alibaba/QueryAvailableInstances');
const sampleRows = (JSON.parse(sample) as { readonly Data: { readonly InstanceList: readonly Row[] } }).Data
  .InstanceList;

const pageOf = (rows: readonly unknown[], total: unknown = rows.length): string =>
  JSON.stringify({ Code: 'Success', Success: true, RequestId: 'R', Data: { TotalCount: total, InstanceList: rows } });

const aRow = (changed: Row = {}): Row => ({
  InstanceID: 'i-bp1abc',
  ProductCode: 'ecs',
  ProductType: 'ecs',
  Region: 'cn-hangzhou',
  SubscriptionType: 'Subscription',
  Status: 'Normal',
  CreateTime: '2026-06-05T02:00:00Z',
  EndTime: '2026-12-05T16:00:00Z',
  RenewStatus: 'ManualRenewal',
  ...changed,
});

const session = (
  answer: Parameters<typeof scripted>[0] | string,
  given: Parameters<typeof scripted>[1] = {},
): ScriptedSession =>
  scripted(typeof answer === 'string' ? () => answer : answer, { secrets, baseUrl: china, ...given });

/** Serves rows by page, and nothing beyond the last one. */
const serving =
  (rows: readonly unknown[], total: unknown = rows.length) =>
  ({ url }: { readonly url: string }): Reply => {
    const query = new URL(url).searchParams;
    const [page, size] = [Number(query.get('PageNum')), Number(query.get('PageSize'))];
    return pageOf(rows.slice((page - 1) * size, page * size), total);
  };

const round = async (one: ScriptedSession): Promise<RoundReading> => valueOf(await alibaba.readRound(one));

const resourcesOf = ({ resources }: RoundReading): readonly ReadResource[] => resources?.resources ?? [];

/** The one resource that a row is read as. */
const read = async (changed: Row, settings: Readonly<Record<string, string>> = {}): Promise<ReadResource> => {
  const [resource] = resourcesOf(await round(session(serving([aRow(changed)]), { settings })));
  if (resource === undefined) throw new Error('not read');
  return resource;
};

/** The failure of a round that is answered so. */
const failureOf = async (reply: Reply, given: Parameters<typeof scripted>[1] = {}) => {
  const result = await alibaba.readRound(session(() => reply, given));
  return result.ok ? null : result.failure;
};

describe('the sample', () => {
  test('its first row, every field', async () => {
    const reading = await round(session(serving(sampleRows)));
    expect(resourcesOf(reading)[0]).toEqual({
      key: 'ecs.ecs/i-bp1constructed00a1b2',
      resourceId: 'i-bp1constructed00a1b2',
      name: null,
      title: 'ecs · a1b2',
      kind: 'ecs',
      spec: null,
      region: 'cn-hangzhou',
      state: 'active',
      providerState: 'Normal',
      startsAt: '2025-12-05T07:12:33.000Z',
      end: { at: '2026-12-05T16:00:00.000Z', basis: 'stated', note: null, earliestAt: null },
      autoRenews: 'no',
      chargesAt: null,
      paidPer: null,
      price: null,
      releases: {
        at: '2026-12-20T16:00:00.000Z',
        surelyAt: '2026-12-20T16:00:00.000Z',
        basis: 'stated',
        note: null,
      },
      afterwards: 'provider_alibaba_afterwards_ecs',
      list: '',
      facts: [
        { path: 'InstanceID', value: 'i-bp1constructed00a1b2' },
        { path: 'ProductCode', value: 'ecs' },
        { path: 'ProductType', value: 'ecs' },
        { path: 'Region', value: 'cn-hangzhou' },
        { path: 'SubscriptionType', value: 'Subscription' },
        { path: 'Status', value: 'Normal' },
        { path: 'SubStatus', value: 'Normal' },
        { path: 'CreateTime', value: '2025-12-05T07:12:33Z' },
        { path: 'EndTime', value: '2026-12-05T16:00:00Z' },
        { path: 'ExpectedReleaseTime', value: '2026-12-20T16:00:00Z' },
        { path: 'RenewStatus', value: 'ManualRenewal' },
        { path: 'RenewalDuration', value: '0' },
      ],
      incomplete: [],
    });
    expect(reading).toMatchObject({
      orders: [],
      unchanged: [],
      settled: true,
      resources: { lists: [{ list: '', outcome: 'settled' }] },
      warnings: [],
      interruptedBy: null,
    });
  });

  test('the others: what they are called, what they have come to, what is charged and kept', async () => {
    const [, rds, eip, unknown] = resourcesOf(await round(session(serving(sampleRows))));
    expect(rds).toMatchObject({
      title: 'rds · c3d4',
      state: 'active',
      autoRenews: 'yes',
      chargesAt: '2026-11-22T00:00:00.000Z',
      releases: null,
      afterwards: 'provider_alibaba_afterwards_renews_china',
      paidPer: null,
    });
    expect(eip).toMatchObject({ title: 'eip · e5f6', state: 'expired', autoRenews: 'no', afterwards: null });
    expect(unknown).toMatchObject({
      title: 'hologram · 0007',
      kind: 'hologram',
      state: 'pending',
      end: { at: null, basis: 'none', note: 'not-stated' },
      autoRenews: 'unknown',
      incomplete: [],
    });
  });
});

describe('what is asked', () => {
  test.each([
    ['the China site', china, 'business.aliyuncs.com'],
    ['the international site', 'https://business.ap-southeast-1.aliyuncs.com', 'business.ap-southeast-1.aliyuncs.com'],
    ['a base URL with a port', 'http://127.0.0.1:8080', '127.0.0.1:8080'],
    ['a base URL with a slash', 'http://127.0.0.1:8080/', '127.0.0.1:8080'],
  ])('%s', async (_name, baseUrl, host) => {
    const one = session(serving([aRow()]), { baseUrl });
    await round(one);
    const [sent] = one.sent;
    if (sent === undefined) throw new Error('nothing was sent');
    const { url, method, body, headers } = sent;
    expect(url).toMatch(/\/\?PageNum=1&PageSize=100&SubscriptionType=Subscription$/);
    expect([new URL(url).host, new URL(url).pathname, method, body]).toEqual([host, '/', 'GET', null]);
    expect(headers).toMatchObject({
      'x-acs-action': 'QueryAvailableInstances',
      'x-acs-version': '2017-12-14',
      'x-acs-date': '2026-11-23T08:00:00Z',
      'x-acs-signature-nonce': '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
    });
    expect(headers['authorization']).toContain('Credential=LTAI-constructed-01,SignedHeaders=host;x-acs-action;');
    expect(JSON.stringify(one.sent)).not.toContain(secrets.accessKeySecret);
  });

  test('with a port is signed for the host with that port', async () => {
    const signatures = await Promise.all(
      ['http://127.0.0.1:8080', 'http://127.0.0.1:8081', 'http://127.0.0.1'].map(async (baseUrl) => {
        const one = session(serving([aRow()]), { baseUrl });
        await round(one);
        return one.sent[0]?.headers['authorization'];
      }),
    );
    expect(new Set(signatures).size).toBe(3);
  });

  test('a test asks for one row and says how many there are', async () => {
    const one = session(serving([aRow(), aRow({ InstanceID: 'i-2' })], 2));
    expect(valueOf(await alibaba.test(one))).toEqual({ orders: 2 });
    expect(one.sent.map(({ url }) => new URL(url).searchParams.get('PageSize'))).toEqual(['1']);
    expect(valueOf(await alibaba.test(session(pageOf([aRow()], 'many'))))).toEqual({ orders: null });
  });

  test('without a key nothing is asked', async () => {
    const one = session(sample, { secrets: { accessKeyId: 'LTAI' } });
    const result = await alibaba.readRound(one);
    expect(result).toEqual({
      ok: false,
      failure: { code: 'input.invalid', field: 'accessKeySecret', reason: 'required' },
    });
    expect(one.sent).toEqual([]);
  });

  test('a site that there is not is no setting', () => {
    expect(alibaba.checkSettings({ site: 'china' })).toEqual({ ok: true, value: null });
    expect(alibaba.checkSettings({ site: '' })).toEqual({ ok: true, value: null });
    expect(alibaba.checkSettings({ site: 'europe' })).toMatchObject({
      failure: { field: 'site', reason: 'not-a-choice' },
    });
    expect(alibaba.checkSettings({ region: 'x' })).toMatchObject({ failure: { reason: 'unknown-setting' } });
  });

  test('each site has its own address, and the first one is usual', () => {
    const { sites, defaultBaseUrl, settings } = alibaba.description;
    expect(settings[0]?.choices.map(({ value }) => sites?.[value])).toEqual([
      'https://business.aliyuncs.com',
      'https://business.ap-southeast-1.aliyuncs.com',
    ]);
    expect(defaultBaseUrl).toBe(china);
  });
});

describe('words', () => {
  test.each([
    ['Creating', 'pending'],
    ['Normal', 'active'],
    ['WaitForExpire', 'active'],
    ['Expired', 'expired'],
    ['Melted', 'unknown'],
    ['normal', 'unknown'],
  ])('Status %s is %s', async (word, state) => {
    expect(await read({ Status: word })).toMatchObject({ state, providerState: word, incomplete: [] });
  });

  test.each([
    ['it was released a minute ago', 'Expired', '2026-11-23T07:59:00Z', 'released'],
    ['it will be', 'Expired', '2026-11-23T08:01:00Z', 'expired'],
    ['it was before it was made', 'Expired', '2026-05-01T00:00:00Z', 'expired'],
    ['it was long before its end', 'Expired', '2026-10-01T00:00:00Z', 'expired'],
    ['it is there', 'Normal', '2026-11-23T07:59:00Z', 'active'],
    ['nothing', 'Expired', '', 'expired'],
    ['nothing that is a time', 'Expired', 'soon', 'expired'],
  ])('ReleaseTime says that %s, Status %s', async (_says, word, released, state) => {
    const row = { Status: word, EndTime: '2026-11-05T16:00:00Z', ReleaseTime: released };
    expect(await read(row)).toMatchObject({ state, providerState: word });
  });

  test.each([
    ['AutoRenewal', 'yes'],
    ['ManualRenewal', 'no'],
    ['NotRenewal', 'no'],
    ['', 'unknown'],
    [undefined, 'unknown'],
    ['Sometimes', 'unknown'],
  ])('RenewStatus %s: %s', async (word, autoRenews) => {
    expect((await read({ RenewStatus: word })).autoRenews).toBe(autoRenews);
  });

  test('a row without Status or ProductCode is incomplete and still there', async () => {
    const resource = await read({ Status: null, ProductCode: '' });
    expect(resource).toMatchObject({ title: '1abc', kind: null, state: 'unknown', key: 'ecs/i-bp1abc' });
    expect(resource.incomplete).toEqual(['ProductCode', 'Status']);
    expect((await round(session(serving([aRow({ Status: null })])))).warnings).toEqual([
      { code: 'resource.incomplete', count: 1 },
    ]);
  });

  test('products number theirs alike, regions do not tell them apart', async () => {
    const key = (await read({})).key;
    expect((await read({ ProductCode: 'rds' })).key).not.toBe(key);
    expect((await read({ ProductType: 'rords' })).key).not.toBe(key);
    expect((await read({ Region: 'cn-beijing' })).key).toBe(key);
  });

  test('a product is found in any case, its own word is kept', async () => {
    expect(await read({ ProductCode: 'ECS' })).toMatchObject({ title: 'ECS · 1abc', kind: 'ECS' });
    expect(await read({ ProductCode: 'constructor' })).toMatchObject({ title: 'constructor · 1abc' });
  });
});

describe('times', () => {
  test.each([[undefined], [null], [''], ['0'], [0], ['0001-01-01T00:00:00Z'], ['1970-01-01T00:00:00Z']])(
    'EndTime %s is not stated, and nothing is wrong',
    async (word) => {
      const one = session(serving([aRow({ EndTime: word })]));
      const reading = await round(one);
      expect(reading.warnings).toEqual([]);
      expect(resourcesOf(reading)[0]).toMatchObject({ end: { at: null, note: 'not-stated' }, incomplete: [] });
    },
  );

  test.each([
    ['2099-12-31T15:59Z'],
    ['2099-12-31T15:59:59Z'],
    ['2099-06-01T00:00:00Z'],
    ['9999-12-31T23:59:59Z'],
    ['2100-02-30'],
  ])('EndTime %s is how it says that there is none', async (word) => {
    expect(await read({ EndTime: word })).toMatchObject({ end: { at: null, note: 'no-fixed-end' }, incomplete: [] });
  });

  test.each([
    ['soon'],
    ['2026-12-05 16:00:00'],
    ['2026-02-30T00:00:00Z'],
    ['1796486400000'],
    [-1],
    ['2091-05-01T00:00:00Z'],
    ['2026-06-01T00:00:00Z'],
    ['2070-01-01T00:00:00Z'],
  ])('EndTime %s is not believed', async (word) => {
    const reading = await round(session(serving([aRow({ EndTime: word })])));
    expect(resourcesOf(reading)[0]).toMatchObject({
      end: { at: null, note: 'implausible' },
      incomplete: ['EndTime'],
      implausible: ['EndTime'],
    });
    expect(reading.warnings).toEqual([{ code: 'resource.implausible', count: 1 }]);
  });

  test('minutes without seconds, and another zone, are read', async () => {
    expect((await read({ EndTime: '2026-12-05T16:00Z' })).end.at).toBe('2026-12-05T16:00:00.000Z');
    expect((await read({ EndTime: '2026-12-06T00:00:00+08:00' })).end.at).toBe('2026-12-05T16:00:00.000Z');
  });

  test('what is paid for by use has no end, whatever year it names', async () => {
    const byUse = { SubscriptionType: 'PayAsYouGo' };
    expect((await read({ ...byUse, EndTime: '2099-12-31T15:59:59Z' })).end.note).toBe('billed-by-use');
    expect((await read({ ...byUse, EndTime: '' })).end.note).toBe('billed-by-use');
    expect((await read(byUse)).end.at).toBe('2026-12-05T16:00:00.000Z');
    expect((await read({ ...byUse, EndTime: 'soon' })).end.note).toBe('implausible');
  });

  test('it is made before now, or not known when', async () => {
    expect(await read({ CreateTime: '' })).toMatchObject({ startsAt: null, incomplete: [] });
    expect(await read({ CreateTime: '2027-01-01T00:00:00Z' })).toMatchObject({
      startsAt: null,
      implausible: ['CreateTime'],
    });
  });

  test('a release is stated, not before the end, and none where none is', async () => {
    expect((await read({ ExpectedReleaseTime: '2026-12-05T16:00:00Z' })).releases?.at).toBe('2026-12-05T16:00:00.000Z');
    expect(await read({ ExpectedReleaseTime: '2099-12-31T15:59:59Z' })).toMatchObject({
      releases: null,
      incomplete: [],
    });
    expect(await read({ ExpectedReleaseTime: '2026-12-01T00:00:00Z' })).toMatchObject({
      releases: null,
      implausible: ['ExpectedReleaseTime'],
    });
    expect((await read({ EndTime: '', ExpectedReleaseTime: '2026-12-20T16:00:00Z' })).releases?.at).toBe(
      '2026-12-20T16:00:00.000Z',
    );
  });
});

describe('the first charge', () => {
  const renewed = { RenewStatus: 'AutoRenewal' };

  test.each([
    ['midnight in Beijing', '2026-12-05T16:00:00Z', '2026-11-27T00:00:00.000Z'],
    ['a second before', '2026-12-05T15:59:59Z', '2026-11-26T00:00:00.000Z'],
    ['in the middle of a day', '2026-12-05T04:30:00Z', '2026-11-26T00:00:00.000Z'],
  ])('is at 08:00 in Beijing nine days before the day of the end: %s', async (_name, end, charged) => {
    expect((await read({ ...renewed, EndTime: end })).chargesAt).toBe(charged);
    expect((await read({ ...renewed, EndTime: end }, { site: 'china' })).chargesAt).toBe(charged);
  });

  test('is not documented elsewhere, and there is none where nothing renews itself or ends', async () => {
    expect(await read(renewed, { site: 'international' })).toMatchObject({ chargesAt: null, afterwards: null });
    expect((await read({})).chargesAt).toBeNull();
    expect(await read({ ...renewed, EndTime: '' })).toMatchObject({ chargesAt: null, afterwards: null });
  });

  test('is none for what was bought for a week', async () => {
    const week = { ...renewed, CreateTime: '2026-11-20T02:00:00Z', EndTime: '2026-11-27T16:00:00Z' };
    expect((await read(week)).chargesAt).toBeNull();
  });

  test('the length of the next renewal names no period that was paid for', async () => {
    expect((await read({ ...renewed, RenewalDuration: 1, RenewalDurationUnit: 'Y' })).paidPer).toBeNull();
  });
});

describe('pages', () => {
  const many = Array.from({ length: 230 }, (_, index) => aRow({ InstanceID: `i-${index}` }));

  test('are walked to the end, each row once', async () => {
    const one = session(serving(many));
    const reading = await round(one);
    expect(resourcesOf(reading)).toHaveLength(230);
    expect(reading).toMatchObject({ settled: true, warnings: [], resources: { lists: [{ outcome: 'settled' }] } });
    expect(one.progresses.slice(0, 3)).toEqual(
      [100, 200, 230].map((count) => ({ step: 'list', read: count, of: 230 })),
    );
  });

  test('a total that counts the page only does not hide the rest, and leaves the list unsettled', async () => {
    const reading = await round(session(serving(many, 100)));
    expect(resourcesOf(reading)).toHaveLength(230);
    expect(reading).toMatchObject({
      settled: false,
      resources: { lists: [{ list: '', outcome: 'unsettled' }] },
      warnings: [{ code: 'round.unsettled' }],
    });
  });

  test('a page that fails fails the round', async () => {
    const all = serving(many);
    const result = await alibaba.readRound(
      session((request) => (request.url.includes('PageNum=2') ? unavailable : all(request))),
    );
    expect(result).toMatchObject({ ok: false, failure: { code: 'provider.unavailable' } });
  });

  test('a round whose time is up keeps what it read', async () => {
    const reading = await round(session(serving(many), { shouldStop: () => true }));
    expect(resourcesOf(reading)).toHaveLength(100);
    expect(reading).toMatchObject({
      settled: false,
      resources: { lists: [{ outcome: 'unsettled' }] },
      warnings: [{ code: 'round.unfinished' }],
    });
  });

  test('rows without an id are counted, and nothing may count as gone', async () => {
    const reading = await round(session(serving([aRow(), aRow({ InstanceID: '' }), 'text', null], 4)));
    expect(resourcesOf(reading)).toHaveLength(1);
    expect(reading.settled).toBe(false);
    expect(reading.warnings).toContainEqual({ code: 'resource.incomplete', count: 3 });
  });

  test('an account that rents nothing is settled', async () => {
    expect(await round(session(serving([])))).toMatchObject({
      settled: true,
      resources: { resources: [], lists: [{ list: '', outcome: 'settled' }] },
    });
  });
});

describe('no list is no empty list', () => {
  test.each([
    ['{"Code":"Success","Success":true}'],
    ['{"Code":"Success","Success":true,"Data":null}'],
    ['{"Code":"Success","Success":true,"Data":{"TotalCount":0}}'],
    ['{"Code":"Success","Success":true,"Data":{"TotalCount":0,"InstanceList":null}}'],
    ['{"Code":"Success","Success":true,"Data":{"TotalCount":0,"InstanceList":{}}}'],
    ['{"Code":"Success","Success":true,"Data":{"TotalCount":0,"InstanceList":"[]"}}'],
    ['{}'],
  ])('%s', async (text) => {
    expect(await failureOf(text)).toEqual({ code: 'provider.unexpected-answer', path: 'Data.InstanceList' });
  });

  test.each([['[]'], ['null'], ['"Success"']])('%s is no response', async (text) => {
    expect(await failureOf(text)).toEqual({ code: 'provider.unexpected-answer', path: '$' });
  });

  test('a page of HTML', async () => {
    expect(await failureOf('<html>')).toMatchObject({ code: 'provider.unexpected-answer', detail: 'not-json' });
  });
});

describe('refusals', () => {
  const said = (code: string, status: number, rest: object = {}): Reply => ({
    status,
    text: JSON.stringify({ Code: code, Message: 'Said so.', RequestId: 'R-1', ...rest }),
  });

  test('the sample of a rejected key names what the provider said', async () => {
    const failure = await failureOf({ status: 404, text: fixture('alibaba/error') });
    expect(failure).toEqual({
      code: 'account.key-rejected',
      providerCode: 'InvalidAccessKeyId.NotFound',
      providerMessage: 'Specified access key is not found.',
      requestId: '0F4B5D2A-6C1E-4E0B-9A53-000000000002',
      status: 404,
    });
  });

  test('the sample of a business error under HTTP 200', async () => {
    expect(await failureOf(fixture('alibaba/refused'))).toMatchObject({
      code: 'account.key-lacks-permission',
      providerCode: 'NotAuthorized',
      requestId: '0F4B5D2A-6C1E-4E0B-9A53-000000000003',
    });
  });

  test.each([
    ['InvalidAccessKeyId.NotFound', 404, 'account.key-rejected'],
    ['InvalidAccessKeyId.Inactive', 400, 'account.key-rejected'],
    ['InvalidAccessKeyId', 403, 'account.key-rejected'],
    ['SignatureDoesNotMatch', 400, 'account.key-rejected'],
    ['SignatureDoesNotMatch', 403, 'account.key-rejected'],
    ['Forbidden.RAM', 403, 'account.key-lacks-permission'],
    ['Forbidden', 200, 'account.key-lacks-permission'],
    ['NoPermission', 403, 'account.key-lacks-permission'],
    ['NotAuthorized', 200, 'account.key-lacks-permission'],
    ['SomethingNew', 403, 'account.key-lacks-permission'],
    ['SomethingNew', 401, 'account.key-rejected'],
    ['NotApplicable', 200, 'account.wrong-site'],
    ['NotApplicable', 400, 'account.wrong-site'],
    ['InvalidTimeStamp.Expired', 400, 'account.clock-skewed'],
    ['InvalidTimeStamp.Format', 400, 'account.clock-skewed'],
    ['IllegalTimestamp', 400, 'account.clock-skewed'],
    ['SignatureNonceUsed', 400, 'provider.refused'],
    ['MissingParameter', 400, 'provider.refused'],
    ['NotFound', 404, 'provider.refused'],
    ['SomethingNew', 200, 'provider.refused'],
  ])('%s under HTTP %i is %s', async (code, status, expected) => {
    const failure = await failureOf(said(code, status));
    expect(failure).toMatchObject({
      code: expected,
      providerCode: code,
      providerMessage: 'Said so.',
      requestId: 'R-1',
      status,
    });
  });

  test.each([[400], [403], [200], [429]])('throttling under HTTP %i waits a minute', async (status) => {
    expect(await failureOf(said('Throttling.User', status))).toEqual({
      code: 'provider.rate-limited',
      status,
      retryAt: '2026-11-23T08:01:00.000Z',
    });
    expect(await failureOf(said('Throttling', status))).toMatchObject({ code: 'provider.rate-limited' });
  });

  test.each([[500], [502], [503]])('HTTP %i is unavailable, whatever its body says', async (status) => {
    expect(await failureOf(said('InvalidAccessKeyId.NotFound', status))).toEqual({
      code: 'provider.unavailable',
      status,
    });
  });

  test.each([
    ['{"Success":false,"Message":"No."}', 'provider.refused'],
    ['{"Success":"false","Data":{"InstanceList":[]}}', 'provider.refused'],
    ['{"Code":"Success","Success":false,"Data":{"InstanceList":[]}}', 'provider.refused'],
    ['{"Code":"success?","Success":true,"Data":{"InstanceList":[]}}', 'provider.refused'],
  ])('%s is a refusal under HTTP 200', async (text, code) => {
    expect(await failureOf(text)).toMatchObject({ code, status: 200 });
  });

  test.each([
    [401, 'account.key-rejected'],
    [403, 'account.key-lacks-permission'],
    [404, 'provider.refused'],
  ])('HTTP %i without a body is %s', async (status, code) => {
    expect(await failureOf({ status })).toMatchObject({ code, status });
  });

  test('a list under an error status is none', async () => {
    expect(await failureOf({ status: 400, text: sample })).toMatchObject({ code: 'provider.refused', status: 400 });
  });

  test.each([
    [{}, 'china'],
    [{ site: 'china' }, 'china'],
    [{ site: 'international' }, 'international'],
  ])('the wrong site names the one that was asked: %o', async (settings, site) => {
    expect(await failureOf(said('NotApplicable', 200, { Success: false }), { settings })).toMatchObject({ site });
  });

  test('a message that repeats the key does not pass it on', async () => {
    const failure = await failureOf(
      said('SignatureDoesNotMatch', 400, {
        Message: `key ${secrets.accessKeySecret} of ${secrets.accessKeyId}, Signature=abc123`,
      }),
    );
    const text = JSON.stringify(failure);
    for (const part of [secrets.accessKeySecret, secrets.accessKeyId, 'abc123']) expect(text).not.toContain(part);
  });

  test('a nonce that was used is asked for once more, and no more', async () => {
    const used = said('SignatureNonceUsed', 400);
    const passing = session((_request, number) => (number === 1 ? used : pageOf([aRow()])));
    expect(resourcesOf(await round(passing))).toHaveLength(1);
    const lasting = session(() => used);
    expect(await alibaba.readRound(lasting)).toMatchObject({ failure: { code: 'provider.refused' } });
    expect(lasting.sent).toHaveLength(2);
  });
});

describe('a clock that is off', () => {
  const refused: Reply = {
    status: 400,
    headers: { date: 'Mon, 23 Nov 2026 11:30:00 GMT' },
    text: '{"Code":"InvalidTimeStamp.Expired","Message":"Expired.","RequestId":"R-1"}',
  };
  const dateOf = (one: ScriptedSession): string | undefined => one.sent.at(-1)?.headers['x-acs-date'];

  test('fails the round, and the next one of this account signs with the server’s time', async () => {
    const memory = {};
    const first = session(() => refused, { memory });
    expect(await alibaba.readRound(first)).toMatchObject({ failure: { code: 'account.clock-skewed', status: 400 } });
    expect(first.sent).toHaveLength(1);
    expect(dateOf(first)).toBe('2026-11-23T08:00:00Z');
    const next = session(serving([aRow()]), { memory });
    await round(next);
    expect(dateOf(next)).toBe('2026-11-23T11:30:00Z');
    const other = session(serving([aRow()]), { memory: {} });
    await round(other);
    expect(dateOf(other)).toBe('2026-11-23T08:00:00Z');
  });

  test('a refusal without a time it can read goes back to our own', async () => {
    const memory = {};
    for (const date of ['Mon, 23 Nov 2026 11:30:00 GMT', 'yesterday'])
      await alibaba.readRound(session(() => ({ ...refused, headers: { date } }), { memory }));
    const next = session(serving([aRow()]), { memory });
    await round(next);
    expect(dateOf(next)).toBe('2026-11-23T08:00:00Z');
  });

  test('another refusal says nothing about the clock', async () => {
    const memory = {};
    const headers = { date: 'Mon, 23 Nov 2026 11:30:00 GMT' };
    await alibaba.readRound(session(() => ({ status: 403, headers, text: '{"Code":"Forbidden.RAM"}' }), { memory }));
    const next = session(serving([aRow()]), { memory });
    await round(next);
    expect(dateOf(next)).toBe('2026-11-23T08:00:00Z');
  });
});

describe('hostile values', () => {
  test('only documented fields are read, and of those only plain values', async () => {
    const resource = await read({
      Password: 'canary-password',
      VncPasswd: 'canary-vnc',
      OwnerId: 'canary-owner',
      Seller: 'canary-seller',
      InstanceName: 'canary-name',
      SubStatus: { Token: 'canary-nested' },
      StopTime: ['canary-listed'],
      Region: { AccessKeySecret: 'canary-region' },
    });
    expect(JSON.stringify(resource)).not.toContain('canary');
    expect(Object.keys(factMap(resource.facts))).not.toContain('SubStatus');
    expect(resource).toMatchObject({ region: null, title: 'ecs · 1abc' });
  });

  test('the account’s own key stays out of what is read', async () => {
    const resource = await read({ ProductType: secrets.accessKeySecret, Status: `x ${secrets.accessKeyId}` });
    const text = JSON.stringify(resource);
    for (const key of Object.values(secrets)) expect(text).not.toContain(key);
  });

  test.each([
    ['a number', 42],
    ['true', true],
    ['a list', ['Normal']],
    ['an object', { a: 1 }],
    ['a very long text', '长'.repeat(100_000)],
    ['NUL', '\u0000'],
  ])('%s in every field but the id', async (_name, value) => {
    const fields = Object.keys(aRow()).filter((name) => name !== 'InstanceID');
    const resource = await read(Object.fromEntries(fields.map((name) => [name, value])));
    expect(resource).toMatchObject({
      resourceId: 'i-bp1abc',
      state: 'unknown',
      autoRenews: 'unknown',
      chargesAt: null,
    });
    expect(resource.end.at).toBeNull();
    expect(resource.title.length).toBeLessThanOrEqual(200);
    expect(JSON.stringify(resource).length).toBeLessThan(200_000);
  });

  test.each([['x'.repeat(201)], [{}], [[]], [null], ['  ']])('an id that is none leaves its row unread', async (id) => {
    const reading = await round(session(serving([aRow({ InstanceID: id })])));
    expect(resourcesOf(reading)).toEqual([]);
    expect(reading).toMatchObject({ settled: false });
    expect(reading.warnings).toContainEqual({ code: 'resource.incomplete', count: 1 });
  });

  test('an id of digits keeps each of them, and one of emoji is not split', async () => {
    const digits = pageOf([aRow()]).replace('"i-bp1abc"', '1144119593783001088');
    expect(resourcesOf(await round(session(digits)))[0]?.resourceId).toBe('1144119593783001088');
    expect((await read({ InstanceID: '😀😀😀😀😀' })).title).toBe('ecs · 😀😀😀😀');
  });

  test('ten times as many rows as were asked for are refused', async () => {
    expect(
      await failureOf(pageOf(Array.from({ length: 1_001 }, (_, index) => ({ InstanceID: `i-${index}` })))),
    ).toMatchObject({
      code: 'provider.unexpected-answer',
    });
  });
});
