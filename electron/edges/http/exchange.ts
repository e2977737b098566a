import { failed, success, type Failure, type Result } from '../../core/model/failure.ts';
import type { TimeoutDetail } from '../../core/model/failure-words.ts';
import { minute, second } from '../../core/model/instant.ts';
import { bodyText } from './body-text.ts';
import { isUndecodable, networkFailure } from './network-failure.ts';
import type { HttpResponse, HttpRequest } from '../../core/ports/http.ts';
import type { RawResponse, Transport, Wait } from './transport.ts';

/** How long an attempt may take, in milliseconds. The round's own deadline is its signal. */
export interface Deadlines {
  readonly headersMs: number;
  readonly betweenChunksMs: number;
  readonly bodyMs: number;
}

/** The time limits of a request, unless its caller sets others. */
export const usualDeadlines: Deadlines = { headersMs: 15 * second, betweenChunksMs: 15 * second, bodyMs: minute };

/** What ends an attempt. */
export interface AttemptOptions {
  readonly transport: Transport;
  readonly signal: AbortSignal;
  readonly wait: Wait;
  readonly deadlines: Deadlines;
}

/** One attempt's surroundings. */
export interface ExchangeOptions extends AttemptOptions {
  /** Longest body in bytes, after decompression. */
  readonly longestBody: number;
  /** Told how many bytes of a body came, after decompression, whatever becomes of it. */
  readonly onBytes: (count: number) => void;
  /** Told when the headers are there. */
  readonly onHeaders: (response: RawResponse) => void;
  /** Told when bytes of a body are none of its text's encoding, and U+FFFD stands for them. */
  readonly onDamagedText: () => void;
}

/** The statuses that send elsewhere, or to what is here already. */
export const redirects: ReadonlySet<number> = new Set([300, 301, 302, 303, 304, 305, 306, 307, 308]);

/**
 * Sends a request once and reads the whole response, within the deadlines. Whatever happens, the body is read to its end or cancelled.
 * The body of 5xx and 429 is not read: nothing that it says would matter.
 */
export const exchange = (request: HttpRequest, options: ExchangeOptions): Promise<Result<HttpResponse>> =>
  attemptOnce(request, options, async (response, attempt) => {
    options.onHeaders(response);
    if (redirects.has(response.status)) return { ok: false, failure: redirectFailure(response, request.url) };
    const { status, headers } = response;
    // Only proxies send this, and what they say is nothing for a provider's code (RFC 9110, 15.5.8).
    if (status === 407) return failed('network.proxy', { detail: 'proxy-auth', status });
    if (status >= 500 || status === 429) return success({ status, headers, text: '' });
    return whole(response, attempt, options);
  });

/** Sends a request once, within the deadlines, and hands on its response; what the network throws meanwhile is a failure. */
export const attemptOnce = async <Value>(
  request: HttpRequest,
  { transport, signal, wait, deadlines }: AttemptOptions,
  read: (response: RawResponse, attempt: Attempt) => Promise<Result<Value>>,
): Promise<Result<Value>> => {
  if (signal.aborted) return { ok: false, failure: stopFailure(signal) };
  const attempt = new Attempt(signal, wait);
  try {
    attempt.limit('headers', deadlines.headersMs);
    const response = await attempt.orEnded(transport.begin(request, attempt.signal));
    attempt.lift('headers');
    return await read(response, attempt);
  } catch (error) {
    if (signal.aborted) return { ok: false, failure: stopFailure(signal) };
    if (attempt.expired !== null) return failed('network.timeout', { detail: attempt.expired });
    return { ok: false, failure: networkFailure(error, () => transport.connected()) };
  } finally {
    attempt.end();
  }
};

/** Refused, whatever the body says: it is not asked for twice. */
const refusals: ReadonlySet<number> = new Set([401, 403]);

/**
 * The response with its text. A body that cannot be read takes nothing from a status that speaks for itself: 401 and 403 count however
 * the body ends, other errors where it came but is too long or no encoding knows it. Its text is then empty.
 */
