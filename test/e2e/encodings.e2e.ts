import { createServer, type AddressInfo, type Server } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FaultScript } from '../../electron/demo/fault-script.ts';
import { wolover } from '../../electron/providers/wolover/index.ts';
import { Stage } from '../provider/stage.ts';
import { launchApp, type RunningApp } from './harness/app.ts';
import { startDesktop, type Desktop } from './harness/desktop.ts';
import { ask } from './pages/requests.ts';

/** Long, so that a stream that is cut has lost some of it. */
const json = Buffer.from(
  JSON.stringify({
    code: 200,
    total: 7,
    rows: [],
    msg: Array.from({ length: 900 }, (_, n) => `租期${String(n)}`).join(),
  }),
);
/** `{"code":200,"total":7,"rows":[],"msg":"查询成功"}` in GBK. */
const gbk = Buffer.concat([
  Buffer.from('{"code":200,"total":7,"rows":[],"msg":"'),
  Buffer.from('b2e9d1afb3c9b9a6', 'hex'),
  Buffer.from('"}'),
]);
const utf16 = Buffer.from(`\ufeff${json.toString()}`, 'utf16le');
const zipped = gzipSync(json);

interface Raw {
  readonly status?: number;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

const encoded = (encoding: string, body: Buffer, status = 200): Raw => ({
  status,
  headers: [`Content-Encoding: ${encoding}`],
  body,
});

const readable: readonly (readonly [string, Raw])[] = [
  ['an unknown coding', encoded('UTF-8', json)],
  ['identity', encoded('identity', json)],
  ['raw deflate', encoded('deflate', deflateRawSync(json))],
  ['deflate', encoded('deflate', deflateSync(json))],
  ['deflate and more', encoded('deflate', Buffer.concat([deflateSync(json), Buffer.from('more')]))],
  ['x-gzip', encoded('X-GZip ', zipped)],
  ['br, gzip', encoded('br, gzip', gzipSync(brotliCompressSync(json)))],
  ['two lines', { headers: ['Content-Encoding: gzip', 'Content-Encoding: deflate'], body: deflateSync(zipped) }],
  ['gzip and more', encoded('gzip', Buffer.concat([zipped, Buffer.from('more')]))],
  ['two gzips', encoded('gzip', Buffer.concat([zipped, gzipSync('more')]))],
  ['gzip without its end', encoded('gzip', zipped.subarray(0, -8))],
  ['gzip with a wrong check sum', encoded('gzip', Buffer.concat([zipped.subarray(0, -8), Buffer.alloc(8, 7)]))],
  ['GBK', { headers: ['Content-Type: application/json;charset=GBK'], body: gbk }],
  ['GBK that says nothing', { headers: [], body: gbk }],
  ['UTF-16', { headers: [], body: utf16 }],
];

const unreadable: readonly (readonly [string, Raw])[] = [
  ['identity, gzip', encoded('identity, gzip', zipped)],
  ['gzip, foo', encoded('gzip, foo', zipped)],
  [',gzip', encoded(',gzip', zipped)],
  ['half a gzip', encoded('gzip', zipped.subarray(0, zipped.length / 2))],
  ['half a deflate', encoded('deflate', deflateSync(json).subarray(0, 200))],
  ['half a brotli', encoded('br', brotliCompressSync(json).subarray(0, 200))],
  ['no gzip', encoded('gzip', json)],
  ['no deflate', encoded('deflate', json)],
  ['no brotli', encoded('br', json)],
  ['a wrong check sum', encoded('deflate', Buffer.concat([deflateSync(json).subarray(0, -4), Buffer.alloc(4, 7)]))],
  ['zstd, which was not offered', encoded('zstd', json)],
  ['no name of a coding', encoded('"gzip"', zipped)],
  ['a parameter', encoded('gzip;q=1', zipped)],
  ['nothing as gzip', encoded('gzip', Buffer.alloc(0))],
];

const refused: readonly (readonly [string, Raw])[] = [
  ['no body', encoded('gzip', Buffer.alloc(0), 401)],
  ['no gzip', encoded('gzip', json, 401)],
  ['half a brotli', encoded('br', brotliCompressSync(json).subarray(0, 200), 401)],
  ['a body that breaks off', { status: 401, headers: ['Content-Length: 9999'], body: json }],
];

describe('an answer reads the same in the app and in the terminal', () => {
  let desktop: Desktop;
  let app: RunningApp;
  let server: Server;
  let stage: Stage;
  let raw: Raw = { headers: [], body: json };

  beforeAll(async () => {
    desktop = await startDesktop();
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        const { status = 200, headers, body } = raw;
        const length = headers.some((line) => line.startsWith('Content-Length'))
          ? []
          : [`Content-Length: ${body.length}`];
        socket.write([`HTTP/1.1 ${status} X`, ...headers, ...length, 'Connection: close', '', ''].join('\r\n'));
        socket.end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stage = new Stage(wolover, {
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      secrets: { apiKey: 'sk-4mPq7Lw2Rt9Yb6Nc3Vd' },
      settings: { durationUnit: 'month' },
      truth: [],
      faults: new FaultScript(),
      requests: () => [],
      reset: () => undefined,
      stop: () => Promise.resolve(),
    });
    app = await launchApp();
  });

  afterAll(async () => {
    await app.close();
    await stage.close();
    server.close();
    desktop.close();
  });

  const both = async (answer: Raw) => {
    raw = answer;
    const { baseUrl, secrets, settings } = stage.stand;
    const inApp = await ask(await app.page(), 'account.test', {
      provider: 'wolover',
      label: 'Trial',
      baseUrl,
      settings,
      secrets,
      allowHttp: false,
    });
    const inTerminal = await stage.test();
    return [inApp, inTerminal].map((each) => (each.ok ? each.value.orders : each.failure.code));
  };

  it.each(readable)('%s', async (_, answer) => {
    expect(await both(answer)).toEqual([7, 7]);
  });

  it.each(unreadable)('%s is no answer', async (_, answer) => {
    expect(await both(answer)).toEqual(['provider.unexpected-answer', 'provider.unexpected-answer']);
  });

  it.each(refused)('401 with %s', async (_, answer) => {
    expect(await both(answer)).toEqual(['account.key-rejected', 'account.key-rejected']);
  });
});
