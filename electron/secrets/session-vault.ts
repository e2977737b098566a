import { success, type Failure, type Result } from '../contract/failure.ts';
import type { Keeping, Secrets, Vault, VaultAccount } from './vault.ts';

/**
 * A vault that holds keys in memory until the program ends when the one behind it cannot keep them, and says so:
 * `write` answers `session`, and `failure` tells why.
 */
export class SessionVault implements Vault {
  readonly #behind: Vault;
  readonly #held = new Map<string, Secrets>();
  #failure: Failure | null = null;

  constructor(behind: Vault) {
    this.#behind = behind;
  }

  /** Why keys are not kept at the moment; null when all is well. An account whose key is merely missing does not count. */
  get failure(): Failure | null {
    return this.#failure;
  }

  async read(account: VaultAccount): Promise<Result<Secrets>> {
    const held = this.#held.get(account.id);
    return held === undefined ? this.#noted(await this.#behind.read(account)) : success(held);
  }

  async write(account: VaultAccount, secrets: Secrets): Promise<Result<Keeping>> {
    const written = this.#noted(await this.#behind.write(account, secrets));
    if (written.ok) this.#held.delete(account.id);
    else this.#held.set(account.id, secrets);
    return written.ok ? written : success('session');
  }

  async remove(account: VaultAccount): Promise<Result<null>> {
    const wasHeld = this.#held.delete(account.id);
    const removed = this.#noted(await this.#behind.remove(account));
    return wasHeld ? success(null) : removed;
  }

  async check(): Promise<Result<null>> {
    return this.#noted(await this.#behind.check());
  }

  #noted<Value>(result: Result<Value>): Result<Value> {
    const isOfOneItem = !result.ok && result.failure.detail === 'missing';
    this.#failure = result.ok || isOfOneItem ? null : result.failure;
    return result;
  }
}
