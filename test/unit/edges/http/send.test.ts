import { describe, expect, test } from 'vitest';
import type { Result } from '../../../../electron/core/model/failure.ts';
import type { HttpResponse } from '../../../../electron/core/ports/http.ts';
import type { Transport, Wait } from '../../../../electron/edges/http/transport.ts';
import { createHttpPort, type CountingHttpPort } from '../../../../electron/edges/http/send.ts';
import { realWait } from '../../../../electron/edges/http/wait.ts';
import { answers, hangs, playing, request, throws, VirtualTime, type Act } from './fakes.ts';

interface Sent {
  readonly outcome: Result<HttpResponse>;
  readonly port: CountingHttpPort;
  readonly transport: ReturnType<typeof playing>;
  readonly time: VirtualTime;
  readonly startedAt: number;
  readonly skews: readonly number[];
}

const openPort = (
  transport: Transport,
  time: VirtualTime,
  signal = new AbortController().signal,
  skews: number[] = [],
): CountingHttpPort =>
  createHttpPort({
    transport,
    now: () => time.now,
    wait: time.wait,
    random: () => 0.5,
    signal,
    onSkew: (skewMs) => skews.push(skewMs),
  });

const send = async (...acts: readonly Act[]): Promise<Sent> => {
  const time = new VirtualTime();
  const transport = playing(...acts);
  const skews: number[] = [];
  const port = openPort(transport, time, undefined, skews);
  const startedAt = time.now;
  const outcome = await port.send(() => request);
  return { outcome, port, transport, time, startedAt, skews };
};

const failure = (sent: Sent) => (sent.outcome.ok ? null : sent.outcome.failure);

const megabyte = 1024 * 1024;

/** A body that ends in a reset after so many bytes. */
const broken =
  (bytes: number): Act =>
  () =>
    Promise.resolve({
      status: 200,
      headers: {},
      body: (async function* () {
        yield await Promise.resolve(Buffer.alloc(bytes));
        throw Object.assign(new Error('failed'), { code: 'ECONNRESET' });
      })(),
    });

/** The same body, each chunk told. Once it is refused, no more of it is asked for: a chunk counts when the next one is wanted. */
const counted = async function* (body: AsyncIterable<Uint8Array>, onBytes: (count: number) => void) {
  for await (const chunk of body) {
    onBytes(chunk.byteLength);
    yield chunk;
  }
};

describe('an answer', () => {
  test('is decoded from UTF-8, across chunks, without its byte-order mark', async () => {
    const bytes = Buffer.from('\ufeff{"name":"租期铃"}');
    const { outcome } = await send(answers(200, [bytes.subarray(0, 14), bytes.subarray(14)], { 'x-reqid': 'R' }));
    expect(outcome).toEqual({
      ok: true,
      value: { status: 200, headers: { 'x-reqid': 'R' }, text: '{"name":"租期铃"}' },
    });
  });

  test.each([400, 401, 403, 404])(
    '%i is an answer, not a failure of the network, and is not asked for again',
    async (status) => {
      const { outcome, port } = await send(answers(status, 'why'));
      expect(outcome).toMatchObject({ ok: true, value: { status, text: 'why' } });
      expect(port.requests()).toBe(1);
    },
  );

  test('over 20 MB is refused, and the rest is cancelled', async () => {
    const megabyte = new Uint8Array(1024 * 1024);
    const sent = await send(
      answers(
        200,
        Array.from({ length: 21 }, () => megabyte),
      ),
    );
    expect(failure(sent)).toEqual({ code: 'provider.unexpected-answer', detail: 'too-large', status: 200 });
    expect(sent.transport.aborted()).toBe(1);
    expect(sent.port.requests()).toBe(1);
  });

  test('of exactly 20 MB passes', async () => {
    const { outcome } = await send(
      answers(
        200,
        Array.from({ length: 20 }, () => new Uint8Array(1024 * 1024).fill(32)),
      ),
    );
    expect(outcome.ok).toBe(true);
  });

  test.each<[string, Act]>([
    ['Chinese, of three bytes a character', answers(200, [Buffer.alloc(18 * megabyte, '长')])],
    ['too long each', answers(200, [Buffer.alloc(21 * megabyte)])],
    ['broken off each', broken(18 * megabyte)],
  ])('no round receives more than 256 MB, in bytes: %s', async (_, act) => {
    let bytes = 0;
    const transport = playing(async (asked, signal) => {
      const answer = await act(asked, signal);
      return { ...answer, body: counted(answer.body, (count) => (bytes += count)) };
    });
    const port = openPort(transport, new VirtualTime());
    for (let asked = 0; asked < 20; asked += 1) await port.send(() => request);
    expect(bytes).toBeLessThan((256 + 22) * megabyte);
  });

  test('is read in its own encoding, and bytes of none are told', async () => {
    const gbk = Buffer.from('7b226d7367223a22b2e9d1afb3c9b9a6227d', 'hex');
    const told: boolean[] = [];
    for (const bytes of [gbk, Buffer.concat([gbk, Uint8Array.of(0xff)])]) {
      let isDamaged = false;
      const port = createHttpPort({
        transport: playing(answers(200, [bytes.subarray(0, 10), bytes.subarray(10)], { 'content-type': 'text/html' })),
        now: () => 0,
        wait: realWait,
        random: () => 0,
        signal: new AbortController().signal,
        onDamagedText: () => (isDamaged = true),
      });
      const outcome = await port.send(() => request);
      expect(outcome.ok && outcome.value.text).toContain('{"msg":"查询成功"}');
      told.push(isDamaged);
    }
    expect(told).toEqual([false, true]);
  });
});

