import { auth, util } from 'qiniu';
import Credentials from 'qiniu/qiniu/rtc/credentials.js';
import { describe, expect, test } from 'vitest';
import { authorization, type SignedRequest } from '../../../electron/providers/qiniu/sign.ts';
import { oneOf, wholeBetween } from '../../fakes/random.ts';
import { firstSeed, nastyText, plainText, seeded } from './requests.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';

interface Asked {
  readonly url: URL;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The query as clients write it: some encode everything, some only what they must, `URL` the rest. */
const queryOf = (random: () => number): string => {
  const encode = oneOf(random, [encodeURIComponent, (text: string) => text.replace(/[#&=+%]/g, encodeURIComponent)]);
  const pairs = Array.from(
    { length: wholeBetween(random, 0, 5) },
    () => `${encode(nastyText(random, 4))}=${encode(nastyText(random))}`,
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

const portOf = (random: () => number): string => oneOf(random, ['', '', `:${wholeBetween(random, 1024, 65_535)}`]);

/** A header name as servers write it: `X-Qiniu-Regionid`. */
const headerName = (random: () => number): string => {
  const word = plainText(random, letters, 10).toLowerCase();
  return `X-Qiniu-${word.slice(0, 1).toUpperCase()}${word.slice(1)}${oneOf(random, ['', '-2', '-Name'])}`;
};

const requestOf = (random: () => number): Asked => {
  const host = `${plainText(random, letters.toLowerCase() + digits, 12)}.example${portOf(random)}`;
  const path = Array.from({ length: wholeBetween(random, 0, 4) }, () => encodeURIComponent(nastyText(random, 6)));
  const headers = Array.from(
    { length: wholeBetween(random, 0, 4) },
    () => [headerName(random), nastyText(random)] as const,
  );
  return {
    url: new URL(`${oneOf(random, ['http', 'https'])}://${host}/${path.join('/')}${queryOf(random)}`),
    accessKey: plainText(random, letters + digits + '-_', 40),
    secretKey: plainText(random, letters + digits + '-_', 40),
    headers: Object.fromEntries(headers),
  };
};

const signedOf = ({ url, headers }: Asked): SignedRequest => ({
  method: 'GET',
  path: `${url.pathname}${url.search}`,
  host: url.host,
  qiniuHeaders: headers,
});

const form = 'application/x-www-form-urlencoded';
const requests = seeded(requestOf);

describe(`Qiniu's own SDK signs the same (1,000 requests from seed ${firstSeed})`, () => {
  test('the requests are as nasty as they should be', () => {
    const urls = requests.map(({ request }) => request.url);
    expect(new Set(urls.map(({ href }) => href)).size).toBeGreaterThan(990);
    expect(urls.filter(({ port }) => port !== '').length).toBeGreaterThan(200);
    expect(requests.filter(({ request }) => Object.keys(request.headers).length > 1).length).toBeGreaterThan(300);
    expect(urls.filter(({ search }) => search.includes('%F0%9F%98%80')).length).toBeGreaterThan(100);
  });

  test('without a Content-Type line, as this program sends: the signer of its real-time calls, which knows no X-Qiniu headers', () => {
    for (const { seed, request } of requests) {
      const { url, accessKey, secretKey } = request;
      const theirs = new Credentials(accessKey, secretKey).generateAccessToken(
        { method: 'GET', host: url.hostname, port: url.port, path: `${url.pathname}${url.search}`, headers: {} },
        null,
      );
      const ours = authorization({ ...signedOf(request), qiniuHeaders: {} }, accessKey, secretKey);
      expect(ours, `seed ${seed}`).toBe(theirs);
    }
  });

  // `generateAccessTokenV2` cannot leave the Content-Type line out, so the same line is given to ours, where it sorts before the
  // X-Qiniu headers. And it writes the port twice, since `URL.host` has it already; so it signs for a host of that name.
  test('with X-Qiniu headers: generateAccessTokenV2', () => {
    for (const { seed, request } of requests) {
      const { url, accessKey, secretKey, headers } = request;
      const mac = new auth.digest.Mac(accessKey, secretKey);
      const theirs = util.generateAccessTokenV2(mac, url.href, 'GET', form, '', { ...headers, 'X-Other': 'unsigned' });
      const signed = {
        ...signedOf(request),
        host: url.port === '' ? url.host : `${url.host}:${url.port}`,
        qiniuHeaders: { ...headers, 'Content-Type': form },
      };
      expect(authorization(signed, accessKey, secretKey), `seed ${seed}`).toBe(theirs);
    }
  });
});
