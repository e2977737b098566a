import type { Failure } from '../../core/model/failure.ts';
import { caFaults, isErrorName, type ErrorName } from '../../core/model/failure-words.ts';
import { isOneOf } from '../../core/model/word-lists.ts';
import { ProxyError } from './proxy-error.ts';

const offline: ReadonlySet<string> = new Set(['ENETUNREACH', 'ENETDOWN', 'ERR_INTERNET_DISCONNECTED']);

/** A name that cannot be looked up, or an address without a route, means "offline" only when there is no connection at all. */
const perhapsOffline: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EAI_NODATA',
  'EAI_NONAME',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_PROXY_CONNECTION_FAILED',
]);

const timedOut: ReadonlySet<string> = new Set([
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ERR_TIMED_OUT',
  'ERR_CONNECTION_TIMED_OUT',
]);

/** What Chromium says of proxies: not reached, not let through, not understood. */
const proxy = /^ERR_(PROXY_|TUNNEL_|HTTPS_PROXY_|SOCKS_|NO_SUPPORTED_PROXIES|MANDATORY_PROXY_|UNEXPECTED_PROXY_|PAC_)/;

/** Names that OpenSSL, Node and Chromium give to certificates and handshakes they refuse. */
const tls =
  /^(CERT_|CRL_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|ERR_CERT_|ERR_BAD_SSL_|ERR_ECH_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|HOSTNAME_MISMATCH|EPROTO)/;

/** What was answered is no HTTP. */
const noHttp = /^(HPE_(?!INVALID_EOF_STATE)|ERR_INVALID_HTTP_RESPONSE|ERR_RESPONSE_HEADERS_|UND_ERR_HEADERS_OVERFLOW)/;

/** What was answered is not in the encoding that its header says. */
const undecodable = /^(Z_|ERR_CONTENT_DECODING_|ERR__ERROR|ERR_PADDING|ERR_BROTLI|unsupported-encoding)/;

/** Whether a transport threw this since a body is not in the encoding that its header says: it came, and would come so again. */
export const isUndecodable = (error: unknown): boolean => undecodable.test(codeOf(error) ?? '');

/**
 * Turns what a transport threw into a failure, by the error's code in Node's, OpenSSL's, undici's or Chromium's words (`detail`).
 * Refused, reset and early closed connections are the service's fault. A bug is thrown on.
 */
export const networkFailure = (error: unknown, connected: () => boolean): Failure => {
  const code = codeOf(error);
  if (code === null || code === 'UND_ERR_INVALID_ARG') throw error;
  if (isErrorName(code) && isOffline(code, connected)) return { code: 'network.offline', detail: code };
  if (error instanceof ProxyError) return error.failure;
  if (isOneOf(caFaults, code)) return { code: 'network.tls', detail: code };
  if (code === 'unsupported-encoding') return { code: 'provider.unexpected-answer', detail: code };
  return isErrorName(code) ? namedFailure(code) : { code: 'provider.unavailable', detail: code };
};

const isOffline = (name: ErrorName, connected: () => boolean): boolean =>
  offline.has(name) || (perhapsOffline.has(name) && !connected());

const namedFailure = (name: ErrorName): Failure => {
  if (proxy.test(name)) return { code: 'network.proxy', detail: name };
  if (timedOut.has(name)) return { code: 'network.timeout', detail: name };
  if (tls.test(name)) return { code: 'network.tls', detail: name };
  if (noHttp.test(name) || undecodable.test(name)) return { code: 'provider.unexpected-answer', detail: name };
  return { code: 'provider.unavailable', detail: name };
};

/** The code of an error, where it is a name; null for one without, and for our own words. */
export const errorNameOf = (error: unknown): ErrorName | null => {
  const code = codeOf(error);
  return code !== null && isErrorName(code) ? code : null;
};

/** The code of an error of Node, OpenSSL, undici or Chromium; null when it has none. */
const codeOf = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  const chromium = /\bnet::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1];
  if (chromium !== undefined) return chromium;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // undici means to give its parser's errors a code and does not.
  if (error.name === 'HTTPParserError') return /EOF/.test(error.message) ? 'HPE_INVALID_EOF_STATE' : 'HPE_INVALID';
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === undefined ? null : codeOf(error.cause);
};
