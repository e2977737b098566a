import { checkProxy, type ProxyAddress, type ProxySetting } from '../../core/model/proxy.ts';
import { ProxyError } from './proxy-error.ts';

/** A proxy that a request goes through, and the value of `Proxy-Authorization` that it gets. */
export interface HttpProxy {
  readonly address: ProxyAddress;
  readonly authorization: string | null;
}

/** Finds the proxy for an address; null for a direct connection. Rejects with a ProxyError for a kind of proxy that the Node client lacks. */
export type FindProxy = (url: string) => Promise<HttpProxy | null>;

/** How the Node client finds its proxy under a setting; `system` is asked when the setting says so. */
export const findProxyFor = (setting: ProxySetting, system: FindProxy): FindProxy => {
  if (setting === 'none') return () => Promise.resolve(null);
  const find: FindProxy =
    setting === 'system' ? system : () => Promise.resolve({ address: setting, authorization: null });
  return (url) => (isReachedDirectly(new URL(url).hostname) ? Promise.resolve(null) : find(url));
};

/** This computer itself and link-local addresses are never reached through a proxy, as in Chromium (its "implicit bypass rules"). */
const isReachedDirectly = (hostname: string): boolean =>
  /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|169\.254\.\d+\.\d+|\[::1\]|\[fe[89ab][0-9a-f]:.*\])\.?$/i.test(
    hostname,
  );

const direct = /^DIRECT$/i;
const http = /^(?:PROXY|HTTP)\s+(\S+)$/i;

/** The proxy of Chromium's reply in a PAC script's words, such as `PROXY a:3128; DIRECT`: the first entry that this client can use. */
export const proxyOfPac = (response: string): HttpProxy | null => {
  const entries = response.split(';').map((entry) => entry.trim());
  for (const entry of entries) {
    if (direct.test(entry) || (entry === '' && entries.length === 1)) return null;
    const address = http.exec(entry)?.[1];
    if (address !== undefined) return { address: addressOf(address), authorization: null };
  }
  throw new ProxyError('proxy-unsupported');
};

/** An address with the port that it means when it states none: 80. */
export const addressOf = (host: string): ProxyAddress => {
  const checked = checkProxy(/:\d+$/.test(host) ? host : `${host}:80`);
  if (!checked.ok || checked.value === 'system' || checked.value === 'none') throw new ProxyError('proxy-unsupported');
  return checked.value;
};
