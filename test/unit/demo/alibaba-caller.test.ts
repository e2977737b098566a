import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AlibabaManner } from '../../../electron/demo/alibaba-server.ts';
import { sha256 } from '../../../electron/demo/alibaba-signature.ts';
import { startDemoServers, type DemoServers } from '../../../electron/demo/servers.ts';
import { askAlibaba, minuteMs, read, StoppedClock, type AlibabaChange } from './clients.ts';

const gatewayError = z.strictObject({
  RequestId: z.string(),
  HostId: z.string(),
  Code: z.string(),
  Message: z.string(),
  Recommend: z.string(),
});
const refusal = z.strictObject({
  Code: z.string(),
  Message: z.string(),
  RequestId: z.string(),
  Success: z.literal(false),
});
const said = z.looseObject({ Code: z.string() });

const clock = new StoppedClock();
let servers: DemoServers;

beforeEach(async () => {
  clock.set(0);
  servers = await startDemoServers({ now: clock.now });
});

afterEach(() => servers.stop());

const ask = (change: AlibabaChange = {}, parameters: Record<string, string> = {}): Promise<Response> =>
  askAlibaba(servers, parameters, clock.now(), change);

/** The status and the code of an answer of the servers, or of others that take their callers so. */
async function codeOf(answer: Response): Promise<[number, string]> {
  return [answer.status, (await read(answer, said)).Code];
}

async function askedOf(manner: Partial<AlibabaManner>, change: AlibabaChange = {}): Promise<Response> {
  const others = await startDemoServers({ now: clock.now, alibaba: manner });
  try {
    const answer = await askAlibaba(others, {}, clock.now(), change);
    return new Response(await answer.text(), answer);
  } finally {
    await others.stop();
  }
}

describe('the signature', () => {
  it('is accepted with GET, with POST, and with a body whose hash is signed', async () => {
    expect(await codeOf(await ask())).toEqual([200, 'Success']);
    expect(await codeOf(await ask({ method: 'POST' }))).toEqual([200, 'Success']);
    expect(await codeOf(await ask({ method: 'POST', body: '{"a":1}' }))).toEqual([200, 'Success']);
  });

  it('may cover more headers and any text in a parameter', async () => {
    const change = { headers: { 'content-type': 'application/json', accept: 'application/json' } };
    expect(await codeOf(await ask(change, { Marker: "云 主机*!'()~+" }))).toEqual([200, 'Success']);
  });

  it.each<[string, AlibabaChange]>([
    ['a wrong secret', { secret: 'other' }],
    ['a parameter changed on the way', { queryOnTheWay: 'PageSize=20' }],
    ['a header changed on the way', { onTheWay: { 'x-acs-signature-nonce': 'another' } }],
    ['a hash of another body', { headers: { 'x-acs-content-sha256': sha256('another') } }],
    ['the host without its port', { headers: { host: '127.0.0.1' } }],
    ['the host of the true site', { headers: { host: 'business.aliyuncs.com' } }],
    ['a body hash that is not signed', { signedHeaders: ['host', 'x-acs-action', 'x-acs-date', 'x-acs-version'] }],
    ['a header signed twice', { signedHeaders: twice() }],
    ['headers out of order', { signedHeaders: required().toReversed() }],
  ])('is refused with %s', async (_, change) => {
    expect(await codeOf(await ask(change, { PageSize: '10' }))).toEqual([400, 'SignatureDoesNotMatch']);
  });

  it.each(['Bearer x', 'ACS3-HMAC-SHA256', 'ACS3-RSA-SHA256 Credential=a,SignedHeaders=host,Signature=b'])(
    'is refused when the header says %s',
    async (Authorization) => {
      expect(await codeOf(await ask({ onTheWay: { Authorization } }))).toEqual([400, 'IncompleteSignature']);
    },
  );

  it.each(required().filter((name) => name !== 'host'))('needs the header %s', async (name) => {
    expect(await codeOf(await ask({ headers: { [name]: '' } }))).toEqual([400, 'MissingParameter']);
  });
});

