import { success, type Result } from '../contract/failure.ts';
import { caDigest } from '../secrets/ca-item.ts';
import type { Vault } from '../secrets/vault.ts';
import { readExtraCa } from './extra-ca.ts';

/** Answers why certificates (null: none) may not be trusted besides the usual ones, as the code of a network failure; null when they may. */
export type CaConsent = (certificates: string | null) => Promise<'ca-not-confirmed' | 'ca-unchecked' | null>;

/** Goes by what the user confirmed, which is kept where the keys are: the setting lies in a file that others may edit. */
export const consentIn = (vault: Pick<Vault, 'confirmedCa'>): CaConsent => {
  let isNoneKnown = false;
  return async (certificates) => {
    // Asked once all the same, so that what is set later without the user is not taken for what an older version left.
    if (certificates === null && isNoneKnown) return null;
    const digest = caDigest(certificates);
    const confirmed = await vault.confirmedCa(digest);
    if (certificates === null) {
      isNoneKnown = confirmed.ok;
      return null;
    }
    if (!confirmed.ok) return 'ca-unchecked';
    return confirmed.value === digest ? null : 'ca-not-confirmed';
  };
};

/** For certificates that the program's environment names, which is no less the user's word than the keys in it. */
export const confirmedByEnvironment: CaConsent = () => Promise.resolve(null);

/** For a way on which no certificates are ever added, such as the demo's. */
export const nothingConfirmed: CaConsent = (certificates) =>
  Promise.resolve(certificates === null ? null : 'ca-not-confirmed');

/**
 * Notes that the user chose the certificates in this file, or none. Fails as `readExtraCa` does, and with `vault.*` where that cannot be
 * noted; to trust less than before is always possible.
 */
export const confirmExtraCa = async (path: string | null, vault: Pick<Vault, 'confirmCa'>): Promise<Result<null>> => {
  const read = path === null ? success(null) : await readExtraCa(path);
  if (!read.ok) return read;
  const noted = await vault.confirmCa(caDigest(read.value));
  return noted.ok || path === null ? success(null) : noted;
};
