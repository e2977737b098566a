import type { FailureOf } from '../../core/model/failure.ts';
import type { ErrorName, ProxyFault } from '../../core/model/failure-words.ts';

/** The proxy, and not the provider, is why a request failed. `code` says how: an error's name, or `proxy-*`, with the status it answered. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';
  readonly code: ProxyFault | ErrorName;
  readonly failure: FailureOf<'network.proxy'>;

  constructor(code: ProxyFault | ErrorName, status: number | null = null) {
    super(`The proxy failed: ${code}`);
    this.code = code;
    this.failure = { code: 'network.proxy', detail: code, ...(status === null ? {} : { status }) };
  }
}
