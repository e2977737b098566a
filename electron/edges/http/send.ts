import { success, type Failure, type FailureOf, type Result } from '../../core/model/failure.ts';
import type { ProxyFault } from '../../core/model/failure-words.ts';
import { instantOf, second } from '../../core/model/instant.ts';
import { exchange, stopFailure, usualDeadlines, type Deadlines } from './exchange.ts';
import type { HttpResponse, HttpPort, HttpRequest } from '../../core/ports/http.ts';
import type { RawResponse, Transport, Wait } from './transport.ts';
import { httpDateMs, retryAfterMs } from './retry-after.ts';

/** All that the port's policy needs; time, chance and the network are given, so that tests can fix them. */
export interface HttpPortOptions {
  readonly transport: Transport;
  readonly now: () => number;
  readonly wait: Wait;
  /** In [0, 1), as Math.random. */
  readonly random: () => number;
  /** Ends the round: aborted with a `TimeoutError` the failure is `network.timeout`, else `cancelled`. */
  readonly signal: AbortSignal;
  readonly deadlines?: Deadlines;
  /** Told after each response with a `Date` header: our clock minus theirs, in milliseconds. */
  readonly onSkew?: (skewMs: number) => void;
  /** Told of each response in whose text U+FFFD stands for bytes that no encoding explains. */
  readonly onDamagedText?: () => void;
}

/** A port that counts the requests it really sent, repeated ones included. */
export interface CountingHttpPort extends HttpPort {
  requests(): number;
  /** The latest instant before which the service said, by 429 or 5xx, not to be asked; epoch milliseconds, 0 when it never did. */
  notBeforeMs(): number;
}

const attempts = 3;
const maxBodyBytes = 20 * 1024 * 1024;
/** A round that reads more bytes than this is being fed, not answered. */
const maxRoundBytes = 256 * 1024 * 1024;
/** A longer wait is not spent inside the round: the failure says until when, and the account is parked. */
const maxWaitMs = 20 * second;
const firstBackOffMs = 500;

/** Opens the door for one round. Every request is a read, so network errors, 5xx and 429 are tried again, twice at most. */
export const createHttpPort = (options: HttpPortOptions): CountingHttpPort => new RoundPort(options);

interface AttemptOutcome {
  readonly result: Result<HttpResponse>;
  readonly again: boolean;
  /** How long the service asked to be left alone. */
  readonly askedMs: number | null;
}

class RoundPort implements CountingHttpPort {
  readonly #options: HttpPortOptions;
  #sent = 0;
  /** Bytes, those of bodies that broke off or were too long included. */
  #received = 0;
  /** No request of this round is sent before, since another one was told so; epoch milliseconds. */
  #notBefore = 0;

  constructor(options: HttpPortOptions) {
    this.#options = options;
  }

  requests(): number {
    return this.#sent;
  }

  notBeforeMs(): number {
    return this.#notBefore;
  }

  async send(build: () => HttpRequest): Promise<Result<HttpResponse>> {
    for (let attempt = 1; ; attempt++) {
      const held = await this.#hold();
      if (held !== null) return { ok: false, failure: held };
      const { result, again, askedMs } = await this.#attempt(build);
      if (result.ok || !again || attempt === attempts || (askedMs ?? 0) > maxWaitMs) return result;
      if (askedMs === null) await this.#pause(this.#backOffMs(attempt));
    }
  }

  /** Waits until the service may be asked; a failure when that takes too long, the round ends meanwhile, or it has received too much. */
  async #hold(): Promise<Failure | null> {
    const { now, random, signal } = this.#options;
    if (this.#received >= maxRoundBytes) return { code: 'provider.unexpected-answer', detail: 'too-large' };
    for (let waitedFor = 0; ;) {
      if (signal.aborted) return stopFailure(signal);
      const leftMs = this.#notBefore - now();
      // A clock that was set back meanwhile must not make us wait for the same instant again.
      if (leftMs <= 0 || this.#notBefore === waitedFor) return null;
      if (leftMs > maxWaitMs) return { code: 'provider.rate-limited', retryAt: instantOf(this.#notBefore) };
      waitedFor = this.#notBefore;
      await this.#pause(leftMs + 50 + random() * 450);
    }
  }

  #pause(durationMs: number): Promise<void> {
    return this.#options.wait(durationMs, this.#options.signal);
  }

  /** Doubles with each attempt; half of it is chance, so that accounts do not come back in step. */
  #backOffMs(attempt: number): number {
    return firstBackOffMs * 2 ** (attempt - 1) * (0.5 + this.#options.random());
  }

  async #attempt(build: () => HttpRequest): Promise<AttemptOutcome> {
    const { transport, signal, wait, deadlines = usualDeadlines } = this.#options;
    this.#sent += 1;
    const result = await exchange(build(), {
      transport,
      signal,
      wait,
      deadlines,
      longestBody: Math.min(maxBodyBytes, maxRoundBytes - this.#received),
      onBytes: (count) => (this.#received += count),
      onHeaders: (response) => this.#noteDate(response),
      onDamagedText: () => this.#options.onDamagedText?.(),
    });
    if (!result.ok) return { result, again: isPassing(result.failure), askedMs: null };
    return this.#judge(result.value);
  }

  #judge(response: HttpResponse): AttemptOutcome {
    const { status, headers } = response;
    if (status < 500 && status !== 429) return { result: success(response), again: false, askedMs: null };
    const nowMs = this.#options.now();
    const askedMs = retryAfterMs(headers['retry-after'], headers['date'], nowMs);
    if (askedMs !== null) this.#notBefore = Math.max(this.#notBefore, nowMs + askedMs);
    const failure: Failure = {
      code: status === 429 ? 'provider.rate-limited' : 'provider.unavailable',
      status,
      ...(askedMs === null ? {} : { retryAt: instantOf(nowMs + askedMs) }),
    };
    return { result: { ok: false, failure }, again: true, askedMs };
  }

  #noteDate({ headers }: RawResponse): void {
    const theirs = httpDateMs(headers['date'] ?? '');
    if (theirs !== null) this.#options.onSkew?.(this.#options.now() - theirs);
  }
}

/** Offline, refused certificates and a proxy without a password do not pass within seconds; what was answered wrongly will be again. */
const isPassing = (failure: Failure): boolean =>
  failure.code === 'provider.unavailable' ||
  (failure.code === 'network.proxy' && !lastingFaults.has(failure.detail)) ||
  (failure.code === 'network.timeout' && failure.detail !== 'round');

const lastingFaults: ReadonlySet<FailureOf<'network.proxy'>['detail']> = new Set([
  'proxy-auth',
  'proxy-unsupported',
  'proxy-plain',
] satisfies ProxyFault[]);
