import type { Result } from '../contract/failure.ts';

/** One HTTP request as the wire shall see it. `url` is sent exactly as given, since signatures cover it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** A whole answer: any status but a redirect, header names in lower case, body as text without its byte-order mark, see `bodyText`. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * The door to the network for one round. `build` is called anew for each attempt, so that nonces and timestamps are fresh.
 * Fails with `network.*` (`network.proxy` for 407 too), `provider.unavailable` (5xx, refused, reset, early close), `provider.rate-limited` (429),
 * `provider.unexpected-answer` (redirect, over 20 MB), `cancelled`. Other statuses, 4xx too, are answers: the provider's code judges them.
 * What a status says by itself stands without its body: `text` is empty where that of a 401 or 403 broke off, or that of any 4xx was no text.
 */
export interface HttpPort {
  send(build: () => HttpRequest): Promise<Result<HttpAnswer>>;
}

/** An answer whose body is still on its way. */
export interface RawAnswer {
  readonly status: number;
  /** Names in lower case; a redirect keeps its `location`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed chunks. Throws what the network throws; it ends when the signal of `begin` is aborted. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * What moves the bytes: undici in the terminal program, Chromium's stack in the app. It never follows a redirect, keeps no cookie
 * and no cache, and has no policy of its own: deadlines, limits and retries are the port's.
 */
export interface Transport {
  /** Sends a request; resolves with the headers. Throws the network's own errors, see `network-failure.ts`. */
  begin(request: HttpRequest, signal: AbortSignal): Promise<RawAnswer>;
  /** False when this computer surely has no connection at all. */
  connected(): boolean;
  /** Ends every connection. */
  close(): Promise<void>;
}

/** Resolves after so many milliseconds, or at once when the signal is aborted. Never rejects. */
export type Wait = (durationMs: number, signal: AbortSignal) => Promise<void>;

/** The network door of one round, with what it counted. */
export interface RoundHttp {
  readonly port: HttpPort;
  /** Requests sent, repeated attempts included. */
  requests(): number;
  /** The provider said that it is not to be asked before this instant; epoch milliseconds, 0 when it never did. */
  notBeforeMs(): number;
  /** Our clock minus the provider's when it is off by more than two minutes, else null. */
  clockSkewMs(): number | null;
  /** Whether U+FFFD stands in the text of an answer for bytes that no encoding explains. */
  hasDamagedText(): boolean;
}
