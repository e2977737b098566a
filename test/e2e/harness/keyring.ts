import type { SessionBus } from './session-bus.ts';

const service = {
  destination: 'org.freedesktop.secrets',
  path: '/org/freedesktop/secrets',
  interface: 'org.freedesktop.Secret.Service',
};

/** The items of the service `Leasebell` in the session's real keyring, as their object paths, sorted. */
export async function keyringItems(bus: SessionBus): Promise<readonly string[]> {
  const body = [[['service', 'Leasebell']]];
  const found = await bus.call({ ...service, member: 'SearchItems', signature: 'a{ss}', body });
  const paths = found.flat().filter((path) => typeof path === 'string');
  return paths.sort();
}
