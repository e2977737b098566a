import type { NetConnectOpts } from 'node:net';

const unescapeValue = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const parametersOf = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), unescapeValue(pair.slice(pair.indexOf('=') + 1))]),
  );

const targetOf = (address: string): NetConnectOpts | null => {
  const parameters = parametersOf(address.slice(address.indexOf(':') + 1));
  const [path, abstract, port] = [parameters.get('path'), parameters.get('abstract'), Number(parameters.get('port'))];
  if (address.startsWith('unix:') && path !== undefined) return { path };
  if (address.startsWith('unix:') && abstract !== undefined) return { path: `\0${abstract}` };
  if (address.startsWith('tcp:') && port > 0) return { host: parameters.get('host') ?? 'localhost', port };
  return null;
};

/**
 * Where the session bus listens (D-Bus specification, "Server Addresses"): the usable entries of `DBUS_SESSION_BUS_ADDRESS` in
 * their order, else the user bus that systemd puts into `XDG_RUNTIME_DIR`. Empty when neither is set.
 */
export const sessionBusTargets = (
  environment: Readonly<Record<string, string | undefined>>,
): readonly NetConnectOpts[] => {
  const stated = environment['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  const runtime = environment['XDG_RUNTIME_DIR'] ?? '';
  if (stated === '') return runtime === '' ? [] : [{ path: `${runtime}/bus` }];
  return stated
    .split(';')
    .map(targetOf)
    .filter((target) => target !== null);
};
