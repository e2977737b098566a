import { Socket } from 'node:net';
import { Agent, buildConnector, Pool, type Dispatcher } from 'undici';
import { second } from '../../core/model/instant.ts';
import type { HttpProxy } from './find-proxy.ts';
import type { ErrorName, ProxyFault } from '../../core/model/failure-words.ts';
import { errorNameOf } from './network-failure.ts';
import { ProxyError } from './proxy-error.ts';

/** What the certificates of providers are checked with; see `tls.connect`. */
export interface Trust {
  readonly ca?: readonly string[];
}

/** A request as undici takes it; `path` with its query. */
type RouteRequest = Omit<Dispatcher.RequestOptions, 'origin' | 'path' | 'headers'> & {
  readonly origin: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** A way to send requests that share connections. */
export interface Route {
  request(request: RouteRequest): Promise<Dispatcher.ResponseData>;
  destroy(): Promise<void>;
}

// The port has the deadlines; undici's own are switched off, but where nobody else would end what hangs.
const noTimeouts = { headersTimeout: 0, bodyTimeout: 0 };
const connectMs = 15 * second;
/** Shorter than the port's deadline, so that a silent proxy is named and not the provider behind it. */
const proxyMs = 10 * second;

/** Connects to providers themselves. */
export const directRoute = (trust: Trust): Route => {
  const agent = new Agent({ ...noTimeouts, connect: { timeout: connectMs, ...tlsOptionsOf(trust) } });
  return { request: (request) => agent.request(request), destroy: () => agent.destroy() };
};

/**
 * Goes through an HTTP proxy: a tunnel for https, and for plain http the request itself, since many proxies refuse a tunnel there.
 * Written here and not with undici's ProxyAgent, which cannot tell whether the proxy or the provider failed. Rejects with a ProxyError.
 */
export const proxyRoute = ({ address, authorization }: HttpProxy, trust: Trust): Route => {
  const connectProxy = named(buildConnector({ timeout: proxyMs }));
  const proxy = new Pool(address, { ...noTimeouts, connect: connectProxy });
  // A tunnel that the proxy never confirms would be waited for by nobody once its request has timed out.
  const opener = new Pool(address, { headersTimeout: proxyMs, connect: connectProxy });
  const greeting: Readonly<Record<string, string>> =
    authorization === null ? {} : { 'proxy-authorization': authorization };
  const connectTls = buildConnector({ timeout: connectMs, ...tlsOptionsOf(trust) });
  const throughTunnel: buildConnector.connector = (options, callback) => {
    const target = options.port === '' ? `${options.host ?? options.hostname}:443` : (options.host ?? '');
    openTunnel(opener, target, greeting).then(
      (httpSocket) => connectTls({ ...options, httpSocket }, callback),
      (error: unknown) => callback(error instanceof Error ? error : new ProxyError('proxy-tunnel'), null),
    );
  };
  const tunnels = new Agent({ ...noTimeouts, connect: throughTunnel });
  return {
    request: ({ origin, path, headers, ...request }) =>
      origin.startsWith('https:')
        ? tunnels.request({ ...request, origin, path, headers })
        : proxy.request({
            ...request,
            path: `${origin}${path}`,
            headers: { host: new URL(origin).host, ...headers, ...greeting },
          }),
    destroy: async () => {
      await Promise.all([tunnels.destroy(), opener.destroy(), proxy.destroy()]);
    },
  };
};

/** Certificates are verified whatever the environment says: `NODE_TLS_REJECT_UNAUTHORIZED=0` is only Node's default for those who say nothing. */
const tlsOptionsOf = ({ ca }: Trust): { readonly rejectUnauthorized: true; readonly ca?: string[] } => ({
  rejectUnauthorized: true,
  ...(ca === undefined ? {} : { ca: [...ca] }),
});

/** Asks for a tunnel; 407 and every other refusal is the proxy's own word. */
const openTunnel = async (opener: Pool, target: string, greeting: Readonly<Record<string, string>>) => {
  const { statusCode, socket } = await opener
    .connect({ path: target, headers: { host: target, ...greeting } })
    .catch((error: unknown) => {
      throw error instanceof ProxyError ? error : new ProxyError(lossOf(error));
    });
  if (statusCode >= 200 && statusCode < 300 && socket instanceof Socket) return socket;
  socket.on('error', () => undefined).destroy();
  throw new ProxyError(statusCode === 407 ? 'proxy-auth' : 'proxy-tunnel', statusCode);
};

/** How a tunnel was lost. undici connects again for ever when a connector fails with its own code for closed sockets. */
const lossOf = (error: unknown): ProxyFault | ErrorName => {
  const code = errorNameOf(error) ?? 'proxy-tunnel';
  return /^UND_ERR_(SOCKET|INFO)$/.test(code) ? 'proxy-closed' : code;
};

/** A connector whose errors are the proxy's. */
const named =
  (connector: buildConnector.connector): buildConnector.connector =>
  (options, callback) =>
    connector(options, (...[error, socket]) => {
      if (error === null) callback(null, socket);
      else callback(new ProxyError(errorNameOf(error) ?? 'proxy-unreachable'), null);
    });
