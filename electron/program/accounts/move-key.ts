import type { Account } from '../../core/model/account.ts';
import { success, type Failure, type Result } from '../../core/model/failure.ts';
import type { Keeping, Vault } from '../../edges/secrets/vault.ts';

/** A key that was bound to another address, and the way back. */
export interface MovedKey {
  /** Where it is kept; null where there is none to bind. */
  readonly keeping: Keeping | null;
  /** Binds it to where it was before: nothing came of the change that it was moved for. */
  readonly undo: () => Promise<unknown>;
}

/**
 * Binds the key of an account to the address that its user has just chosen with the account's site. Only a key that is for the account as it
 * is stored goes with it: an edited row moves none. Fails as a vault does. Nothing is sent.
 */
export const moveKey = async (account: Account, baseUrl: string, vault: Vault): Promise<Result<MovedKey>> => {
  const held = await vault.read(account);
  if (!held.ok) return isMissing(held.failure) ? success({ keeping: null, undo: () => Promise.resolve() }) : held;
  const bound = await vault.rebind({ ...account, baseUrl });
  return bound.ok ? success({ keeping: bound.value, undo: () => vault.rebind(account) }) : bound;
};

const isMissing = ({ code, detail }: Failure): boolean => code === 'vault.denied' && detail === 'missing';
