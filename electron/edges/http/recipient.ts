import type { Transport } from './transport.ts';
import { ProxyError } from './proxy-error.ts';

/** Who may be sent a key. */
export interface HttpRecipient {
  /** As `URL` writes it. */
  readonly origin: string;
  /** The user agreed that the key travels in the open. */
  readonly allowHttp: boolean;
}

/** The way out that is narrowed, see `Gateway`. */
export interface OpenWay {
  forRound(): Transport;
  isProxied(url: string): Promise<boolean>;
}

/**
 * The way to one recipient: no request leaves for another origin, whatever a setting or a page's cursor has made of its address, and
 * none in plain http through a proxy, which would read the key, unless the user agreed (`network.proxy`, detail `proxy-plain`).
 */
export const wayTo = ({ origin, allowHttp }: HttpRecipient, way: OpenWay): Transport => {
  const transport = way.forRound();
  return {
    begin: async (request, signal) => {
      const url = new URL(request.url);
      if (url.origin !== origin)
        throw new Error('A request was made for another address than the one that its key is for');
      if (url.protocol === 'http:' && !allowHttp && (await way.isProxied(request.url))) {
        throw new ProxyError('proxy-plain');
      }
      return transport.begin(request, signal);
    },
    connected: () => transport.connected(),
    close: () => transport.close(),
  };
};
