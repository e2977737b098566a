import { createHash } from 'node:crypto';
import OpenApiUtil from '@alicloud/openapi-util';
import { Request } from '@alicloud/tea-typescript';
import { describe, expect, test } from 'vitest';
import { signedCall, type SignedCall } from '../../../electron/providers/alibaba/sign.ts';
import { oneOf, wholeBetween } from '../../fakes/random.ts';
import { firstSeed, nastyText, plainText, seeded } from './requests.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

interface Asked {
  readonly call: SignedCall;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Plain names, since the SDK does not encode those, and random values. */
const requestOf = (random: () => number): Asked => {
  const pairs = Array.from(
    { length: wholeBetween(random, 0, 8) },
    () => [plainText(random, `${letters}${digits}-_.`, 10), nastyText(random)] as const,
  );
  const port = oneOf(random, ['', '', `:${wholeBetween(random, 1024, 65_535)}`]);
  return {
    call: {
      method: oneOf(random, ['GET', 'POST']),
      host: `${plainText(random, letters.toLowerCase() + digits, 12)}.example${port}`,
      path: '/',
      parameters: Object.fromEntries(pairs),
      action: plainText(random, letters, 24),
      version: oneOf(random, ['2017-12-14', '2014-05-26']),
      atMs: wholeBetween(random, 0, 4_000_000_000) * 1000,
      nonce: plainText(random, letters + digits, 36),
    },
    accessKeyId: plainText(random, letters + digits, 24),
    accessKeySecret: plainText(random, `${letters}${digits}/+=`, 40),
  };
};

const emptyHash = createHash('sha256').update('').digest('hex');

/** What Alibaba's own SDKs put into the header, with every header that their clients sign. */
const theirsOf = ({ call, accessKeyId, accessKeySecret }: Asked): string => {
  const request = new Request();
  request.method = call.method;
  request.pathname = call.path;
  request.query = { ...call.parameters };
  request.headers = {
    host: call.host,
    accept: 'application/json',
    'user-agent': 'unsigned',
    'x-acs-version': call.version,
    'x-acs-action': call.action,
    'x-acs-date': new Date(call.atMs).toISOString().replace(/\.\d+Z$/, 'Z'),
    'x-acs-signature-nonce': call.nonce,
    'x-acs-content-sha256': emptyHash,
  };
  return OpenApiUtil.getAuthorization(request, 'ACS3-HMAC-SHA256', emptyHash, accessKeyId, accessKeySecret);
};

const requests = seeded(requestOf);

describe(`Alibaba's own SDK signs the same with version 3 (1,000 requests from seed ${firstSeed})`, () => {
  test('the requests are as nasty as they should be', () => {
    const texts = requests.map(({ request }) => JSON.stringify(request.call.parameters));
    expect(new Set(texts).size).toBeGreaterThan(800);
    for (const piece of ['😀', '云', '*', '~', '+', '%', '&', '=', "'", '!', '(', ' ', '""'])
      expect(texts.filter((text) => text.includes(piece)).length, piece).toBeGreaterThan(100);
    expect(requests.filter(({ request }) => request.call.host.includes(':')).length).toBeGreaterThan(200);
  });

  test('the whole header, character for character', () => {
    for (const { seed, request } of requests) {
      const { headers } = signedCall(request.call, request);
      expect(headers['authorization'], `seed ${seed}`).toBe(theirsOf(request));
    }
  });
});
