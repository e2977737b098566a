import { failed, success, type Result } from '../contract/failure.ts';

/** A base address that requests may be sent to. */
export interface BaseAddress {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The key travels unencrypted over a public network, with the user's consent: to be shown as long as it is so. */
  readonly plainPublic: boolean;
}

/**
 * Checks the base address of an account. Fails with `input.invalid`, field `baseUrl`, and the reason: `not-a-url` (or not http), `has-credentials`,
 * `has-query` (or fragment), `needs-https` (plain http to a host that is neither loopback nor private, without the user's consent).
 */
export const checkBaseAddress = (text: string, { allowHttp }: { readonly allowHttp: boolean }): Result<BaseAddress> => {
  const refused = (reason: string): Result<BaseAddress> => failed('input.invalid', { field: 'baseUrl', reason });
  const trimmed = text.trim();
  if (!/^https?:\/\//i.test(trimmed) || !URL.canParse(trimmed)) return refused('not-a-url');
  const url = new URL(trimmed);
  if (url.username !== '' || url.password !== '') return refused('has-credentials');
  if (/[?#]/.test(trimmed)) return refused('has-query');
  const plainPublic = url.protocol === 'http:' && !isPrivateHost(url.hostname);
  if (plainPublic && !allowHttp) return refused('needs-https');
  return success({ baseUrl: url.href.replace(/\/+$/, ''), plainPublic });
};

/** Whether a host name, as `URL` writes it, is this computer or surely inside a private network. */
export const isPrivateHost = (hostname: string): boolean => {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateV4(host.split('.').map(Number));
  return host === 'localhost' || /\.(localhost|local|internal|home\.arpa)$/.test(host);
};

/** RFC 1122 loopback and "this host", RFC 1918 private, RFC 3927 link-local, RFC 6598 shared address space. */
const isPrivateV4 = ([a = -1, b = -1]: readonly number[]): boolean =>
  a === 0 ||
  a === 10 ||
  a === 127 ||
  (a === 172 && b >= 16 && b <= 31) ||
  (a === 192 && b === 168) ||
  (a === 169 && b === 254) ||
  (a === 100 && b >= 64 && b <= 127);

/** RFC 4291 loopback, unspecified, link-local and mapped IPv4 addresses; RFC 4193 unique local ones. */
const isPrivateV6 = (address: string): boolean => {
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (mapped !== null) {
    const [high = 0, low = 0] = mapped.slice(1).map((part) => Number.parseInt(part, 16));
    return isPrivateV4([high >> 8, high & 255, low >> 8, low & 255]);
  }
  return address === '::1' || address === '::' || /^f[cd]/.test(address) || /^fe[89ab]/.test(address);
};
