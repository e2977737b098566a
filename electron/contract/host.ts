const octets = (host: string): readonly number[] | null => {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host);
  return match ? match.slice(1).map(Number) : null;
};

/**
 * Whether a URL's host name is this computer or a private network (RFC 1918, RFC 3927, RFC 4193, RFC 4291, RFC 6761),
 * where plain http needs no consent. Expects the host as a URL parser writes it: lower case, IPv6 in brackets.
 */
export const isPrivateHost = (host: string): boolean => {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  if (host.startsWith('[')) return host === '[::1]' || /^\[f[cd][0-9a-f]{2}:/.test(host) || /^\[fe[89ab][0-9a-f]:/.test(host);
  const address = octets(host);
  if (address === null) return false;
  const [first = 0, second = 0] = address;
  if (first === 127 || first === 10) return true;
  if (first === 192 && second === 168) return true;
  if (first === 169 && second === 254) return true;
  return first === 172 && second >= 16 && second <= 31;
};
