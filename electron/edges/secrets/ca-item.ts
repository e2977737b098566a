import { createHash } from 'node:crypto';
import { success, type Failure, type Result } from '../../core/model/failure.ts';

/** The calls of the keychain that a digest needs. */
interface DigestKeychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
}

/** A service of its own: the names of the keys' items are the accounts' ids, which lie in a file that others may edit. */
const service = 'Leasebell trust';
const name = 'extra-ca';

/** Names certificates (as `readExtraCa` gives them) by their digest; null, for none, has a name too, so that having none is remembered as well. */
export const caDigest = (certificates: string | null): string =>
  certificates === null ? 'none' : `sha256:${createHash('sha256').update(certificates).digest('hex')}`;

/** Stores the digest of what the user confirmed. */
export const writeCaItem = (keychain: DigestKeychain, digest: string): Promise<void> =>
  keychain.setPassword(service, name, digest);

/**
 * The digest of what the user confirmed. Where nothing was ever stored, as after an older version, it is what is set now, once. Only a
 * keychain that is surely open is believed that there is nothing: libsecret answers a dismissed unlock prompt like a missing item.
 */
export const readCaItem = async (
  keychain: DigestKeychain,
  probe: () => Promise<Failure | null>,
  current: string,
): Promise<Result<string>> => {
  const kept = await keychain.getPassword(service, name);
  if (kept !== null) return success(kept);
  const failure = await probe();
  if (failure !== null) return { ok: false, failure };
  const looked = await keychain.getPassword(service, name);
  if (looked !== null) return success(looked);
  await writeCaItem(keychain, current);
  return success(current);
};
