// Whether what is packaged updates itself, and from where: LEASEBELL_UPDATE_FEED. See decisions/updates.md.

const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

/** The address in the form that the program takes; throws for one that it would not. The program's own check is electron/edges/updates/feed.ts. */
function feedOf(text) {
  const url = URL.canParse(text) && !/[?#]/.test(text) ? new URL(text) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopbackHosts.includes(url.hostname));
  if (!isSafe || url.username !== '' || url.password !== '')
    throw new Error('LEASEBELL_UPDATE_FEED must be an https address without a password, a query or a fragment.');
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/**
 * What electron-builder is told, so that it writes `app-update.yml` into the package and the list of versions beside it. Nothing without an address, nor
 * for macOS without an identity: Squirrel replaces only what is signed. There the two processors' lists have names of their own, since each is made on a
 * machine of its own.
 */
export function feedFlags(address, { platform, arch, hasIdentity }) {
  if (address === '' || (platform === 'darwin' && !hasIdentity)) return [];
  const flags = ['-c.publish.provider=generic', `-c.publish.url=${feedOf(address)}`];
  return platform === 'darwin' ? [...flags, `-c.publish.channel=latest-${arch}`] : flags;
}