/** A body that breaks off after its first bytes. */
const breaking =
  (status: number, error: Error | null): Act =>
  () =>
    Promise.resolve({
      status,
      headers: {},
      body: (async function* () {
        yield Buffer.from('{"code":');
        if (error !== null) throw error;
        await new Promise(() => undefined);
      })(),
    });

const coded = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('a status that says enough', () => {
  test.each([
    ['reset', coded('ECONNRESET')],
    ['closed', coded('UND_ERR_SOCKET')],
    ['cut', new Error('net::ERR_CONTENT_LENGTH_MISMATCH')],
    ['silent', null],
    ['undecodable', coded('Z_DATA_ERROR')],
    ['undecodable to Chromium', new Error('net::ERR_CONTENT_DECODING_FAILED')],
  ])('stands when its body is %s', async (_, error) => {
    for (const status of [401, 403]) {
      const { outcome, port } = await send(breaking(status, error));
      expect(outcome).toMatchObject({ ok: true, value: { status, text: '' } });
      expect(port.requests()).toBe(1);
    }
  });

  test.each([400, 404])('is not %i where a body that breaks off may say more', async (status) => {
    const sent = await send(breaking(status, coded('ECONNRESET')), answers(status, 'why'));
    expect(sent.outcome).toMatchObject({ ok: true, value: { status, text: 'why' } });
    expect(sent.port.requests()).toBe(2);
  });

  test('is any error whose body is no text, or too much of one', async () => {
    const megabyte = new Uint8Array(1024 * 1024);
    const long = answers(
      401,
      Array.from({ length: 21 }, () => megabyte),
    );
    expect((await send(long)).outcome).toMatchObject({ ok: true, value: { status: 401, text: '' } });
    const { outcome } = await send(breaking(404, coded('Z_BUF_ERROR')));
    expect(outcome).toMatchObject({ ok: true, value: { status: 404, text: '' } });
  });

  test('does not outlive the round', async () => {
    const cancel = new AbortController();
    const port = openPort(playing(breaking(401, null)), new VirtualTime(), cancel.signal);
    const outcome = port.send(() => request);
    cancel.abort();
    expect(await outcome).toEqual({ ok: false, failure: { code: 'cancelled' } });
  });

  test('is none of success', async () => {
    expect(failure(await send(breaking(200, coded('Z_DATA_ERROR'))))).toEqual({
      code: 'provider.unexpected-answer',
      detail: 'Z_DATA_ERROR',
    });
  });
});

