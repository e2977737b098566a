import { networkInterfaces } from 'node:os';
import { rootCertificates } from 'node:tls';
import { acceptEncoding, decodedBody } from './content-coding.ts';
import type { FindProxy, HttpProxy } from './find-proxy.ts';
import { plainHeaders } from './plain-headers.ts';
import type { RawResponse, Transport } from './transport.ts';
import type { Route, Trust } from './proxy-route.ts';

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
    async begin(request, signal): Promise<RawResponse> {
      const { origin } = new URL(request.url);
      const route = await routes.through(await findProxy(request.url));
      const response = await route.request({
        origin,
        path: pathOf(request.url),
        method: request.method,
        headers: { ...request.headers, 'accept-encoding': acceptEncoding },
        body: request.body,
        signal,
      });
      // An error that comes after the last reader has gone is nobody's; without a listener it would end the process.
      response.body.on('error', () => undefined);
      const body = decodedBody(response.body, [response.headers['content-encoding'] ?? []].flat());
      return { status: response.statusCode, headers: plainHeaders(response.headers), body };
    },
    connected: hasNetwork,
    close: () => routes.destroy(),
  };
};

/** Loaded on first use: the app sends through Chromium, and the Node client is the largest library of all. */
const loadRoutes = () => import('./proxy-route.ts');

/** Loads ahead what the first request would load; see `Provider.warmUp`. */
export const warmUpNodeClient = async (): Promise<void> => {
  await loadRoutes();
};

/** The ways out of this computer that were used so far. */
class Routes {
  readonly #trust: Trust;
  readonly #known = new Map<string, Promise<Route>>();

  constructor(trust: Trust) {
    this.#trust = trust;
  }

  through(proxy: HttpProxy | null): Promise<Route> {
    const name = JSON.stringify(proxy);
    const route = this.#known.get(name) ?? this.#open(proxy);
    this.#known.set(name, route);
    return route;
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.#known.values()].map(async (route) => (await route).destroy()));
  }

  async #open(proxy: HttpProxy | null): Promise<Route> {
    const { directRoute, proxyRoute } = await loadRoutes();
    return proxy === null ? directRoute(this.#trust) : proxyRoute(proxy, this.#trust);
  }
}

/** Path and query exactly as given: parsing and writing them again could break a signature. */
const pathOf = (url: string): string => {
  const rest = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
};

/** Whether any network interface besides loopback has an address. */
export const hasNetwork = (): boolean =>
  Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal) ?? false);
