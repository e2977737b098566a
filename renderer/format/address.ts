import { isPrivateHost } from '../../electron/contract/host.ts';

/** Whether an address would carry the key in the open to a public host, which the user has to agree to. */
export const needsHttpConsent = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'http:' && !isPrivateHost(url.hostname);
};
