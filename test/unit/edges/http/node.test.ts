import { createServer, type RequestListener } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createNodeTransport, type NodeTransportOptions } from '../../../../electron/edges/http/node.ts';
import type { HttpRequest } from '../../../../electron/core/ports/http.ts';
import type { Transport } from '../../../../electron/edges/http/transport.ts';
import { createHttpPort } from '../../../../electron/edges/http/send.ts';
import { realWait } from '../../../../electron/edges/http/wait.ts';
import { ca, closeLater, echo, listening, sendThrough, serve, serveTls } from './servers.ts';

const straight: NodeTransportOptions = { findProxy: () => Promise.resolve(null), extraCertificates: null };

const transportOf = (options: Partial<NodeTransportOptions> = {}): Transport => {
  const transport = createNodeTransport({ ...straight, ...options });
  closeLater(() => transport.close());
  return transport;
};

const send = (
  url: string,
  given: Parameters<typeof sendThrough>[2] & { readonly options?: Partial<NodeTransportOptions> } = {},
) => sendThrough(transportOf(given.options), url, given);

afterEach(() => void vi.unstubAllEnvs());

describe('the request on the wire', () => {
  test('has path and query exactly as given, and nothing that was not asked for', async () => {
    const base = await serve(echo);
    const path = "/transaction?b=%20%2A&a=1&Signature=x%2By%3D&q='()!*~";
    const outcome = await send(`${base}${path}`, {
      request: { headers: { authorization: 'Bearer k', 'X-Qiniu-Regionid': 'cn' } },
    });
    const seen = JSON.parse(outcome.ok ? outcome.value.text : '{}') as {
      method: string;
      url: string;
      headers: Record<string, string>;
    };
    expect([seen.method, seen.url]).toEqual(['GET', path]);
    expect(seen.headers).toMatchObject({
      authorization: 'Bearer k',
      'x-qiniu-regionid': 'cn',
      host: base.replace('http://', ''),
    });
    expect(Object.keys(seen.headers).sort()).toEqual([
      'accept-encoding',
      'authorization',
      'connection',
      'host',
      'x-qiniu-regionid',
    ]);
  });

  test('a form goes as its bytes', async () => {
    const base = await serve(echo);
    const outcome = await send(`${base}/x`, {
      request: { method: 'POST', body: 'a=1&b=云', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    });
    expect(JSON.parse(outcome.ok ? outcome.value.text : '{}')).toMatchObject({
      method: 'POST',
      body: 'a=1&b=云',
      headers: { 'content-length': '9' },
    });
  });

  test('no cookie comes back', async () => {
    const base = await serve((message, response) => {
      response.setHeader('Set-Cookie', 'session=1');
      response.end(message.headers.cookie ?? 'none');
    });
    const port = createHttpPort({
      transport: transportOf(),
      now: () => 0,
      wait: realWait,
      random: () => 0,
      signal: new AbortController().signal,
    });
    const build = (): HttpRequest => ({ method: 'GET', url: base, headers: {}, body: null });
    await port.send(build);
    expect(await port.send(build)).toMatchObject({ value: { text: 'none' } });
  });
});

describe('compression', () => {
  test.each([
    ['gzip', gzipSync],
    ['GZIP', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['identity', (bytes: Buffer) => bytes],
  ])('%s', async (encoding, compress) => {
    const base = await serve((_, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(compress(Buffer.from('租期铃'.repeat(1_000))));
    });
    expect(await send(base)).toMatchObject({ ok: true, value: { text: '租期铃'.repeat(1_000) } });
  });

  test.each([
    ['bytes that are none', gzipSync('x').fill(7), 'gzip', 'Z_DATA_ERROR'],
    ['a cut stream', gzipSync('x'.repeat(9_999)).subarray(0, 20), 'gzip', 'Z_BUF_ERROR'],
    ['a way that was not asked for', Buffer.from('x'), 'zstd', 'unsupported-encoding'],
  ])('%s', async (_, bytes, encoding, detail) => {
    const base = await serve((_message, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(bytes);
    });
    expect(await send(base)).toEqual({ ok: false, failure: { code: 'provider.unexpected-answer', detail } });
  });

  const json = Buffer.from('{"name":"租期铃"}');
  const zipped = gzipSync(json);
  const named = Buffer.concat([
    Uint8Array.of(0x1f, 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 3, 0),
    Buffer.from('xyzname\0comment\0hc'),
    deflateRawSync(json),
  ]);

  // As Chromium reads them, which test/e2e/encodings.e2e.ts proves.
  test.each<readonly [string, string | readonly string[], Buffer]>([
    ['an unknown coding is none', 'UTF-8', json],
    ['another', 'none', json],
    ['deflate without its header', 'deflate', deflateRawSync(json)],
    ['deflate with bytes behind it', 'deflate', Buffer.concat([deflateSync(json), Buffer.from('\r\n')])],
    ['an old name in other case', ' X-GZip\t', zipped],
    ['two codings', 'br, gzip', gzipSync(brotliCompressSync(json))],
    ['two lines', ['gzip', 'deflate'], deflateSync(zipped)],
    ['gzip twice', 'gzip,gzip', gzipSync(zipped)],
    ['gzip with bytes behind it', 'gzip', Buffer.concat([zipped, Buffer.from('bytes')])],
    ['a second gzip behind it', 'gzip', Buffer.concat([zipped, gzipSync('more')])],
    ['gzip without its end', 'gzip', zipped.subarray(0, -8)],
    ['gzip with a wrong check sum', 'gzip', Buffer.concat([zipped.subarray(0, -8), Buffer.alloc(8, 7)])],
    ['gzip with all that its header can hold', 'gzip', named],
    ['brotli with bytes behind it', 'br', Buffer.concat([brotliCompressSync(json), Buffer.from('bytes')])],
  ])('%s', async (_, encoding, bytes) => {
    const base = await serve((_message, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(bytes);
    });
    expect(await send(base)).toMatchObject({ ok: true, value: { text: json.toString() } });
  });

  test('one byte after the other', async () => {
    for (const [encoding, bytes] of [
      ['gzip', named],
      ['deflate', deflateRawSync(json)],
      ['deflate', deflateSync(json)],
    ] as const) {
      const base = await serve((_, response) => {
        response.writeHead(200, { 'Content-Encoding': encoding });
        for (const byte of bytes) response.write(Uint8Array.of(byte));
        response.end();
      });
      expect(await send(base)).toMatchObject({ ok: true, value: { text: json.toString() } });
    }
  });

  test.each(['gzip', 'deflate', 'br', 'x-gzip, br'])('nothing at all as %s is an empty body', async (encoding) => {
    const base = await serve((_, response) => response.writeHead(404, { 'Content-Encoding': encoding }).end());
    expect(await send(base)).toMatchObject({ ok: true, value: { status: 404, text: '' } });
  });

  test.each<readonly [string, string | readonly string[]]>([
    ['identity beside it', 'identity, gzip'],
    ['an unknown coding beside it', 'gzip, foo'],
    ['an empty name', ',gzip'],
    ['an empty line', ['', 'gzip']],
  ])('%s leaves a body as it came', async (_, encoding) => {
    const base = await serve((_message, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(zipped);
    });
    const read = await send(base);
    expect(read.ok && read.value.text.includes('租')).toBe(false);
    expect(read).toMatchObject({ ok: true });
  });

  test.each([
    ['deflate', Buffer.concat([deflateSync(json).subarray(0, -4), Buffer.alloc(4, 7)])],
    ['deflate', json],
    ['deflate', zipped],
    ['gzip', deflateSync(json)],
    ['gzip', Buffer.concat([Uint8Array.of(0x1f, 0x8b, 8, 8), Buffer.alloc(9_000, 'x')])],
    ['br', json],
    ['"gzip"', zipped],
    ['gzip;q=1', zipped],
    ['gzip br', zipped],
    ['*', json],
  ])('%s that is none is refused, unless the status says enough', async (encoding, bytes) => {
    for (const [status, expected] of [
      [200, { ok: false, failure: { code: 'provider.unexpected-answer' } }],
      [401, { ok: true, value: { status: 401, text: '' } }],
      [403, { ok: true, value: { status: 403, text: '' } }],
      [404, { ok: true, value: { status: 404, text: '' } }],
      [503, { ok: false, failure: { code: 'provider.unavailable', status: 503 } }],
    ] as const) {
      const base = await serve((_, response) =>
        response.writeHead(status, { 'Content-Encoding': encoding }).end(bytes),
      );
      expect(await send(base)).toMatchObject(expected);
    }
  });

  test('a bomb stops at 20 MB', async () => {
    const bomb = gzipSync(Buffer.alloc(100_000_000));
    const base = await serve((_, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(bomb);
    });
    expect(await send(base)).toEqual({
      ok: false,
      failure: { code: 'provider.unexpected-answer', detail: 'too-large', status: 200 },
    });
  });
});

describe('connections', () => {
  test('nobody listens', async () => {
    expect(await send('http://127.0.0.1:1/')).toEqual({
      ok: false,
      failure: { code: 'provider.unavailable', detail: 'ECONNREFUSED' },
    });
  });

  test('something that is no HTTP answers', async () => {
    const server = createServer();
    server.on('connection', (socket) => socket.end('SSH-2.0-OpenSSH\r\n\r\n'));
    const failure = await send(`http://127.0.0.1:${await listening(server)}/`);
    expect(failure).toMatchObject({
      ok: false,
      failure: { code: 'provider.unexpected-answer', detail: expect.stringMatching(/^HPE_/) },
    });
  });

  test('a cancelled round ends a request under way at once', async () => {
    const base = await serve(() => undefined);
    const cancel = new AbortController();
    const outcome = send(base, { signal: cancel.signal });
    setImmediate(() => cancel.abort());
    expect(await outcome).toEqual({ ok: false, failure: { code: 'cancelled' } });
  });

  test('bodies that nobody reads are cancelled, and the connections do not pile up', async () => {
    let open = 0;
    const server = createServer((_, response) => {
      response.writeHead(503);
      response.write('x'.repeat(100_000));
    });
    server.on('connection', (socket) => {
      open += 1;
      socket.on('close', () => (open -= 1));
      socket.on('error', () => undefined);
    });
    const base = `http://127.0.0.1:${await listening(server)}`;
    for (let i = 0; i < 5; i++)
      expect(await send(base)).toMatchObject({ failure: { code: 'provider.unavailable', status: 503 } });
    await expect.poll(() => open).toBe(0);
  });
});

describe('TLS', () => {
  const ok: RequestListener = (_, response) => response.end('secure');

  test('an unknown authority is refused by name, and nothing is sent', async () => {
    let requests = 0;
    const base = await serveTls('loopback', () => (requests += 1));
    expect(await send(base)).toEqual({
      ok: false,
      failure: { code: 'network.tls', detail: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' },
    });
    expect(requests).toBe(0);
  });

  test('with the extra certificate it is trusted', async () => {
    const base = await serveTls('loopback', ok);
    expect(await send(base, { options: { extraCertificates: ca } })).toMatchObject({
      value: { text: 'secure' },
    });
  });

  test.each([
    ['loopback', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ])('%s is told apart by what is wrong with it', async (certificate, detail) => {
    const base = await serveTls(certificate, ok);
    expect(await send(base)).toEqual({ ok: false, failure: { code: 'network.tls', detail } });
  });

  test('an expired one is refused although its authority is trusted', async () => {
    const base = await serveTls('expired', ok);
    expect(await send(base, { options: { extraCertificates: ca } })).toEqual({
      ok: false,
      failure: { code: 'network.tls', detail: 'CERT_HAS_EXPIRED' },
    });
  });

  test.each(['0', '1', ''])(
    'the environment cannot switch verification off: NODE_TLS_REJECT_UNAUTHORIZED=%s',
    async (value) => {
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', value);
      let requests = 0;
      for (const certificate of ['self-signed', 'loopback', 'expired', 'elsewhere']) {
        const base = await serveTls(certificate, () => (requests += 1));
        const options = ['expired', 'elsewhere'].includes(certificate) ? { extraCertificates: ca } : {};
        expect(await send(base, { options })).toMatchObject({ ok: false, failure: { code: 'network.tls' } });
      }
      expect(requests).toBe(0);
      const trusted = await serveTls('loopback', ok);
      expect(await send(trusted, { options: { extraCertificates: ca } })).toMatchObject({ value: { text: 'secure' } });
    },
  );

  test("another host's certificate is refused all the same", async () => {
    const base = await serveTls('elsewhere', ok);
    expect(await send(base, { options: { extraCertificates: ca } })).toEqual({
      ok: false,
      failure: { code: 'network.tls', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
  });

  test('a server that speaks plain HTTP on that port', async () => {
    const base = await serve(ok);
    expect(await send(base.replace('http:', 'https:'))).toMatchObject({ ok: false, failure: { code: 'network.tls' } });
  });
});
