import { z } from 'zod';
import type { Account } from '../contract/account.ts';
import { failed, success, type Failure, type Result } from '../contract/failure.ts';
import { keychainFailureOf } from './keychain-failure.ts';
import { Secret } from './secret.ts';

/** Which account a key belongs to: the keychain goes by id, the environment by label. What came of its rounds tells an old account from a new one. */
export type VaultAccount = Pick<Account, 'id' | 'label'> & Partial<Pick<Account, 'lastSyncedAt' | 'failure'>>;

/** The keys of one account by field name, as the provider names them. */
export type Secrets = Readonly<Record<string, Secret>>;

/** Where a key was put: in the keychain, or in memory until the program ends. */
export type Keeping = 'keychain' | 'session';

/** Where keys live. All failures are `vault.*`; none of them deletes or overwrites anything, none carries a key. */
export interface Vault {
  /** `vault.denied` with detail `missing` when there is no item for this account. */
  read(account: VaultAccount): Promise<Result<Secrets>>;
  write(account: VaultAccount, secrets: Secrets): Promise<Result<Keeping>>;
  /** Succeeds as well when there was nothing. */
  remove(account: VaultAccount): Promise<Result<null>>;
  /** Whether keys can be kept, found out without asking the user to unlock anything. */
  check(): Promise<Result<null>>;
}

/** The calls of the keychain that we use, in the form of the package `keytar`. */
export interface Keychain {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

/** What the keychain vault is made from; the defaults are the real ones. */
export interface KeychainParts {
  readonly platform: NodeJS.Platform;
  /** Looks at the keychain's service without touching an item: why it cannot be used, or null. */
  readonly probe: () => Promise<Failure | null>;
  readonly load?: () => Promise<Keychain>;
  /** How long one call may wait, in milliseconds: an unlock prompt that nobody sees waits for ever. */
  readonly limitMs?: number;
}

const service = 'Leasebell';
const item = z.record(z.string(), z.string());

/** Loaded on first use: its Linux binary needs libsecret, and a static import would kill the program before it can say so. */
const loadKeytar = async (): Promise<Keychain> => {
  const loaded: Keychain & { readonly default?: Keychain } = await import('keytar');
  return loaded.default ?? loaded;
};

const secretsOf = (text: string | null): Result<Secrets> => {
  if (text === null) return failed('vault.denied', { detail: 'missing' });
  try {
    const named = item.parse(JSON.parse(text));
    return success(Object.fromEntries(Object.entries(named).map(([name, value]) => [name, new Secret(value)])));
  } catch {
    return failed('vault.denied', { detail: 'unreadable' });
  }
};

/** The operating system's keychain: service `Leasebell`, one item per account, its value a JSON object of the account's keys. */
export class KeychainVault implements Vault {
  readonly #parts: Required<KeychainParts>;
  #loading: Promise<Keychain> | null = null;
  /** A call that outlived its limit holds a thread of the pool; until it ends, no other is started. */
  #stuck = false;
  /** The call asked for last, or what it waits for: each holds a thread of the pool that files and names need too, so they go one by one. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(parts: KeychainParts) {
    this.#parts = { load: loadKeytar, limitMs: 30_000, ...parts };
  }

  async read({ id }: VaultAccount): Promise<Result<Secrets>> {
    const found = await this.#call((keychain) => keychain.getPassword(service, id));
    if (!found.ok) return found;
    // libsecret answers a dismissed unlock prompt like a missing item.
    const failure = found.value === null ? await this.#parts.probe() : null;
    return failure === null ? secretsOf(found.value) : { ok: false, failure };
  }

  async write({ id }: VaultAccount, secrets: Secrets): Promise<Result<Keeping>> {
    const texts = Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, secret.reveal()]));
    const written = await this.#call((keychain) => keychain.setPassword(service, id, JSON.stringify(texts)));
    return written.ok ? success('keychain') : written;
  }

  async remove({ id }: VaultAccount): Promise<Result<null>> {
    const removed = await this.#call((keychain) => keychain.deletePassword(service, id));
    return removed.ok ? success(null) : removed;
  }

  async check(): Promise<Result<null>> {
    const loaded = await this.#load();
    if (!loaded.ok) return loaded;
    const failure = await this.#parts.probe();
    return failure === null ? success(null) : { ok: false, failure };
  }

  async #load(): Promise<Result<Keychain>> {
    try {
      this.#loading ??= this.#parts.load();
      return success(await this.#loading);
    } catch {
      this.#loading = null;
      const library = this.#parts.platform === 'linux' ? 'libsecret' : 'keytar';
      return failed('vault.unavailable', { detail: library });
    }
  }

  async #call<Value>(ask: (keychain: Keychain) => Promise<Value>): Promise<Result<Value>> {
    const loaded = await this.#load();
    if (!loaded.ok) return loaded;
    const answer = this.#last.then(() => this.#asked(loaded.value, ask));
    this.#last = answer;
    return answer;
  }

  /** Never rejects, or nothing would ever follow it. */
  #asked<Value>(keychain: Keychain, ask: (keychain: Keychain) => Promise<Value>): Promise<Result<Value>> {
    if (this.#stuck) return Promise.resolve(failed('vault.locked', { detail: 'timeout' }));
    const asking = async (): Promise<Result<Value>> => {
      try {
        return success(await ask(keychain));
      } catch (error) {
        return { ok: false, failure: keychainFailureOf(error) };
      }
    };
    return this.#limited(asking());
  }

  #limited<Value>(asked: Promise<Result<Value>>): Promise<Result<Value>> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#stuck = true;
        resolve(failed('vault.locked', { detail: 'timeout' }));
      }, this.#parts.limitMs);
      void asked.then((result) => {
        clearTimeout(timer);
        this.#stuck = false;
        resolve(result);
      });
    });
  }
}