describe('a redirect', () => {
  test.each([
    [301, 'https://elsewhere.example/x?token=1', 'elsewhere.example'],
    [302, '//other.example:8443/', 'other.example:8443'],
    [307, '/login', 'api.example'],
  ])('%i to %s is refused and names the host', async (status, location, redirectedTo) => {
    const sent = await send(answers(status, '', { location }));
    expect(failure(sent)).toEqual({ code: 'provider.unexpected-answer', status, redirectedTo });
    expect(sent.port.requests()).toBe(1);
  });

  test.each([
    ['', 304],
    ['http://[', 302],
  ])('with a Location that is %j names none', async (location, status) => {
    expect(failure(await send(answers(status, '', { location })))).toEqual({
      code: 'provider.unexpected-answer',
      status,
    });
  });
});

describe('trying again', () => {
  test.each(['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET', 'net::ERR_CONNECTION_REFUSED', 'net::ERR_EMPTY_RESPONSE'])(
    '%s: three attempts, then provider.unavailable',
    async (code) => {
      const sent = await send(throws(code));
      expect(failure(sent)).toEqual({ code: 'provider.unavailable', detail: code.replace('net::', '') });
      expect(sent.port.requests()).toBe(3);
    },
  );

  test('a failure that passes is not seen', async () => {
    const sent = await send(throws('ECONNRESET'), answers(502), answers(200, 'done'));
    expect(sent.outcome).toMatchObject({ ok: true, value: { text: 'done' } });
    expect(sent.port.requests()).toBe(3);
  });

  test('waits longer each time, with chance in it', async () => {
    const { time } = await send(answers(503));
    expect(time.waited).toEqual([500, 1000]);
  });

  test('each attempt is built anew', async () => {
    const time = new VirtualTime();
    const transport = playing(answers(500));
    let nonce = 0;
    await openPort(transport, time).send(() => ({ ...request, url: `https://api.example/?n=${(nonce += 1)}` }));
    expect(transport.requests.map(({ url }) => url)).toEqual([
      'https://api.example/?n=1',
      'https://api.example/?n=2',
      'https://api.example/?n=3',
    ]);
  });

  test.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'network.tls'],
    ['CERT_HAS_EXPIRED', 'network.tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'network.tls'],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'network.tls'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'network.tls'],
    ['ENETUNREACH', 'network.offline'],
    ['net::ERR_INTERNET_DISCONNECTED', 'network.offline'],
    ['Z_DATA_ERROR', 'provider.unexpected-answer'],
    ['HPE_INVALID_CONSTANT', 'provider.unexpected-answer'],
    ['net::ERR_INVALID_HTTP_RESPONSE', 'provider.unexpected-answer'],
  ])('%s is %s and will be the same in a second', async (error, code) => {
    const sent = await send(throws(error));
    expect(failure(sent)).toEqual({ code, detail: error.replace('net::', '') });
    expect(sent.port.requests()).toBe(1);
  });

  test.each(['PROXY_CONNECTION_FAILED', 'TUNNEL_CONNECTION_FAILED', 'NO_SUPPORTED_PROXIES', 'SOCKS_CONNECTION_FAILED'])(
    "Chromium's %s names the proxy",
    async (name) => {
      const sent = await send(throws(`net::ERR_${name}`));
      expect(failure(sent)).toEqual({ code: 'network.proxy', detail: `ERR_${name}` });
    },
  );

  test('a proxy that is not reached without any connection is offline', async () => {
    const offline = { ...playing(throws('net::ERR_PROXY_CONNECTION_FAILED')), connected: () => false };
    expect(await openPort(offline, new VirtualTime()).send(() => request)).toMatchObject({
      failure: { code: 'network.offline' },
    });
  });

  test("407 is the proxy's, whatever its body says, and is not asked for again", async () => {
    const sent = await send(answers(407, '{"code":200}'));
    expect(failure(sent)).toEqual({ code: 'network.proxy', detail: 'proxy-auth', status: 407 });
    expect(sent.port.requests()).toBe(1);
  });

  test('a name that is not found means offline only without any connection', async () => {
    const time = new VirtualTime();
    const online = playing(throws('ENOTFOUND'));
    expect(await openPort(online, time).send(() => request)).toMatchObject({
      failure: { code: 'provider.unavailable', detail: 'ENOTFOUND' },
    });
    const offline = { ...playing(throws('EAI_AGAIN')), connected: () => false };
    expect(await openPort(offline, time).send(() => request)).toEqual({
      ok: false,
      failure: { code: 'network.offline', detail: 'EAI_AGAIN' },
    });
  });

  test('a bug is thrown, not reported', async () => {
    const broken: Act = () => Promise.reject(new TypeError('bug'));
    await expect(send(broken)).rejects.toThrow('bug');
  });

  test('no failure carries the query', async () => {
    for (const act of [
      throws('ECONNREFUSED'),
      answers(503),
      answers(429),
      answers(302, '', { location: '/a?b=c' }),
      hangs,
    ]) {
      expect(JSON.stringify((await send(act)).outcome)).not.toMatch(/very-secret|Signature|b=c/);
    }
  });
});

