import type { ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { entriesOf } from './entries.ts';
import { oneOf } from '../../fakes/random.ts';

/** How the bytes of an answer travel, or what comes instead of HTTP. Times are the run's, which a wait of the port is scaled to. */
export interface Wire {
  readonly name: string;
  readonly send: (response: ServerResponse, body: Buffer) => void | Promise<void>;
}

type Send = Wire['send'];

const head = (lines: readonly string[], status = '200 OK'): string =>
  `HTTP/1.1 ${status}\r\n${lines.join('\r\n')}\r\n\r\n`;
const lengthOf = (body: Buffer): string => `Content-Length: ${String(body.length)}`;

/** Writes to the connection itself and leaves it open, unless `then` says otherwise. */
const raw =
  (
    bytes: (body: Buffer) => string | Buffer | readonly (string | Buffer)[],
    then: 'open' | 'end' | 'reset' = 'end',
  ): Send =>
  ({ socket }, body) => {
    if (socket === null || socket.destroyed) return;
    const parts = bytes(body);
    for (const part of typeof parts === 'string' || Buffer.isBuffer(parts) ? [parts] : parts) socket.write(part);
    if (then === 'end') socket.end();
    // After the bytes have gone, so that the reset cuts the body and not the whole answer.
    if (then === 'reset') socket.write('', () => socket.resetAndDestroy());
  };

const chunk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
const chunked = head(['Transfer-Encoding: chunked']);

const half = (body: Buffer): Buffer => body.subarray(0, Math.floor(body.length / 2));

const packed = (bytes: Buffer, encoding: string): readonly (string | Buffer)[] => [
  head([lengthOf(bytes), `Content-Encoding: ${encoding}`]),
  bytes,
];

/** Quick ones: they end by themselves. */
const quick: Readonly<Record<string, Send>> = {
  'reset at once': ({ socket }) => void socket?.resetAndDestroy(),
  'closed at once': ({ socket }) => void socket?.end(),
  'reset in the body': raw((body) => [head([lengthOf(body)]), half(body)], 'reset'),
  'closed in the body': raw((body) => [head([lengthOf(body)]), half(body)]),
  'closed in the headers': raw(() => 'HTTP/1.1 200 OK\r\nContent-Le'),
  'closed in a chunk': raw((body) => [chunked, chunk(body).subarray(0, -20)]),
  'closed before the last chunk': raw((body) => [chunked, chunk(body)]),
  'length too small': raw((body) => [head([`Content-Length: ${String(Math.floor(body.length / 2))}`]), body]),
  'length too large': raw((body) => [head([`Content-Length: ${String(body.length + 100)}`]), body]),
  'length of 10^19': raw((body) => [head(['Content-Length: 10000000000000000000']), body]),
  'length below zero': raw((body) => [head(['Content-Length: -5']), body]),
  'length in words': raw((body) => [head(['Content-Length: many']), body]),
  'two lengths': raw((body) => [head([lengthOf(body), 'Content-Length: 3']), body]),
  'a length and chunks': raw((body) => [
    head([lengthOf(body), 'Transfer-Encoding: chunked']),
    chunk(body),
    '0\r\n\r\n',
  ]),
  'an unknown coding': raw((body) => [head([lengthOf(body), 'Content-Encoding: UTF-8']), body]),
  'no name of a coding': raw((body) => [head([lengthOf(body), 'Content-Encoding: "gzip"; q=1']), body]),
  'deflate without its header': raw((body) => packed(deflateRawSync(body), 'deflate')),
  'two codings': raw((body) => packed(gzipSync(deflateSync(body)), 'deflate, x-gzip')),
  'gzip without its end': raw((body) => packed(gzipSync(body).subarray(0, -8), 'gzip')),
  'half a gzip': raw((body) => packed(half(gzipSync(body)), 'gzip')),
  'a charset that lies': raw((body) => [head([lengthOf(body), 'Content-Type: application/json;charset=GBK']), body]),
  'UTF-16 without its mark': raw((body) => {
    const wide = Buffer.from(body.toString(), 'utf16le');
    return [head([lengthOf(wide)]), wide];
  }),
  'no length': raw((body) => [head(['Content-Type: application/json']), body]),
  'a chunk of no size': raw((body) => [chunked, 'zz\r\n', body]),
  'a chunk of a huge size': raw((body) => [chunked, 'ffffffffffffffff\r\n', body]),
  'a chunk below zero': raw((body) => [chunked, '-5\r\n', body]),
  'a chunk with a long extension': raw((body) => [chunked, `5;${'x'.repeat(100_000)}\r\n`, body]),
  'chunks of one byte': raw((body) => [
    chunked,
    Buffer.concat([...body.subarray(0, 3_000)].map((byte) => chunk(Buffer.from([byte])))),
    chunk(body.subarray(3_000)).subarray(body.length > 3_000 ? 0 : 5),
    '0\r\n\r\n',
  ]),
  'trailers without end': raw((body) => [chunked, chunk(body), '0\r\n', 'X-T: 1\r\n'.repeat(20_000)]),
  'no HTTP': raw(() => '220 mail.example ESMTP ready\r\n'),
  noise: raw(() => Buffer.from(Array.from({ length: 400 }, (_, index) => (index * 73) % 256))),
  TLS: raw(() => Buffer.from([0x15, 3, 1, 0, 2, 2, 40])),
  'HTTP/0.9': raw((body) => body),
  'HTTP/9.9': raw((body) => ['HTTP/9.9 200 OK\r\n', `${lengthOf(body)}\r\n\r\n`, body]),
  'status 0': raw((body) => [head([lengthOf(body)], '000 Nothing'), body]),
  'status 99': raw((body) => [head([lengthOf(body)], '99 Nothing'), body]),
  'status 1000': raw((body) => [head([lengthOf(body)], '1000 Nothing'), body]),
  'status 100 only': raw(() => head([], '100 Continue')),
  'status 101': raw(() => head(['Upgrade: websocket', 'Connection: Upgrade'], '101 Switching Protocols')),
  'status 103 ten thousand times': raw((body) => [
    head(['Link: <x>'], '103 Early Hints').repeat(10_000),
    head([lengthOf(body)]),
    body,
  ]),
  'status 204 with a body': raw((body) => [head([lengthOf(body)], '204 No Content'), body]),
  'status 304 with a body': raw((body) => [head([lengthOf(body)], '304 Not Modified'), body]),
  'a header of 100 KB': raw((body) => [head([`X-A: ${'a'.repeat(100_000)}`, lengthOf(body)]), body]),
  'ten thousand headers': raw((body) => [
    head([...Array.from({ length: 10_000 }, (_, index) => `X-${String(index)}: a`), lengthOf(body)]),
    body,
  ]),
  'a header with NUL': raw((body) => [head(['X-A: a\0b', lengthOf(body)]), body]),
  'a header without a name': raw((body) => [head([': a', lengthOf(body)]), body]),
  'a header without a colon': raw((body) => [head(['X-A', lengthOf(body)]), body]),
  'a folded header': raw((body) => [head(['X-A: a', ' b', lengthOf(body)]), body]),
  'a header named __proto__': raw((body) => [head(['__proto__: a', 'constructor: b', lengthOf(body)]), body]),
  'a second answer behind the first': raw(
    (body) => [head([lengthOf(body)]), body, head(['Content-Length: 2', 'Connection: keep-alive']), '{}'],
    'open',
  ),
  'an answer and noise behind it': raw((body) => [head([lengthOf(body)]), body, 'noise'.repeat(100)], 'open'),
};

/** How long the run's deadlines are, in its own milliseconds. */
export interface Pace {
  readonly headersMs: number;
  readonly betweenChunksMs: number;
}

/** Slow ones: only a deadline ends them. */
const slow: Readonly<Record<string, (pace: Pace) => Send>> = {
  silence: () => () => undefined,
  'silence in the headers': () => raw(() => 'HTTP/1.1 200 OK\r\nContent-Type: app', 'open'),
  'silence in the body': () => raw((body) => [head([lengthOf(body)]), half(body)], 'open'),
  'silence after the status 100': () => raw(() => head([], '100 Continue'), 'open'),
  'no last chunk': () => raw((body) => [chunked, chunk(body)], 'open'),
  'a length that never comes': () =>
    raw((body) => [head([`Content-Length: ${String(body.length + 1)}`]), body], 'open'),
  'a drip': ({ betweenChunksMs }) => drip(betweenChunksMs / 2, (body) => head([lengthOf(body)])),
  'a drip without an end': ({ betweenChunksMs }) =>
    drip(
      betweenChunksMs / 2,
      () => chunked,
      () => Buffer.from('1\r\n \r\n'),
    ),
  'a drip of headers': ({ headersMs }) =>
    drip(
      headersMs / 8,
      () => 'HTTP/1.1 200 OK\r\n',
      () => Buffer.from('X-A: a\r\n'),
    ),
};

/** One piece after the other with a pause between, until the other side is gone. */
const drip =
  (everyMs: number, start: (body: Buffer) => string, piece?: () => Buffer): Send =>
  async ({ socket }, body) => {
    socket?.write(start(body));
    for (
      let index = 0;
      socket !== null && !socket.destroyed && index < (piece === undefined ? body.length : 10_000);
      index += 1
    ) {
      socket.write(piece?.() ?? body.subarray(index, index + 1));
      await pause(everyMs);
    }
  };

/** A way for an answer to travel that no honest server would choose; one in four is slow. */
export const hostileWire = (random: () => number, pace: Pace): Wire => {
  if (random() < 0.25) {
    const [name, make] = oneOf(random, entriesOf(slow));
    return { name, send: make(pace) };
  }
  const [name, send] = oneOf(random, entriesOf(quick));
  return { name, send };
};