function required(): readonly string[] {
  const acs = ['action', 'content-sha256', 'date', 'signature-nonce', 'version'];
  return ['host', ...acs.map((name) => `x-acs-${name}`)];
}

function twice(): readonly string[] {
  return ['host', ...required()];
}

describe('the time', () => {
  it.each([
    [-15 * minuteMs, 200, 'Success'],
    [15 * minuteMs, 200, 'Success'],
    [-15 * minuteMs - 1000, 400, 'InvalidTimeStamp.Expired'],
    [15 * minuteMs + 1000, 400, 'InvalidTimeStamp.Expired'],
  ])('may be %i ms off the clock: %i %s', async (offMs, status, code) => {
    const answer = await askAlibaba(servers, {}, new Date(clock.now().getTime() + offMs));
    expect(await codeOf(answer)).toEqual([status, code]);
  });

  it('must have the form of the document', async () => {
    const change = { headers: { 'x-acs-date': '20250916T040000Z' } };
    expect(await codeOf(await ask(change))).toEqual([400, 'InvalidTimeStamp.Format']);
  });

  it('refuses a nonce that comes again, until the request would be too old anyway', async () => {
    const once = { headers: { 'x-acs-signature-nonce': 'once' } };
    expect((await ask(once)).status).toBe(200);
    clock.set(30 * minuteMs);
    expect(await codeOf(await ask(once))).toEqual([400, 'SignatureNonceUsed']);
    clock.set(30 * minuteMs + 1000);
    expect((await ask(once)).status).toBe(200);
  });
});

describe('the key', () => {
  it.each<[AlibabaManner['key'], number, string]>([
    ['unknown', 404, 'InvalidAccessKeyId.NotFound'],
    ['inactive', 400, 'InvalidAccessKeyId.Inactive'],
    ['forbidden-ram', 403, 'Forbidden.RAM'],
    ['no-permission', 403, 'NoPermission'],
  ])('%s is refused by the gateway with %i %s', async (key, status, code) => {
    const answer = await askedOf({ key });
    expect([answer.status, (await read(answer, gatewayError)).Code]).toEqual([status, code]);
  });

  it('of another id is unknown, even when its secret is right', async () => {
    expect(await codeOf(await ask({ accessKeyId: 'other' }))).toEqual([404, 'InvalidAccessKeyId.NotFound']);
  });

  it('without rights at the billing service is refused with HTTP 200', async () => {
    const answer = await askedOf({ key: 'not-authorized' });
    expect([answer.status, (await read(answer, refusal)).Code]).toEqual([200, 'NotAuthorized']);
  });

  it.each<[Partial<AlibabaManner>, string]>([
    [{ accountSite: 'international' }, 'NotApplicable'],
    [{ site: 'international' }, 'NotApplicable'],
    [{ site: 'international', accountSite: 'international' }, 'Success'],
  ])('of a site is good for its host alone: %o %s', async (manner, code) => {
    expect(await codeOf(await askedOf(manner))).toEqual([200, code]);
  });

  it('is told of a wrong secret before anything about its rights', async () => {
    const answer = await askedOf({ key: 'forbidden-ram', accountSite: 'international' }, { secret: 'other' });
    expect(await codeOf(answer)).toEqual([400, 'SignatureDoesNotMatch']);
  });

  it('says who refused, and where', async () => {
    const body = await read(await ask({ secret: 'other' }), gatewayError);
    expect(body.HostId).toBe(new URL(servers.alibaba.baseUrl).host);
    expect(body.Recommend).toContain('q=SignatureDoesNotMatch');
  });

  it('is throttled by a code alone and may call again a second later', async () => {
    await servers.stop();
    servers = await startDemoServers({ now: clock.now, alibaba: { callsPerSecond: 2 } });
    const codes: unknown[] = [];
    for (const ms of [0, 500, 900, 1900]) {
      clock.set(ms);
      codes.push(await codeOf(await ask()));
    }
    const success = [200, 'Success'];
    expect(codes).toEqual([success, success, [400, 'Throttling.User'], success]);
  });
});