describe('deadlines', () => {
  const slowly =
    (time: () => VirtualTime, everyMs: number, count: number): Act =>
    async (_, signal) => ({
      status: 200,
      headers: {},
      body: (async function* () {
        for (let i = 0; i < count; i++) {
          await time().wait(everyMs, signal);
          yield Buffer.from('x');
        }
      })(),
    });

  test('15 s to the headers, three times', async () => {
    const sent = await send(hangs);
    expect(failure(sent)).toEqual({ code: 'network.timeout', detail: 'headers' });
    expect(sent.port.requests()).toBe(3);
    expect(sent.time.now - sent.startedAt).toBe(3 * 15_000 + 1_500);
  });

  test.each([
    ['between chunks', 15_500, 3, 'between-chunks'],
    ['for the whole body', 10_000, 100, 'body'],
  ])('%s', async (_, everyMs, count, detail) => {
    const time = new VirtualTime();
    const transport = playing(slowly(() => time, everyMs, count));
    const outcome = await openPort(transport, time).send(() => request);
    expect(outcome).toEqual({ ok: false, failure: { code: 'network.timeout', detail } });
    expect(transport.aborted()).toBe(3);
  });

  test('slow but steady within a minute is fine', async () => {
    const time = new VirtualTime();
    const outcome = await openPort(playing(slowly(() => time, 10_000, 5)), time).send(() => request);
    expect(outcome).toMatchObject({ ok: true, value: { text: 'xxxxx' } });
  });
});

describe('the end of the round', () => {
  test('cancels a request under way', async () => {
    const cancel = new AbortController();
    const outcome = openPort(playing(hangs), new VirtualTime(), cancel.signal).send(() => request);
    cancel.abort();
    expect(await outcome).toEqual({ ok: false, failure: { code: 'cancelled' } });
  });

  test('by its own deadline is a timeout', async () => {
    const cancel = new AbortController();
    const transport = playing(hangs);
    cancel.abort(new DOMException('late', 'TimeoutError'));
    const port = openPort(transport, new VirtualTime(), cancel.signal);
    expect(await port.send(() => request)).toEqual({
      ok: false,
      failure: { code: 'network.timeout', detail: 'round' },
    });
    expect(port.requests()).toBe(0);
  });

  test('ends a wait for the next attempt', async () => {
    const cancel = new AbortController();
    const time = new VirtualTime();
    const transport = playing(answers(429, '', { 'retry-after': '19' }));
    const port = createHttpPort({
      transport,
      now: () => time.now,
      random: () => 0,
      signal: cancel.signal,
      wait: (durationMs, signal) => {
        if (durationMs > 18_000) cancel.abort();
        return time.wait(durationMs, signal);
      },
    });
    expect(await port.send(() => request)).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(transport.requests).toHaveLength(1);
  });
});

