import type { Account } from '../../core/model/account.ts';
import { failed, success, type Result } from '../../core/model/failure.ts';
import { checkBaseAddress } from './checked-address.ts';
import type { Vault } from '../../edges/secrets/vault.ts';

/** What the user agreed to: this address, and whether the key may travel there in the open. */
export interface AcceptedAddress {
  readonly baseUrl: string;
  readonly allowHttp: boolean;
}

/**
 * Agrees that an account's key is for the address that the account names now. The address may have changed since it was shown: another one
 * fails with `account.address-changed`. Nothing is sent. Returns whether the key may travel unencrypted.
 */
export const acceptAddress = async (
  account: Account,
  { baseUrl, allowHttp }: AcceptedAddress,
  vault: Vault,
): Promise<Result<boolean>> => {
  const stored = checkBaseAddress(account.baseUrl, { allowHttp });
  if (!stored.ok) return stored;
  const seen = checkBaseAddress(baseUrl, { allowHttp });
  if (!seen.ok) return seen;
  if (seen.value.baseUrl !== stored.value.baseUrl) return failed('account.address-changed');
  const inTheOpen = allowHttp && stored.value.baseUrl.startsWith('http:');
  const bound = await vault.rebind({ ...account, allowHttp: inTheOpen });
  return bound.ok ? success(inTheOpen) : bound;
};
