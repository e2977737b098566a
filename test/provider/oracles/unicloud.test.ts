import { createServer, type Server } from 'node:http';
import RPCClient from '@alicloud/pop-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signedQuery } from '../../../electron/providers/unicloud/sign.ts';
import { oneOf, wholeBetween } from '../../fakes/random.ts';
import { firstSeed, nastyText, plainText, seeded } from './requests.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

interface Asked {
  readonly action: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly version: string;
  /** Those that every request has, and others of any name. */
  readonly parameters: Readonly<Record<string, string>>;
}

const nameOf = (random: () => number): string =>
  oneOf(random, ['RegionId', 'OrderId', 'Page', 'Size', 'StartTime', 'PayType', plainText(random, letters, 8)]) +
  oneOf(random, ['', '', '', '.1', '_b', '-c', '订单', '*', '+', ' x', "'"]);

const requestOf = (random: () => number): Asked => {
  const others = Array.from({ length: wholeBetween(random, 0, 8) }, () => [nameOf(random), nastyText(random)] as const);
  return {
    action: oneOf(random, ['QueryOrders', 'OrderDetail']),
    accessKeyId: plainText(random, letters + digits, 24),
    accessKeySecret: plainText(random, letters + digits + '/+=', 40),
    version: oneOf(random, ['2020-07-30', '2014-05-26']),
    parameters: {
      Format: 'json',
      SignatureNonce: nastyText(random, 20) || 'nonce',
      Timestamp: '2020-07-30T12:00:00Z',
      ...Object.fromEntries(others),
    },
  };
};

const notEmpty = (parameters: Asked['parameters']): Record<string, string> =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''));

/** A server that answers every request with nothing to complain about and keeps the query that it got. */
let server: Server;
let endpoint = '';
const queries: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    queries.push((request.url ?? '').replace(/^\/\?/, ''));
    response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  endpoint = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
});
afterAll(
  () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
);

/** The query that Alibaba's SDK really sends for a request. It signs empty parameters too, which the document leaves out. */
const sentBySdk = async ({ action, accessKeyId, accessKeySecret, version, parameters }: Asked): Promise<string> => {
  queries.length = 0;
  const client = new RPCClient({ endpoint, apiVersion: version, accessKeyId, accessKeySecret });
  await client.request(action, notEmpty(parameters), { formatParams: false, formatAction: false });
  return queries.join();
};

const requests = seeded(requestOf);

describe(`Alibaba's own SDK signs the same (1,000 requests from seed ${firstSeed})`, () => {
  test('the requests are as nasty as they should be', () => {
    const texts = requests.map(({ request }) => JSON.stringify(request.parameters));
    expect(new Set(texts).size).toBeGreaterThan(990);
    for (const piece of ['😀', '云', '*', '~', '+', '%', '&', '=', "'", '!', '(', ' ', '订单', '""'])
      expect(texts.filter((text) => text.includes(piece)).length, piece).toBeGreaterThan(100);
  });

  test('the whole query, byte for byte, as it arrives', async () => {
    for (const { seed, request } of requests) {
      const { action, accessKeyId, accessKeySecret, version, parameters } = request;
      const ours = signedQuery(
        {
          ...parameters,
          Action: action,
          Version: version,
          AccessKeyId: accessKeyId,
          SignatureMethod: 'HMAC-SHA1',
          SignatureVersion: '1.0',
        },
        accessKeySecret,
      );
      expect(ours, `seed ${seed}`).toBe(await sentBySdk(request));
    }
  });
});
