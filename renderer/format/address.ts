import { addressText } from '../../electron/core/model/base-address.ts';
import { isPlainPublic } from '../../electron/core/model/internet-host.ts';
import { plainLine } from '../../electron/core/model/plain-text.ts';

/** An address as it is really asked, names of other scripts in their ASCII form; what is none, as a plain line. */
export const shownAddress = (address: string): string =>
  URL.canParse(address) ? addressText(new URL(address)) : plainLine(address);

/** Whether an address would carry the key in the open to a public host, which the user has to agree to. */
export const needsHttpConsent = (address: string): boolean => URL.canParse(address) && isPlainPublic(new URL(address));
