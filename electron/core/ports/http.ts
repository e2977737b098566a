import type { Result } from '../model/failure.ts';

/** One HTTP request as the wire shall see it. `url` is sent exactly as given, since signatures cover it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** A whole response: any status but a redirect, header names in lower case, body as text without its byte-order mark, see `bodyText`. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * The door to the network for one round. `build` is called anew for each attempt, so that nonces and timestamps are fresh.
 * Fails with `network.*` (`network.proxy` for 407 too), `provider.unavailable` (5xx, refused, reset, early close), `provider.rate-limited` (429),
 * `provider.unexpected-answer` (redirect, over 20 MB), `cancelled`. Other statuses, 4xx too, are responses: the provider's code judges them.
 * What a status says by itself stands without its body: `text` is empty where that of a 401 or 403 broke off, or that of any 4xx was no text.
 */
export interface HttpPort {
  send(build: () => HttpRequest): Promise<Result<HttpResponse>>;
}

/** The network door of one round, with what it counted. */
export interface RoundHttp {
  readonly port: HttpPort;
  /** Requests sent, repeated attempts included. */
  requests(): number;
  /** The provider said that it is not to be asked before this instant; epoch milliseconds, 0 when it never did. */
  notBeforeMs(): number;
  /** Our clock minus the provider's when it is off by more than two minutes, else null. */
  clockSkewMs(): number | null;
  /** Whether U+FFFD stands in the text of a response for bytes that no encoding explains. */
  hasDamagedText(): boolean;
}