describe('Retry-After', () => {
  const limited = (retryAfter: string, date?: string): Act =>
    answers(429, '', { 'retry-after': retryAfter, ...(date === undefined ? {} : { date }) });
  const httpDate = (ms: number): string => new Date(ms).toUTCString();
  const start = new VirtualTime().now;

  test.each([
    ['seconds', limited('7'), 7_000],
    ['20 seconds', limited('20'), 20_000],
    ['an HTTP date', limited(httpDate(start + 9_000)), 9_000],
    [
      'an HTTP date by their clock, an hour ahead of ours',
      limited(httpDate(start + 3_609_000), httpDate(start + 3_600_000)),
      9_000,
    ],
    ['503 says it too', answers(503, '', { 'retry-after': '4' }), 4_000],
  ])('%s: waited for, never earlier, hardly later', async (_, first, askedMs) => {
    const { outcome, time, startedAt, port } = await send(first, answers(200, 'done'));
    expect(outcome.ok).toBe(true);
    expect(port.requests()).toBe(2);
    expect(time.now - startedAt).toBeGreaterThanOrEqual(askedMs);
    expect(time.now - startedAt).toBeLessThan(askedMs + 1_000);
  });

  test.each([
    ['21 seconds', '21', '2026-11-23T08:00:21.000Z'],
    ['a billion seconds', '1000000000', '2058-08-01T09:46:40.000Z'],
    ['10^30 seconds, cut to a thousand years', '1000000000000000000000000000000', '3026-12-01T08:00:00.000Z'],
    ['a date tomorrow', 'Tue, 24 Nov 2026 08:00:00 GMT', '2026-11-24T08:00:00.000Z'],
    ['two headers, of which the longer counts', '30, 120', '2026-11-23T08:02:00.000Z'],
    ['a date and seconds', 'Mon, 23 Nov 2026 08:01:00 GMT, 30', '2026-11-23T08:01:00.000Z'],
    ['seconds and an old form of date', '30, Tuesday, 24-Nov-26 08:00:00 GMT', '2026-11-24T08:00:00.000Z'],
    ['an old form of date', 'Tuesday, 24-Nov-26 08:00:00 GMT', '2026-11-24T08:00:00.000Z'],
    ['the oldest form of date', 'Tue Nov 24 08:00:00 2026', '2026-11-24T08:00:00.000Z'],
  ])('%s: not waited for, the failure says until when', async (_, retryAfter, retryAt) => {
    const sent = await send(limited(retryAfter));
    expect(failure(sent)).toEqual({ code: 'provider.rate-limited', status: 429, retryAt });
    expect(sent.port.requests()).toBe(1);
    expect(sent.time.now).toBe(sent.startedAt);
  });

  test.each(['', '0', '-5', 'soon', '1.5', '7 seconds', 'Mon, 23 Nov 2026 07:00:00 GMT', 'NaN', '0x10'])(
    '%j asks for nothing: the usual back-off',
    async (retryAfter) => {
      const sent = await send(limited(retryAfter));
      expect(failure(sent)).toEqual({ code: 'provider.rate-limited', status: 429 });
      expect(sent.port.requests()).toBe(3);
      expect(sent.time.waited).toEqual([500, 1000]);
    },
  );

  test('the last refusal says until when', async () => {
    const sent = await send(limited('5'));
    expect(sent.port.requests()).toBe(3);
    expect(Date.parse(failure(sent)?.retryAt ?? '') - sent.time.now).toBe(5_000);
  });

  test('no other request of the round goes out earlier', async () => {
    const time = new VirtualTime();
    const transport = playing(limited('300'));
    const port = openPort(transport, time);
    await port.send(() => request);
    expect(await port.send(() => request)).toEqual({
      ok: false,
      failure: { code: 'provider.rate-limited', retryAt: '2026-11-23T08:05:00.000Z' },
    });
    expect(port.requests()).toBe(1);
  });

  test('a clock that does not move cannot hold us for ever', async () => {
    const transport = playing(limited('3'), answers(200, 'done'));
    // Deadlines never come, pauses are over at once, and the clock shows the same all the time.
    const wait: Wait = (durationMs) => (durationMs < 15_000 ? Promise.resolve() : new Promise(() => undefined));
    const port = createHttpPort({
      transport,
      now: () => start,
      wait,
      random: () => 0,
      signal: new AbortController().signal,
    });
    expect(await port.send(() => request)).toMatchObject({ ok: true });
  });
});

describe('the clock', () => {
  test('is compared with the Date header: ours minus theirs', async () => {
    const date = new Date(new VirtualTime().now - 180_000).toUTCString();
    expect((await send(answers(200, '', { date }))).skews).toEqual([180_000]);
    expect((await send(answers(404, '', { date }))).skews).toEqual([180_000]);
  });

  test('says nothing when theirs is absent or nonsense', async () => {
    expect((await send(answers(200, '', { date: 'yesterday' }))).skews).toEqual([]);
    expect((await send(answers(200))).skews).toEqual([]);
  });
});
