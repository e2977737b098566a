import { success, type Result } from '../core/model/failure.ts';
import { caDigest } from '../edges/secrets/ca-item.ts';
import type { Vault } from '../edges/secrets/vault.ts';
import { readExtraCa } from '../edges/http/extra-ca.ts';
import type { CaConsent } from '../edges/http/ca-consent.ts';

/** Trusts what the user confirmed, which is stored with the keys: the setting lies in a file that others may edit. */
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

/**
 * Notes that the user chose the certificates in this file, or none (null); undefined where nothing was chosen. Fails
 * as `readExtraCa` does, and with `vault.*` where that cannot be noted; to trust less than before is always possible.
 */
export const confirmExtraCa = async (
  path: string | null | undefined,
  vault: Pick<Vault, 'confirmCa'>,
): Promise<Result<null>> => {
  if (path === undefined) return success(null);
  const read = path === null ? success(null) : await readExtraCa(path);
  if (!read.ok) return read;
  const noted = await vault.confirmCa(caDigest(read.value));
  return noted.ok || path === null ? success(null) : noted;
};
