/**
 * Whether a host name, as `URL` writes it, is this computer or surely inside a private network: there, plain http needs
 * no consent. Names under .localhost (RFC 6761), .local (RFC 6762), .internal and .home.arpa (RFC 8375) are private.
 */
const isPrivateHost = (hostname: string): boolean => {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1));
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isPrivateV4(host.split('.').map(Number));
  return host === 'localhost' || /\.(localhost|local|internal|home\.arpa)$/.test(host);
};

/** Whether an address carries what is sent there in the open over a public network. */
export const isPlainPublic = ({
  protocol,
  hostname,
}: {
  readonly protocol: string;
  readonly hostname: string;
}): boolean => protocol === 'http:' && !isPrivateHost(hostname);

/** RFC 1122 loopback and "this host", RFC 1918 private, RFC 3927 link-local, RFC 6598 shared address space. */
const isPrivateV4 = ([first = -1, second = -1]: readonly number[]): boolean =>
  first === 0 ||
  first === 10 ||
  first === 127 ||
  (first === 172 && second >= 16 && second <= 31) ||
  (first === 192 && second === 168) ||
  (first === 169 && second === 254) ||
  (first === 100 && second >= 64 && second <= 127);

/** RFC 4291 loopback, unspecified, link-local and mapped IPv4 addresses; RFC 4193 unique local ones. */
const isPrivateV6 = (address: string): boolean => {
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (mapped !== null) {
    const [high = 0, low = 0] = mapped.slice(1).map((part) => Number.parseInt(part, 16));
    return isPrivateV4([high >> 8, high & 255, low >> 8, low & 255]);
  }
  return address === '::1' || address === '::' || /^f[cd]/.test(address) || /^fe[89ab]/.test(address);
};