const whole = async (
  response: RawResponse,
  attempt: Attempt,
  options: ExchangeOptions,
): Promise<Result<HttpResponse>> => {
  const { status, headers } = response;
  const without = success({ status, headers, text: '' });
  try {
    attempt.limit('body', options.deadlines.bodyMs);
    const bytes = await readBody(response, attempt, options);
    if (bytes !== null) {
      const { text, isDamaged } = bodyText(bytes, headers['content-type']);
      if (isDamaged) options.onDamagedText();
      return success({ status, headers, text });
    }
    return status >= 400 ? without : failed('provider.unexpected-answer', { detail: 'too-large', status });
  } catch (error) {
    if (options.signal.aborted || status < 400 || !(refusals.has(status) || isUndecodable(error))) throw error;
    return without;
  }
};

const readBody = async (
  response: RawResponse,
  attempt: Attempt,
  options: ExchangeOptions,
): Promise<Uint8Array | null> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const iterator = response.body[Symbol.asyncIterator]();
  for (;;) {
    attempt.limit('between-chunks', options.deadlines.betweenChunksMs);
    const next = await attempt.orEnded(iterator.next());
    attempt.lift('between-chunks');
    if (next.done === true) return Buffer.concat(chunks);
    size += next.value.byteLength;
    options.onBytes(next.value.byteLength);
    if (size > options.longestBody) return null;
    chunks.push(next.value);
  }
};

/** Names the host that the response points to, without following it there: no key may travel. */
export const redirectFailure = ({ status, headers }: RawResponse, url: string): Failure => {
  const location = headers['location'] ?? '';
  const target = location !== '' && URL.canParse(location, url) ? new URL(location, url).host : '';
  return { code: 'provider.unexpected-answer', status, ...(target === '' ? {} : { redirectedTo: target }) };
};

/** The round was cancelled, or its own time was up. */
export const stopFailure = (signal: AbortSignal): Failure => {
  const reason: unknown = signal.reason;
  const late = reason instanceof DOMException && reason.name === 'TimeoutError';
  return late ? { code: 'network.timeout', detail: 'round' } : { code: 'cancelled' };
};

/** One attempt's end: by the caller, by a deadline, or because it is over. */
export class Attempt {
  /** The deadline that ended the attempt; null when none did. */
  expired: TimeoutDetail | null = null;
  readonly #ending = new AbortController();
  readonly #alarms = new Map<TimeoutDetail, AbortController>();
  readonly #wait: Wait;
  readonly #caller: AbortSignal;
  readonly #ended: Promise<never>;
  readonly #onCaller = (): void => this.#ending.abort();

  constructor(caller: AbortSignal, wait: Wait) {
    this.#caller = caller;
    this.#wait = wait;
    caller.addEventListener('abort', this.#onCaller, { once: true });
    this.#ended = new Promise((_, reject) => {
      this.#ending.signal.addEventListener('abort', () => reject(new DOMException('ended', 'AbortError')), {
        once: true,
      });
    });
    this.#ended.catch(() => undefined);
  }

  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** Ends the attempt after so many milliseconds, unless lifted before. */
  limit(name: TimeoutDetail, durationMs: number): void {
    const alarm = new AbortController();
    this.#alarms.set(name, alarm);
    void this.#wait(durationMs, alarm.signal).then(() => {
      if (alarm.signal.aborted) return;
      this.expired ??= name;
      this.#ending.abort();
    });
  }

  lift(name: TimeoutDetail): void {
    this.#alarms.get(name)?.abort();
    this.#alarms.delete(name);
  }

  /** What was promised, or a rejection as soon as the attempt ends: a transport that ignores the signal cannot hold us up. */
  orEnded<Value>(promised: Promise<Value>): Promise<Value> {
    return Promise.race([promised, this.#ended]);
  }

  /** Cancels whatever is still on its way. */
  end(): void {
    this.#caller.removeEventListener('abort', this.#onCaller);
    for (const alarm of this.#alarms.values()) alarm.abort();
    this.#ending.abort();
  }
}
