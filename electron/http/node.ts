import { networkInterfaces } from 'node:os';
import { pipeline, type Readable } from 'node:stream';
import { rootCertificates } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate, type Zlib } from 'node:zlib';
import type { FindProxy, HttpProxy } from './find-proxy.ts';
import type { RawAnswer, Transport } from './port.ts';
import { directRoute, proxyRoute, type Route, type Trust } from './proxy-route.ts';

/** How the Node client reaches the network. */
export interface NodeTransportOptions {
  readonly findProxy: FindProxy;
  /** Certificates in PEM that are trusted besides the usual ones; null for none. */
  readonly extraCertificates: string | null;
}

/** Sends through undici: the terminal program's transport, and the app's when an extra certificate is set. */
export const createNodeTransport = ({ findProxy, extraCertificates }: NodeTransportOptions): Transport => {
  const routes = new Routes(extraCertificates === null ? {} : { ca: [...rootCertificates, extraCertificates] });
  return {
    async begin(request, signal): Promise<RawAnswer> {
      const { origin } = new URL(request.url);
      const answer = await routes.through(await findProxy(request.url)).request({
        origin,
        path: pathOf(request.url),
        method: request.method,
        headers: { ...request.headers, 'accept-encoding': 'gzip, deflate, br' },
        body: request.body,
        signal,
      });
      // An error that comes after the last reader has gone is nobody's; without a listener it would end the process.
      answer.body.on('error', () => undefined);
      const headers = plainHeaders(answer.headers);
      return { status: answer.statusCode, headers, body: decoded(answer.body, headers['content-encoding'] ?? '') };
    },
    connected: hasNetwork,
    close: () => routes.destroy(),
  };
};

/** The ways out of this computer that were used so far. */
class Routes {
  readonly #trust: Trust;
  readonly #known = new Map<string, Route>();

  constructor(trust: Trust) {
    this.#trust = trust;
  }

  through(proxy: HttpProxy | null): Route {
    const name = JSON.stringify(proxy);
    const route = this.#known.get(name) ?? (proxy === null ? directRoute(this.#trust) : proxyRoute(proxy, this.#trust));
    this.#known.set(name, route);
    return route;
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.#known.values()].map((route) => route.destroy()));
  }
}

/** Path and query exactly as given: parsing and writing them again could break a signature. */
const pathOf = (url: string): string => {
  const rest = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
};

const plainHeaders = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string>> => {
  const plain: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
};

const decoders: ReadonlyMap<string, () => Readable & Zlib & NodeJS.WritableStream> = new Map<
  string,
  () => Readable & Zlib & NodeJS.WritableStream
>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** The body without its compression, chunk by chunk, so that a small bomb meets the size limit and not the memory's. */
const decoded = (body: Readable, encoding: string): AsyncIterable<Uint8Array> => {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return body;
  const decoder = decoders.get(name)?.();
  if (decoder === undefined) {
    body.destroy();
    throw Object.assign(new Error('The answer is compressed in a way that was not asked for'), {
      code: 'unsupported-encoding',
    });
  }
  // Failures reach whoever reads the last stream; the callback only keeps pipeline from throwing them.
  return pipeline(body, decoder, () => undefined);
};

/** Whether any network interface besides loopback has an address. */
export const hasNetwork = (): boolean =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal) ?? false);
