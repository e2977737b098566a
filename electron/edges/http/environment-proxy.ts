import { BlockList, isIP } from 'node:net';
import { addressOf, type FindProxy, type HttpProxy } from './find-proxy.ts';
import { ProxyError } from './proxy-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The variables that name proxies, in either case: what `system` means where no desktop says it. */
const variables = ['http_proxy', 'https_proxy', 'no_proxy'] as const;

const valueOf = (environment: Environment, name: (typeof variables)[number]): string =>
  (environment[name] ?? environment[name.toUpperCase()] ?? '').trim();

/**
 * Finds proxies as `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name them, lower case first. Only http proxies; a user name and
 * password in their address are sent to them. Read once: later changes of the environment change nothing.
 */
export const environmentProxies = (environment: Environment): FindProxy => {
  const [http, https, excluded] = variables.map((name) => valueOf(environment, name));
  const isExcluded = exclusions(excluded ?? '');
  // Async, so that a proxy of another kind is a rejection like every failure of the network.
  return async (url) => {
    const { protocol, hostname, port } = new URL(url);
    const named = protocol === 'https:' ? https : http;
    if (!named || isExcluded(hostname, port || (protocol === 'https:' ? '443' : '80'))) return null;
    return proxyOf(named);
  };
};

/** Takes addresses that hold a password out of an environment, so that no child inherits them. */
export const dropProxyPasswords = (environment: Record<string, string | undefined>): void => {
  for (const name of Object.keys(environment))
    if (/^https?_proxy$/i.test(name) && environment[name]?.includes('@') === true)
      Reflect.deleteProperty(environment, name);
};

const proxyOf = (text: string): HttpProxy => {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (!URL.canParse(written)) throw new ProxyError('proxy-unsupported');
  const { protocol, host, username, password } = new URL(written);
  if (protocol !== 'http:') throw new ProxyError('proxy-unsupported');
  return { address: addressOf(host), authorization: username === '' ? null : basic(username, password) };
};

const basic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${plain(username)}:${plain(password)}`).toString('base64')}`;

/** A stray percent sign is itself. */
const plain = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Hosts, domains, addresses and networks of `NO_PROXY`, each with an optional port; `*` is everything. */
const exclusions = (text: string): ((hostname: string, port: string) => boolean) => {
  const entries = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return (hostname, port) => {
    const host = hostname.toLowerCase().replace(/^\[|\]$/g, '');
    return entries.some((entry) => entry === '*' || matches(entry, host, port));
  };
};

const matches = (entry: string, host: string, port: string): boolean => {
  const [, network, bits] = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(entry) ?? [];
  if (network !== undefined) return isInside(host, network, Number(bits));
  const [, named = entry, wanted] = isIP(entry) === 6 ? [] : (/^(.+):(\d+)$/.exec(entry) ?? []);
  if (wanted !== undefined && wanted !== port) return false;
  const domain = named.replace(/^\*?\./, '').replace(/^\[|\]$/g, '');
  return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
};

const isInside = (host: string, network: string, bits: number): boolean => {
  const kind = isIP(network);
  if (kind === 0 || isIP(host) !== kind || bits > (kind === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, bits, kind === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, kind === 4 ? 'ipv4' : 'ipv6');
};
