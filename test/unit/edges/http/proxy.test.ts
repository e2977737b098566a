import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { environmentProxies } from '../../../../electron/edges/http/environment-proxy.ts';
import { findProxyFor, type FindProxy } from '../../../../electron/edges/http/find-proxy.ts';
import { createNodeTransport } from '../../../../electron/edges/http/node.ts';
import { startProxy, type FakeProxy } from '../../../fakes/proxy.ts';
import { ca, closeLater, echo, listening, sendThrough, serve, serveTls } from './servers.ts';

/** A name that only the proxy can resolve: an answer from there came through it. */
const named = (base: string): string => base.replace('127.0.0.1', 'provider.internal');
const nowhere: FindProxy = () => Promise.reject(new Error('the system is not asked'));

let proxy: FakeProxy;

afterEach(() => void vi.unstubAllEnvs());

beforeEach(async () => {
  proxy = await startProxy();
  closeLater(() => proxy.stop());
});

const send = (url: string, findProxy = findProxyFor(proxy.address, nowhere)) => {
  const transport = createNodeTransport({ findProxy, extraCertificates: ca });
  closeLater(() => transport.close());
  return sendThrough(transport, url);
};

const through = (address: `http://${string}`, authorization: string | null = null): FindProxy =>
  findProxyFor('system', () => Promise.resolve({ address, authorization }));

describe('through a proxy', () => {
  test('plain requests go whole, with the host of their provider', async () => {
    const base = named(await serve(echo));
    const outcome = await send(`${base}/path?x=%20`);
    expect(JSON.parse(outcome.ok ? outcome.value.text : '{}')).toMatchObject({
      url: '/path?x=%20',
      headers: { host: base.replace('http://', '') },
    });
    expect(proxy.seen).toEqual([`GET ${base}/path?x=%20`]);
  });

  test('https goes through a tunnel, and the proxy sees nothing inside', async () => {
    const base = named(await serveTls('loopback', (_, response) => response.end('secure')));
    expect(await send(`${base}/secret?x`)).toMatchObject({ ok: true, value: { text: 'secure' } });
    expect(proxy.seen).toEqual([`CONNECT ${base.replace('https://', '')}`]);
  });

  test('a tunnel serves more than one request', async () => {
    const base = named(await serveTls('loopback', echo));
    const transport = createNodeTransport({ findProxy: through(proxy.address), extraCertificates: ca });
    closeLater(() => transport.close());
    for (const path of ['/1', '/2', '/3', '/4', '/5'])
      expect(await sendThrough(transport, `${base}${path}`)).toMatchObject({ ok: true });
    expect(proxy.seen.length).toBeLessThan(5);
  });

  test('a password goes to the proxy and not to the provider', async () => {
    const plain = named(await serve(echo));
    const outcome = await send(plain, through(proxy.address, 'Basic dTpw'));
    const tunnelled = await send(named(await serveTls('loopback', echo)), through(proxy.address, 'Basic dTpw'));
    expect(proxy.authorizations).toEqual(['Basic dTpw', 'Basic dTpw']);
    for (const answer of [outcome, tunnelled]) {
      expect(answer.ok).toBe(true);
      expect(JSON.stringify(answer)).not.toContain('dTpw');
    }
  });

  test('this computer is reached without it', async () => {
    const base = await serve(echo);
    expect(await send(base)).toMatchObject({ ok: true });
    expect(proxy.seen).toEqual([]);
  });

  test.each([
    ['elsewhere', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])("a provider's certificate is judged inside the tunnel: %s", async (certificate, detail) => {
    const base = named(await serveTls(certificate, echo));
    expect(await send(base)).toEqual({ ok: false, failure: { code: 'network.tls', detail } });
  });

  test.each(['elsewhere', 'expired', 'self-signed'])(
    'and the environment cannot switch that off: %s',
    async (certificate) => {
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
      let requests = 0;
      const base = named(await serveTls(certificate, () => (requests += 1)));
      expect(await send(base)).toMatchObject({ ok: false, failure: { code: 'network.tls' } });
      expect(requests).toBe(0);
    },
  );
});

describe('a proxy fails by name', () => {
  const targets = [
    ['http', () => serve(echo)],
    ['https', () => serveTls('loopback', echo)],
  ] as const;

  test.each(targets)('not there: %s', async (_, target) => {
    expect(await send(named(await target()), through('http://127.0.0.1:1'))).toEqual({
      ok: false,
      failure: { code: 'network.proxy', detail: 'ECONNREFUSED' },
    });
  });

  test.each(targets)('a host that nobody knows: %s', async (_, target) => {
    expect(await send(named(await target()), through('http://proxy.invalid:3128'))).toMatchObject({
      ok: false,
      failure: { code: 'network.proxy', detail: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) },
    });
  });

  test.each(targets)('asks for a password, once: %s', async (_, target) => {
    proxy.refuseWith(407);
    expect(await send(named(await target()))).toEqual({
      ok: false,
      failure: { code: 'network.proxy', detail: 'proxy-auth', status: 407 },
    });
    expect(proxy.seen).toHaveLength(1);
  });

  test.each([403, 502, 503])('opens no tunnel: %d', async (status) => {
    proxy.refuseWith(status);
    expect(await send(named(await serveTls('loopback', echo)))).toEqual({
      ok: false,
      failure: { code: 'network.proxy', detail: 'proxy-tunnel', status },
    });
  });

  test('hangs up instead of opening a tunnel', async () => {
    const server = createServer();
    server.on('connect', (_message, socket) => socket.destroy());
    const address = `http://127.0.0.1:${await listening(server)}` as const;
    expect(await send(named(await serveTls('loopback', echo)), through(address))).toMatchObject({
      failure: { code: 'network.proxy', detail: expect.stringMatching(/^(proxy-closed|ECONNRESET)$/) },
    });
  });

  test('is of a kind that this client lacks, and nothing is sent past it', async () => {
    let requests = 0;
    const base = await serveTls('loopback', () => (requests += 1));
    const find = findProxyFor('system', environmentProxies({ HTTPS_PROXY: 'socks5://proxy.internal:1080' }));
    expect(await send(named(base), find)).toEqual({
      ok: false,
      failure: { code: 'network.proxy', detail: 'proxy-unsupported' },
    });
    expect(requests).toBe(0);
  });
});
