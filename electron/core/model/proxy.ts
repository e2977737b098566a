import { failed, success, type Result } from './failure.ts';
import type { ReasonOf } from './failure-words.ts';

/** The address of an HTTP proxy, with its port and without a user name or password. */
export type ProxyAddress = `http://${string}`;

/** Which proxy requests go through: the one that the system names, none at all, or this one. */
export type ProxySetting = 'system' | 'none' | ProxyAddress;

const maxAddressLength = 300;
const hostAndPort = /^(?:[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\]):(\d{1,5})$/;

const isProxyAddress = (text: string): text is ProxyAddress => text.startsWith('http://');

/**
 * Reads a proxy as the user writes it: `system`, `none`, or an address, whose `http://` may be left out. Fails with `input.invalid`,
 * field `proxy`, and the reason: `has-credentials`, `not-a-proxy` (any other kind of proxy too).
 */
export const checkProxy = (text: string): Result<ProxySetting> => {
  const refused = (reason: ReasonOf<'input.invalid'>): Result<ProxySetting> =>
    failed('input.invalid', { field: 'proxy', reason });
  const entered = text.trim().toLowerCase();
  if (entered === 'system' || entered === 'none') return success(entered);
  const address = entered.replace(/^http:\/\//, '').replace(/\/$/, '');
  if (address.includes('@')) return refused('has-credentials');
  const port = Number(hostAndPort.exec(address)?.[1] ?? 0);
  if (entered.length > maxAddressLength || port < 1 || port > 65_535) return refused('not-a-proxy');
  const proxy = `http://${address}`;
  return isProxyAddress(proxy) ? success(proxy) : refused('not-a-proxy');
};
