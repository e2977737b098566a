import { net, type ClientRequest, type IncomingMessage, type ProxyConfig, type Session } from 'electron';
import type { ProxySetting } from '../../core/model/proxy.ts';
import { acceptEncoding } from './content-coding.ts';
import { findProxyFor, proxyOfPac, type FindProxy } from './find-proxy.ts';
import type { GatewayParts } from './gateway.ts';
import { plainHeaders } from './plain-headers.ts';
import type { HttpRequest } from '../../core/ports/http.ts';
import type { RawResponse, Transport } from './transport.ts';

/** Chromium as the usual way out, and as the one who knows the system's proxies, PAC scripts included. Usable once the app is ready. */
export const electronGateway = (session: Session): GatewayParts => {
  const transport = createElectronTransport(session);
  const systemProxy: FindProxy = async (url) => proxyOfPac(await session.resolveProxy(url));
  return {
    usual: async (proxy) => {
      await session.setProxy(proxyConfig(proxy));
      await session.closeAllConnections();
      return transport;
    },
    findProxy: (proxy) => findProxyFor(proxy, systemProxy),
    connected: () => transport.connected(),
  };
};

const proxyConfig = (proxy: ProxySetting): ProxyConfig => {
  if (proxy === 'system') return { mode: 'system' };
  return proxy === 'none' ? { mode: 'direct' } : { mode: 'fixed_servers', proxyRules: proxy };
};

/**
 * Sends through Chromium's network stack: system proxy, PAC and the system's certificates. `net.request` and not `net.fetch`, since only
 * its `redirect` event names the target of a redirect that is not followed. Usable once the app is ready.
 */
const createElectronTransport = (session: Session): Transport => {
  const running = new Set<ClientRequest>();
  return {
    begin: (request, signal) => begin(request, signal, session, running),
    connected: () => net.isOnline(),
    close: () => {
      for (const request of running) request.abort();
      return Promise.resolve();
    },
  };
};

const begin = (
  request: HttpRequest,
  signal: AbortSignal,
  session: Session,
  running: Set<ClientRequest>,
): Promise<RawResponse> =>
  new Promise((resolve, reject) => {
    const sending = net.request({
      method: request.method,
      url: request.url,
      // What Chromium would offer besides (zstd) the Node client cannot read, and a response must mean the same to both.
      headers: { ...request.headers, 'accept-encoding': acceptEncoding },
      session,
      redirect: 'manual',
      credentials: 'omit',
      useSessionCookies: false,
      cache: 'no-store',
    });
    const abort = (): void => sending.abort();
    running.add(sending);
    signal.addEventListener('abort', abort, { once: true });
    // `close` says nothing: a request is a stream that closes once it is written, before its response comes.
    const over = (): void => {
      running.delete(sending);
      signal.removeEventListener('abort', abort);
    };
    sending.on('error', (error) => {
      over();
      reject(error);
    });
    sending.on('abort', () => {
      over();
      reject(new Error('net::ERR_ABORTED'));
    });
    // Not following is Chromium's default in this mode: it cancels the request after this event.
    sending.on('redirect', (status, _method, location) => {
      over();
      resolve({ status, headers: { location }, body: nothing() });
    });
    sending.on('response', (response) => {
      const body = new Chunks(sending, response, over);
      resolve({ status: response.statusCode, headers: plainHeaders(response.headers), body });
    });
    if (request.body === null) sending.end();
    else sending.end(request.body);
  });

async function* nothing(): AsyncGenerator<Uint8Array> {
  // A redirect has no body that would matter.
}

/** The chunks of a body as they come. Listening begins at once, since Electron drops what nobody hears. */
class Chunks implements AsyncIterable<Uint8Array> {
  readonly #waiting: Uint8Array[] = [];
  #outcome: { readonly error: Error | null } | null = null;
  #wake: () => void = () => undefined;

  readonly #over: () => void;

  constructor(request: ClientRequest, response: IncomingMessage, over: () => void) {
    this.#over = over;
    response.on('data', (chunk) => {
      this.#waiting.push(chunk);
      this.#wake();
    });
    response.on('end', () => this.#finish(null));
    response.on('error', (error) => this.#finish(error));
    response.on('aborted', () => this.#finish(new Error('net::ERR_ABORTED')));
    request.on('error', (error) => this.#finish(error));
    request.on('abort', () => this.#finish(new Error('net::ERR_ABORTED')));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.#waiting.shift();
      if (chunk !== undefined) yield chunk;
      else if (this.#outcome === null) await new Promise<void>((resolve) => (this.#wake = resolve));
      else if (this.#outcome.error === null) return;
      else throw this.#outcome.error;
    }
  }

  #finish(error: Error | null): void {
    this.#outcome ??= { error };
    this.#over();
    this.#wake();
  }
}
