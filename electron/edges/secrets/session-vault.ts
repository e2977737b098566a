import { isVaultFailure, success, type Failure, type Result } from '../../core/model/failure.ts';
import { bindingTo, type Grant, grantOf, itemOf, type KeyItem, type Secrets } from './key-item.ts';
import type { KeyAccount, Keeping, Vault, VaultAccount } from './vault.ts';

/** A key that is missing, or not for whom it is asked for, says nothing against the keychain. */
const isOfVault = (failure: Failure): boolean => isVaultFailure(failure) && !isMissing(failure);

const isMissing = (failure: Failure): boolean => failure.code === 'vault.denied' && failure.detail === 'missing';

/** A call that was given up waiting for may still do its work. */
const mayArrive = (failure: Failure): boolean => isVaultFailure(failure) && failure.detail === 'timeout';

/** An account whose rounds are remembered is older than the write that failed, and had a key before. */
const hadRounds = ({ lastSyncedAt, failure }: VaultAccount): boolean =>
  (lastSyncedAt ?? null) !== null || (failure ?? null) !== null;

/**
 * A vault that holds keys in memory until the program ends when the one behind it cannot keep them, and says so:
 * `write` answers `session`, and `failure` tells why.
 */
export class SessionVault implements Vault {
  readonly #behind: Vault;
  readonly #held = new Map<string, KeyItem>();
  /** By account: whether the vault behind may hold a key of it, an old one too. Accounts that were not met yet have no entry. */
  readonly #behindMayHold = new Map<string, boolean>();
  #failure: Failure | null = null;
  /** The digest that the vault behind could not keep. */
  #heldCa: string | null = null;

  constructor(behind: Vault) {
    this.#behind = behind;
  }

  /** Why keys are not kept at the moment; null when all is well. An account whose key is merely missing does not count. */
  get failure(): Failure | null {
    return this.#failure;
  }

  async read(account: KeyAccount): Promise<Result<Grant>> {
    const held = this.#held.get(account.id);
    if (held !== undefined) return grantOf(held, account);
    const read = this.#noted(await this.#behind.read(account));
    this.#behindMayHold.set(account.id, read.ok || !isMissing(read.failure));
    return read;
  }

  async write(account: KeyAccount, secrets: Secrets): Promise<Result<Keeping>> {
    const written = this.#noted(await this.#behind.write(account, secrets));
    if (written.ok) {
      this.#held.delete(account.id);
      this.#behindMayHold.set(account.id, true);
      return written;
    }
    this.#held.set(account.id, itemOf(secrets, account));
    const mayHold = this.#behindMayHold.get(account.id) ?? hadRounds(account);
    this.#behindMayHold.set(account.id, mayHold || mayArrive(written.failure));
    return success('session');
  }

  async rebind(account: KeyAccount): Promise<Result<Keeping>> {
    const held = this.#held.get(account.id);
    if (held === undefined) return this.#noted(await this.#behind.rebind(account));
    this.#held.set(account.id, { ...held, binding: bindingTo(account) });
    return success('session');
  }

  /** Fails, and keeps what is held, while an older key cannot be removed from the vault behind. */
  async remove(account: VaultAccount): Promise<Result<null>> {
    const removed = this.#noted(await this.#behind.remove(account));
    if (!removed.ok && this.#behindMayHold.get(account.id) !== false) return removed;
    this.#held.delete(account.id);
    this.#behindMayHold.delete(account.id);
    return success(null);
  }

  async check(): Promise<Result<null>> {
    return this.#noted(await this.#behind.check());
  }

  async confirmedCa(current: string): Promise<Result<string | null>> {
    return this.#heldCa === null ? this.#noted(await this.#behind.confirmedCa(current)) : success(this.#heldCa);
  }

  async confirmCa(digest: string): Promise<Result<Keeping>> {
    const confirmed = this.#noted(await this.#behind.confirmCa(digest));
    this.#heldCa = confirmed.ok ? null : digest;
    return confirmed.ok ? confirmed : success('session');
  }

  #noted<Value>(result: Result<Value>): Result<Value> {
    this.#failure = result.ok || !isOfVault(result.failure) ? null : result.failure;
    return result;
  }
}
